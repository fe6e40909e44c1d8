/*
 * Steps whose source states neither attempts nor time: nothing is invented for
 * them.  They are left when people say that no agreement was reached.
 */
#include "tests/unit/steps_fixture.h"

/* Reading A with its figures taken away, under its own name and id. */
static struct hj_rule_set *
without_figures(void)
{
	const size_t n = f.rules.n;
	struct hj_rule_set *list = hj_alloc(f.a, n * sizeof(*list));
	struct hj_rule_set *set = NULL;
	struct hj_rule_step *steps;

	memcpy(list, f.rules.set, n * sizeof(*list));
	for (size_t i = 0; i < n; i++)
		if (strcmp(list[i].name, "three-two-one-a") == 0)
			set = &list[i];
	assert_non_null(set);
	steps = hj_alloc(f.a, set->n_ladder * sizeof(*steps));
	for (size_t i = 0; i < set->n_ladder; i++) {
		steps[i] = set->ladder[i];
		steps[i].attempts = 0;
		steps[i].accept_length = 0;
	}
	set->ladder = steps;
	f.rules = (struct hj_rules){ list, n };
	return set;
}

static void
sittings__do_not_move_it_and_time_does_not_either(void **state)
{
	(void)state;
	on_ladder("three-two-one-a");
	(void)without_figures();
	mediating();
	for (int i = 0; i < 6; i++) {
		f.now += HJ_DAY_MS;
		assert_int_equal(sit(VILLAGE, 1, "not_agreed"), HJ_NO);
	}
	assert_int_equal(f.d->ladder->attempts, 6);
	assert_int_equal(f.d->n_referral, 0);
	for (size_t i = 0; i < f.d->n_clock; i++)
		assert_string_not_equal(f.d->clock[i].rule, "LADDER");
}

static void
no_agreement__hands_it_up(void **state)
{
	(void)state;
	on_ladder("three-two-one-a");
	(void)without_figures();
	mediating();
	DONE(VILLAGE, 0, "end-procedure", "{\"ground\":\"no_agreement\"}");
	assert_int_equal(f.d->n_referral, 1);
	assert_string_equal(f.d->referral[0].to, fixture_org(&f, TOWNSHIP));
	for (size_t i = 0; i < f.d->n_clock; i++)
		assert_string_not_equal(f.d->clock[i].rule, "LADDER_ACCEPT");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(sittings__do_not_move_it_and_time_does_not_either),
		TEST(no_agreement__hands_it_up),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
