/* Numbers by which people are known: what could be one, and what could not. */
#include "lib/base/identity.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* The weights of GB 11643-1999, which the code does not use. */
static char
check_character(const char *first17)
{
	static const int weights[] = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10,
		5, 8, 4, 2 };
	int sum = 0;

	for (int i = 0; i < 17; i++)
		sum += weights[i] * (first17[i] - '0');
	return "10X98765432"[sum % 11];
}

static void
identity__has_one_check_character_that_fits(void **state)
{
	char number[32];
	size_t x = 0;

	(void)state;
	for (int i = 0; i < 1000; i++) {
		char right;

		(void)snprintf(number, sizeof(number), "99999919900228%03d", i);
		right = check_character(number);
		x += right == 'X';
		for (const char *c = "0123456789X"; *c != '\0'; c++) {
			number[17] = *c;
			number[18] = '\0';
			assert_int_equal(hj_identity_fits(number), *c == right);
		}
	}
	assert_in_range(x, 50, 150);
	assert_true(hj_identity_fits("99999919900101002X") ==
		    hj_identity_fits("99999919900101002x"));
}

/* Every single wrong digit, and every two neighbours that changed places. */
static void
identity__with_a_slip_of_the_pen_does_not_fit(void **state)
{
	char number[19] = "99999919841231123";

	(void)state;
	number[17] = check_character(number);
	assert_true(hj_identity_fits(number));
	for (int i = 0; i < 17; i++) {
		char right = number[i], next = number[i + 1];

		for (char c = '0'; c <= '9'; c++) {
			number[i] = c;
			assert_int_equal(hj_identity_fits(number), c == right);
		}
		number[i] = right;
		if (right == next || i == 16)
			continue;
		number[i] = next;
		number[i + 1] = right;
		assert_false(hj_identity_fits(number));
		number[i] = right;
		number[i + 1] = next;
	}
}

static void
identity__of_no_day_or_another_length_does_not_fit(void **state)
{
	static const char *const days[] = { "19900230", "19901301", "19900100",
		"00000101" };
	static const char *const others[] = { "99999919900101123",
		"9999991990010112345", "1", "999999900230123",
		"99999990022812" };

	(void)state;
	for (size_t i = 0; i < sizeof(days) / sizeof(days[0]); i++) {
		char number[19];

		(void)snprintf(number, sizeof(number), "999999%s123", days[i]);
		number[17] = check_character(number);
		number[18] = '\0';
		assert_false(hj_identity_fits(number));
	}
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		assert_false(hj_identity_fits(others[i]));
}

static void
another_paper__fits(void **state)
{
	(void)state;
	assert_true(hj_identity_fits("999999900228123")); /* of before 1999 */
	assert_true(hj_identity_fits("E12345678"));
	assert_true(hj_identity_fits("H0123456789"));
	assert_true(hj_identity_fits("军字第123号"));
}

static void
telephone__is_digits_and_what_divides_them(void **state)
{
	static const char *const good[] = { "10900000001", "+86 10900000001",
		"(010) 1234567-8012", "12345", "110",
		"10900000001、10900000002", "1234567转12", "1234567#12",
		"（010）1234567，7654321；1", "10900000001 / 10900000002" };
	static const char *const bad[] = { "", "无", "不详", "12", "-", "+()",
		"unknown", "10900000001（家）", "1090000000l", "1\t234567" };

	(void)state;
	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		if (!hj_phone_fits(good[i]))
			fail_msg("%s", good[i]);
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		if (hj_phone_fits(bad[i]))
			fail_msg("%s", bad[i]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(identity__has_one_check_character_that_fits),
		cmocka_unit_test(identity__with_a_slip_of_the_pen_does_not_fit),
		cmocka_unit_test(
		    identity__of_no_day_or_another_length_does_not_fit),
		cmocka_unit_test(another_paper__fits),
		cmocka_unit_test(telephone__is_digits_and_what_divides_them),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
