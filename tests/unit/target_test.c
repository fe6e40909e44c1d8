/*
 * Targets and forms: what is UTF-8, percent-encoding, and splitting.  Which
 * paths are refused stands in framing.inc.
 */
#include "lib/base/arena.h"
#include "server/http/target.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct hj_arena *arena;
static const struct hj_pair *pairs;
static size_t n;

static const char *
split(const char *query)
{
	pairs = NULL;
	n = 99;
	return hj_target_query(arena, query, &pairs, &n);
}

static void
query__is_split_and_decoded_once(void **state)
{
	(void)state;
	assert_null(split("a=1&b=%E5%92%8C+%2B%2526&c&d=&e=f=g"));
	assert_int_equal(n, 5);
	assert_string_equal(pairs[0].name, "a");
	assert_string_equal(pairs[0].value, "1");
	assert_string_equal(pairs[1].value, "\xe5\x92\x8c +%26");
	assert_string_equal(pairs[2].name, "c");
	assert_string_equal(pairs[2].value, "");
	assert_string_equal(pairs[3].value, "");
	assert_string_equal(pairs[4].value, "f=g");
}

static void
query__may_be_empty_and_may_end_in_an_ampersand(void **state)
{
	(void)state;
	assert_null(split(""));
	assert_int_equal(n, 0);
	assert_null(split("a=1&"));
	assert_int_equal(n, 1);
}

static void
query__is_refused_where_it_is_ambiguous(void **state)
{
	(void)state;
	assert_non_null(split("=1"));
	assert_non_null(split("a=1&&b=2"));
	assert_non_null(split("a=1&b=2&a=3"));
	assert_non_null(split("a=1&%61=2"));
}

/* A query of `count` parameters with names of their own. */
static const char *
split_many(int count)
{
	char text[4 * (HJ_TARGET_PARAMS_MAX + 1) + 1] = "";

	for (int i = 0; i < count; i++) {
		char one[] = { (char)('a' + i / 26), (char)('a' + i % 26), '&',
			'\0' };

		strcat(text, one);
	}
	return split(text);
}

static void
query__has_at_most_32_parameters(void **state)
{
	(void)state;
	assert_null(split_many(HJ_TARGET_PARAMS_MAX));
	assert_int_equal(n, HJ_TARGET_PARAMS_MAX);
	assert_non_null(split_many(HJ_TARGET_PARAMS_MAX + 1));
}

/* Is "/" and the `len` bytes, percent-encoded, let pass and decoded right? */
static bool
passes(const unsigned char *bytes, size_t len, const char *format)
{
	char target[64] = "/";
	const char *query;

	for (size_t i = 0; i < len; i++)
		(void)snprintf(target + 1 + 3 * i, 4,
		    *format == 'x' ? "%%%02x" : "%%%02X", bytes[i]);
	if (hj_target_split(target, &query) != NULL)
		return false;
	assert_int_equal(strlen(target), len + 1);
	assert_memory_equal(target + 1, bytes, len);
	assert_string_equal(query, "");
	return true;
}

/* A plain second reading of UTF-8 (RFC 3629): one character, by its value. */
static bool
is_character(const unsigned char *p, size_t len)
{
	static const unsigned long least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	unsigned long value = p[0] & (0x7fu >> len);

	for (size_t i = 1; i < len; i++) {
		if (p[i] < 0x80 || p[i] > 0xbf)
			return false;
		value = value << 6 | (p[i] & 0x3fu);
	}
	return value >= least[len] && value <= 0x10ffff &&
	       (value < 0xd800 || value > 0xdfff);
}

static void
utf8__is_what_the_standard_says(void **state)
{
	static const unsigned char edges[] = { 0x7f, 0x80, 0xbf, 0xc0 };

	(void)state;
	for (unsigned lead = 0x80; lead < 0x100; lead++) {
		size_t len = lead < 0xc0   ? 0
			     : lead < 0xe0 ? 2
			     : lead < 0xf0 ? 3
			     : lead < 0xf8 ? 4
					   : 0;

		for (unsigned i = 0; i < 256 * 16; i++) {
			unsigned char p[4] = { (unsigned char)lead,
				(unsigned char)(i >> 4), edges[i >> 2 & 3],
				edges[i & 3] };

			if (len == 0)
				assert_false(passes(p, 1, "x"));
			else if (passes(p, len, "x") != is_character(p, len))
				fail_msg("%02x %02x %02x %02x", p[0], p[1],
				    p[2], p[3]);
			/* And cut short it is none. */
			if (len > 0)
				assert_false(passes(p, 1, "x"));
			if (len > 2)
				assert_false(passes(p, 2, "x"));
			if (len > 3)
				assert_false(passes(p, 3, "x"));
		}
	}
}

static void
percent__is_undone_for_every_printable_byte(void **state)
{
	(void)state;
	for (int c = 0; c < 0x80; c++) {
		unsigned char p[2] = { (unsigned char)c, 'a' };
		bool good = c >= 0x20 && c < 0x7f && c != '/' && c != '\\';

		assert_int_equal(passes(p, 2, "x"), good);
		assert_int_equal(passes(p, 2, "X"), good);
	}
}

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
set_up(void **state)
{
	(void)state;
	arena = hj_arena_new();
	return 0;
}

static int
tear_down(void **state)
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
		cmocka_unit_test(utf8__is_what_the_standard_says),
		cmocka_unit_test(percent__is_undone_for_every_printable_byte),
		cmocka_unit_test(query__is_split_and_decoded_once),
		cmocka_unit_test(
		    query__may_be_empty_and_may_end_in_an_ampersand),
		cmocka_unit_test(query__is_refused_where_it_is_ambiguous),
		cmocka_unit_test(query__has_at_most_32_parameters),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
