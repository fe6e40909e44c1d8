/*
 * The code of a dispute: how it is made, and which mistakes it shows.
 */
#include "lib/base/code.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char crockford[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/* Numbers that look random and are the same in every run. */
static uint64_t
next(uint64_t *seed)
{
	*seed = *seed * UINT64_C(6364136223846793005) +
		UINT64_C(1442695040888963407);
	return *seed >> 24;
}

static void
some_code(char code[HJ_CODE_ROOM], uint64_t *seed)
{
	char county[7];
	unsigned char random[HJ_CODE_RANDOM];
	int year = 2000 + (int)(next(seed) % 100);

	(void)snprintf(county, sizeof(county), "%06u",
	    (unsigned)(110000 + next(seed) % 550000));
	for (size_t i = 0; i < sizeof(random); i++)
		random[i] = (unsigned char)next(seed);
	hj_code_make(code, county, year, random);
}

/*
 * A second way to say what MOD 37,36 is: the sum of the standard's formula,
 * with remainders taken one after another from the left, written from the end.
 */
static int
check_value(const char *text)
{
	static const char values[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
	int c = 0, p = 36;

	for (; *text != '\0'; text++) {
		int sum = p + (int)(strchr(values, *text) - values);

		sum = sum > 36 ? sum - 36 : sum;
		p = sum * 2 > 37 ? sum * 2 - 37 : sum * 2;
	}
	while ((p + c) % 36 != 1)
		c++;
	return c;
}

static void
code__has_county_year_and_random_part(void **state)
{
	static const unsigned char random[] = { 1, 2, 3, 4, 5 };
	char code[HJ_CODE_ROOM], again[HJ_CODE_ROOM];

	(void)state;
	hj_code_make(code, "420106", 2026, random);
	hj_code_make(again, "420106", 2026, random);

	assert_int_equal(strlen(code), 16);
	assert_memory_equal(code, "42010626", 8);
	assert_int_equal(strspn(code, crockford), 16);
	assert_string_equal(code, again);
	assert_true(hj_code_ok(code));
}

static void
check__is_the_one_of_the_standard(void **state)
{
	static const char values[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
	uint64_t seed = 3;

	(void)state;
	for (int i = 0; i < 2000; i++) {
		char code[HJ_CODE_ROOM], head[HJ_CODE_ROOM];

		some_code(code, &seed);
		memcpy(head, code, sizeof(head));
		head[15] = '\0';
		assert_int_equal(code[15], values[check_value(head)]);
	}
}

static void
code__shows_every_single_wrong_character(void **state)
{
	uint64_t seed = 1;

	(void)state;
	for (int i = 0; i < 500; i++) {
		char code[HJ_CODE_ROOM];

		some_code(code, &seed);
		assert_true(hj_code_ok(code));
		for (int at = 0; at < HJ_CODE_LENGTH; at++) {
			char right = code[at];

			for (const char *c = crockford; *c != '\0'; c++) {
				code[at] = *c;
				assert_int_equal(hj_code_ok(code), *c == right);
			}
			code[at] = right;
		}
	}
}

static void
code__shows_every_swap_from_the_year_on(void **state)
{
	uint64_t seed = 2;

	(void)state;
	for (int i = 0; i < 20000; i++) {
		char code[HJ_CODE_ROOM];

		some_code(code, &seed);
		for (int at = 7; at + 1 < HJ_CODE_LENGTH; at++) {
			char a = code[at], b = code[at + 1];

			code[at] = b;
			code[at + 1] = a;
			assert_int_equal(hj_code_ok(code), a == b);
			code[at] = a;
			code[at + 1] = b;
		}
	}
}

/* The county digits of all real counties, as the reference data has them. */
static size_t
read_counties(char (*ret_list)[7], size_t most)
{
	FILE *f = fopen("migrations/reference/division.tsv", "r");
	char line[512];
	size_t n = 0;

	assert_non_null(f);
	while (fgets(line, sizeof(line), f) != NULL)
		if (strspn(line, "0123456789") == 6) {
			assert_true(n < most);
			memcpy(ret_list[n], line, 6);
			ret_list[n++][6] = '\0';
		}
	(void)fclose(f);
	return n;
}

static int
by_text(const void *a, const void *b)
{
	return strcmp(a, b);
}

/*
 * What the standard misses inside county and year would be a code of a real
 * county so seldom that it can be counted.
 */
static void
prefix__swapped_unseen_is_seldom_a_county(void **state)
{
	static char list[4000][7];
	static const unsigned char random[] = { 9, 8, 7, 6, 5 };
	size_t n = read_counties(list, 4000), unseen = 0, swaps = 0;

	(void)state;
	assert_true(n > 2800);
	qsort(list, n, sizeof(list[0]), by_text);
	for (size_t i = 0; i < n; i++) {
		char code[HJ_CODE_ROOM];

		hj_code_make(code, list[i], 2026, random);
		for (int at = 0; at < 7; at++) {
			char other[HJ_CODE_ROOM], county[7];

			memcpy(other, code, sizeof(other));
			other[at] = code[at + 1];
			other[at + 1] = code[at];
			memcpy(county, other, 6);
			county[6] = '\0';
			swaps += code[at] != code[at + 1];
			if (code[at] != code[at + 1] && hj_code_ok(other) &&
			    bsearch(county, list, n, sizeof(list[0]),
				by_text) != NULL)
				unseen++;
		}
	}
	assert_true(swaps > 15000);
	assert_true(unseen * 500 < swaps);
}

static void
typed__is_read_as_meant(void **state)
{
	uint64_t seed = 5;
	bool zero = false, one = false;

	(void)state;
	for (int i = 0; i < 500; i++) {
		char code[HJ_CODE_ROOM], typed[64], read[HJ_CODE_ROOM];
		size_t n = 0;

		some_code(code, &seed);
		for (int k = 0; k < HJ_CODE_LENGTH; k++) {
			char c = code[k];

			if (k % 4 == 0)
				typed[n++] = k % 8 == 0 ? ' ' : '-';
			zero = zero || c == '0';
			one = one || c == '1';
			if (c == '0')
				c = k % 2 ? 'O' : 'o';
			else if (c == '1')
				c = k % 2 ? 'l' : 'I';
			else if (c >= 'A')
				c = (char)(c + 32);
			typed[n++] = c;
		}
		typed[n] = '\0';
		assert_true(hj_code_read(read, typed));
		assert_string_equal(read, code);
	}
	assert_true(zero && one);
}

static void
typed__that_is_no_code_is_refused(void **state)
{
	static const unsigned char random[] = { 1, 2, 3, 4, 5 };
	char code[HJ_CODE_ROOM], longer[HJ_CODE_ROOM + 1], read[HJ_CODE_ROOM];

	(void)state;
	hj_code_make(code, "420106", 2026, random);
	(void)snprintf(longer, sizeof(longer), "%s0", code);
	memset(read, 'x', sizeof(read));

	assert_false(hj_code_read(read, ""));
	assert_false(hj_code_read(read, longer));
	assert_false(hj_code_read(read, "420106261234567"));
	assert_false(hj_code_read(read, "4201062612345é"));
	assert_false(hj_code_ok(longer));
	assert_false(hj_code_ok("A201062612345670"));
	assert_false(hj_code_ok("42010626U2345670"));
	assert_int_equal(read[0], 'x');
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(code__has_county_year_and_random_part),
		cmocka_unit_test(check__is_the_one_of_the_standard),
		cmocka_unit_test(code__shows_every_single_wrong_character),
		cmocka_unit_test(code__shows_every_swap_from_the_year_on),
		cmocka_unit_test(prefix__swapped_unseen_is_seldom_a_county),
		cmocka_unit_test(typed__is_read_as_meant),
		cmocka_unit_test(typed__that_is_no_code_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
