/*
 * Steps that tests of agreements, hand-overs, forums and corrections share.
 * Every test ends by folding the bytes of its timeline again.
 */
#ifndef HJ_TESTS_UNIT_STEPS_FIXTURE_H
#define HJ_TESTS_UNIT_STEPS_FIXTURE_H

#include "tests/unit/procedure_fixture.h"

static inline int
told(void **state)
{
	bool same = fixture_refolds(&f);

	tear_down(state);
	return same ? 0 : -1;
}

#define TOLD(name) cmocka_unit_test_setup_teardown(name, set_up, told)

/* Ask for `name` as person `n` of `place` with a body made by `format`. */
__attribute__((format(printf, 4, 5))) static inline enum hj_refusal
ask(enum place place, int n, const char *name, const char *format, ...)
{
	char json[2048];
	va_list ap;

	va_start(ap, format);
	vsnprintf(json, sizeof(json), format, ap);
	va_end(ap);
	return fixture_do_as(&f, place, n, name, json);
}

/* The same, and it must be done. */
#define DONE(...) assert_int_equal(ask(__VA_ARGS__), HJ_NO)

/* The same, and it must be refused by this rule. */
#define REFUSED(rule, ...) assert_int_equal(ask(__VA_ARGS__), rule)

/* Both parties agree in procedure `no`, which `place` handles. */
static inline void
agree(enum place place, int64_t no)
{
	for (int party = 1; party <= 2; party++)
		DONE(place, 0, "record-consent",
		    "{\"procedure\":%d,\"party\":%d,\"answer\":\"agrees\","
		    "\"manner\":\"oral\"}",
		    (int)no, party);
}

/* Procedure `no` of `place` has consent, is accepted, and has a mediator. */
static inline void
take_up(enum place place, int64_t no)
{
	agree(place, no);
	DONE(place, 0, "accept", "{\"procedure\":%d}", (int)no);
	DONE(place, 0, "assign-mediators",
	    "{\"procedure\":%d,\"mediators\":[{\"person\":\"%s\","
	    "\"disclosed\":true}]}",
	    (int)no, fixture_person(&f, place, 0));
}

/* Registered by `place` in `channel`, and being mediated. */
static inline void
begun(enum place place, const char *channel)
{
	registered(place, channel);
	take_up(place, 1);
}

/* One sitting of procedure `no`, as `result`; `hour` of the present day. */
static inline enum hj_refusal
sit(enum place place, int64_t no, const char *result)
{
	char starts[40], ends[40];
	struct hj_buf b;

	hj_buf_init(&b, 64);
	hj_instant_format(&b, f.now - 2 * HJ_HOUR_MS);
	snprintf(starts, sizeof(starts), "%s", hj_buf_text(&b));
	hj_buf_clear(&b);
	hj_instant_format(&b, f.now - HJ_HOUR_MS);
	snprintf(ends, sizeof(ends), "%s", hj_buf_text(&b));
	hj_buf_release(&b);
	return ask(place, 0, "log-session",
	    "{\"procedure\":%d,\"attendance\":[{\"party\":1,"
	    "\"presence\":\"came\"},{\"party\":2,\"presence\":\"came\"}],"
	    "\"mode\":\"together\",\"result\":\"%s\",\"starts\":\"%s\","
	    "\"ends\":\"%s\"}",
	    (int)no, result, starts, ends);
}

/* A draft of one money term in procedure `no`; its number. */
static inline int64_t
draft(enum place place, int64_t no)
{
	DONE(place, 0, "draft-agreement",
	    "{\"procedure\":%d,\"terms\":[{\"kind\":\"money\","
	    "\"amount\":100000,\"debtor\":2,\"text\":\"赔偿\"}],"
	    "\"text\":\"协议\"}",
	    (int)no);
	return (int64_t)f.d->n_agreement;
}

static inline enum hj_refusal
sign(enum place place, int64_t agreement, int party, const char *how)
{
	return ask(place, 0, "sign-agreement",
	    "{\"agreement\":%d,\"party\":%d,\"how\":\"%s\"}", (int)agreement,
	    party, how);
}

static inline const struct hj_agreement *
agreement(int64_t no)
{
	const struct hj_agreement *a = hj_agreement_at(f.d, no);

	assert_non_null(a);
	return a;
}

static inline enum hj_refusal
effective(enum place place, int64_t no)
{
	return ask(place, 0, "make-effective", "{\"agreement\":%d}", (int)no);
}

/* A written agreement of the village's procedure 1, with all its pieces. */
static inline int64_t
concluded(void)
{
	int64_t no = draft(VILLAGE, 1);

	assert_int_equal(sign(VILLAGE, no, 1, "signature"), HJ_NO);
	assert_int_equal(sign(VILLAGE, no, 2, "signature"), HJ_NO);
	DONE(VILLAGE, 0, "mediator-sign", "{\"agreement\":%d}", (int)no);
	DONE(VILLAGE, 2, "stamp", "{\"agreement\":%d}", (int)no);
	return no;
}

/* The newest clock of this rule. */
static inline const struct hj_clock *
clock_of(const char *rule)
{
	for (size_t i = f.d->n_clock; i-- > 0;)
		if (strcmp(f.d->clock[i].rule, rule) == 0)
			return &f.d->clock[i];
	return NULL;
}

#endif
