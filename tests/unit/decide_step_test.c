/* What a named office decides about a step of the ladder (decide-step). */
#include "tests/unit/steps_fixture.h"

static void
on_method(const char *name)
{
	on_ladder(name);
	fixture_methods(&f);
}

static void
decision__leads_where_the_exit_says_and_keeps_its_text(void **state)
{
	(void)state;
	on_method("method-find-resolve-conclude");
	begun(TOWNSHIP, "people");
	assert_int_equal(f.d->ladder->step, 2);
	DONE(TOWNSHIP, 0, "decide-step", "{\"text\":\"由上一级承办\"}");
	assert_int_equal(fixture_count(&f, "step_decided"), 1);
	assert_int_equal(f.d->n_referral, 1);
	assert_string_equal(f.d->referral[0].to, fixture_org(&f, CENTRE));
	assert_int_equal(f.d->referral[0].step, 3);
}

static void
step_without_such_an_exit__has_nothing_to_decide(void **state)
{
	(void)state;
	on_method("method-find-resolve-conclude");
	begun(VILLAGE, "people");
	assert_int_equal(f.d->ladder->step, 1);
	REFUSED(HJ_NO_NOTHING_TO_DECIDE, VILLAGE, 0, "decide-step",
	    "{\"text\":\"上交\"}");
}

static void
dispute_without_a_ladder__has_nothing_to_decide(void **state)
{
	(void)state;
	mediating();
	REFUSED(HJ_NO_NOTHING_TO_DECIDE, VILLAGE, 0, "decide-step",
	    "{\"text\":\"上交\"}");
}

static void
ladder_that_is_over__has_nothing_to_decide(void **state)
{
	(void)state;
	on_method("method-find-resolve-conclude");
	begun(TOWNSHIP, "people");
	DONE(TOWNSHIP, 0, "withdraw", "{\"parties\":[1]}");
	assert_true(f.d->ladder->done);
	REFUSED(HJ_NO_NOTHING_TO_DECIDE, TOWNSHIP, 0, "decide-step",
	    "{\"text\":\"上交\"}");
}

static void
stranger__does_not_decide(void **state)
{
	(void)state;
	on_method("method-find-resolve-conclude");
	begun(TOWNSHIP, "people");
	REFUSED(HJ_NO_RIGHT, HEALTH, 0, "decide-step", "{\"text\":\"上交\"}");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TOLD(decision__leads_where_the_exit_says_and_keeps_its_text),
		TOLD(step_without_such_an_exit__has_nothing_to_decide),
		TOLD(dispute_without_a_ladder__has_nothing_to_decide),
		TOLD(ladder_that_is_over__has_nothing_to_decide),
		TOLD(stranger__does_not_decide),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
