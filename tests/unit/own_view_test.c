/* What a party sees by its slip: its own terms, limits and papers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "server/own_view.h"

static void
term__is_seen_by_whoever_does_or_gets_it(void **state)
{
	struct hj_share two[] = { { .party = 1 }, { .party = 4 } };
	const struct hj_term one = { .debtor = 2, .creditor = 1 };
	const struct hj_term shared = {
		.debtor = 2, .creditors = two, .n_creditors = 2, .guarantor = 5
	};
	const struct hj_term owed = {
		.creditor = 3, .share = two, .n_share = 2
	};
	const struct hj_term unsaid = { .debtor = 2 };

	(void)state;
	assert_true(hj_own_term(&one, 1));
	assert_true(hj_own_term(&one, 2));
	assert_false(hj_own_term(&one, 3));
	assert_true(hj_own_term(&shared, 4));
	assert_true(hj_own_term(&shared, 5));
	assert_false(hj_own_term(&shared, 3));
	assert_true(hj_own_term(&owed, 4));
	assert_false(hj_own_term(&owed, 2));
	assert_true(hj_own_term(&unsaid, 3));
}

static void
paper__is_seen_by_its_party_while_it_holds(void **state)
{
	const struct hj_notice owed = { .party = 1, .state = HJ_NS_OWED };
	const struct hj_notice gone = { .party = 1, .state = HJ_NS_REPLACED };

	(void)state;
	assert_true(hj_own_notice(&owed, 1));
	assert_false(hj_own_notice(&owed, 2));
	assert_false(hj_own_notice(&gone, 1));
}

static void
appointment__is_seen_until_it_is_over(void **state)
{
	const struct hj_turn t = { .now = 1000 };
	struct hj_appointment a = { .starts = 1000 };

	(void)state;
	assert_true(hj_own_appointment(&t, &a));
	a.cancelled = true;
	assert_false(hj_own_appointment(&t, &a));
	a = (struct hj_appointment){ .starts = 999 };
	assert_false(hj_own_appointment(&t, &a));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(term__is_seen_by_whoever_does_or_gets_it),
		cmocka_unit_test(paper__is_seen_by_its_party_while_it_holds),
		cmocka_unit_test(appointment__is_seen_until_it_is_over),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
