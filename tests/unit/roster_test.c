/*
 * The roster of a legal-aid centre: entries, leave, turns, who may keep it, and
 * that the timeline gives the state back.
 */
#include "lib/commands/legal_aid/roster.h"
#include "lib/dispute/codec.h"

#include "tests/unit/turn_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static struct fixture f;
static struct hj_roster *r;
static struct hj_turn t;
static int64_t version;
static enum place place;
static unsigned roles;
static bool service;
static struct hj_name *told;
static size_t n_told;

static int
set_up(void **state)
{
	(void)state;
	fixture_init(&f, NULL);
	r = hj_state_new(f.a, &hj_roster_kind, fixture_id(&f, '9', 1));
	version = 0;
	place = AID;
	roles = HJ_RO(HEAD);
	service = false;
	told = NULL;
	n_told = 0;
	return 0;
}

/* The fold of the bytes gives the state that decisions left. */
static int
tear_down(void **state)
{
	struct hj_roster *again =
	    hj_state_new(f.a, &hj_roster_kind, fixture_id(&f, '9', 1));
	struct hj_buf was, is;
	bool same;

	(void)state;
	for (size_t i = 0; i < n_told; i++) {
		struct hj_event ev;
		struct hj_error err;

		if (hj_event_decode(f.a, hj_roster_kind.events, told[i].text,
			strlen(told[i].text), &ev, &err) != HJ_OK)
			return -1;
		hj_fold(again, &ev);
	}
	hj_buf_init(&was, 1 << 20);
	hj_buf_init(&is, 1 << 20);
	hj_emit(&was, hj_roster_kind.state, r);
	hj_emit(&is, hj_roster_kind.state, again);
	same = strcmp(hj_buf_text(&was), hj_buf_text(&is)) == 0;
	hj_buf_release(&was);
	hj_buf_release(&is);
	fixture_release(&f);
	return same ? 0 : -1;
}

__attribute__((format(printf, 2, 3))) static enum hj_refusal
ask(const char *name, const char *format, ...)
{
	const struct hj_command *command =
	    hj_command_find(&hj_roster_kind, name);
	struct hj_error err = { 0 };
	char json[1024];
	va_list ap;
	void *cmd;

	va_start(ap, format);
	vsnprintf(json, sizeof(json), format, ap);
	va_end(ap);
	assert_non_null(command);
	cmd = hj_alloc(f.a, command->fields->size);
	if (hj_bind(f.a, command->fields, HJ_FORM_COMMAND, cmd, json,
		strlen(json), &err) != HJ_OK)
		fail_msg("%s: %s: %s", json, err.field, err.msg);
	t = (struct hj_turn){ .a = f.a,
		.world = &f.world,
		.actor = { .person = fixture_person(&f, place, 0),
		    .org = fixture_org(&f, place),
		    .roles = roles,
		    .service = service },
		.now = f.now,
		.cmd = fixture_command(&f, ++f.commands),
		.state = r,
		.version = version };
	hj_decide(&t, &hj_roster_kind, command, cmd);
	if (t.refused != HJ_NO) {
		assert_int_equal(t.n_event, 0);
		return t.refused;
	}
	for (size_t i = 0; i < t.n_event; i++) {
		struct hj_buf b;

		hj_buf_init(&b, HJ_EVENT_MOST);
		hj_event_encode(&b, &t.event[i]);
		HJ_PUSH(f.a, told, n_told)->text =
		    hj_strdup(f.a, hj_buf_text(&b));
		hj_buf_release(&b);
	}
	version = t.version;
	return HJ_NO;
}

#define DONE(...) assert_int_equal(ask(__VA_ARGS__), HJ_NO)
#define REFUSED(no, ...) assert_int_equal(ask(__VA_ARGS__), no)

/* Founded, with counsel 甲 and 乙; their ids. */
static const char *first, *second;

static void
two(void)
{
	DONE("found-roster", "{}");
	DONE("enter-counsel", "{\"name\":\"甲\"}");
	first = t.cmd;
	DONE("enter-counsel", "{\"name\":\"乙\"}");
	second = t.cmd;
}

static enum hj_refusal
count(const char *id, bool done)
{
	service = true;
	return ask("count-turn",
	    "{\"procedure\":2,\"counsel\":\"%s\",\"dispute\":\"%s\","
	    "\"done\":%s}",
	    id, fixture_id(&f, 'd', 1), done ? "true" : "false");
}

static void
roster__is_one_of_a_centre(void **state)
{
	const struct hj_roster *all[1];

	(void)state;
	place = VILLAGE;
	REFUSED(HJ_NO_BODY_CHANNEL, "found-roster", "{}");
	REFUSED(HJ_NO_RIGHT, "found-roster", "{\"body\":\"%s\"}",
	    fixture_org(&f, AID));
	REFUSED(HJ_NO_ORGANISATION, "found-roster",
	    "{\"body\":\"ffffffffffffffffffffffffffffffff\"}");
	roles = HJ_RO(MEDIATOR);
	place = AID;
	REFUSED(HJ_NO_RIGHT, "found-roster", "{}");
	roles = HJ_RO(CLERK);
	DONE("found-roster", "{}");
	assert_string_equal(r->body, fixture_org(&f, AID));
	REFUSED(HJ_NO_DUPLICATE, "found-roster", "{}");
	all[0] = r;
	f.world.roster = all;
	f.world.n_roster = 1;
	assert_ptr_equal(hj_roster_of(&f.world, fixture_org(&f, AID)), r);
	assert_null(hj_roster_of(&f.world, fixture_org(&f, COURT)));
	assert_null(hj_roster_of(&f.world, NULL));
	r = hj_state_new(f.a, &hj_roster_kind, fixture_id(&f, '9', 2));
	REFUSED(HJ_NO_DUPLICATE, "found-roster", "{}");
	r = hj_state_new(f.a, &hj_roster_kind, fixture_id(&f, '9', 1));
	n_told = 0;
}

static void
roster__is_kept_by_its_centre(void **state)
{
	(void)state;
	two();
	place = VILLAGE;
	REFUSED(HJ_NO_RIGHT, "enter-counsel", "{\"name\":\"丙\"}");
	REFUSED(
	    HJ_NO_RIGHT, "change-counsel", "{\"id\":\"%s\",\"most\":3}", first);
	REFUSED(HJ_NO_RIGHT, "set-leave", "{\"id\":\"%s\"}", first);
	REFUSED(HJ_NO_RIGHT, "remove-counsel", "{\"id\":\"%s\"}", first);
	roles = HJ_RO(ADMINISTRATOR);
	DONE("change-counsel", "{\"id\":\"%s\",\"most\":3}", first);
	roles = ~0u;
	REFUSED(HJ_NO_RIGHT, "count-turn",
	    "{\"procedure\":2,\"counsel\":\"%s\",\"dispute\":\"%s\"}", first,
	    fixture_id(&f, 'd', 1));
}

static void
counsel__is_entered_changed_and_removed(void **state)
{
	const struct hj_counsel *c;

	(void)state;
	two();
	REFUSED(HJ_NO_PERSON, "enter-counsel", "{}");
	REFUSED(HJ_NO_PERSON, "enter-counsel",
	    "{\"person\":\"ffffffffffffffffffffffffffffffff\"}");
	REFUSED(HJ_NO_COUNTY, "enter-counsel",
	    "{\"name\":\"丙\",\"areas\":[\"9999\"]}");
	REFUSED(HJ_NO_ORDER, "enter-counsel",
	    "{\"name\":\"丙\",\"since\":\"2026-03-02\","
	    "\"until\":\"2026-03-01\"}");
	DONE("enter-counsel",
	    "{\"person\":\"%s\",\"areas\":[\"999901\"],"
	    "\"specialities\":[\"labour\",\"injury\"],\"share\":2}",
	    fixture_person(&f, AID, 1));
	REFUSED(HJ_NO_DUPLICATE, "enter-counsel", "{\"person\":\"%s\"}",
	    fixture_person(&f, AID, 1));
	/* In order of their ids, whoever came first. */
	assert_int_equal(r->n_counsel, 3);
	assert_string_equal(r->counsel[0].id, fixture_person(&f, AID, 1));
	assert_string_equal(r->counsel[0].name, "某人");
	assert_int_equal(r->counsel[0].since, 20260302);
	DONE("change-counsel",
	    "{\"id\":\"%s\",\"practice\":\"清河律师事务所\","
	    "\"licence\":\"19999\",\"phone\":\"0999\"}",
	    first);
	c = hj_counsel_at(r, first);
	assert_string_equal(c->name, "甲");
	assert_string_equal(c->practice, "清河律师事务所");
	REFUSED(HJ_NO_COUNSEL, "change-counsel",
	    "{\"id\":\"ffffffffffffffffffffffffffffffff\"}");
	REFUSED(HJ_NO_COUNSEL, "remove-counsel",
	    "{\"id\":\"ffffffffffffffffffffffffffffffff\"}");
	DONE("remove-counsel", "{\"id\":\"%s\",\"reason\":\"转所\"}", first);
	assert_null(hj_counsel_at(r, first));
	assert_int_equal(r->n_counsel, 2);
	assert_string_equal(r->counsel[1].id, second);
}

static void
roster__holds_so_many_and_still_has_a_snapshot(void **state)
{
	struct hj_buf b;
	char name[200] = "", practice[200] = "";

	(void)state;
	for (int i = 0; i < 40; i++)
		strcat(name, "纷");
	for (int i = 0; i < 60; i++)
		strcat(practice, "律");
	DONE("found-roster", "{}");
	for (int i = 0; i < HJ_COUNSEL_MOST; i++)
		DONE("enter-counsel",
		    "{\"name\":\"%s\",\"practice\":\"%s\",\"licence\":"
		    "\"12345678901234%03d\",\"phone\":\"0999-12345678\","
		    "\"areas\":[\"999901\",\"999902\"],\"specialities\":"
		    "[\"labour\",\"injury\",\"support\"]}",
		    name, practice, i);
	REFUSED(HJ_NO_DUPLICATE, "change-counsel",
	    "{\"id\":\"%s\",\"licence\":\"12345678901234000\"}",
	    r->counsel[1].id);
	REFUSED(HJ_NO_LIMIT_SIZE, "enter-counsel", "{\"name\":\"丙\"}");
	assert_int_equal(hj_snapshot(&b, hj_roster_kind.state, r), HJ_FOLD);
	hj_buf_release(&b);
}

static void
leave__is_an_interval(void **state)
{
	const struct hj_counsel *c;

	(void)state;
	two();
	REFUSED(HJ_NO_COUNSEL, "set-leave",
	    "{\"id\":\"ffffffffffffffffffffffffffffffff\"}");
	REFUSED(HJ_NO_ORDER, "set-leave",
	    "{\"id\":\"%s\",\"from\":\"2026-03-02\"}", first);
	REFUSED(HJ_NO_ORDER, "set-leave",
	    "{\"id\":\"%s\",\"from\":\"2026-03-03\",\"to\":\"2026-03-02\"}",
	    first);
	DONE("set-leave",
	    "{\"id\":\"%s\",\"from\":\"2026-03-02\",\"to\":\"2026-03-04\"}",
	    first);
	c = hj_counsel_at(r, first);
	assert_false(hj_counsel_away(c, 20260301));
	assert_true(hj_counsel_away(c, 20260302));
	assert_true(hj_counsel_away(c, 20260304));
	assert_false(hj_counsel_away(c, 20260305));
	DONE("set-leave", "{\"id\":\"%s\"}", first);
	assert_false(hj_counsel_away(hj_counsel_at(r, first), 20260302));
}

static void
turns__are_counted_and_nobody_is_left_behind(void **state)
{
	(void)state;
	two();
	DONE("set-leave",
	    "{\"id\":\"%s\",\"from\":\"2026-03-02\",\"to\":\"2026-03-04\"}",
	    first);
	for (int i = 0; i < 3; i++)
		assert_int_equal(count(second, false), HJ_NO);
	assert_int_equal(hj_counsel_at(r, second)->load, 3);
	assert_int_equal(hj_counsel_at(r, second)->turns, 3);
	/* Who was away goes on in the round of the others. */
	assert_int_equal(hj_counsel_at(r, first)->turns, 2);
	assert_int_equal(hj_counsel_at(r, first)->load, 0);
	assert_int_equal(count(second, true), HJ_NO);
	assert_int_equal(hj_counsel_at(r, second)->load, 2);
	assert_int_equal(hj_counsel_at(r, second)->turns, 3);
	/* Back early: in the present round, not three turns behind. */
	service = false;
	DONE("set-leave", "{\"id\":\"%s\"}", first);
	assert_int_equal(hj_counsel_at(r, first)->turns, 3);
	DONE("enter-counsel", "{\"name\":\"丙\",\"share\":2}");
	assert_int_equal(hj_counsel_at(r, t.cmd)->turns, 6);
	DONE("change-counsel", "{\"id\":\"%s\",\"share\":4}", second);
	assert_int_equal(hj_counsel_at(r, second)->turns, 12);
	/* A matter of somebody who has gone is told, and changes nobody. */
	assert_int_equal(
	    count("ffffffffffffffffffffffffffffffff", true), HJ_NO);
	service = true;
	REFUSED(HJ_NO_PROCEDURE, "count-turn",
	    "{\"counsel\":\"%s\",\"dispute\":\"%s\"}", first,
	    fixture_id(&f, 'd', 1));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(roster__is_one_of_a_centre),
		TEST(roster__is_kept_by_its_centre),
		TEST(counsel__is_entered_changed_and_removed),
		TEST(roster__holds_so_many_and_still_has_a_snapshot),
		TEST(leave__is_an_interval),
		TEST(turns__are_counted_and_nobody_is_left_behind),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
