/* Calendars: versions, horizon, and the tables they are read from. */
#include "tests/unit/reference_calendar.h"

#include "tests/unit/arena_fixture.h"

#define VERSIONS_HEAD                                                          \
	"version\tyear\trevision\tpublished\tknown_from\tknown_to\tnotice\t"   \
	"number\taddress\tcertainty\n"
#define DAYS_HEAD "version\tdate\toff\tname\n"

#define V1 "1\t2020\t1\t2019-11-21\t2020-01-01\t2020-12-31\tfirst\t\t\tF\n"
#define VERSION(no, published, from, to)                                       \
	no "\t2020\t1\t" published "\t" from "\t" to "\tnotice\t\t\tF\n"

/* Two versions; the second takes the first's make-up Saturday back. */
static const char small_versions[] = VERSIONS_HEAD
    "1\t2020\t1\t2019-11-21\t2020-01-01\t2020-12-31\tfirst\tNo. 16\t\tF\n"
    "2\t2020\t2\t2020-01-27\t2020-01-01\t2020-12-31\tsecond\t\t\tF\n";
static const char small_days[] = DAYS_HEAD "1\t2020-01-24\t1\tSpring\n"
					   "1\t2020-02-01\t0\tSpring\n"
					   "2\t2020-01-31\t1\tSpring\n"
					   "2\t2020-02-01\t1\tSpring\n";

static struct hj_date
ymd(int32_t value)
{
	return (struct hj_date){ value };
}

static enum hj_err
parse(const char *versions, const char *days, struct hj_calendar *cal,
    struct hj_error *err)
{
	return hj_calendar_parse(
	    a, versions, strlen(versions), days, strlen(days), cal, err);
}

static void
check_day(const struct hj_calendar *cal, int64_t version, int32_t date,
    enum hj_day_kind kind, bool known)
{
	struct hj_day day = hj_calendar_day(cal, version, ymd(date));

	if (day.kind != kind || day.known != known)
		fail_msg("%d under version %d: kind %d, known %d", date,
		    (int)version, day.kind, day.known);
}

static void
day__is_as_the_newest_notice_up_to_the_version_has_it(void **state)
{
	struct hj_calendar cal = { 0 };
	struct hj_error err;

	(void)state;
	assert_int_equal(parse(small_versions, small_days, &cal, &err), HJ_OK);

	check_day(&cal, 1, 20200131, HJ_DAY_WORK, true);
	check_day(&cal, 2, 20200131, HJ_DAY_HOLIDAY, true);
	check_day(&cal, 1, 20200201, HJ_DAY_MAKEUP, true);
	check_day(&cal, 2, 20200201, HJ_DAY_HOLIDAY, true);
	check_day(&cal, 2, 20200124, HJ_DAY_HOLIDAY, true);
	check_day(&cal, 2, 20200202, HJ_DAY_WEEKEND, true);
	check_day(&cal, 2, 20200203, HJ_DAY_WORK, true);

	assert_string_equal(
	    hj_calendar_day(&cal, 2, ymd(20200124)).by->notice, "first");
	assert_string_equal(
	    hj_calendar_day(&cal, 2, ymd(20200201)).by->notice, "second");
	assert_string_equal(
	    hj_calendar_day(&cal, 2, ymd(20200201)).name, "Spring");
	assert_null(hj_calendar_day(&cal, 2, ymd(20200203)).by);
	assert_string_equal(hj_calendar_find(&cal, 1)->reference, "No. 16");
	assert_null(hj_calendar_find(&cal, 2)->reference);
}

static void
day__beyond_what_is_known_is_a_guess_that_says_so(void **state)
{
	struct hj_calendar cal = { 0 };
	struct hj_error err;

	(void)state;
	assert_int_equal(parse(small_versions, small_days, &cal, &err), HJ_OK);

	check_day(&cal, 2, 20191231, HJ_DAY_WORK, false);
	check_day(&cal, 2, 20200101, HJ_DAY_WORK, true);
	check_day(&cal, 2, 20201231, HJ_DAY_WORK, true);
	check_day(&cal, 2, 20210101, HJ_DAY_WORK, false);
	check_day(&cal, 2, 20210102, HJ_DAY_WEEKEND, false);
	check_day(&cal, 3, 20200124, HJ_DAY_WORK, false);
	check_day(&cal, 0, 20200124, HJ_DAY_WORK, false);
	check_day(NULL, 1, 20200125, HJ_DAY_WEEKEND, false);
}

static void
version__in_force_is_the_newest_published(void **state)
{
	struct hj_calendar cal = { 0 }, none = { 0 };
	struct hj_error err;

	(void)state;
	assert_int_equal(parse(small_versions, small_days, &cal, &err), HJ_OK);

	assert_int_equal(hj_calendar_current(&cal, ymd(20191120)), 0);
	assert_int_equal(hj_calendar_current(&cal, ymd(20191121)), 1);
	assert_int_equal(hj_calendar_current(&cal, ymd(20200126)), 1);
	assert_int_equal(hj_calendar_current(&cal, ymd(20200127)), 2);
	assert_int_equal(hj_calendar_current(&cal, ymd(20991231)), 2);
	assert_int_equal(hj_calendar_current(&none, ymd(20991231)), 0);
}

static void
reference__has_the_days_of_2026(void **state)
{
	struct hj_calendar cal = reference_calendar(a);
	int64_t v = hj_calendar_current(&cal, ymd(20260801));
	static const int32_t worked[] = { 20260104, 20260214, 20260228,
		20260509, 20260920, 20261010 };
	int n_off = 0, n_worked = 0;

	(void)state;
	for (struct hj_date d = ymd(20260101); d.ymd <= 20261231;
	     d = hj_date_add_days(d, 1)) {
		struct hj_day day = hj_calendar_day(&cal, v, d);

		assert_true(day.known);
		n_off += day.kind == HJ_DAY_HOLIDAY;
		n_worked += day.kind == HJ_DAY_MAKEUP;
	}
	assert_int_equal(n_off, 33);
	assert_int_equal(n_worked, 6);
	for (size_t i = 0; i < 6; i++)
		check_day(&cal, v, worked[i], HJ_DAY_MAKEUP, true);
	check_day(&cal, v, 20260215, HJ_DAY_HOLIDAY, true);
	check_day(&cal, v, 20260223, HJ_DAY_HOLIDAY, true);
	check_day(&cal, v, 20260224, HJ_DAY_WORK, true);
	check_day(&cal, v, 20270101, HJ_DAY_WORK, false);
}

static void
reference__tells_2020_before_and_after_the_second_notice(void **state)
{
	struct hj_calendar cal = reference_calendar(a);
	int64_t before = hj_calendar_current(&cal, ymd(20200126));
	int64_t after = hj_calendar_current(&cal, ymd(20200127));

	(void)state;
	assert_int_equal(after, before + 1);
	check_day(&cal, before, 20200119, HJ_DAY_MAKEUP, true);
	check_day(&cal, before, 20200130, HJ_DAY_HOLIDAY, true);
	check_day(&cal, before, 20200131, HJ_DAY_WORK, true);
	check_day(&cal, before, 20200201, HJ_DAY_MAKEUP, true);
	check_day(&cal, before, 20200202, HJ_DAY_WEEKEND, true);
	check_day(&cal, after, 20200124, HJ_DAY_HOLIDAY, true);
	check_day(&cal, after, 20200131, HJ_DAY_HOLIDAY, true);
	check_day(&cal, after, 20200201, HJ_DAY_HOLIDAY, true);
	check_day(&cal, after, 20200202, HJ_DAY_HOLIDAY, true);
	check_day(&cal, after, 20200203, HJ_DAY_WORK, true);
	assert_non_null(strstr(
	    hj_calendar_day(&cal, after, ymd(20200201)).by->notice, "延长"));
}

static void
reference__a_notice_may_reach_into_the_year_before(void **state)
{
	struct hj_calendar cal = reference_calendar(a);

	(void)state;
	/* The notice for 2012 made Saturday 2011-12-31 a working day. */
	check_day(&cal, hj_calendar_current(&cal, ymd(20111205)), 20111231,
	    HJ_DAY_WEEKEND, true);
	check_day(&cal, hj_calendar_current(&cal, ymd(20111206)), 20111231,
	    HJ_DAY_MAKEUP, true);
}

static void
parse__refuses_tables_that_are_not_as_they_should_be(void **state)
{
	static const struct {
		const char *versions, *days, *field;
	} bad[] = {
		{ "", DAYS_HEAD, "versions/1" },
		{ "version\n" V1, DAYS_HEAD, "versions/1" },
		{ V1, DAYS_HEAD, "versions/1" },
		{ VERSIONS_HEAD "1\n", DAYS_HEAD, "versions/2" },
		{ VERSIONS_HEAD V1 "\n", DAYS_HEAD, "versions/3" },
		{ VERSIONS_HEAD "1\t2020\t1\t2019-11-21\t2020-01-01\t"
				"2020-12-31\tno end\t\t\tF",
		    DAYS_HEAD, "versions/2" },
		{ VERSIONS_HEAD "1\t2020\t1\t2019-11-21\t2020-01-01\t"
				"2020-12-31\tone more\t\t\tF\t\n",
		    DAYS_HEAD, "versions/2" },
		{ VERSIONS_HEAD VERSION(
		      "1", "lately", "2020-01-01", "2020-12-31"),
		    DAYS_HEAD, "versions/2" },
		{ VERSIONS_HEAD VERSION("1", "", "", "2020-12-31"), DAYS_HEAD,
		    "versions/2" },
		{ VERSIONS_HEAD VERSION("1", "", "2020-01-01", "2020-02-30"),
		    DAYS_HEAD, "versions/2" },
		{ VERSIONS_HEAD VERSION("0", "", "2020-01-01", "2020-12-31"),
		    DAYS_HEAD, "calendar" },
		{ VERSIONS_HEAD VERSION("x", "", "2020-01-01", "2020-12-31"),
		    DAYS_HEAD, "calendar" },
		{ VERSIONS_HEAD VERSION(
		      "99999", "", "2020-01-01", "2020-12-31"),
		    DAYS_HEAD, "calendar" },
		{ VERSIONS_HEAD VERSION("1", "", "2020-12-31", "2020-01-01"),
		    DAYS_HEAD, "calendar" },
		{ VERSIONS_HEAD V1 V1, DAYS_HEAD, "calendar" },
		{ VERSIONS_HEAD V1 VERSION("2", "", "2020-01-02", "2020-12-31"),
		    DAYS_HEAD, "calendar" },
		{ VERSIONS_HEAD V1 VERSION("2", "", "2020-01-01", "2020-12-30"),
		    DAYS_HEAD, "calendar" },
		{ VERSIONS_HEAD V1 VERSION(
		      "2", "2019-11-20", "2020-01-01", "2020-12-31"),
		    DAYS_HEAD, "calendar" },
		{ VERSIONS_HEAD V1, "", "days/1" },
		{ VERSIONS_HEAD V1, "version\tdate\tname\toff\n", "days/1" },
		{ VERSIONS_HEAD V1, DAYS_HEAD "2\t2020-01-24\t1\tx\n",
		    "days/2" },
		{ VERSIONS_HEAD V1, DAYS_HEAD "1\t2020-1-24\t1\tx\n",
		    "days/2" },
		{ VERSIONS_HEAD V1, DAYS_HEAD "1\t2020-01-24\t2\tx\n",
		    "days/2" },
		{ VERSIONS_HEAD V1, DAYS_HEAD "1\t2020-01-24\ttrue\tx\n",
		    "days/2" },
		{ VERSIONS_HEAD V1, DAYS_HEAD "1\t2020-01-24\t1\n", "days/2" },
		{ VERSIONS_HEAD V1, DAYS_HEAD "1\t2020-01-24\t1\tx\r\n",
		    "days/2" },
		{ VERSIONS_HEAD V1, DAYS_HEAD "1\t2021-01-24\t1\tx\n",
		    "calendar" },
		{ VERSIONS_HEAD V1,
		    DAYS_HEAD "1\t2020-01-24\t1\tx\n1\t2020-01-24\t0\tx\n",
		    "calendar" },
		{ VERSIONS_HEAD V1,
		    DAYS_HEAD "1\t2020-01-24\t1\tx\n1\t2020-01-23\t1\tx\n",
		    "calendar" },
		{ VERSIONS_HEAD V1 VERSION("2", "", "2020-01-01", "2020-12-31"),
		    DAYS_HEAD "2\t2020-01-24\t1\tx\n1\t2020-01-23\t1\tx\n",
		    "days/3" },
	};
	struct hj_calendar cal = { .n = 7 };

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct hj_error err = { 0 };

		if (parse(bad[i].versions, bad[i].days, &cal, &err) == HJ_OK)
			fail_msg("read though bad: %zu", i);
		if (strcmp(err.field, bad[i].field) != 0)
			fail_msg("%zu: %s, expected %s (%s)", i, err.field,
			    bad[i].field, err.msg);
	}
	assert_int_equal(cal.n, 7);
}

static void
add__refuses_what_no_notice_can_say(void **state)
{
	struct hj_calendar_day day = { .date = ymd(20200124), .name = "x" };
	const struct hj_calendar_version good = { .number = 1,
		.known_from = ymd(20200101),
		.known_to = ymd(20201231),
		.notice = "notice",
		.days = &day,
		.n_days = 1 };
	struct hj_calendar one = { 0 };
	struct hj_calendar_version v;
	struct hj_error err = { 0 };

	(void)state;
	v = good;
	v.notice = NULL;
	assert_int_equal(hj_calendar_add(a, &one, &v, &err), HJ_ERR_INPUT);
	v.notice = "";
	assert_int_equal(hj_calendar_add(a, &one, &v, &err), HJ_ERR_INPUT);
	v = good;
	v.number = HJ_CALENDAR_VERSIONS_MOST + 1;
	assert_int_equal(hj_calendar_add(a, &one, &v, &err), HJ_ERR_INPUT);
	v = good;
	v.n_days = HJ_CALENDAR_DAYS_MOST + 1;
	assert_int_equal(hj_calendar_add(a, &one, &v, &err), HJ_ERR_INPUT);
	v = good;
	day.name = NULL;
	assert_int_equal(hj_calendar_add(a, &one, &v, &err), HJ_ERR_INPUT);
	day.name = "x";
	day.date = ymd(20200230);
	assert_int_equal(hj_calendar_add(a, &one, &v, &err), HJ_ERR_INPUT);
	assert_int_equal(one.n, 0);

	/* A Friday that is named as worked is a working day like others. */
	day.date = ymd(20200124);
	assert_int_equal(hj_calendar_add(a, &one, &v, &err), HJ_OK);
	check_day(&one, 1, 20200124, HJ_DAY_WORK, true);
	assert_non_null(hj_calendar_day(&one, 1, ymd(20200124)).by);
}

/* Parse tables with `n` copies of a row; the error's field, or "". */
static const char *
parse_many(
    const char *versions_row, int n_versions, const char *days_row, int n_days)
{
	struct hj_buf versions, days;
	struct hj_calendar parsed;
	struct hj_error err = { 0 };

	hj_buf_init(&versions, 1 << 20);
	hj_buf_init(&days, 1 << 20);
	hj_buf_puts(&versions, VERSIONS_HEAD);
	for (int i = 0; i < n_versions; i++)
		hj_buf_puts(&versions, versions_row);
	hj_buf_puts(&days, DAYS_HEAD);
	for (int i = 0; i < n_days; i++)
		hj_buf_puts(&days, days_row);
	if (parse(versions.p, days.p, &parsed, &err) == HJ_OK)
		err.field[0] = '\0';
	hj_buf_release(&versions);
	hj_buf_release(&days);
	return hj_strdup(a, err.field);
}

static void
parse__is_bounded(void **state)
{
	(void)state;
	assert_string_equal(parse_many(V1, HJ_CALENDAR_VERSIONS_MOST + 1,
				"1\t2020-01-24\t1\tx\n", 1),
	    "versions/1002");
	assert_string_equal(parse_many(V1, 1, "1\t2020-01-24\t1\tx\n",
				HJ_CALENDAR_DAYS_MOST + 1),
	    "days/1002");
	assert_string_equal(parse_many(V1, 1,
				"1\t2020-01-24\t1\t"
				"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
				"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
				"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
				"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
				"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n",
				1),
	    "days/2");
}

static void
parse__survives_any_cut(void **state)
{
	struct hj_calendar cal;
	struct hj_error err;

	(void)state;
	/* Cut after a whole line a table is whole; anywhere else it is not. */
	for (size_t n = 0; n < sizeof(small_days) - 1; n++) {
		char *exact = test_malloc(n + 1);
		enum hj_err code;

		memcpy(exact, small_days, n);
		exact[n] = 'x';
		cal = (struct hj_calendar){ 0 };
		code = hj_calendar_parse(a, small_versions,
		    strlen(small_versions), exact, n, &cal, &err);
		assert_int_equal(
		    code == HJ_OK, n > 0 && small_days[n - 1] == '\n');
		test_free(exact);
	}
}

static void
version__goes_through_json_unchanged(void **state)
{
	struct hj_calendar cal = reference_calendar(a), again = { 0 };
	struct hj_error err;
	struct hj_buf once, twice;

	(void)state;
	hj_buf_init(&once, 100000);
	hj_buf_init(&twice, 100000);
	for (size_t i = 0; i < cal.n; i++) {
		struct hj_calendar_version v;

		hj_buf_clear(&once);
		hj_emit(&once, &hj_calendar_version_fields, &cal.version[i]);
		if (hj_bind(a, &hj_calendar_version_fields, HJ_FORM_STORED, &v,
			once.p, once.n, &err) != HJ_OK)
			fail_msg("%s: %s", err.field, err.msg);
		assert_int_equal(hj_calendar_add(a, &again, &v, &err), HJ_OK);
		hj_buf_clear(&twice);
		hj_emit(&twice, &hj_calendar_version_fields, &v);
		assert_string_equal(hj_buf_text(&once), hj_buf_text(&twice));
	}
	assert_int_equal(again.n, cal.n);
	hj_buf_release(&once);
	hj_buf_release(&twice);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    day__is_as_the_newest_notice_up_to_the_version_has_it),
		cmocka_unit_test(
		    day__beyond_what_is_known_is_a_guess_that_says_so),
		cmocka_unit_test(version__in_force_is_the_newest_published),
		cmocka_unit_test(reference__has_the_days_of_2026),
		cmocka_unit_test(
		    reference__tells_2020_before_and_after_the_second_notice),
		cmocka_unit_test(
		    reference__a_notice_may_reach_into_the_year_before),
		cmocka_unit_test(
		    parse__refuses_tables_that_are_not_as_they_should_be),
		cmocka_unit_test(add__refuses_what_no_notice_can_say),
		cmocka_unit_test(parse__is_bounded),
		cmocka_unit_test(parse__survives_any_cut),
		cmocka_unit_test(version__goes_through_json_unchanged),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
