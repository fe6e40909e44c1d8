/*
 * The rules language: a document that uses every key is read and written as
 * the same, and says what this build does not carry out.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/unit/turn_fixture.h"

#include "server/base/files.h"
#include "server/rules.h"

#define EVERYTHING "tests/unit/rule_sets/everything.json"
#define SCHEMA "lib/rules/schema/rule-set.schema.json"

static struct fixture f;

static int
set_up(void **state)
{
	(void)state;
	fixture_init(&f, NULL);
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	fixture_release(&f);
	return 0;
}

static struct hj_rule_set
parsed(const char *text, size_t len)
{
	struct hj_rule_set set;
	struct hj_error err = { 0 };

	if (hj_rule_set_parse(f.a, text, len, &set, &err) != HJ_OK)
		fail_msg("%s: %s", err.field, err.msg);
	return set;
}

static struct hj_rule_set
everything(void)
{
	size_t len;
	const char *text =
	    hj_file_read(f.a, EVERYTHING, HJ_RULE_SET_MOST, &len);

	assert_non_null(text);
	return parsed(text, len);
}

static void
emit(struct hj_buf *b, const struct hj_rule_set *set)
{
	hj_buf_init(b, HJ_RULE_SET_MOST);
	hj_rule_set_emit(b, set);
	assert_true(b->n > 0);
}

static void
what_is_written__is_read_as_the_same(void **state)
{
	struct hj_rule_set set = everything(), again;
	struct hj_buf first, second;

	(void)state;
	emit(&first, &set);
	again = parsed(hj_buf_text(&first), first.n);
	emit(&second, &again);
	assert_string_equal(hj_buf_text(&first), hj_buf_text(&second));
	hj_buf_release(&first);
	hj_buf_release(&second);
}

/* Is "name": in the canonical text? */
static bool
says(const struct hj_buf *b, const char *name)
{
	char key[64];

	snprintf(key, sizeof(key), "\"%s\":", name);
	return strstr(hj_buf_text(b), key) != NULL;
}

static void
check_said(const struct hj_buf *b, const struct hj_fields *t)
{
	for (size_t i = 0; i < t->n; i++)
		if (t->row[i].name[0] != '\0' && !says(b, t->row[i].name))
			fail_msg("the example does not say %s", t->row[i].name);
}

static void
example__says_every_key_of_the_language(void **state)
{
	static const struct hj_fields *const tables[] = {
		&hj_rule_test_fields,
		&hj_rule_fact_fields,
		&hj_rule_table_fields,
		&hj_rule_step_fields,
		&hj_rule_exit_fields,
		&hj_rule_ladder_fields,
		&hj_rule_overall_fields,
		&hj_rule_task_fields,
		&hj_rule_rate_fields,
		&hj_rule_guard_fields,
		&hj_rule_forum_fields,
		&hj_rule_citation_fields,
	};
	struct hj_rule_set set = everything();
	struct hj_buf b;

	(void)state;
	emit(&b, &set);
	for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]); i++)
		check_said(&b, tables[i]);
	hj_buf_release(&b);
}

static void
shipped_sets__are_carried_out(void **state)
{
	struct hj_rule_set set = everything();

	(void)state;
	for (size_t i = 0; i < f.rules.n; i++)
		if (!hj_rule_set_carried(&f.rules.set[i]))
			fail_msg("%s is not", f.rules.set[i].name);
	assert_true(hj_rule_set_carried(&set));
}

/* Days are read when something happens; what they alone begin is held back. */
static void
what_days_alone_begin__is_not_carried_out(void **state)
{
	struct hj_rule_fact fact[] = {
		{ .name = "waited", .from = HJ_FF_DAYS_IN_ALL },
		{ .name = "slow", .table = "speed" },
	};
	struct hj_rule_test waited = { .fact = "waited", .at_least = 7 };
	struct hj_rule_test slow = { .fact = "slow", .yes = true };
	struct hj_rule_row row = { .when = &waited, .n_when = 1 };
	struct hj_rule_table table = {
		.name = "speed", .rows = &row, .n_rows = 1
	};
	struct hj_rule_exit left = {
		.on = HJ_EO_NOT_AGREED, .when = &slow, .n_when = 1
	};
	struct hj_rule_step step = { .exits = &left, .n_exits = 1 };
	struct hj_rule_task task = {
		.starts = "accepted", .when = &waited, .n_when = 1
	};
	struct hj_rule_guard guard = {
		.bars = HJ_BAR_CLOSING, .when = &slow, .n_when = 1
	};
	struct hj_rule_set set = { .facts = fact,
		.n_facts = 2,
		.tables = &table,
		.n_tables = 1,
		.ladder = &step,
		.n_ladder = 1,
		.tasks = &task,
		.n_tasks = 1,
		.guards = &guard,
		.n_guards = 1 };

	(void)state;
	assert_null(hj_rule_set_held_back(&set));
	assert_true(hj_rule_set_carried(&set));
	left.on = HJ_EO_RECLASSIFIED;
	assert_string_equal(hj_rule_set_held_back(&set), "/ladder");
	assert_false(hj_rule_set_carried(&set));
	left.on = HJ_EO_NOT_AGREED;
	step.when = &slow;
	step.n_when = 1;
	assert_string_equal(hj_rule_set_held_back(&set), "/ladder");
	step.n_when = 0;
	task.starts = NULL;
	assert_string_equal(hj_rule_set_held_back(&set), "/tasks");
	task.starts = "accepted";
	guard.bars = HJ_BAR_STEP;
	assert_string_equal(hj_rule_set_held_back(&set), "/guards");
}

/* What is on by default must do what it says. */
static void
on_by_default__needs_what_is_carried_out(void **state)
{
	static const char text[] =
	    "{\"area\":\"\",\"certainty\":\"K\",\"name\":\"x\","
	    "\"on_by_default\":true,\"source\":\"x\",\"title_en\":\"x\","
	    "\"title_zh\":\"x\",\"valid_from\":\"2026-01-01\",\"facts\":"
	    "[{\"name\":\"waited\",\"zh\":\"x\",\"en\":\"x\","
	    "\"type\":\"number\",\"from\":\"days_in_all\"}],\"tasks\":"
	    "[{\"name\":\"look\",\"zh\":\"x\",\"en\":\"x\","
	    "\"does\":\"visit\",\"of\":\"dispute\",\"article\":\"x\","
	    "\"certainty\":\"local\",\"when\":[{\"fact\":\"waited\","
	    "\"at_least\":3}]}]}";
	struct hj_rule_set set;
	struct hj_error err = { 0 };

	(void)state;
	assert_int_equal(
	    hj_rule_set_parse(f.a, text, sizeof(text) - 1, &set, &err),
	    HJ_ERR_INPUT);
	assert_string_equal(err.field, "on_by_default");
}

static void
schema__is_shipped_as_the_program_prints_it(void **state)
{
	struct hj_buf b;
	size_t len;
	const char *shipped =
	    hj_file_read(f.a, SCHEMA, HJ_RULE_SCHEMA_MOST, &len);

	(void)state;
	hj_buf_init(&b, HJ_RULE_SCHEMA_MOST);
	hj_rule_schema(&b);
	assert_non_null(shipped);
	/* Else: build/dev/hejie rules schema >lib/rules/schema/... */
	assert_string_equal(shipped, hj_buf_text(&b));
	hj_buf_release(&b);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_is_written__is_read_as_the_same),
		TEST(example__says_every_key_of_the_language),
		TEST(shipped_sets__are_carried_out),
		TEST(what_days_alone_begin__is_not_carried_out),
		TEST(on_by_default__needs_what_is_carried_out),
		TEST(schema__is_shipped_as_the_program_prints_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
