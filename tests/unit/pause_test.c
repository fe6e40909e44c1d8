/* Pauses and extensions of limits, and which of them are refused. */
#include "tests/unit/clock_fixture.h"

static void
pause__days_do_not_count(void **state)
{
	struct hj_pause appraisal = { .from = ymd(20260410),
		.to = ymd(20260430),
		.reason = "appraisal",
		.article = "在线调解规则26" };
	struct hj_pause hearing = { .from = ymd(20260914),
		.to = ymd(20260918),
		.reason = "hearing",
		.article = "信访工作条例36" };
	struct hj_period p = period(C, 20260408, 30);
	struct hj_derivation d;

	(void)state;
	p.pauses = &appraisal;
	p.n_pauses = 1;
	d = derive(&p);
	assert_int_equal(d.due_on.ymd, 20260529);
	assert_int_equal(d.pause_days, 21);
	assert_int_equal(d.counted, 30);
	assert_int_equal(d.n_stretches, 1);
	assert_int_equal(d.stretches[0].kind, HJ_STRETCH_PAUSE);
	assert_int_equal(d.stretches[0].days, 21);

	/* Added to the end as counted, 10-07, not to the rolled 10-08. */
	p = period(C, 20260907, 30);
	p.pauses = &hearing;
	p.n_pauses = 1;
	d = derive(&p);
	assert_int_equal(d.raw_end.ymd, 20261012);
	assert_int_equal(d.due_on.ymd, 20261012);

	/* Working days: Monday to Friday of the pause do not count. */
	p = period(W, 20260911, 5);
	p.pauses = &hearing;
	p.n_pauses = 1;
	d = derive(&p);
	/* 09-20 (make-up), 21, 22, 23, 24. */
	assert_int_equal(d.due_on.ymd, 20260924);
}

static void
pause__days_count_once_and_only_inside_the_limit(void **state)
{
	struct hj_pause list[] = {
		{ .from = ymd(20260420),
		    .to = ymd(20260424),
		    .reason = "appraisal" },
		{ .from = ymd(20260401),
		    .to = ymd(20260409),
		    .reason = "hearing" },
		{ .from = ymd(20260422),
		    .to = ymd(20260426),
		    .reason = "hearing" },
		{ .from = ymd(20260601),
		    .to = ymd(20260602),
		    .reason = "hearing" },
	};
	struct hj_period p = period(C, 20260408, 30);
	struct hj_derivation d;

	(void)state;
	p.pauses = list;
	p.n_pauses = 4;
	d = derive(&p);
	/* 04-09 and 04-20 to 04-26: eight days. */
	assert_int_equal(d.pause_days, 8);
	assert_int_equal(d.raw_end.ymd, 20260516);
	assert_int_equal(d.n_stretches, 4); /* three pauses, and the roll */

	/* A pause on the days that the end rolls over holds it up as well. */
	p = period(C, 20260423, 10);
	list[0] = (struct hj_pause){
		.from = ymd(20260504), .to = ymd(20260507), .reason = "hearing"
	};
	p.pauses = list;
	p.n_pauses = 1;
	d = derive(&p);
	assert_int_equal(d.raw_end.ymd, 20260503);
	assert_int_equal(d.due_on.ymd, 20260508);
}

static void
pause__that_lasts_suspends_the_limit(void **state)
{
	struct hj_pause open = { .from = ymd(20260420), .reason = "appraisal" };
	struct hj_period p = period(C, 20260408, 30);
	struct hj_derivation d;

	(void)state;
	p.pauses = &open;
	p.n_pauses = 1;
	d = derive(&p);
	assert_true(d.suspended);
	assert_int_equal(d.due_on.ymd, 0);
	assert_int_equal(d.due_at, 0);
	assert_int_equal(d.counted, 11);
	assert_int_equal(d.left, 19);
	/* The day after the last one is not reached. */
	open.from = ymd(20260509);
	d = derive(&p);
	assert_false(d.suspended);
	assert_int_equal(d.due_on.ymd, 20260508);

	p = period(HJ_UNIT_HOURS, 20260420, 10);
	p.pauses = &open;
	p.n_pauses = 1;
	open.from = ymd(20260420);
	open.from_at = at("2026-04-20T14:30:30+08:00");
	d = derive(&p);
	assert_true(d.suspended);
	assert_int_equal(d.left, 330); /* of 5 h 29 min 30 s, rounded up */
	assert_int_equal(d.counted, 270);
	open.from_at = at("2026-04-20T20:00:00+08:00");
	assert_int_equal(derive(&p).due_at, at("2026-04-20T20:00:00+08:00"));
}

static void
pause__of_hours_is_exact(void **state)
{
	struct hj_pause list[] = {
		{ .from = ymd(20260421),
		    .to = ymd(20260421),
		    .reason = "hearing" },
		{ .from = ymd(20260420),
		    .to = ymd(20260420),
		    .from_at = at("2026-04-20T11:00:00+08:00"),
		    .to_at = at("2026-04-20T11:45:00+08:00"),
		    .reason = "hearing" },
		{ .from = ymd(20260420),
		    .to = ymd(20260420),
		    .from_at = at("2026-04-20T11:30:00+08:00"),
		    .to_at = at("2026-04-20T12:00:00+08:00"),
		    .reason = "hearing" },
	};
	struct hj_period p = period(HJ_UNIT_HOURS, 20260420, 24);

	(void)state;
	p.pauses = list;
	p.n_pauses = 3;
	/* An hour on the first day, the whole of the second. */
	assert_int_equal(derive(&p).due_at, at("2026-04-22T11:00:00+08:00"));
	/* What is due at once has no time that could stand still. */
	p.limit.unit = HJ_UNIT_AT_ONCE;
	p.limit.n = 0;
	p.start_from = p.start_to = at("2026-04-20T11:40:00+08:00");
	assert_int_equal(derive(&p).due_at, p.start_from);
}

static void
pause__without_a_reason_is_refused(void **state)
{
	static const char *const bad[] = { NULL, "", "Appraisal", "a b", "听证",
		"a2345678901234567890123456789012345678901234567890123456789"
		"012345" };
	struct hj_pause pause = { .from = ymd(20260420), .to = ymd(20260421) };
	struct hj_period p = period(C, 20260408, 30);
	struct hj_pause many[HJ_PAUSES_MOST + 1] = { { .from = { 0 } } };

	(void)state;
	p.pauses = &pause;
	p.n_pauses = 1;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		pause.reason = bad[i];
		check_refused(&p, "pauses");
	}
	pause.reason = "appraisal";
	assert_int_equal(derive(&p).pause_days, 2);
	pause.to = ymd(20260419);
	check_refused(&p, "pauses");
	pause.to = ymd(20260431);
	check_refused(&p, "pauses");
	pause.to = ymd(20260421);
	pause.from = ymd(0);
	check_refused(&p, "pauses");
	pause.from = ymd(20260420);
	pause.from_at = at("2026-04-22T11:00:00+08:00");
	check_refused(&p, "pauses");
	pause.from_at = INT64_MIN;
	check_refused(&p, "pauses");
	pause.from_at = 0;
	pause.to_at = INT64_MAX;
	check_refused(&p, "pauses");
	pause.to = ymd(0);
	pause.to_at = at("2026-04-22T11:00:00+08:00");
	check_refused(&p, "pauses");
	for (size_t i = 0; i < HJ_PAUSES_MOST + 1; i++)
		many[i] = (struct hj_pause){ .from = ymd(20260420),
			.to = ymd(20260421),
			.reason = "hearing" };
	p.pauses = many;
	p.n_pauses = HJ_PAUSES_MOST + 1;
	check_refused(&p, "pauses");
}

static struct hj_derivation
extended(struct hj_period p, int64_t n, int unit)
{
	struct hj_extension e = {
		.n = n, .unit = unit, .by = "director", .reason = "approval"
	};

	p.extensions = &e;
	p.n_extensions = 1;
	return derive(&p);
}

static void
extension__goes_on_from_the_counted_end(void **state)
{
	struct hj_derivation d;

	(void)state;
	d = extended(period(C, 20260410, 60), 30, C);
	assert_int_equal(d.due_on.ymd, 20260709);
	assert_int_equal(d.counted, 90);
	assert_int_equal(d.n_extensions, 1);
	/* Counted end 02-17, rolled 02-24: ten more make 02-27. */
	d = extended(period(C, 20260118, 30), 10, C);
	assert_int_equal(d.due_on.ymd, 20260227);
	d = extended(period(W, 20260211, 5), 10, W);
	assert_int_equal(d.due_on.ymd, 20260310);
	/* Three months and one are four: not 11-30 and then 12-30. */
	d = extended(period(M, 20250831, 3), 1, M);
	assert_int_equal(d.due_on.ymd, 20251231);
	d = extended(period(M, 20240229, 6), 1, HJ_UNIT_YEARS);
	assert_int_equal(d.raw_end.ymd, 20250829);
	/* Units may follow each other. */
	d = extended(period(M, 20260131, 1), 15, C);
	assert_int_equal(d.raw_end.ymd, 20260315);
	assert_int_equal(d.due_on.ymd, 20260316);
	d = extended(period(C, 20260131, 14), 2, W);
	assert_int_equal(d.due_on.ymd, 20260225);
	d = extended(period(HJ_UNIT_SAME_DAY, 20260213, 0), 1, C);
	assert_int_equal(d.due_on.ymd, 20260214);
	d = extended(period(HJ_UNIT_AT_ONCE, 20260213, 0), 30, HJ_UNIT_MINUTES);
	assert_int_equal(d.due_at, at("2026-02-13T10:30:00+08:00"));
}

static void
extension__must_be_of_a_kind_with_the_limit_and_granted(void **state)
{
	struct hj_extension e = {
		.n = 10, .unit = C, .by = "director", .reason = "approval"
	};
	struct hj_period p = period(C, 20260410, 60);

	(void)state;
	p.extensions = &e;
	p.n_extensions = 1;
	e.unit = HJ_UNIT_HOURS;
	check_refused(&p, "extensions");
	e.unit = HJ_UNIT_AT_ONCE;
	check_refused(&p, "extensions");
	e.unit = HJ_UNIT_SAME_DAY;
	check_refused(&p, "extensions");
	e.unit = 0;
	check_refused(&p, "extensions");
	e.unit = C;
	e.n = 0;
	check_refused(&p, "extensions");
	e.n = INT64_MAX;
	check_refused(&p, "extensions");
	e.n = HJ_LENGTH_MOST;
	check_refused(&p, "limit/n");
	e.unit = M;
	e.n = HJ_MONTHS_MOST + 1;
	check_refused(&p, "limit/n");
	e.unit = C;
	e.n = 10;
	e.reason = NULL;
	check_refused(&p, "extensions");
	e.reason = "approval";
	e.by = NULL;
	check_refused(&p, "extensions");
	e.by = "director";
	p.n_extensions = HJ_EXTENSIONS_MOST + 1;
	check_refused(&p, "extensions");
	p.n_extensions = 1;
	p.limit.unit = HJ_UNIT_HOURS;
	check_refused(&p, "extensions");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pause__days_do_not_count),
		cmocka_unit_test(
		    pause__days_count_once_and_only_inside_the_limit),
		cmocka_unit_test(pause__that_lasts_suspends_the_limit),
		cmocka_unit_test(pause__of_hours_is_exact),
		cmocka_unit_test(pause__without_a_reason_is_refused),
		cmocka_unit_test(extension__goes_on_from_the_counted_end),
		cmocka_unit_test(
		    extension__must_be_of_a_kind_with_the_limit_and_granted),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
