/* Rounds of a step: each has its own go, and the step fails with the last. */
#include "tests/unit/steps_fixture.h"

static void
on_method(const char *name)
{
	on_ladder(name);
	fixture_methods(&f);
}

/* With the township, which has two conferences, the first of one sitting. */
static void
at_the_township(void)
{
	static struct hj_rule_round rounds[2];
	struct hj_rule_set *list;
	struct hj_rule_step *steps;

	on_method("three-two-one-b");
	list = hj_alloc(f.a, f.rules.n * sizeof(*list));
	memcpy(list, f.rules.set, f.rules.n * sizeof(*list));
	for (size_t i = 0; i < f.rules.n; i++) {
		if (strcmp(list[i].name, "three-two-one-b") != 0)
			continue;
		steps = hj_alloc(f.a, list[i].n_ladder * sizeof(*steps));
		memcpy(
		    steps, list[i].ladder, list[i].n_ladder * sizeof(*steps));
		memcpy(rounds, steps[1].rounds, sizeof(rounds));
		rounds[0].attempts = 1;
		rounds[1].attempts = 2;
		steps[1].rounds = rounds;
		list[i].ladder = steps;
	}
	f.rules.set = list;
	begun(TOWNSHIP, "people");
	assert_int_equal(f.d->ladder->step, 2);
	assert_int_equal(f.d->ladder->round, 0);
}

static void
fail_once(void)
{
	f.now += HJ_DAY_MS;
	assert_int_equal(sit(TOWNSHIP, 1, "continues"), HJ_NO);
}

static void
failed_round__goes_to_the_next_and_says_which(void **state)
{
	const struct hj_ladder_moved *move = NULL;

	(void)state;
	at_the_township();
	fail_once();
	assert_int_equal(f.d->ladder->step, 2);
	assert_int_equal(f.d->ladder->round, 1);
	assert_int_equal(f.d->ladder->round_from, 1);
	assert_int_equal(f.d->n_referral, 0);
	for (int64_t i = 0; i < f.events; i++)
		if (f.event[i].kind == &hj_ev_ladder_moved)
			move = f.event[i].body;
	assert_non_null(move);
	assert_string_equal(move->because->rule, "/ladder/1/rounds/1");
	assert_non_null(strstr(move->because->zh, "二次会商"));
}

static void
last_round__fails_with_its_own_attempts(void **state)
{
	(void)state;
	at_the_township();
	fail_once();
	fail_once();
	assert_int_equal(f.d->n_referral, 0);
	fail_once();
	assert_int_equal(f.d->ladder->attempts, 3);
	assert_int_equal(f.d->n_referral, 1);
	assert_int_equal(f.d->referral[0].step, 3);
	assert_string_equal(f.d->referral[0].to, fixture_org(&f, COUNTY));
}

static void
round__is_over_when_the_parties_agree(void **state)
{
	(void)state;
	at_the_township();
	fail_once();
	DONE(TOWNSHIP, 0, "record-oral-agreement",
	    "{\"terms\":[{\"kind\":\"duty\"}]}");
	assert_true(f.d->ladder->done);
	assert_int_equal(f.d->n_referral, 0);
}

static void
next_step__begins_without_rounds(void **state)
{
	(void)state;
	at_the_township();
	fail_once();
	fail_once();
	fail_once();
	DONE(COUNTY, 0, "accept-referral", "{\"referral\":1}");
	assert_int_equal(f.d->ladder->step, 3);
	assert_int_equal(f.d->ladder->round, 0);
	assert_int_equal(f.d->ladder->round_from, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TOLD(failed_round__goes_to_the_next_and_says_which),
		TOLD(last_round__fails_with_its_own_attempts),
		TOLD(round__is_over_when_the_parties_agree),
		TOLD(next_step__begins_without_rounds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
