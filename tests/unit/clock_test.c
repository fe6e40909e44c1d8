/*
 * Limits: every vector of the law reference this system was built from, and
 * the edges around them, under the calendar that is shipped.
 */
#include "tests/unit/clock_fixture.h"

/* clang-format off */
#define NOTICE_2020_2 "国务院办公厅关于延长2020年春节假期的通知（国办发明电〔2020〕1号）"
/* clang-format on */

struct vector {
	int unit;
	int32_t day0;
	int64_t n;
	int32_t raw_end, due_on;
};

static void
check_vectors(const struct vector *v, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct hj_period p = period(v[i].unit, v[i].day0, v[i].n);
		struct hj_derivation d = derive(&p);

		if (d.due_on.ymd != v[i].due_on ||
		    d.raw_end.ymd != v[i].raw_end || d.provisional ||
		    d.day0.ymd != v[i].day0)
			fail_msg("%d + %d: raw %d, due %d%s", v[i].day0,
			    (int)v[i].n, d.raw_end.ymd, d.due_on.ymd,
			    d.provisional ? ", provisional" : "");
		assert_int_equal(
		    d.due_at, hj_legal_day_last(ymd(v[i].due_on)) + 1);
		assert_int_equal(d.calendar, v2026);
	}
}

static void
vectors__of_the_counting_rules(void **state)
{
	static const struct vector list[] = {
		{ C, 20260118, 30, 20260217, 20260224 },
		{ C, 20260124, 30, 20260223, 20260224 },
		{ C, 20260115, 30, 20260214, 20260214 },
		{ C, 20260130, 30, 20260301, 20260302 },
		{ C, 20251218, 15, 20260102, 20260104 },
		{ C, 20260420, 15, 20260505, 20260506 },
		{ C, 20260805, 60, 20261004, 20261008 },
		{ C, 20260911, 15, 20260926, 20260928 },
		{ C, 20260828, 30, 20260927, 20260928 },
		{ C, 20260917, 3, 20260920, 20260920 },
		{ W, 20260211, 5, 20260225, 20260225 },
		{ W, 20260213, 1, 20260214, 20260214 },
		{ W, 20260429, 5, 20260509, 20260509 },
		{ W, 20260918, 3, 20260922, 20260922 },
		{ W, 20260929, 5, 20261012, 20261012 },
		{ W, 20251230, 3, 20260105, 20260105 },
		{ M, 20260131, 1, 20260228, 20260228 },
		{ M, 20250831, 6, 20260228, 20260228 },
		{ M, 20251231, 2, 20260228, 20260228 },
	};

	(void)state;
	check_vectors(list, sizeof(list) / sizeof(list[0]));
}

static void
vectors__where_weekends_alone_are_wrong(void **state)
{
	static const struct vector list[] = {
		{ C, 20260129, 30, 20260228, 20260228 },
		{ C, 20260203, 15, 20260218, 20260224 },
		{ C, 20260930, 7, 20261007, 20261008 },
		{ W, 20260917, 3, 20260921, 20260921 },
		{ W, 20260212, 5, 20260226, 20260226 },
		{ W, 20260928, 5, 20261010, 20261010 },
	};

	(void)state;
	check_vectors(list, sizeof(list) / sizeof(list[0]));
}

static void
vectors__of_daily_work(void **state)
{
	static const struct vector list[] = {
		{ M, 20260302, 1, 20260402, 20260402 },
		{ C, 20260409, 30, 20260509, 20260509 },
		{ W, 20260407, 3, 20260410, 20260410 },
		{ W, 20260408, 3, 20260413, 20260413 },
		{ C, 20260422, 30, 20260522, 20260522 },
		{ C, 20260320, 15, 20260404, 20260407 },
		{ W, 20260401, 5, 20260409, 20260409 },
		{ C, 20260410, 60, 20260609, 20260609 },
		{ C, 20260626, 30, 20260726, 20260727 },
		{ C, 20260727, 30, 20260826, 20260826 },
		{ C, 20260824, 30, 20260923, 20260923 },
		{ W, 20260916, 5, 20260922, 20260922 },
		{ HJ_UNIT_YEARS, 20240229, 1, 20250228, 20250228 },
		{ HJ_UNIT_YEARS, 20230601, 3, 20260601, 20260601 },
	};

	(void)state;
	check_vectors(list, sizeof(list) / sizeof(list[0]));
}

static void
revision__of_2020_moves_the_seventh_working_day(void **state)
{
	struct hj_period p = period(W, 20200123, 7);
	int64_t before = hj_calendar_current(&cal, ymd(20200126));
	int64_t after = hj_calendar_current(&cal, ymd(20200127));
	struct hj_derivation d = derive_under(before, &p);

	(void)state;
	assert_int_equal(d.due_on.ymd, 20200207);
	assert_int_equal(d.calendar, before);
	assert_int_equal(d.n_notices, 1);

	d = derive_under(after, &p);
	assert_int_equal(d.due_on.ymd, 20200211);
	assert_int_equal(d.calendar, after);
	assert_int_equal(d.n_notices, 2);
	assert_string_equal(d.notices[1].text, NOTICE_2020_2);
	/* As it is known today, too. */
	d = derive(&p);
	assert_int_equal(d.due_on.ymd, 20200211);
}

static void
horizon__makes_a_date_provisional(void **state)
{
	struct hj_period p = period(C, 20261120, 60);
	struct hj_derivation d = derive(&p);

	(void)state;
	assert_int_equal(d.due_on.ymd, 20270119);
	assert_true(d.provisional);
	assert_int_equal(d.unknown_from.ymd, 20270119);
	assert_int_equal(d.certainty, HJ_CERTAINTY_PROVISIONAL);
	assert_int_equal(d.limit->certainty, HJ_CERTAINTY_LAW);

	/* Only days that are looked up matter: this end is not. */
	p.limit.roll = false;
	d = derive(&p);
	assert_int_equal(d.due_on.ymd, 20270119);
	assert_false(d.provisional);
	assert_int_equal(d.certainty, HJ_CERTAINTY_LAW);

	/* The last known day, and the first unknown one. */
	p = period(C, 20261221, 10);
	assert_false(derive(&p).provisional);
	p = period(C, 20261221, 11);
	assert_true(derive(&p).provisional);
	p = period(W, 20261230, 1);
	assert_false(derive(&p).provisional);
	p = period(W, 20261230, 2);
	assert_true(derive(&p).provisional);
	p = period(W, 20030101, 3);
	assert_true(derive(&p).provisional);
	assert_int_equal(derive(&p).unknown_from.ymd, 20030102);

	/* Without any calendar everything that is looked up is. */
	p = period(W, 20260211, 5);
	d = derive_under(0, &p);
	assert_true(d.provisional);
	assert_int_equal(d.due_on.ymd, 20260218);
	assert_int_equal(d.calendar, 0);
}

static void
rolling__happens_only_where_the_limit_says_so(void **state)
{
	struct hj_period p = period(C, 20260118, 30);
	struct hj_derivation d;

	(void)state;
	p.limit.roll = false;
	d = derive(&p);
	assert_int_equal(d.raw_end.ymd, 20260217);
	assert_int_equal(d.due_on.ymd, 20260217);
	assert_int_equal(d.n_stretches, 0);
	assert_int_equal(d.due_at, at("2026-02-18T00:00:00+08:00"));
	/* The same day never rolls: 2026-02-15 is a Sunday and a holiday. */
	p = period(HJ_UNIT_SAME_DAY, 20260215, 0);
	d = derive(&p);
	assert_int_equal(d.due_on.ymd, 20260215);
	assert_int_equal(d.due_at, at("2026-02-16T00:00:00+08:00"));
	assert_int_equal(d.counted, 0);
}

static void
months__end_with_the_month_where_there_is_no_such_day(void **state)
{
	struct hj_period p = period(M, 20240131, 1);
	struct hj_derivation d = derive(&p);

	(void)state;
	assert_int_equal(d.due_on.ymd, 20240229);
	assert_true(d.month_end);
	assert_int_equal(d.counted, 29);
	p = period(M, 20240131, 2);
	p.limit.roll = false;
	d = derive(&p);
	assert_int_equal(d.due_on.ymd, 20240331);
	assert_false(d.month_end);
	p = period(M, 20240430, 1);
	assert_int_equal(derive(&p).due_on.ymd, 20240530);
	p = period(HJ_UNIT_YEARS, 20240229, 4);
	assert_int_equal(derive(&p).raw_end.ymd, 20280229);
}

static void
hours__count_from_the_instant_and_never_roll(void **state)
{
	struct hj_period p = period(HJ_UNIT_HOURS, 20260214, 72);
	struct hj_extension more = { .n = 24,
		.unit = HJ_UNIT_HOURS,
		.by = "court",
		.reason = "approval" };
	struct hj_derivation d;

	(void)state;
	p.start_from = p.start_to = at("2026-02-14T09:30:15.250+08:00");
	d = derive(&p);
	assert_int_equal(d.due_at, at("2026-02-17T09:30:15.250+08:00"));
	assert_int_equal(d.due_on.ymd, 20260217);
	assert_int_equal(d.began_at, p.start_from);
	assert_int_equal(d.counted, 72 * 60);
	assert_false(d.provisional);

	p.extensions = &more;
	p.n_extensions = 1;
	d = derive(&p);
	assert_int_equal(d.due_at, at("2026-02-18T09:30:15.250+08:00"));

	/* Over at midnight is over with the day before. */
	p = period(HJ_UNIT_MINUTES, 20261231, 30);
	p.start_from = p.start_to = at("2026-12-31T23:30:00+08:00");
	d = derive(&p);
	assert_int_equal(d.due_at, at("2027-01-01T00:00:00+08:00"));
	assert_int_equal(d.due_on.ymd, 20261231);
	assert_false(d.provisional);
	p.limit.n = 31;
	assert_int_equal(derive(&p).due_on.ymd, 20270101);

	p = period(HJ_UNIT_AT_ONCE, 20260214, 0);
	d = derive(&p);
	assert_int_equal(d.due_at, p.start_from);
	assert_int_equal(d.due_on.ymd, 20260214);
}

/* In a civil suit the hour of the start is not counted: 民诉法85. */
static void
hours__before_a_court_count_from_the_next_one(void **state)
{
	static const struct {
		const char *start, *due;
	} lines[] = {
		{ "2026-02-14T09:00:00+08:00", "2026-02-17T10:00:00+08:00" },
		{ "2026-02-14T09:00:00.001+08:00",
		    "2026-02-17T10:00:00+08:00" },
		{ "2026-02-14T09:59:59.999+08:00",
		    "2026-02-17T10:00:00+08:00" },
		{ "2026-02-14T10:00:00+08:00", "2026-02-17T11:00:00+08:00" },
		{ "2026-09-30T23:59:59+08:00", "2026-10-04T00:00:00+08:00" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		struct hj_period p = period(HJ_UNIT_HOURS, 20260214, 72);
		struct hj_derivation d;

		p.limit.next_hour = true;
		p.start_from = p.start_to = at(lines[i].start);
		d = derive(&p);
		assert_int_equal(d.due_at, at(lines[i].due));
		assert_int_equal(d.due_at - d.began_at, 72 * HJ_HOUR_MS);
		assert_int_equal(d.counted, 72 * 60);
	}
}

static void
start__known_as_an_interval_counts_from_the_side_it_runs_against(void **state)
{
	struct hj_period p = period(C, 20260302, 5);
	struct hj_derivation d;

	(void)state;
	p.start_from = hj_legal_day_first(ymd(20260302));
	p.start_to = hj_legal_day_last(ymd(20260310));
	d = derive(&p);
	assert_int_equal(d.day0.ymd, 20260310);
	assert_int_equal(d.due_on.ymd, 20260316); /* from Sunday 03-15 */

	p.limit.against = HJ_AGAINST_PARTY;
	d = derive(&p);
	assert_int_equal(d.day0.ymd, 20260302);
	assert_int_equal(d.due_on.ymd, 20260309); /* from Saturday 03-07 */
	assert_int_equal(d.start_from, p.start_from);
	assert_int_equal(d.start_to, p.start_to);

	p.limit.unit = HJ_UNIT_HOURS;
	assert_int_equal(derive(&p).due_at, at("2026-03-02T05:00:00+08:00"));
	p.limit.against = HJ_AGAINST_STATE;
	assert_int_equal(derive(&p).due_at, at("2026-03-11T05:00:00+08:00"));
}

static void
start__late_in_the_evening_is_still_that_legal_day(void **state)
{
	struct hj_period p = period(C, 20260302, 5);

	(void)state;
	p.start_from = p.start_to = at("2026-03-02T15:59:59.999Z");
	assert_int_equal(derive(&p).day0.ymd, 20260302);
	p.start_from = p.start_to = at("2026-03-02T16:00:00Z");
	assert_int_equal(derive(&p).day0.ymd, 20260303);
}

static void
start__must_be_known(void **state)
{
	struct hj_period p = period(C, 20260302, 5);

	(void)state;
	p.start_from = p.start_to = 0;
	check_refused(&p, "start");
	p.start_from = 2;
	p.start_to = 1;
	check_refused(&p, "start");
	p.start_from = -5;
	check_refused(&p, "start");
	p.start_from = 1;
	p.start_to = INT64_MAX;
	check_refused(&p, "start");
}

static void
limit__is_bounded(void **state)
{
	struct hj_period p = period(C, 20260410, HJ_LENGTH_MOST);

	(void)state;
	assert_int_equal(derive(&p).counted, HJ_LENGTH_MOST);
	p.limit.n++;
	check_refused(&p, "limit/n");
	p.limit.n = 0;
	check_refused(&p, "limit/n");
	p.limit.n = -1;
	check_refused(&p, "limit/n");
	p.limit.n = INT64_MAX;
	check_refused(&p, "limit/n");
	p = period(M, 20260410, 1200);
	assert_int_equal(derive(&p).raw_end.ymd, 21260410);
	p.limit.n = 1201;
	check_refused(&p, "limit/n");
	p = period(HJ_UNIT_YEARS, 20260410, 101);
	check_refused(&p, "limit/n");
	p = period(HJ_UNIT_AT_ONCE, 20260410, 1);
	check_refused(&p, "limit/n");
	p = period(W, 20260410, 1);
	p.limit.unit = 0;
	check_refused(&p, "limit/unit");
	p.limit.unit = HJ_UNIT_SAME_DAY + 1;
	check_refused(&p, "limit/unit");
	p = period(W, 20260410, 1);
	p.limit.against = 0;
	check_refused(&p, "limit/against");
	p = period(W, 20260410, 1);
	p.limit.certainty = HJ_CERTAINTY_PROVISIONAL;
	check_refused(&p, "limit/certainty");
	/* The end of the calendar. */
	p = period(C, 99991230, 1);
	check_refused(&p, "limit/n");
	p.limit.roll = false;
	check_refused(&p, "limit/n");
	p = period(M, 99990101, 12);
	check_refused(&p, "limit/n");
	p = period(HJ_UNIT_HOURS, 99991231, 24);
	check_refused(&p, "limit/n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(vectors__of_the_counting_rules),
		cmocka_unit_test(vectors__where_weekends_alone_are_wrong),
		cmocka_unit_test(vectors__of_daily_work),
		cmocka_unit_test(
		    revision__of_2020_moves_the_seventh_working_day),
		cmocka_unit_test(horizon__makes_a_date_provisional),
		cmocka_unit_test(rolling__happens_only_where_the_limit_says_so),
		cmocka_unit_test(
		    months__end_with_the_month_where_there_is_no_such_day),
		cmocka_unit_test(hours__count_from_the_instant_and_never_roll),
		cmocka_unit_test(hours__before_a_court_count_from_the_next_one),
		cmocka_unit_test(
		    start__known_as_an_interval_counts_from_the_side_it_runs_against),
		cmocka_unit_test(
		    start__late_in_the_evening_is_still_that_legal_day),
		cmocka_unit_test(start__must_be_known),
		cmocka_unit_test(limit__is_bounded),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
