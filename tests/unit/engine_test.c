/*
 * The engine of rule sets: precedence among sets, days on which they hold, what
 * it refuses, and why it says so.  What single sets do is in their traces.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "lib/rules/engine.h"
#include "tests/unit/reference_calendar.h"

#include "tests/unit/arena_fixture.h"

#define HEAD(name, more)                                                       \
	"{\"name\":\"" name "\",\"title_zh\":\"甲\",\"title_en\":\"A\","      \
	"\"source\":\"某源\",\"certainty\":\"F-L\",\"area\":\"\","           \
	"\"valid_from\":\"2020-01-01\"," more "}"
#define CLOCK(name, length, more)                                              \
	"{\"name\":\"" name "\",\"zh\":\"期限" name "\",\"en\":\"limit " name  \
	"\",\"of\":\"procedure\",\"starts\":\"accepted\",\"length\":" length   \
	",\"unit\":\"days\",\"meets\":[\"procedure_ended\"],"                  \
	"\"effect\":\"overdue\",\"against\":\"state\",\"extends\":\"nobody\"," \
	"\"article\":\"某法1\"" more "}"

static struct hj_calendar cal;

static int
set_up_calendar(void **state)
{
	set_up(state);
	cal = reference_calendar(a);
	return 0;
}

static struct hj_rules
sets(const char *first, const char *second)
{
	struct hj_rule_set *set = hj_alloc(a, 2 * sizeof(*set));
	const char *text[] = { first, second };
	size_t n = second == NULL ? 1 : 2;

	for (size_t i = 0; i < n; i++) {
		struct hj_error err = { 0 };

		if (hj_rule_set_parse(
			a, text[i], strlen(text[i]), &set[i], &err) != HJ_OK)
			fail_msg("%s: %s", err.field, err.msg);
	}
	return (struct hj_rules){ set, n };
}

static int64_t
noon(const char *day)
{
	struct hj_date d;

	assert_true(hj_date_parse(day, &d));
	return hj_legal_day_first(d) + 12 * HJ_HOUR_MS;
}

static enum hj_err
tell(struct hj_course *c, int kind, const char *name, const char *day)
{
	struct hj_error err = { 0 };
	struct hj_happening h = { .kind = kind, .name = name, .at = noon(day) };

	return hj_course_tell(c, &h, &err);
}

/* What followed, in Chinese, one a line. */
static const char *
said(const struct hj_course *c)
{
	struct hj_buf b;
	size_t n;
	const struct hj_did *d = hj_course_done(c, &n);

	hj_buf_init(&b, 65536);
	for (size_t i = 0; i < n; i++) {
		hj_did_say(&d[i], HJ_LANG_ZH, &b);
		hj_buf_putc(&b, '\n');
	}
	return hj_buf_keep(a, &b);
}

static const char *
why(const struct hj_course *c, size_t i, enum hj_lang lang)
{
	struct hj_buf b;
	size_t n;
	const struct hj_did *d = hj_course_done(c, &n);

	assert_true(i < n);
	hj_buf_init(&b, 65536);
	hj_did_explain(&d[i], lang, &b);
	return hj_buf_keep(a, &b);
}

static struct hj_course *
accepted(const struct hj_rules *rules)
{
	struct hj_course *c = hj_course_new(a, rules, &cal, NULL);

	assert_int_equal(tell(c, HJ_HN_EVENT, "accepted", "2024-03-01"), HJ_OK);
	return c;
}

static void
law_may_be_shortened_and_never_lengthened(void **state)
{
	static const char law[] = HEAD("law",
	    "\"clocks\":[" CLOCK("T", "10", ",\"certainty\":\"law\"") "]");
	struct hj_rules shorter =
	    sets(law, HEAD("county", "\"clocks\":[" CLOCK("T", "5",
					 ",\"certainty\":\"local\"") "]"));
	struct hj_rules longer = sets(
	    law, HEAD("county",
		     "\"clocks\":[" CLOCK("U", "15",
			 ",\"certainty\":\"local\",\"replaces\":[\"T\"]") "]"));
	struct hj_course *c = accepted(&shorter);

	(void)state;
	assert_string_equal(said(c), "2024-03-01 起算 期限T 至 2024-03-06\n");
	assert_non_null(strstr(why(c, 0, HJ_LANG_ZH),
	    "也符合而不适用:期限T law/clocks/0(适用更近一级的规定)"));
	c = accepted(&longer);
	assert_string_equal(said(c), "2024-03-01 起算 期限T 至 2024-03-11\n");
	assert_non_null(strstr(why(c, 0, HJ_LANG_EN),
	    "Also fitted, does not hold: limit U county/clocks/0 "
	    "(it would end after what law allows)"));
}

static void
a_special_limit_replaces_the_general(void **state)
{
	struct hj_rules one = sets(
	    HEAD("one", "\"clocks\":[" CLOCK("T", "10",
			    ",\"certainty\":\"law\"") "," CLOCK("U", "20",
			    ",\"certainty\":\"law\",\"replaces\":[\"T\"]") "]"),
	    NULL);
	struct hj_course *c = accepted(&one);

	(void)state;
	assert_string_equal(said(c), "2024-03-01 起算 期限U 至 2024-03-21\n");
	assert_non_null(strstr(why(c, 0, HJ_LANG_ZH), "被更专门的期限取代"));
}

static void
a_set_holds_on_its_days_only(void **state)
{
	struct hj_rules one =
	    sets(HEAD("one", "\"valid_to\":\"2024-03-01\",\"clocks\":[" CLOCK(
				 "T", "10", ",\"certainty\":\"law\"") "]"),
		NULL);
	struct hj_course *c = accepted(&one);

	(void)state;
	assert_string_equal(said(c), "2024-03-01 起算 期限T 至 2024-03-11\n");
	c = hj_course_new(a, &one, &cal, NULL);
	assert_int_equal(tell(c, HJ_HN_EVENT, "accepted", "2024-03-02"), HJ_OK);
	assert_string_equal(said(c), "2024-03-02 规则未生效或者已失效 甲\n");
	c = hj_course_new(a, &one, &cal, NULL);
	assert_int_equal(tell(c, HJ_HN_EVENT, "accepted", "2019-12-31"), HJ_OK);
	assert_string_equal(said(c), "2019-12-31 规则未生效或者已失效 甲\n");
}

static void
it_is_explained_whole(void **state)
{
	struct hj_rules one = sets(
	    HEAD("one",
		"\"facts\":[{\"name\":\"f\",\"zh\":\"急\",\"en\":\"urgent\","
		"\"type\":\"flag\",\"by\":\"某人\"}],\"clocks\":[" CLOCK("T",
		    "10",
		    ",\"certainty\":\"local\",\"when\":[{\"fact\":\"f\","
		    "\"no\":true}]") "]"),
	    NULL);
	struct hj_course *c = hj_course_new(a, &one, &cal, NULL);
	const char *text;

	(void)state;
	assert_int_equal(tell(c, HJ_HN_FACT, "f", "2024-03-01"), HJ_OK);
	assert_int_equal(tell(c, HJ_HN_EVENT, "accepted", "2024-03-01"), HJ_OK);
	text = why(c, 0, HJ_LANG_ZH);
	assert_non_null(strstr(text, "规则:《甲》(one)/clocks/0"));
	assert_non_null(strstr(text, "依据:某法1〔本地规定〕"));
	assert_non_null(strstr(text, "事实:急为否"));
	assert_non_null(strstr(text, "最后一日是2024-03-11"));
	text = why(c, 0, HJ_LANG_EN);
	assert_non_null(strstr(text, "article: 某法1 [by local rule]"));
	assert_non_null(strstr(text, "Fact: urgent is no"));
}

static void
a_day_outside_the_calendar_is_provisional(void **state)
{
	struct hj_rules one = sets(
	    HEAD("one",
		"\"clocks\":[{\"name\":\"T\",\"zh\":\"期限\",\"en\":\"limit\","
		"\"of\":\"procedure\",\"starts\":\"accepted\",\"length\":400,"
		"\"unit\":\"working_days\",\"meets\":[\"procedure_ended\"],"
		"\"effect\":\"overdue\",\"against\":\"state\",\"extends\":"
		"\"nobody\",\"article\":\"某法1\",\"certainty\":\"law\"}]"),
	    NULL);
	struct hj_course *c = accepted(&one);

	(void)state;
	assert_non_null(strstr(why(c, 0, HJ_LANG_ZH), "〔暂定〕"));
}

static void
what_cannot_be_is_refused(void **state)
{
	struct hj_rules one = sets(
	    HEAD("one",
		"\"tasks\":[{\"name\":\"t\",\"zh\":\"任务\",\"en\":\"task\","
		"\"does\":\"meet\",\"of\":\"organisation\",\"every\":1,"
		"\"every_unit\":\"minutes\",\"article\":\"某条\","
		"\"certainty\":\"house\"}]"),
	    NULL);
	struct hj_course *c = accepted(&one);
	size_t n;

	(void)state;
	assert_int_equal(
	    tell(c, HJ_HN_EVENT, "accepted", "2024-02-29"), HJ_ERR_INPUT);
	assert_int_equal(
	    tell(c, HJ_HN_EVENT, "no_such_kind", "2024-03-01"), HJ_ERR_INPUT);
	assert_int_equal(
	    tell(c, HJ_HN_FACT, "no_such_fact", "2024-03-01"), HJ_ERR_INPUT);
	assert_int_equal(
	    tell(c, HJ_HN_DONE, "no_such_task", "2024-03-01"), HJ_ERR_INPUT);
	assert_int_equal(
	    tell(c, HJ_HN_EXTEND, "no_such_limit", "2024-03-01"), HJ_ERR_INPUT);
	assert_int_equal(tell(c, HJ_HN_TIME, NULL, "2064-03-02"), HJ_ERR_INPUT);
	/* A task every minute for a year: more than is told. */
	assert_int_equal(tell(c, HJ_HN_TIME, NULL, "2025-03-01"), HJ_ERR_INPUT);
	(void)hj_course_done(c, &n);
	assert_int_equal(n, HJ_DONE_MOST);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(law_may_be_shortened_and_never_lengthened),
		cmocka_unit_test(a_special_limit_replaces_the_general),
		cmocka_unit_test(a_set_holds_on_its_days_only),
		cmocka_unit_test(it_is_explained_whole),
		cmocka_unit_test(a_day_outside_the_calendar_is_provisional),
		cmocka_unit_test(what_cannot_be_is_refused),
	};

	return cmocka_run_group_tests(tests, set_up_calendar, tear_down);
}
