/*
 * What a derivation says: its days, its JSON, and the explanation in both
 * languages, which is made from the derivation alone.
 */
#include "tests/unit/clock_fixture.h"

/* clang-format off */
#define NOTICE_2026 "国务院办公厅关于2026年部分节假日安排的通知（国办发明电〔2025〕7号）"
/* clang-format on */

static void
derivation__lists_the_days_and_why(void **state)
{
	struct hj_period p = period(W, 20260211, 5);
	struct hj_derivation d = derive(&p);

	(void)state;
	/* 12, 13, 14 (make-up), then the festival, 24, 25. */
	assert_int_equal(d.n_stretches, 2);
	assert_int_equal(d.stretches[0].kind, HJ_STRETCH_MAKEUP);
	assert_int_equal(d.stretches[0].from.ymd, 20260214);
	assert_int_equal(d.stretches[1].kind, HJ_STRETCH_HOLIDAY);
	assert_int_equal(d.stretches[1].from.ymd, 20260215);
	assert_int_equal(d.stretches[1].to.ymd, 20260223);
	assert_int_equal(d.stretches[1].days, 9);
	assert_string_equal(d.stretches[1].name, "春节");
	assert_false(d.stretches[1].rolled);
	assert_int_equal(d.counted, 5);
	assert_int_equal(d.holiday_days, 9);
	assert_int_equal(d.weekend_days, 0);
	assert_int_equal(d.n_notices, 1);

	p = period(C, 20260124, 30);
	d = derive(&p);
	assert_int_equal(d.n_stretches, 1);
	assert_true(d.stretches[0].rolled);
	assert_int_equal(d.stretches[0].from.ymd, 20260223);

	/* Counted and rolled days stay apart, though they are alike: Saturday
	 * and Sunday before the Spring Festival of 2005 were both worked. */
	p = period(W, 20050204, 1);
	p.extensions = &(struct hj_extension){
		.n = 1, .unit = C, .by = "x", .reason = "consent"
	};
	p.n_extensions = 1;
	d = derive(&p);
	assert_int_equal(d.due_on.ymd, 20050206);
	assert_int_equal(d.n_stretches, 2);
	assert_int_equal(d.stretches[1].from.ymd, 20050206);
	assert_true(d.stretches[1].rolled && !d.stretches[0].rolled);

	/* Bounded: a year of working days has more stretches than are listed.
	 */
	p = period(W, 20250101, 250);
	d = derive(&p);
	assert_int_equal(d.n_stretches, HJ_STRETCHES_MOST);
	assert_true(d.stretches_left_out > 0);
	assert_int_equal(d.counted, 250);
}

/* A limit that uses every part of the derivation. */
static struct hj_period
eventful(void)
{
	static struct hj_pause pauses[2];
	static struct hj_extension more[2];
	struct hj_period p = period(C, 20261120, 40);

	pauses[0] = (struct hj_pause){ .from = ymd(20261125),
		.to = ymd(20261127),
		.reason = "appraisal",
		.article = "在线调解规则26",
		.evidence = "0123/9" };
	pauses[1] =
	    (struct hj_pause){ .from = ymd(20270401), .reason = "local_cause" };
	more[0] = (struct hj_extension){ .n = 1,
		.unit = M,
		.by = "主管院长",
		.reason = "approval",
		.article = "特邀调解规定27",
		.notified = ymd(20261228) };
	more[1] = (struct hj_extension){
		.n = 4, .unit = W, .by = "各方当事人", .reason = "consent"
	};
	p.limit.set = "00ff";
	p.start_from -= 5 * HJ_DAY_MS;
	p.pauses = pauses;
	p.n_pauses = 2;
	p.extensions = more;
	p.n_extensions = 2;
	return p;
}

static char *
explained(const struct hj_derivation *d, enum hj_lang lang)
{
	struct hj_buf b;
	char *text;

	hj_buf_init(&b, 20000);
	hj_derivation_explain(d, lang, &b);
	assert_false(b.failed);
	text = hj_strdup(arena, hj_buf_text(&b));
	hj_buf_release(&b);
	return text;
}

static void
derivation__goes_through_json_unchanged(void **state)
{
	struct hj_period list[] = { eventful(), eventful(),
		period(W, 20260211, 5), period(M, 20260131, 1),
		period(HJ_UNIT_HOURS, 20260214, 72),
		period(HJ_UNIT_AT_ONCE, 20260214, 0),
		period(HJ_UNIT_SAME_DAY, 20260214, 0),
		period(W, 20250101, 250) };
	struct hj_buf once, twice;

	(void)state;
	hj_buf_init(&once, 65536);
	hj_buf_init(&twice, 65536);
	list[1].limit.n = 200; /* reaches the pause that lasts */
	for (size_t i = 0; i < sizeof(list) / sizeof(list[0]); i++) {
		struct hj_derivation d = derive(&list[i]), back;
		struct hj_error err;

		hj_buf_clear(&once);
		hj_emit(&once, &hj_derivation_fields, &d);
		if (hj_bind(arena, &hj_derivation_fields, HJ_FORM_STORED, &back,
			once.p, once.n, &err) != HJ_OK)
			fail_msg("%zu: %s: %s in %s", i, err.field, err.msg,
			    hj_buf_text(&once));
		hj_buf_clear(&twice);
		hj_emit(&twice, &hj_derivation_fields, &back);
		assert_string_equal(hj_buf_text(&once), hj_buf_text(&twice));
		assert_true(once.n > 100 && once.n < 8192);
		assert_string_equal(
		    explained(&d, HJ_LANG_ZH), explained(&back, HJ_LANG_ZH));
		assert_string_equal(
		    explained(&d, HJ_LANG_EN), explained(&back, HJ_LANG_EN));
	}
	hj_buf_release(&once);
	hj_buf_release(&twice);
}

static void
check_text(const struct hj_period *p, enum hj_lang lang, const char *expected)
{
	struct hj_derivation d = derive(p);

	assert_string_equal(explained(&d, lang), expected);
}

/* The sentences stay whole. */
/* clang-format off */
static void
explanation__tells_each_step_in_both_languages(void **state)
{
	struct hj_period p = period(W, 20260211, 5);

	(void)state;
	check_text(&p, HJ_LANG_ZH,
	    "1. 期限：5个工作日（民诉法205），法律规定。\n"
	    "2. 2026-02-11是起算日，这一天不算（民法典201）。\n"
	    "3. 2026-02-14（周六）调休上班，照算。\n"
	    "4. 不算：2026-02-15至2026-02-23，春节，9日。\n"
	    "5. 数了5个工作日，放假9日不算，到2026-02-25。\n"
	    "6. 最后一日是2026-02-25，当天24:00到期。\n"
	    "7. 放假日历第26版：" NOTICE_2026 "。");
	check_text(&p, HJ_LANG_EN,
	    "1. The limit: 5 working days (民诉法205), by law.\n"
	    "2. 2026-02-11 is the day it starts, which is not counted (民法典201).\n"
	    "3. 2026-02-14 (Saturday) is a make-up working day and counts.\n"
	    "4. Not counted: 2026-02-15 to 2026-02-23, 春节, 9 days.\n"
	    "5. Counted: 5 working days, without 9 days of holiday, up to 2026-02-25.\n"
	    "6. The last day is 2026-02-25, until 24:00.\n"
	    "7. Holiday calendar, version 26: " NOTICE_2026 ".");

	p = period(C, 20260118, 30);
	check_text(&p, HJ_LANG_ZH,
	    "1. 期限：30日（民诉法205），法律规定。\n"
	    "2. 2026-01-18是起算日，这一天不算（民法典201）。\n"
	    "3. 数了30日，到2026-02-17。\n"
	    "4. 最后一日遇上2026-02-17至2026-02-23，春节，往后顺延（民法典203）。\n"
	    "5. 最后一日是2026-02-24，当天24:00到期。\n"
	    "6. 放假日历第26版：" NOTICE_2026 "。");

	p = period(M, 20260131, 1);
	check_text(&p, HJ_LANG_ZH,
	    "1. 期限：1个月（民诉法205），法律规定。\n"
	    "2. 2026-01-31是起算日，这一天不算（民法典201）。\n"
	    "3. 数了28日，到2026-02-28。\n"
	    "4. 那个月没有对应的日子，算到月末（民法典202）。\n"
	    "5. 2026-02-28（周六）调休上班，不顺延。\n"
	    "6. 最后一日是2026-02-28，当天24:00到期。\n"
	    "7. 放假日历第26版：" NOTICE_2026 "。");
}

static void
explanation__tells_pauses_extensions_and_what_is_provisional(void **state)
{
	struct hj_period p = eventful();

	(void)state;
	check_text(&p, HJ_LANG_ZH,
	    "1. 期限：40日（民诉法205），法律规定。\n"
	    "2. 起算的事只知道在2026-11-15至2026-11-20。期限约束办理机关，从最晚算。\n"
	    "3. 2026-11-20是起算日，这一天不算（民法典201）。\n"
	    "4. 延长1个月：负责人批准（特邀调解规定27），决定人主管院长，2026-12-28已告知。\n"
	    "5. 延长4个工作日：当事人同意，决定人各方当事人，还没告知。\n"
	    "6. 2026-11-25至2026-11-27不计入：鉴定评估（在线调解规则26）。\n"
	    "7. 2027-04-01起不计入，还没结束：local_cause。\n"
	    "8. 不算：2026-11-25至2026-11-27，鉴定评估，3日。\n"
	    "9. 不算：2027-02-06至2027-02-07，周末，2日。\n"
	    "10. 数了75日，周末2日不算，暂停3日不算，到2027-02-08。\n"
	    "11. 最后一日是2027-02-08，当天24:00到期。\n"
	    "12. 暂定：2027-02-03起没有放假安排可查，先按周末休息算。\n"
	    "13. 放假日历第26版。");

	/* A pause that lasts, reached. */
	p = period(C, 20260408, 30);
	p.pauses =
	    &(struct hj_pause){ .from = ymd(20260420), .reason = "appraisal" };
	p.n_pauses = 1;
	p.limit.certainty = HJ_CERTAINTY_LOCAL;
	check_text(&p, HJ_LANG_EN,
	    "1. The limit: 30 days (民诉法205), by local rule.\n"
	    "2. 2026-04-08 is the day it starts, which is not counted (民法典201).\n"
	    "3. 2026-04-20 onwards does not count, it still lasts: appraisal.\n"
	    "4. Counted: 11 days.\n"
	    "5. It stands still, with 19 days left; the date is set when it goes on.\n"
	    "6. Holiday calendar, version 26.");
}

static void
explanation__of_hours_tells_the_clock(void **state)
{
	struct hj_period p = period(HJ_UNIT_HOURS, 20260214, 72);

	(void)state;
	p.limit.article = NULL;
	p.limit.certainty = HJ_CERTAINTY_UNVERIFIED;
	check_text(&p, HJ_LANG_ZH,
	    "1. 期限：72小时（RULE），待核。\n"
	    "2. 从2026-02-14 10:00起算，按时刻算（民法典201）。\n"
	    "3. 2026-02-17 10:00到期。");
	p.start_from = p.start_to = at("2026-02-14T00:00:00+08:00");
	check_text(&p, HJ_LANG_EN,
	    "1. The limit: 72 hours (RULE), unverified.\n"
	    "2. It counts from 2026-02-14 00:00, by the clock (民法典201).\n"
	    "3. 2026-02-16 24:00 is when it is over.");
	p = period(HJ_UNIT_SAME_DAY, 20260214, 0);
	check_text(&p, HJ_LANG_ZH,
	    "1. 期限：当日（民诉法205），法律规定。\n"
	    "2. 2026-02-14是起算日，期限就是这一天。\n"
	    "3. 最后一日是2026-02-14，当天24:00到期。\n"
	    "4. 放假日历第26版。");
	p = period(HJ_UNIT_AT_ONCE, 20260214, 0);
	check_text(&p, HJ_LANG_EN,
	    "1. The limit: at once (民诉法205), by law.\n"
	    "2. It counts from 2026-02-14 10:00, by the clock (民法典201).\n"
	    "3. 2026-02-14 10:00 is when it is over.");
}

static void
explanation__of_pauses_in_hours_tells_the_moments(void **state)
{
	struct hj_pause pauses[] = {
		{ .from = ymd(20260214),
		    .to = ymd(20260214),
		    .from_at = at("2026-02-14T11:00:30+08:00"),
		    .to_at = at("2026-02-15T00:00:00+08:00"),
		    .reason = "hearing" },
		{ .from = ymd(20260216), .reason = "mediation" },
	};
	struct hj_period p = period(HJ_UNIT_HOURS, 20260214, 72);

	(void)state;
	p.pauses = pauses;
	p.n_pauses = 2;
	p.limit.against = HJ_AGAINST_PARTY;
	p.start_to += 1;
	check_text(&p, HJ_LANG_ZH,
	    "1. 期限：72小时（民诉法205），法律规定。\n"
	    "2. 起算的事只知道在2026-02-14。期限约束当事人，从最早算。\n"
	    "3. 从2026-02-14 10:00起算，按时刻算（民法典201）。\n"
	    "4. 2026-02-14 11:00:30至2026-02-14 24:00不计入：听证。\n"
	    "5. 2026-02-16起不计入，还没结束：调解。\n"
	    "6. 现在停着，还剩2820分钟，恢复后再定日子。");
	p.n_pauses = 1;
	pauses[0].from_at = pauses[0].to_at = 0;
	p.start_to -= 1;
	check_text(&p, HJ_LANG_EN,
	    "1. The limit: 72 hours (民诉法205), by law.\n"
	    "2. It counts from 2026-02-14 10:00, by the clock (民法典201).\n"
	    "3. 2026-02-14 does not count: hearing.\n"
	    "4. 2026-02-17 24:00 is when it is over.");
	pauses[0].to_at = at("2026-02-14T11:00:00+08:00");
	check_text(&p, HJ_LANG_EN,
	    "1. The limit: 72 hours (民诉法205), by law.\n"
	    "2. It counts from 2026-02-14 10:00, by the clock (民法典201).\n"
	    "3. 2026-02-14 to 2026-02-14 11:00 does not count: hearing.\n"
	    "4. 2026-02-17 11:00 is when it is over.");
}

static void
explanation__says_what_it_leaves_out(void **state)
{
	struct hj_period p = period(W, 20250101, 250);
	struct hj_derivation d = derive(&p);

	(void)state;
	assert_non_null(strstr(explained(&d, HJ_LANG_ZH), "段没有逐一列出。"));
	assert_non_null(strstr(
	    explained(&d, HJ_LANG_EN), " more stretches are not listed."));
	/* Without a calendar there is no version to name. */
	p = period(W, 20260213, 1);
	d = derive_under(0, &p);
	assert_string_equal(explained(&d, HJ_LANG_EN),
	    "1. The limit: 1 working day (民诉法205), by law.\n"
	    "2. 2026-02-13 is the day it starts, which is not counted (民法典201).\n"
	    "3. Not counted: 2026-02-14 to 2026-02-15, weekend, 2 days.\n"
	    "4. Counted: 1 working day, without 2 days of weekend, up to 2026-02-16.\n"
	    "5. The last day is 2026-02-16, until 24:00.\n"
	    "6. Provisional: 2026-02-14 and after: no holidays are known, so weekends are assumed.");
}
/* clang-format on */

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(derivation__lists_the_days_and_why),
		cmocka_unit_test(derivation__goes_through_json_unchanged),
		cmocka_unit_test(
		    explanation__tells_each_step_in_both_languages),
		cmocka_unit_test(
		    explanation__tells_pauses_extensions_and_what_is_provisional),
		cmocka_unit_test(explanation__of_hours_tells_the_clock),
		cmocka_unit_test(
		    explanation__of_pauses_in_hours_tells_the_moments),
		cmocka_unit_test(explanation__says_what_it_leaves_out),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
