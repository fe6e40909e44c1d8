/*
 * Clocks: times as text, and service time from a provider.
 */
#include "server/base/now.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void
time_text__is_rfc_3339_in_utc(void **state)
{
	static const struct {
		int64_t ms;
		const char *text;
	} rows[] = {
		{ 0, "1970-01-01T00:00:00.000Z" },
		{ -1, "1969-12-31T23:59:59.999Z" },
		{ 951782400000, "2000-02-29T00:00:00.000Z" },
		{ 1795248902113, "2026-11-21T08:15:02.113Z" },
		{ INT64_MAX, "9999-12-31T23:59:59.999Z" },
		{ INT64_MIN, "0000-01-01T00:00:00.000Z" },
	};
	char out[HJ_TIME_TEXT];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_string_equal(
		    hj_time_text(rows[i].ms, out), rows[i].text);
}

static int64_t
day_after_tomorrow(void)
{
	return 172800000;
}

static void
service_time__comes_from_the_provider_and_wall_time_does_not(void **state)
{
	int64_t before = hj_wall_ms();

	(void)state;
	hj_now_provide(day_after_tomorrow);
	assert_int_equal(hj_now_ms(), 172800000);
	assert_true(hj_wall_ms() >= before);

	hj_now_provide(NULL);
	assert_true(hj_now_ms() >= before);
}

static void
monotonic_time__never_goes_back(void **state)
{
	int64_t last = hj_mono_ms();
	int i;

	(void)state;
	for (i = 0; i < 1000; i++) {
		int64_t next = hj_mono_ms();

		assert_true(next >= last);
		last = next;
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(time_text__is_rfc_3339_in_utc),
		cmocka_unit_test(
		    service_time__comes_from_the_provider_and_wall_time_does_not),
		cmocka_unit_test(monotonic_time__never_goes_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
