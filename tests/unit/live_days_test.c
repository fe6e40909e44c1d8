/*
 * Facts that count days, in a dispute: what happens is decided by the days as
 * they are then, however late anybody looks.
 */
#include "tests/unit/steps_fixture.h"

/*
 * Reading A under which the village has three days, and ends the matter by an
 * exit of its own: on `on`, if it has stood there as `days` says.
 */
static void
with_exit(int on, struct hj_rule_test days)
{
	struct hj_rule_set *list, *set;
	struct hj_rule_fact *fact;
	struct hj_rule_test *test;
	struct hj_rule_exit *left;
	struct hj_rule_step *step;

	on_ladder("three-two-one-a");
	list = set = hj_alloc(f.a, f.rules.n * sizeof(*list));
	fact = HJ_NEW(f.a, struct hj_rule_fact);
	test = HJ_NEW(f.a, struct hj_rule_test);
	left = HJ_NEW(f.a, struct hj_rule_exit);
	memcpy(list, f.rules.set, f.rules.n * sizeof(*list));
	f.rules.set = list;
	while (strcmp(set->name, "three-two-one-a") != 0)
		set++;
	step = hj_alloc(f.a, set->n_ladder * sizeof(*step));
	memcpy(step, set->ladder, set->n_ladder * sizeof(*step));
	*fact = (struct hj_rule_fact){ .name = "stood",
		.zh = "在本级的天数",
		.en = "days at the step",
		.type = HJ_FT_NUMBER,
		.from = HJ_FF_DAYS_AT_STEP };
	*test = days;
	test->fact = fact->name;
	*left = (struct hj_rule_exit){
		.on = on, .when = test, .n_when = 1, .to = HJ_ET_OUTLETS
	};
	step[0].length = 3;
	step[0].unit = HJ_UNIT_DAYS;
	step[0].time_only_warns = false;
	step[0].exits = left;
	step[0].n_exits = 1;
	set->ladder = step;
	set->facts = fact;
	set->n_facts = 1;
	assert_true(hj_rule_set_carried(set));
	begun(VILLAGE, "people");
}

static void
fails_after(int days)
{
	with_exit(HJ_EO_NOT_AGREED, (struct hj_rule_test){ .at_least = 2 });
	f.now += days * HJ_DAY_MS;
	for (int i = 0; i < 3; i++) {
		f.now += 2 * HJ_HOUR_MS;
		assert_int_equal(sit(VILLAGE, 1, "not_agreed"), HJ_NO);
	}
}

static void
exit__is_not_taken_before_its_days(void **state)
{
	(void)state;
	fails_after(1);
	assert_int_equal(f.d->n_referral, 1);
	assert_false(f.d->ladder->done);
}

static void
exit__is_taken_on_its_day(void **state)
{
	(void)state;
	fails_after(2);
	assert_int_equal(f.d->n_referral, 0);
	assert_true(f.d->ladder->done);
}

/* Looked at a month late, the days are those of the instant at which it fell.
 */
static void
expiry__counts_the_days_up_to_itself(void **state)
{
	(void)state;
	with_exit(HJ_EO_TIME_OVER, (struct hj_rule_test){ .at_most = 5 });
	f.now += 30 * HJ_DAY_MS;
	(void)fixture_settle(&f);
	assert_int_equal(f.d->n_referral, 0);
	assert_true(f.d->ladder->done);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TOLD(exit__is_not_taken_before_its_days),
		TOLD(exit__is_taken_on_its_day),
		TOLD(expiry__counts_the_days_up_to_itself),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
