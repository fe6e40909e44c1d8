/* A form as browsers send it. */
#include "lib/base/arena.h"
#include "server/http/target.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct hj_arena *arena;
static const struct hj_pair *pairs;
static size_t n;

static const char *
read_form(const char *body)
{
	pairs = NULL;
	n = 0;
	return hj_target_form(arena, body, strlen(body), &pairs, &n);
}

static void
form__values_may_have_lines(void **state)
{
	(void)state;
	assert_null(read_form("a=1%0D%0A2%0d3%0A4&b=%E7%94%B2+%26&c="));

	assert_int_equal(n, 3);
	assert_string_equal(pairs[0].value, "1\n2\n3\n4");
	assert_string_equal(pairs[1].value, "甲 &");
	assert_string_equal(pairs[2].value, "");
}

static void
form__what_is_no_text_is_refused(void **state)
{
	static const char *const bad[] = { "a=%00", "a=%1b", "a=%7f", "a=%ff",
		"a=%c0%80", "a=%", "a=%4", "a=%zz", "a%0Ab=1", "=1", "&",
		"a=1&a=2" };

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_non_null(read_form(bad[i]));
	assert_non_null(hj_target_form(arena, "a=1\0b", 5, &pairs, &n));
}

static void
query__has_one_line_a_value(void **state)
{
	(void)state;
	assert_non_null(hj_target_query(arena, "a=1%0A2", &pairs, &n));
}

static int
begin(void **state)
{
	(void)state;
	arena = hj_arena_new();
	return 0;
}

static int
end(void **state)
{
	(void)state;
	hj_arena_free(arena);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(form__values_may_have_lines),
		cmocka_unit_test(form__what_is_no_text_is_refused),
		cmocka_unit_test(query__has_one_line_a_value),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
