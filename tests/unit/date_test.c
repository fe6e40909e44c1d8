/*
 * Dates, instants and the legal day.
 *
 * The legal day is compared with the machine's own tz database, which is the
 * only outside witness for Asia/Shanghai: every day of 1970 to 2040.
 */
#include "lib/base/date.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

static struct hj_date
ymd(int32_t value)
{
	return (struct hj_date){ value };
}

static void
check_put(int64_t instant, const char *utc, const char *legal)
{
	struct hj_buf b;

	hj_buf_init(&b, 100);
	hj_instant_format(&b, instant);
	assert_string_equal(hj_buf_text(&b), utc);
	hj_buf_clear(&b);
	hj_instant_format_legal(&b, instant);
	assert_string_equal(hj_buf_text(&b), legal);
	hj_buf_release(&b);
}

static void
date__only_days_of_the_calendar_are_valid(void **state)
{
	(void)state;
	assert_true(hj_date_valid(ymd(20260228)));
	assert_true(hj_date_valid(ymd(20240229)));
	assert_true(hj_date_valid(ymd(20000229)));
	assert_true(hj_date_valid(ymd(10101)));
	assert_true(hj_date_valid(ymd(99991231)));
	assert_false(hj_date_valid(ymd(0)));
	assert_false(hj_date_valid(ymd(20260229)));
	assert_false(hj_date_valid(ymd(19000229)));
	assert_false(hj_date_valid(ymd(20260431)));
	assert_false(hj_date_valid(ymd(20261301)));
	assert_false(hj_date_valid(ymd(20260001)));
	assert_false(hj_date_valid(ymd(20260100)));
	assert_false(hj_date_valid(ymd(-20260101)));
	assert_false(hj_date_valid(ymd(INT32_MAX)));
	assert_false(hj_date_valid(ymd(INT32_MIN)));
	assert_int_equal(hj_date_of(2026, 2, 29).ymd, 0);
	assert_int_equal(hj_date_of(10000, 1, 1).ymd, 0);
}

static void
date__serials_agree_with_the_machine_on_every_day(void **state)
{
	int32_t serial = hj_date_serial(ymd(10101));
	struct hj_date d = ymd(10101);

	(void)state;
	assert_int_equal(hj_date_serial(ymd(19700101)), 0);
	for (; d.ymd != 0; d = hj_date_from_serial(++serial)) {
		time_t t = (time_t)serial * 86400;
		struct tm tm;

		gmtime_r(&t, &tm);
		assert_int_equal(d.ymd, (tm.tm_year + 1900) * 10000 +
					    (tm.tm_mon + 1) * 100 + tm.tm_mday);
		assert_int_equal(hj_date_serial(d), serial);
		assert_int_equal(hj_date_weekday(d) % 7, tm.tm_wday);
	}
	assert_int_equal(serial, hj_date_serial(ymd(99991231)) + 1);
}

static void
date__arithmetic_stays_inside_the_calendar(void **state)
{
	(void)state;
	assert_int_equal(hj_date_add_days(ymd(20260228), 1).ymd, 20260301);
	assert_int_equal(hj_date_add_days(ymd(20260301), -1).ymd, 20260228);
	assert_int_equal(hj_date_add_days(ymd(20251231), 60).ymd, 20260301);
	assert_int_equal(hj_date_add_days(ymd(99991231), 1).ymd, 0);
	assert_int_equal(hj_date_add_days(ymd(10101), -1).ymd, 0);
	assert_int_equal(hj_date_add_days(ymd(20260101), INT64_MAX).ymd, 0);
	assert_int_equal(hj_date_add_days(ymd(20260101), INT64_MIN).ymd, 0);
	assert_int_equal(hj_date_add_days(ymd(0), 1).ymd, 0);
	assert_int_equal(
	    hj_date_days_between(ymd(20200123), ymd(20200211)), 19);
	assert_int_equal(
	    hj_date_days_between(ymd(20200211), ymd(20200123)), -19);
	assert_int_equal(hj_date_days_between(ymd(0), ymd(20200123)), 0);
	assert_int_equal(hj_date_days_between(ymd(20200123), ymd(0)), 0);
	assert_true(hj_date_compare(ymd(20200123), ymd(20200124)) < 0);
	assert_true(hj_date_compare(ymd(20200124), ymd(20200123)) > 0);
	assert_int_equal(hj_date_compare(ymd(20200123), ymd(20200123)), 0);
	assert_int_equal(hj_date_weekday(ymd(20261121)), 6);
	assert_int_equal(hj_date_weekday(ymd(0)), 0);
	assert_int_equal(hj_date_serial(ymd(0)), 0);
}

static void
date__months_end_on_the_corresponding_day_or_the_last(void **state)
{
	(void)state;
	assert_int_equal(hj_date_add_months(ymd(20260131), 1).ymd, 20260228);
	assert_int_equal(hj_date_add_months(ymd(20240131), 1).ymd, 20240229);
	assert_int_equal(hj_date_add_months(ymd(20250831), 6).ymd, 20260228);
	assert_int_equal(hj_date_add_months(ymd(20251231), 2).ymd, 20260228);
	assert_int_equal(hj_date_add_months(ymd(20240229), 12).ymd, 20250228);
	assert_int_equal(hj_date_add_months(ymd(20240229), 48).ymd, 20280229);
	assert_int_equal(hj_date_add_months(ymd(20260302), 1).ymd, 20260402);
	assert_int_equal(hj_date_add_months(ymd(20260115), -1).ymd, 20251215);
	assert_int_equal(hj_date_add_months(ymd(20260331), -1).ymd, 20260228);
	assert_int_equal(hj_date_add_months(ymd(99991130), 1).ymd, 99991230);
	assert_int_equal(hj_date_add_months(ymd(99991231), 1).ymd, 0);
	assert_int_equal(hj_date_add_months(ymd(10131), -1).ymd, 0);
	assert_int_equal(hj_date_add_months(ymd(20260131), INT64_MAX).ymd, 0);
	assert_int_equal(hj_date_add_months(ymd(20260131), INT64_MIN).ymd, 0);
	assert_int_equal(hj_date_add_months(ymd(20260230), 1).ymd, 0);
}

static void
date__is_read_strictly_and_written_back(void **state)
{
	static const char *const bad[] = { "", "2026-2-28", "2026-02-29",
		"20260228", "2026-02-28 ", " 2026-02-28", "2026/02/28",
		"2026-02-2x", "-026-02-28", "+026-02-28", "0000-01-01",
		"2026-02-28T", "2026-00-10", "2026-13-10", "2026-01-00" };
	struct hj_date d = ymd(7);
	struct hj_buf b;

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		if (hj_date_parse(bad[i], &d))
			fail_msg("read as a date: %s", bad[i]);
	assert_int_equal(d.ymd, 7);
	assert_true(hj_date_parse("0987-06-05", &d));
	assert_int_equal(d.ymd, 9870605);
	hj_buf_init(&b, 100);
	hj_date_format(&b, d);
	hj_date_format(&b, ymd(0));
	hj_date_format(&b, ymd(20260230));
	assert_string_equal(hj_buf_text(&b), "0987-06-05");
	hj_buf_release(&b);
}

static void
instant__is_read_with_its_offset(void **state)
{
	int64_t t = 0;

	(void)state;
	assert_true(hj_instant_parse("2026-11-21T08:15:02.113Z", &t));
	assert_int_equal(t, INT64_C(1795248902113));
	assert_true(hj_instant_parse("2026-11-21T16:15:02.113+08:00", &t));
	assert_int_equal(t, INT64_C(1795248902113));
	assert_true(hj_instant_parse("2026-11-20T22:45:02.113-09:30", &t));
	assert_int_equal(t, INT64_C(1795248902113));
	assert_true(hj_instant_parse("2026-11-21T08:15:02.1Z", &t));
	assert_int_equal(t, INT64_C(1795248902100));
	assert_true(hj_instant_parse("2026-11-21T08:15:02.11+00:00", &t));
	assert_int_equal(t, INT64_C(1795248902110));
	assert_true(hj_instant_parse("1969-12-31T23:59:59.999Z", &t));
	assert_int_equal(t, -1);
	assert_true(hj_instant_parse("0001-01-01T00:00:00Z", &t));
	assert_int_equal(t, HJ_INSTANT_LEAST);
	assert_true(hj_instant_parse("9999-12-31T23:59:59.999+08:00", &t));
	assert_int_equal(t, HJ_INSTANT_MOST);
}

static void
instant__anything_else_is_refused(void **state)
{
	static const char *const bad[] = { "", "2026-11-21",
		"2026-11-21T08:15:02", "2026-11-21T08:15:02.113",
		"2026-11-21T08:15Z", "2026-11-21 08:15:02Z",
		"2026-11-21t08:15:02Z", "2026-11-21T08:15:02z",
		"2026-11-21T08:15:60Z", "2016-12-31T23:59:60Z",
		"2026-11-21T24:00:00Z", "2026-11-21T08:60:00Z",
		"2026-11-21T08:15:02.Z", "2026-11-21T08:15:02.1234Z",
		"2026-11-21T08:15:02,113Z", "2026-11-21T08:15:02+0800",
		"2026-11-21T08:15:02+08", "2026-11-21T08:15:02x08:00",
		"2026-11-21T08:15:02+0a:00", "2026-11-21T08-15:02Z",
		"2026-11-21T08:15-02Z", "2026-11-21T0a:15:02Z", "2026-11/21",
		"2026-11-21T08:15:02+08:000", "2026-11-21T08:15:02.113+08:001",
		"2026-11-21T08:15:02.113+08:00x", "2026-11-21T08:15:02+24:00",
		"2026-11-21T08:15:02+08:60", "2026-11-21T08:15:02-00:00",
		"2026-11-21T08:15:02Z ", "2026-11-21T08:15:02ZZ",
		"2026-02-29T08:15:02Z", "2026-11-21T-8:15:02Z",
		"2026-11-21T08:1x:02Z", "2026-11-21T08:15:0xZ",
		"2026-11-21T08:15:02.113+08:0x",
		"2026-11-21T08:15:02.113 08:00", "0001-01-01T00:00:00+00:01",
		"9999-12-31T16:00:00Z", "1970-01-01T00:00:00Z",
		"1970-01-01T08:00:00.000+08:00" };
	int64_t t = 7;

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		if (hj_instant_parse(bad[i], &t))
			fail_msg("read as an instant: %s", bad[i]);
	assert_int_equal(t, 7);
}

static void
instant__is_written_by_both_clocks(void **state)
{
	(void)state;
	check_put(INT64_C(1795248902113), "2026-11-21T08:15:02.113Z",
	    "2026-11-21T16:15:02.113+08:00");
	check_put(INT64_C(1795276800000), "2026-11-21T16:00:00.000Z",
	    "2026-11-22T00:00:00.000+08:00");
	check_put(
	    -1, "1969-12-31T23:59:59.999Z", "1970-01-01T07:59:59.999+08:00");
	check_put(-HJ_DAY_MS, "1969-12-31T00:00:00.000Z",
	    "1969-12-31T08:00:00.000+08:00");
	check_put(INT64_C(1795248902113) - 38 * 365 * HJ_DAY_MS,
	    "1988-11-30T08:15:02.113Z", "1988-11-30T16:15:02.113+08:00");
	/* Summer of 1988: an hour further east. */
	check_put(160338 * HJ_HOUR_MS - 1, "1988-04-16T17:59:59.999Z",
	    "1988-04-17T01:59:59.999+08:00");
	check_put(160338 * HJ_HOUR_MS, "1988-04-16T18:00:00.000Z",
	    "1988-04-17T03:00:00.000+09:00");
	check_put(HJ_INSTANT_LEAST, "0001-01-01T00:00:00.000Z",
	    "0001-01-01T08:00:00.000+08:00");
	check_put(HJ_INSTANT_MOST, "9999-12-31T15:59:59.999Z",
	    "9999-12-31T23:59:59.999+08:00");
	check_put(0, "", "");
	check_put(INT64_MIN, "", "");
	check_put(INT64_MAX, "", "");
}

static void
legal_day__has_a_first_and_a_last_instant(void **state)
{
	int64_t first = hj_legal_day_first(ymd(20261121));

	(void)state;
	check_put(
	    first, "2026-11-20T16:00:00.000Z", "2026-11-21T00:00:00.000+08:00");
	assert_int_equal(
	    hj_legal_day_last(ymd(20261121)), first + HJ_DAY_MS - 1);
	/* The days on which the clock was changed. */
	assert_int_equal(hj_legal_day_last(ymd(19860504)) -
			     hj_legal_day_first(ymd(19860504)),
	    23 * HJ_HOUR_MS - 1);
	assert_int_equal(hj_legal_day_last(ymd(19910915)) -
			     hj_legal_day_first(ymd(19910915)),
	    25 * HJ_HOUR_MS - 1);
	assert_int_equal(hj_legal_day_first(ymd(10101)), HJ_INSTANT_LEAST);
	assert_int_equal(hj_legal_day_last(ymd(99991231)), HJ_INSTANT_MOST);
	assert_int_equal(hj_legal_day_first(ymd(0)), 0);
	assert_int_equal(hj_legal_day_last(ymd(20260230)), 0);
	assert_int_equal(hj_legal_day(0).ymd, 0);
	assert_int_equal(hj_legal_day(INT64_MAX).ymd, 0);
	assert_int_equal(hj_legal_day(INT64_MIN).ymd, 0);
}

/* The legal day by the machine's tz database; TZ is Asia/Shanghai. */
static int
day_by_tz(int64_t instant)
{
	time_t t = (time_t)((instant - (instant % 1000 + 1000) % 1000) / 1000);
	struct tm tm;

	localtime_r(&t, &tm);
	return (tm.tm_year + 1900) * 10000 + (tm.tm_mon + 1) * 100 + tm.tm_mday;
}

static void
legal_day__equals_the_tz_database_from_1970_to_2040(void **state)
{
	struct hj_date d = ymd(19700101);

	(void)state;
	setenv("TZ", "Asia/Shanghai", 1);
	tzset();
	/* Without the database localtime_r() would quietly answer in UTC. */
	assert_int_equal(day_by_tz(INT64_C(1795276800000)), 20261122);

	for (; d.ymd < 20410101; d = hj_date_add_days(d, 1)) {
		struct tm tm = { .tm_year = d.ymd / 10000 - 1900,
			.tm_mon = d.ymd / 100 % 100 - 1,
			.tm_mday = d.ymd % 100,
			.tm_isdst = -1 };
		int64_t first = hj_legal_day_first(d);
		int64_t last = hj_legal_day_last(d);

		assert_int_equal(first, (int64_t)mktime(&tm) * 1000);
		assert_int_equal(hj_legal_day(first).ymd, d.ymd);
		assert_int_equal(hj_legal_day(last).ymd, d.ymd);
		/* 0 is absent, so 08:00 of the first day has no legal day. */
		for (int64_t t = first; t <= last; t += HJ_HOUR_MS)
			if (t != 0)
				assert_int_equal(
				    hj_legal_day(t).ymd, day_by_tz(t));
		assert_int_equal(day_by_tz(last), d.ymd);
		assert_int_not_equal(day_by_tz(last + 1), d.ymd);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(date__only_days_of_the_calendar_are_valid),
		cmocka_unit_test(
		    date__serials_agree_with_the_machine_on_every_day),
		cmocka_unit_test(date__arithmetic_stays_inside_the_calendar),
		cmocka_unit_test(
		    date__months_end_on_the_corresponding_day_or_the_last),
		cmocka_unit_test(date__is_read_strictly_and_written_back),
		cmocka_unit_test(instant__is_read_with_its_offset),
		cmocka_unit_test(instant__anything_else_is_refused),
		cmocka_unit_test(instant__is_written_by_both_clocks),
		cmocka_unit_test(legal_day__has_a_first_and_a_last_instant),
		cmocka_unit_test(
		    legal_day__equals_the_tz_database_from_1970_to_2040),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
