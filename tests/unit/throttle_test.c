/* How often somebody may try to sign in, and how long he waits after that. */
#include "server/auth/throttle.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static struct hj_throttle *
throttle(int64_t account, int64_t address, size_t places)
{
	const struct hj_throttle_config config = { account, address, places };
	struct hj_error err = { 0 };
	struct hj_throttle *t = hj_throttle_new(&config, &err);

	assert_non_null(t);
	return t;
}

static void
given_back__does_not_count(void **state)
{
	struct hj_throttle *t = throttle(2, 3, 0);

	(void)state;
	for (int i = 0; i < 100; i++) {
		assert_int_equal(
		    hj_throttle_ask(t, "slip", "192.0.2.1", 1000), 0);
		hj_throttle_give_back(t, "slip", "192.0.2.1");
	}
	/* Nor does it make more room than there is. */
	for (int i = 0; i < 2; i++)
		assert_int_equal(
		    hj_throttle_ask(t, "slip", "192.0.2.1", 1000), 0);
	assert_int_not_equal(hj_throttle_ask(t, "slip", "192.0.2.1", 1000), 0);
	hj_throttle_free(t);
}

static void
account__has_so_many_attempts_a_minute(void **state)
{
	struct hj_throttle *t = throttle(10, 1000, 0);
	int64_t now = 5000000, wait;
	char from[32];
	int tried = 0;

	(void)state;
	/* From another address each time, for an hour, as fast as allowed. */
	for (int64_t end = now + 3600000; now < end; now += 50) {
		(void)snprintf(from, sizeof(from), "192.0.2.%d", tried % 200);
		if (hj_throttle_ask(t, "zhang.san", from, now) == 0)
			tried++;
	}
	assert_in_range(tried, 600, 611);
	/* Others are not touched. */
	assert_int_equal(hj_throttle_ask(t, "li.si", "192.0.2.1", now), 0);
	/* Who waits as told is let in. */
	while (
	    (wait = hj_throttle_ask(t, "zhang.san", "192.0.2.250", now)) == 0)
		;
	assert_in_range(wait, 1, 6001);
	assert_int_not_equal(
	    hj_throttle_ask(t, "zhang.san", "192.0.2.250", now + wait - 2), 0);
	assert_int_equal(
	    hj_throttle_ask(t, "zhang.san", "192.0.2.250", now + wait), 0);
	hj_throttle_free(t);
}

static void
asking__often_does_not_keep_the_bucket_empty(void **state)
{
	struct hj_throttle *t = throttle(1, 1000, 0);
	int64_t now = 1000;
	int tried = 0;

	(void)state;
	for (; now < 1000 + 10 * 60000; now++)
		tried += hj_throttle_ask(t, "li", "192.0.2.1", now) == 0;
	assert_in_range(tried, 10, 11);
	hj_throttle_free(t);
}

static void
address__has_so_many_attempts_a_minute(void **state)
{
	struct hj_throttle *t = throttle(10, 60, 0);
	char login[32];
	int tried = 0;

	(void)state;
	for (int i = 0; i < 1000; i++) {
		(void)snprintf(login, sizeof(login), "user%d", i);
		tried +=
		    hj_throttle_ask(t, login, "192.0.2.1", 1000000 + i) == 0;
	}
	assert_in_range(tried, 60, 61);
	assert_int_equal(hj_throttle_ask(t, "x", "192.0.2.2", 1001000), 0);
	hj_throttle_free(t);
}

static void
failures__are_free_as_often_as_the_setting_says(void **state)
{
	struct hj_throttle *t = throttle(10, 100000, 0);

	(void)state;
	for (int i = 0; i < 10; i++) {
		assert_int_equal(
		    hj_throttle_ask(t, "zhang", "192.0.2.1", 1000), 0);
		hj_throttle_failed(t, "zhang", "192.0.2.1", 1000);
	}
	assert_int_not_equal(hj_throttle_ask(t, "zhang", "192.0.2.1", 1000), 0);
	hj_throttle_free(t);
}

static void
failures__wait_longer_and_longer_but_never_for_ever(void **state)
{
	static const int64_t waits[] = { 1000, 2000, 4000, 8000, 16000, 32000,
		60000, 60000, 60000 };
	struct hj_throttle *t = throttle(10, 100000, 0);
	int64_t now = 1000000;

	(void)state;
	for (int i = 0; i < 10; i++)
		hj_throttle_failed(t, "zhang", "192.0.2.1", now);
	for (size_t i = 0; i < sizeof(waits) / sizeof(waits[0]); i++) {
		assert_int_equal(
		    hj_throttle_ask(t, "zhang", "192.0.2.1", now), waits[i]);
		now += waits[i];
		assert_int_equal(
		    hj_throttle_ask(t, "zhang", "192.0.2.1", now), 0);
		hj_throttle_failed(t, "zhang", "192.0.2.1", now);
	}
	/* The owner, elsewhere, is not kept out; nor is another account. */
	assert_int_equal(hj_throttle_ask(t, "zhang", "192.0.2.2", now), 0);
	assert_int_equal(hj_throttle_ask(t, "li", "192.0.2.1", now), 0);
	/* Success forgets, and so does a quarter of an hour. */
	hj_throttle_succeeded(t, "zhang", "192.0.2.1");
	assert_int_equal(hj_throttle_ask(t, "zhang", "192.0.2.1", now), 0);
	for (int i = 0; i < 15; i++)
		hj_throttle_failed(t, "zhang", "192.0.2.1", now);
	assert_int_equal(
	    hj_throttle_ask(t, "zhang", "192.0.2.1", now + 900001), 0);
	hj_throttle_failed(t, "zhang", "192.0.2.1", now + 900001);
	assert_int_equal(
	    hj_throttle_ask(t, "zhang", "192.0.2.1", now + 900001), 0);
	hj_throttle_free(t);
}

static void
refused_attempt__is_not_counted(void **state)
{
	struct hj_throttle *t = throttle(10, 1000, 0);

	(void)state;
	for (int i = 0; i < 10; i++)
		hj_throttle_failed(t, "zhang", "192.0.2.1", 1000);
	for (int i = 0; i < 100; i++)
		assert_int_not_equal(
		    hj_throttle_ask(t, "zhang", "192.0.2.1", 1000), 0);
	for (int i = 0; i < 10; i++)
		assert_int_equal(
		    hj_throttle_ask(t, "zhang", "192.0.2.2", 1000), 0);
	assert_int_not_equal(hj_throttle_ask(t, "zhang", "192.0.2.2", 1000), 0);
	hj_throttle_free(t);
}

static void
table__is_bounded_and_forgets_the_oldest(void **state)
{
	struct hj_throttle *t = throttle(2, 1000000, 64);
	char login[32];
	int refused = 0;

	(void)state;
	for (int i = 0; i < 10000; i++) {
		(void)snprintf(login, sizeof(login), "u%d", i);
		assert_int_equal(
		    hj_throttle_ask(t, login, "192.0.2.1", 1000 + i), 0);
	}
	/* What was used last is still known. */
	for (int i = 9990; i < 10000; i++) {
		(void)snprintf(login, sizeof(login), "u%d", i);
		(void)hj_throttle_ask(t, login, "192.0.2.1", 11000);
		refused += hj_throttle_ask(t, login, "192.0.2.1", 11000) != 0;
	}
	assert_true(refused >= 7);
	hj_throttle_free(t);
}

static void
table__is_one_for_all_processes(void **state)
{
	struct hj_throttle *t = throttle(10, 1000, 0);
	int tried = 0;

	(void)state;
	for (int i = 0; i < 4; i++) {
		int status;
		pid_t child = fork();

		assert_true(child >= 0);
		if (child == 0) {
			int n = 0;

			for (int k = 0; k < 4; k++)
				n += hj_throttle_ask(
					 t, "zhang", "192.0.2.1", 1000) == 0;
			_exit(n);
		}
		assert_int_equal(waitpid(child, &status, 0), child);
		assert_true(WIFEXITED(status));
		tried += WEXITSTATUS(status);
	}
	assert_int_equal(tried, 10);
	hj_throttle_free(t);
	hj_throttle_free(NULL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(given_back__does_not_count),
		cmocka_unit_test(account__has_so_many_attempts_a_minute),
		cmocka_unit_test(asking__often_does_not_keep_the_bucket_empty),
		cmocka_unit_test(address__has_so_many_attempts_a_minute),
		cmocka_unit_test(
		    failures__are_free_as_often_as_the_setting_says),
		cmocka_unit_test(
		    failures__wait_longer_and_longer_but_never_for_ever),
		cmocka_unit_test(refused_attempt__is_not_counted),
		cmocka_unit_test(table__is_bounded_and_forgets_the_oldest),
		cmocka_unit_test(table__is_one_for_all_processes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
