/*
 * A dispute on its way through a procedure, for the tests of procedures: two
 * parties, registered, accepted, mediated by the village.
 */
#ifndef HJ_TESTS_UNIT_PROCEDURE_FIXTURE_H
#define HJ_TESTS_UNIT_PROCEDURE_FIXTURE_H

#include "lib/commands/common.h"
#include "tests/unit/turn_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static struct fixture f;

static inline int
set_up(void **state)
{
	(void)state;
	fixture_init(&f, NULL);
	return 0;
}

static inline int
tear_down(void **state)
{
	(void)state;
	fixture_release(&f);
	return 0;
}

/* The same county with a ladder switched on. */
static inline void
on_ladder(const char *name)
{
	fixture_release(&f);
	fixture_init(&f, name);
}

static inline struct hj_procedure *
procedure(int64_t no)
{
	struct hj_procedure *p = hj_procedure_at(f.d, no);

	assert_non_null(p);
	return p;
}

/* `json` may say %s where the id of person `n` of `who` belongs. */
static inline enum hj_refusal
naming(enum place place, int n, const char *name, const char *json,
    enum place who, int k)
{
	char text[512];
	const char *id = fixture_person(&f, who, k);
	const char *at = strstr(json, "%s");

	assert_non_null(at);
	snprintf(
	    text, sizeof(text), "%.*s%s%s", (int)(at - json), json, id, at + 2);
	return fixture_do_as(&f, place, n, name, text);
}

static inline enum hj_refusal
joining(enum place host, int64_t no, enum place signer)
{
	char json[128];

	snprintf(json, sizeof(json), "{\"procedure\":%d,\"signer\":\"%s\"}",
	    (int)no, fixture_org(&f, signer));
	return fixture_do(&f, host, "join-signer", json);
}

/* Registered with two parties in `channel`, and nothing more. */
static inline void
registered(enum place place, const char *channel)
{
	char json[512];

	snprintf(json, sizeof(json),
	    "{\"source\":\"application\",\"manner\":\"oral\","
	    "\"channel\":\"%s\",\"parties\":["
	    "{\"kind\":\"natural\",\"side\":\"applicant\",\"name\":\"甲\"},"
	    "{\"kind\":\"natural\",\"side\":\"respondent\",\"name\":\"乙\"}]}",
	    channel);
	assert_int_equal(fixture_do(&f, place, "register", json), HJ_NO);
}

#define NAMED "{\"mediators\":[{\"person\":\"%s\",\"disclosed\":true}]}"

/* Accepted by the village, which named its first person. */
static inline void
mediating(void)
{
	fixture_agreed(&f, VILLAGE);
	assert_int_equal(fixture_do(&f, VILLAGE, "accept", "{}"), HJ_NO);
	assert_int_equal(
	    naming(VILLAGE, 2, "assign-mediators", NAMED, VILLAGE, 0), HJ_NO);
}

/* The kinds of events of the last turn, but for clocks and ladder. */
static inline void
expect_events(const char *const *kinds, size_t n)
{
	size_t at = 0;

	for (int64_t i = 0; i < f.events; i++) {
		const char *kind = f.event[i].kind->name;

		if (strncmp(kind, "clock_", 6) == 0 ||
		    strcmp(kind, "ladder_moved") == 0)
			continue;
		assert_true(at < n);
		assert_string_equal(kind, kinds[at++]);
	}
	assert_int_equal(at, n);
}

/* Everything owed is handed over. */
static inline void
serve_all(void)
{
	for (size_t i = 0; i < f.d->n_notice; i++) {
		char json[128];

		if (f.d->notice[i].state != HJ_NS_OWED)
			continue;
		snprintf(json, sizeof(json),
		    "{\"notices\":[%d],\"means\":\"handed\"}", (int)i + 1);
		assert_int_equal(
		    fixture_do(&f, VILLAGE, "serve-notice", json), HJ_NO);
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

#endif
