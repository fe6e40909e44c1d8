/* The category is corrected: limits, electronic signatures, bodies. */
#include "tests/unit/steps_fixture.h"

static enum hj_refusal
corrected(const char *moj, const char *gb)
{
	return ask(VILLAGE, 2, "correct-category",
	    "{\"category_moj\":\"%s\",\"category_gb\":\"%s\","
	    "\"reason\":\"登记有误\"}",
	    moj, gb);
}

static void
limits__of_the_sector_run_from_the_same_day(void **state)
{
	(void)state;
	mediating();
	assert_int_equal(clock_of("RT_MED")->due_on, 20260402);
	fixture_at(&f, "2026-03-12T10:00:00+08:00");
	assert_int_equal(corrected("YL", "0502"), HJ_NO);
	assert_string_equal(f.d->category_moj, "YL");
	assert_int_equal(clock_of("RT_MED")->state, HJ_CS_STOPPED);
	assert_int_equal(clock_of("RT_MEDI")->state, HJ_CS_RUNNING);
	/* Thirty working days from the acceptance, not from today. */
	assert_int_equal(clock_of("RT_MEDI")->day0, 20260302);
	assert_int_equal(clock_of("RT_MEDI")->due_on, 20260414);
	assert_int_equal(corrected("YL", "0502"), HJ_NO_DUPLICATE);
	/* And back again: the general term runs as it did. */
	assert_int_equal(corrected("LL", "0201"), HJ_NO);
	assert_int_equal(clock_of("RT_MEDI")->state, HJ_CS_STOPPED);
	assert_int_equal(clock_of("RT_MED")->state, HJ_CS_RUNNING);
	assert_int_equal(clock_of("RT_MED")->due_on, 20260402);
}

static void
limits__that_the_category_does_not_touch_run_on(void **state)
{
	(void)state;
	mediating();
	DONE(VILLAGE, 0, "record-knowledge",
	    "{\"known\":\"claim\",\"party\":1,\"occurred_on\":\"2026-01-06\"}");
	assert_int_equal(corrected("LD", "0701"), HJ_NO);
	assert_int_equal(clock_of("RT_MED")->state, HJ_CS_RUNNING);
	assert_int_equal(clock_of("LIM_CIV")->state, HJ_CS_RUNNING);
	/* The limitation of the sector starts where the general one did. */
	assert_int_equal(clock_of("LD_LIM")->due_on, 20270106);
	assert_int_equal(corrected("SLTD", "0901"), HJ_NO);
	assert_int_equal(clock_of("LD_LIM")->state, HJ_CS_STOPPED);
	assert_int_equal(clock_of("TD_LIM")->due_on, 20280106);
}

static void
limits__of_an_arbitration_start_when_it_turns_out_to_be_labour(void **state)
{
	(void)state;
	registered(VILLAGE, "people");
	DONE(COMMISSION, 0, "open-arbitration", "{}");
	assert_null(clock_of("LD_ARB"));
	fixture_at(&f, "2026-03-12T10:00:00+08:00");
	assert_int_equal(corrected("LD", "0701"), HJ_NO);
	assert_int_equal(clock_of("LD_ARB")->due_on, 20260416);
}

static void
agreement__signed_electronically_about_status_is_named(void **state)
{
	const struct hj_category_corrected *b;

	(void)state;
	mediating();
	draft(VILLAGE, 1);
	assert_int_equal(sign(VILLAGE, 1, 1, "electronic"), HJ_NO);
	assert_int_equal(sign(VILLAGE, 1, 2, "signature"), HJ_NO);
	DONE(VILLAGE, 0, "mediator-sign", "{\"agreement\":1}");
	DONE(VILLAGE, 2, "stamp", "{\"agreement\":1}");
	assert_int_equal(agreement(1)->state, HJ_AS_EFFECTIVE);
	assert_int_equal(corrected("HYJT", "0103"), HJ_NO);
	b = f.event[0].body;
	assert_ptr_equal(f.event[0].kind, &hj_ev_category_corrected);
	assert_int_equal(b->n_in_vain, 1);
	assert_int_equal(b->in_vain[0].no, 1);
	assert_int_equal(agreement(1)->state, HJ_AS_EFFECTIVE);
}

static void
body__that_is_not_there_for_it_is_named(void **state)
{
	const struct hj_category_corrected *b;

	(void)state;
	begun(ORGAN, "administrative");
	REFUSED(HJ_NO_RIGHT, NEIGHBOUR, 2, "correct-category",
	    "{\"category_moj\":\"YL\",\"category_gb\":\"0502\","
	    "\"reason\":\"误\"}");
	DONE(ORGAN, 2, "correct-category",
	    "{\"category_moj\":\"YL\",\"category_gb\":\"0502\","
	    "\"reason\":\"误\"}");
	b = f.event[0].body;
	assert_int_equal(b->n_misplaced, 1);
	assert_int_equal(b->misplaced[0].no, 1);
	assert_int_equal(procedure(1)->phase, HJ_PH_MEDIATING);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TOLD(limits__of_the_sector_run_from_the_same_day),
		TOLD(limits__that_the_category_does_not_touch_run_on),
		TOLD(
		    limits__of_an_arbitration_start_when_it_turns_out_to_be_labour),
		TOLD(agreement__signed_electronically_about_status_is_named),
		TOLD(body__that_is_not_there_for_it_is_named),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
