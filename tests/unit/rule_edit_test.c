/* Changes to a rule set by place, and what two of them say otherwise. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lib/rules/differ.h"
#include "lib/rules/edit.h"
#include "lib/rules/spot.h"
#include "tests/unit/county_fixture.h"

static struct fixture f;
static struct hj_rule_set set;

/* A set of the test's own, as one who edits has it. */
static struct hj_rule_set
own(const char *name)
{
	struct hj_rule_set ret;
	struct hj_error err;
	struct hj_buf b;

	hj_buf_init(&b, HJ_RULE_SET_MOST);
	hj_rule_set_emit(&b, hj_rule_set_named(&f.rules, name));
	assert_int_equal(hj_bind(f.a, &hj_rule_set_fields, HJ_FORM_STORED, &ret,
			     b.p, b.n, &err),
	    HJ_OK);
	hj_buf_release(&b);
	ret.id = name;
	return ret;
}

static const char *
edit(int does, const char *at, const char *text, int64_t number, bool yes)
{
	const struct hj_rule_edit e = { does, at, text, number, yes };

	return hj_rule_edit(f.a, &set, &e);
}

static struct hj_rule_page
page(const char *name)
{
	const struct hj_rule_set from = own(name);

	return hj_rule_differ(f.a, &from, &set);
}

#define FITS(...) assert_null(edit(__VA_ARGS__))
#define WRONG(msg, ...) assert_string_equal(edit(__VA_ARGS__), msg)

static void
edit__sets_a_value_of_each_type_at_its_place(void **state)
{
	(void)state;
	FITS(HJ_ED_SET, "/ladder/0/attempts", NULL, 2, false);
	assert_int_equal(set.ladder[0].attempts, 2);
	FITS(HJ_ED_SET, "/title_zh", "清河县试行", 0, false);
	assert_string_equal(set.title_zh, "清河县试行");
	FITS(HJ_ED_SET, "/ladder/1/unit", "working_days", 0, false);
	assert_int_equal(set.ladder[1].unit, HJ_UNIT_WORKING_DAYS);
	FITS(HJ_ED_SET, "/ladder/1/both", NULL, 0, true);
	assert_true(set.ladder[1].both);
	FITS(HJ_ED_SET, "/valid_from", "2026-10-01", 0, false);
	assert_int_equal(set.valid_from, 20261001);
	FITS(HJ_ED_SET, "/outlets/0", "诉讼", 0, false);
	assert_string_equal(set.outlets[0].text, "诉讼");
	/* An object that is not there is made. */
	assert_null(set.overall);
	FITS(HJ_ED_SET, "/overall/length", NULL, 60, false);
	assert_int_equal(set.overall->length, 60);

	WRONG("expected a whole number", HJ_ED_SET, "/ladder/0/attempts", "two",
	    0, false);
	WRONG("expected a text", HJ_ED_SET, "/title_zh", NULL, 3, false);
	WRONG("not a word of the list", HJ_ED_SET, "/ladder/1/unit", "moons", 0,
	    false);
	WRONG("expected true or false", HJ_ED_SET, "/ladder/1/both", "yes", 0,
	    false);
	WRONG("expected a date as 2026-01-31", HJ_ED_SET, "/valid_from",
	    "2026-02-30", 0, false);
}

static void
edit__refuses_what_is_no_place(void **state)
{
	static const char *const places[] = { "", "/", "ladder", "/nothing",
		"/ladder", "/ladder/3/attempts", "/ladder/00/attempts",
		"/ladder/-1/attempts", "/ladder/0/nothing", "/ladder/0/",
		"/ladder/x/attempts", "/outlets/0/text", "/title_zh/0",
		"/outlets/99999/x", "/overall" };

	(void)state;
	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++)
		WRONG("no such member", HJ_ED_SET, places[i], "x", 0, false);
	WRONG("no such member", HJ_ED_REMOVE, "/outlets", NULL, 0, false);
	WRONG("no such member", HJ_ED_REMOVE, "/outlets/99", NULL, 0, false);
	WRONG("no such member", HJ_ED_MOVE, "/ladder/0", NULL, 3, false);
	WRONG("no such member", HJ_ED_ADD, "/title_zh", NULL, 0, false);
	WRONG("no such member", HJ_ED_CLEAR, "/ladder/0", NULL, 0, false);
	assert_int_equal(page("three-two-one-a").n_differences, 0);
}

static void
edit__adds_removes_moves_and_clears(void **state)
{
	size_t outlets = set.n_outlets;

	(void)state;
	FITS(HJ_ED_ADD, "/outlets", "其他", 0, false);
	assert_int_equal(set.n_outlets, outlets + 1);
	assert_string_equal(set.outlets[outlets].text, "其他");
	FITS(HJ_ED_ADD, "/outlets/0", "第一", 0, false);
	assert_string_equal(set.outlets[0].text, "第一");
	FITS(HJ_ED_REMOVE, "/outlets/0", NULL, 0, false);
	FITS(HJ_ED_REMOVE, "/outlets/7", NULL, 0, false);
	assert_int_equal(page("three-two-one-a").n_differences, 0);

	FITS(HJ_ED_ADD, "/ladder/1", NULL, 0, false);
	assert_int_equal(set.n_ladder, 4);
	assert_null(set.ladder[1].zh);
	FITS(HJ_ED_SET, "/ladder/1/zh", "片区调解", 0, false);
	FITS(HJ_ED_MOVE, "/ladder/1", NULL, 0, false);
	assert_string_equal(set.ladder[0].zh, "片区调解");
	FITS(HJ_ED_MOVE, "/ladder/0", NULL, 3, false);
	assert_string_equal(set.ladder[3].zh, "片区调解");
	FITS(HJ_ED_REMOVE, "/ladder/3", NULL, 0, false);
	WRONG("expected an object", HJ_ED_ADD, "/ladder", "x", 0, false);
	assert_int_equal(page("three-two-one-a").n_differences, 0);

	FITS(HJ_ED_CLEAR, "/ladder/0/attempts", NULL, 0, false);
	FITS(HJ_ED_CLEAR, "/outlets", NULL, 0, false);
	FITS(HJ_ED_CLEAR, "/reading", NULL, 0, false);
	assert_int_equal(set.ladder[0].attempts, 0);
	assert_int_equal(set.n_outlets, 0);
	assert_null(set.reading);
	assert_int_equal(page("three-two-one-a").removed, 9);
}

static void
says(const struct hj_rule_difference *d, int how, const char *at,
    const char *was, const char *is)
{
	assert_int_equal(d->how, how);
	assert_string_equal(d->at, at);
	if (was == NULL)
		assert_null(d->was);
	else
		assert_string_equal(d->was, was);
	if (is == NULL)
		assert_null(d->is);
	else
		assert_string_equal(d->is, is);
}

static void
differ__names_each_place_that_says_otherwise(void **state)
{
	struct hj_rule_page p;

	(void)state;
	FITS(HJ_ED_SET, "/ladder/0/attempts", NULL, 2, false);
	FITS(HJ_ED_REMOVE, "/outlets/1", NULL, 0, false);
	FITS(HJ_ED_ADD, "/outlets", "其他", 0, false);
	FITS(HJ_ED_SET, "/valid_to", "2027-10-01", 0, false);
	p = page("three-two-one-a");
	assert_int_equal(p.changed, 1);
	assert_int_equal(p.added, 2);
	assert_int_equal(p.removed, 1);
	assert_int_equal(p.n_differences, 4);
	says(&p.differences[0], HJ_DF_CHANGED, "/ladder/0/attempts", "3", "2");
	says(&p.differences[1], HJ_DF_REMOVED, "/outlets/1", "\"行政裁决\"",
	    NULL);
	says(&p.differences[2], HJ_DF_ADDED, "/outlets/6", NULL, "\"其他\"");
	says(&p.differences[3], HJ_DF_ADDED, "/valid_to", NULL,
	    "\"2027-10-01\"");
}

static void
differ__keeps_items_of_one_name_together(void **state)
{
	struct hj_rule_page p;

	(void)state;
	set = own("national-court");
	FITS(HJ_ED_REMOVE, "/clocks/0", NULL, 0, false);
	FITS(HJ_ED_SET, "/clocks/0/length", NULL, 99, false);
	p = page("national-court");
	assert_int_equal(p.n_differences, 2);
	assert_int_equal(p.differences[0].how, HJ_DF_REMOVED);
	assert_string_equal(p.differences[0].at, "/clocks/0");
	assert_int_equal(p.differences[1].how, HJ_DF_CHANGED);
	assert_string_equal(p.differences[1].at, "/clocks/0/length");
	/* A turn of two is one gone and one come. */
	set = own("national-court");
	FITS(HJ_ED_MOVE, "/clocks/0", NULL, 1, false);
	p = page("national-court");
	assert_int_equal(p.added, 1);
	assert_int_equal(p.removed, 1);
	assert_int_equal(p.n_differences, 2);
}

static void
differ__of_nothing_and_of_the_same(void **state)
{
	struct hj_rule_page p;

	(void)state;
	for (size_t i = 0; i < f.rules.n; i++) {
		set = own(f.rules.set[i].name);
		assert_int_equal(page(f.rules.set[i].name).n_differences, 0);
		p = hj_rule_differ(f.a, NULL, &set);
		assert_null(p.from);
		assert_int_equal(p.changed + p.removed, 0);
		assert_true(p.added > 0);
	}
}

static const char *
where(const char *at, enum hj_lang lang)
{
	struct hj_buf b;

	hj_buf_init(&b, 1000);
	hj_rule_spot_say(&b, &set, at, lang);
	return hj_buf_keep(f.a, &b);
}

static void
spot__is_said_in_words(void **state)
{
	(void)state;
	assert_string_equal(where("/ladder/0/attempts", HJ_LANG_ZH),
	    "层级 · 村(社区)调解 · 次数");
	assert_string_equal(where("/ladder/0/attempts", HJ_LANG_EN),
	    "ladder · village · attempts");
	assert_string_equal(where("/outlets/2", HJ_LANG_EN), "outlets · 3");
	assert_string_equal(where("/nothing", HJ_LANG_EN), "/nothing");
}

static int
set_up(void **state)
{
	(void)state;
	f = (struct fixture){ .a = hj_arena_new() };
	fixture_sets(&f);
	set = own("three-two-one-a");
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	hj_arena_free(f.a);
	return 0;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(edit__sets_a_value_of_each_type_at_its_place),
		TEST(edit__refuses_what_is_no_place),
		TEST(edit__adds_removes_moves_and_clears),
		TEST(differ__names_each_place_that_says_otherwise),
		TEST(differ__keeps_items_of_one_name_together),
		TEST(differ__of_nothing_and_of_the_same),
		TEST(spot__is_said_in_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
