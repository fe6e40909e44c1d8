/* Mediation that rests for a while (中止调解). */
#include "tests/unit/steps_fixture.h"

static void
rest__holds_sittings_up_and_no_limit(void **state)
{
	(void)state;
	mediating();
	REFUSED(HJ_NO_WORDS, VILLAGE, 0, "suspend-mediation", "{}");
	REFUSED(HJ_NO_STAGE, VILLAGE, 0, "resume-mediation", "{}");
	DONE(VILLAGE, 0, "suspend-mediation", "{\"text\":\"一方住院\"}");
	assert_int_equal(procedure(1)->stage, HJ_ST_SUSPENDED);
	REFUSED(HJ_NO_STAGE, VILLAGE, 0, "suspend-mediation",
	    "{\"text\":\"一方住院\"}");
	assert_int_equal(sit(VILLAGE, 1, "continues"), HJ_NO_STAGE);
	/* The article of a sham is not that of an illness. */
	assert_null(f.refused_article);
	assert_string_equal(f.refused_do, "resume-mediation");
	assert_int_equal(clock_of("RT_MED")->state, HJ_CS_RUNNING);
	assert_int_equal(clock_of("RT_MED")->n_pause, 0);
	DONE(VILLAGE, 0, "resume-mediation", "{}");
	assert_int_equal(sit(VILLAGE, 1, "continues"), HJ_NO);
}

static void
rest__keeps_nobody_in(void **state)
{
	(void)state;
	mediating();
	DONE(VILLAGE, 0, "suspend-mediation", "{\"text\":\"一方住院\"}");
	DONE(VILLAGE, 0, "withdraw", "{\"parties\":[1]}");
	assert_int_equal(procedure(1)->phase, HJ_PH_ENDED);
}

static void
rest__is_no_way_round_the_conditions_of_an_accident(void **state)
{
	(void)state;
	registered(TRAFFIC, "administrative");
	take_up(TRAFFIC, 1);
	assert_int_equal(procedure(1)->stage, HJ_ST_WAITING);
	REFUSED(HJ_NO_STAGE, TRAFFIC, 0, "suspend-mediation",
	    "{\"text\":\"治疗中\"}");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TOLD(rest__holds_sittings_up_and_no_limit),
		TOLD(rest__keeps_nobody_in),
		TOLD(rest__is_no_way_round_the_conditions_of_an_accident),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
