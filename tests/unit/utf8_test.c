/* Every character there is, and what only looks like one. */
#include "lib/base/utf8.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <setjmp.h>
#include <string.h>

#include <cmocka.h>

static bool
is_surrogate(uint32_t c)
{
	return c >= 0xd800 && c <= 0xdfff;
}

static void
every_character__is_read_as_it_was_written(void **state)
{
	size_t bytes[HJ_UTF8_MOST + 1] = { 0 };

	(void)state;
	for (uint32_t c = 1; c <= 0x10ffff; c++) {
		char text[HJ_UTF8_MOST + 1] = "";
		const char *at = text;
		size_t n = hj_utf8_put(text, c);

		assert_true(n >= 1 && n <= HJ_UTF8_MOST);
		bytes[n]++;
		assert_int_equal(
		    hj_utf8_length(text, n), is_surrogate(c) ? 0 : n);
		assert_int_equal(hj_utf8_length(text, n - 1), 0);
		assert_int_equal(hj_utf8_next(&at), c);
		assert_ptr_equal(at, text + n);
		assert_int_equal(hj_utf8_next(&at), 0);
		assert_ptr_equal(at, text + n);
	}
	assert_int_equal(bytes[1], 0x7f);
	assert_int_equal(bytes[2], 0x800 - 0x80);
	assert_int_equal(bytes[3], 0x10000 - 0x800);
	assert_int_equal(bytes[4], 0x110000 - 0x10000);
}

static void
what_only_looks_like_one__is_none(void **state)
{
	static const char *const none[] = {
		"\x80",             /* continues nothing */
		"\xc0\x80",         /* overlong */
		"\xc1\xbf",         /* overlong */
		"\xe0\x9f\xbf",     /* overlong */
		"\xf0\x8f\xbf\xbf", /* overlong */
		"\xed\xa0\x80",     /* a surrogate */
		"\xf4\x90\x80\x80", /* beyond U+10FFFF */
		"\xf5\x80\x80\x80",
		"\xff",
		"\xc3(",
		"\xe4\xb8(",
		"\xf0\x9f\x98(",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(none) / sizeof(none[0]); i++) {
		const char *at = none[i];

		assert_int_equal(hj_utf8_length(at, strlen(at)), 0);
		while (hj_utf8_next(&at) != 0)
			assert_true(at <= none[i] + strlen(none[i]));
	}
	assert_int_equal(hj_utf8_length("", 0), 0);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_character__is_read_as_it_was_written),
		cmocka_unit_test(what_only_looks_like_one__is_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
