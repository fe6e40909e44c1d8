/*
 * What the tests of limits share: the shipped calendar, a limit to start from,
 * and how it is counted.
 */
#ifndef HJ_TESTS_UNIT_CLOCK_FIXTURE_H
#define HJ_TESTS_UNIT_CLOCK_FIXTURE_H

#include "lib/time/clock.h"
#include "tests/unit/reference_calendar.h"

enum {
	C = HJ_UNIT_DAYS,
	W = HJ_UNIT_WORKING_DAYS,
	M = HJ_UNIT_MONTHS
};

static struct hj_arena *arena;
static struct hj_calendar cal;
static int64_t v2026; /* the version in force in August 2026 */

static inline struct hj_date
ymd(int32_t value)
{
	return (struct hj_date){ value };
}

static inline int
setup(void **state)
{
	(void)state;
	arena = hj_arena_new();
	cal = reference_calendar(arena);
	v2026 = hj_calendar_current(&cal, ymd(20260801));
	return 0;
}

static inline int
teardown(void **state)
{
	(void)state;
	hj_arena_free(arena);
	return 0;
}

/* The instant `text`, which must be one. */
static inline int64_t
at(const char *text)
{
	int64_t instant = 0;

	if (!hj_instant_parse(text, &instant))
		fail_msg("not an instant: %s", text);
	return instant;
}

/* A limit of statute that rolls, starting at ten in the morning of a day. */
static inline struct hj_period
period(int unit, int32_t day0, int64_t n)
{
	int64_t start = hj_legal_day_first(ymd(day0)) + 10 * HJ_HOUR_MS;

	return (struct hj_period){
		.limit = { .rule = "RULE",
		    .article = "民诉法205",
		    .certainty = HJ_CERTAINTY_LAW,
		    .n = n,
		    .unit = unit,
		    .against = HJ_AGAINST_STATE,
		    .roll = true },
		.start = "0123/4",
		.start_from = start,
		.start_to = start,
	};
}

static inline struct hj_derivation
derive_under(int64_t version, const struct hj_period *p)
{
	struct hj_derivation d;
	struct hj_error err = { 0 };

	if (hj_derive(arena, p, &cal, version, &d, &err) != HJ_OK)
		fail_msg("%s: %s", err.field, err.msg);
	return d;
}

static inline struct hj_derivation
derive(const struct hj_period *p)
{
	return derive_under(v2026, p);
}

static inline void
check_refused(const struct hj_period *p, const char *field)
{
	struct hj_derivation d = { .counted = 7 };
	struct hj_error err = { 0 };

	assert_int_equal(
	    hj_derive(arena, p, &cal, v2026, &d, &err), HJ_ERR_INPUT);
	assert_string_equal(err.field, field);
	assert_int_equal(d.counted, 7);
}

#endif
