/*
 * The rules language: a document that uses every key is read and written as
 * the same.
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
		TEST(schema__is_shipped_as_the_program_prints_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
