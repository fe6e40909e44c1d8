/*
 * Ladders as pictures: which boxes there are, what leads where, and what is
 * said of it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "lib/rules/chart.h"
#include "tests/unit/arena_fixture.h"

#define HEAD                                                                   \
	"\"name\":\"a\",\"title_zh\":\"甲\",\"title_en\":\"A\",\"source\":"   \
	"\"某源\",\"certainty\":\"K\",\"area\":\"\","                        \
	"\"valid_from\":\"2020-01-01\","
#define STEP(name, more)                                                       \
	"{\"name\":\"" name "\",\"zh\":\"级" name "\",\"en\":\"step " name     \
	"\",\"kinds\":[\"village_committee\"]" more "}"

static struct hj_directory dir;
static struct hj_rule_set set;
static struct hj_chart chart;

static bool
draw(const char *text, size_t ladder, enum hj_lang lang)
{
	struct hj_error err = { 0 };

	if (hj_rule_set_parse(a, text, strlen(text), &set, &err) != HJ_OK)
		fail_msg("%s: %s", err.field, err.msg);
	return hj_rule_chart(&chart, a, &set, ladder, &dir, lang);
}

static const struct hj_chart_edge *
edge(const char *from, const char *on, const char *to)
{
	for (size_t i = 0; i < chart.n_edge; i++) {
		const struct hj_chart_edge *e = &chart.edge[i];

		if (strcmp(chart.node[e->from].label, from) == 0 &&
		    strcmp(e->on, on) == 0 &&
		    strcmp(chart.node[e->to].label, to) == 0)
			return e;
	}
	return NULL;
}

/* How many lines lead away from a box because of `on`. */
static size_t
leading(const char *from, const char *on)
{
	size_t n = 0;

	for (size_t i = 0; i < chart.n_edge; i++)
		n += strcmp(chart.node[chart.edge[i].from].label, from) == 0 &&
		     strcmp(chart.edge[i].on, on) == 0;
	return n;
}

static void
two_steps__go_up_and_out(void **state)
{
	(void)state;
	assert_true(draw(
	    "{" HEAD "\"ladder\":[" STEP("a", ",\"attempts\":3") "," STEP(
		"b", ",\"length\":15,\"unit\":\"days\"") "],\"outlets\":["
							 "\"诉讼\",\"仲裁\"]}",
	    0, HJ_LANG_ZH));
	assert_int_equal(chart.n_node, 5);
	assert_null(chart.label);
	assert_non_null(edge("登记", "registered", "级a"));
	assert_null(edge("登记", "registered", "级b"));
	assert_non_null(edge("级a", "not_agreed", "级b"));
	assert_null(edge("级a", "time_over", "级b"));
	assert_non_null(edge("级b", "not_agreed", "告知其他途径"));
	assert_non_null(edge("级b", "time_over", "告知其他途径"));
	assert_non_null(edge("级a", "refused", "告知其他途径"));
	assert_non_null(edge("级a", "party_asks", "告知其他途径"));
	assert_non_null(edge("级a", "agreed", "达成协议,结束"));
	assert_string_equal(chart.node[1].at, "/ladder/0");
	assert_string_equal(chart.node[1].more, "village_committee;满3次");
	for (size_t i = 0; i < chart.n_node; i++)
		if (chart.node[i].kind == HJ_CK_OUTLETS)
			assert_string_equal(chart.node[i].more, "诉讼、仲裁");
}

static void
exits__are_drawn_as_written(void **state)
{
	const struct hj_chart_edge *e;

	(void)state;
	assert_true(draw(
	    "{" HEAD "\"facts\":[{\"name\":\"grave\",\"zh\":\"重大\","
	    "\"en\":\"grave\",\"type\":\"flag\",\"by\":\"所长\"}],\"ladder\":"
	    "[" STEP("a", ",\"exits\":[{\"on\":\"not_agreed\",\"to\":\"step\","
			  "\"step\":"
			  "\"c\",\"when\":[{\"fact\":\"grave\",\"yes\":true}]},"
			  "{\"on\":\"not_agreed\",\"to\":\"stays\",\"times\":2}"
			  ","
			  "{\"on\":\"agreed\",\"to\":\"channel\",\"channel\":"
			  "\"confirmation\"},{\"on\":\"decided\",\"to\":"
			  "\"next\"}]") "," STEP("b", "") "," STEP("c",
		"") "],\"outlets\":[\"诉讼\"]}",
	    0, HJ_LANG_EN));
	e = edge("step a", "not_agreed", "step c");
	assert_non_null(e);
	assert_true(e->conditional);
	assert_string_equal(e->at, "/ladder/0/exits/0");
	assert_string_equal(
	    e->text, "if grave holds, no agreement: the step step c");
	e = edge("step a", "not_agreed", "step a");
	assert_non_null(e);
	assert_int_equal(e->times, 2);
	/* What follows when the exit was taken as often as it may. */
	assert_non_null(edge("step a", "not_agreed", "step b"));
	assert_int_equal(leading("step a", "not_agreed"), 3);
	assert_non_null(edge("step a", "agreed", "judicial confirmation"));
	assert_int_equal(leading("step a", "agreed"), 1);
	assert_non_null(edge("step b", "agreed", "ended by agreement"));
}

static void
a_right__is_a_box_of_its_own(void **state)
{
	(void)state;
	assert_true(draw(
	    "{" HEAD
	    "\"clocks\":[{\"name\":\"R\",\"zh\":\"请求期限\",\"en\":\"limit\","
	    "\"of\":\"procedure\",\"starts\":\"procedure_ended\",\"length\":30,"
	    "\"unit\":\"days\",\"meets\":[\"registered\"],\"effect\":"
	    "\"right_lost\",\"against\":\"party\",\"extends\":\"nobody\","
	    "\"article\":\"某法1\",\"certainty\":\"unverified\"}],\"ladder\":"
	    "[" STEP("a",
		",\"exits\":[{\"on\":\"not_agreed\",\"to\":\"right\","
		"\"clock\":\"R\"},{\"on\":\"decided\",\"to\":"
		"\"next\"}]") "," STEP("b", "") "],\"outlets\":[\"诉讼\"]}",
	    0, HJ_LANG_ZH));
	assert_non_null(edge("级a", "not_agreed", "当事人可请求"));
	assert_non_null(edge("当事人可请求", "acts", "级b"));
	assert_non_null(edge("当事人可请求", "expires", "结束"));
	assert_null(edge("级a", "not_agreed", "级b"));
}

static void
ladders__beside_say_when_they_are_taken(void **state)
{
	static const char text[] =
	    "{" HEAD
	    "\"facts\":[{\"name\":\"grave\",\"zh\":\"重大\",\"en\":\"grave\","
	    "\"type\":\"flag\",\"by\":\"所长\"}],\"ladders\":[{\"name\":\"l\","
	    "\"zh\":\"快道\",\"en\":\"fast\",\"when\":[{\"fact\":\"grave\","
	    "\"yes\":true}],\"steps\":[" STEP("a",
		",\"when\":[{\"fact\":"
		"\"grave\",\"no\":true}]") "," STEP("b",
		",\"when\":[{\"fact\":\"grave\","
		"\"yes\":true}]") "],\"outlets\":[\"诉讼\"]}]}";
	const struct hj_chart_edge *e;

	(void)state;
	assert_false(draw(text, 0, HJ_LANG_ZH));
	assert_true(draw(text, 1, HJ_LANG_ZH));
	assert_string_equal(chart.at, "/ladders/0");
	assert_string_equal(chart.label, "快道");
	assert_string_equal(chart.more, "重大为是的,适用");
	e = edge("登记", "registered", "级b");
	assert_non_null(e);
	assert_true(e->conditional);
	assert_string_equal(e->text, "重大为是的,从“级b”开始");
	assert_string_equal(chart.node[e->to].at, "/ladders/0/steps/1");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    two_steps__go_up_and_out, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    exits__are_drawn_as_written, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    a_right__is_a_box_of_its_own, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    ladders__beside_say_when_they_are_taken, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
