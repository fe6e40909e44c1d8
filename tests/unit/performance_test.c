/* What is done about what was agreed: performance, default, cure. */
#include "tests/unit/steps_fixture.h"

static void
performance__is_never_above_what_is_due(void **state)
{
	(void)state;
	mediating();
	draft(VILLAGE, 1);
	REFUSED(HJ_NO_NOT_EFFECTIVE, VILLAGE, 0, "record-performance",
	    "{\"on\":\"term\",\"agreement\":1,\"term\":1}");
	assert_string_equal(f.refused_article, "人民调解法29");
	concluded();
	REFUSED(HJ_NO_SUCH_ENTITY, VILLAGE, 0, "record-performance",
	    "{\"on\":\"term\",\"agreement\":9,\"term\":1}");
	REFUSED(HJ_NO_TERM, VILLAGE, 0, "record-performance",
	    "{\"on\":\"term\",\"agreement\":2,\"term\":2}");
	REFUSED(HJ_NO_ABOVE_DUE, VILLAGE, 0, "record-performance",
	    "{\"on\":\"term\",\"agreement\":2,\"term\":1,\"amount\":100001}");
	DONE(VILLAGE, 0, "record-performance",
	    "{\"on\":\"term\",\"agreement\":2,\"term\":1,\"amount\":30000}");
	assert_int_equal(agreement(2)->term[0].state, HJ_TS_PART);
	assert_int_equal(agreement(2)->term[0].paid, 30000);
	REFUSED(HJ_NO_ABOVE_DUE, VILLAGE, 0, "record-performance",
	    "{\"on\":\"term\",\"agreement\":2,\"term\":1,\"amount\":70001}");
	/* All the rest, by somebody else. */
	DONE(VILLAGE, 0, "record-performance",
	    "{\"on\":\"term\",\"agreement\":2,\"term\":1,"
	    "\"by_outside\":\"保险公司\"}");
	assert_int_equal(agreement(2)->term[0].state, HJ_TS_PERFORMED);
	assert_int_equal(f.d->performance[1].amount, 70000);
	REFUSED(HJ_NO_TERM, VILLAGE, 0, "record-performance",
	    "{\"on\":\"term\",\"agreement\":2,\"term\":1}");
}

static void
performance__of_deeds_and_of_sums_without_bound(void **state)
{
	(void)state;
	mediating();
	DONE(VILLAGE, 0, "record-oral-agreement",
	    "{\"terms\":[{\"kind\":\"duty\"},{\"kind\":\"money\","
	    "\"amount\":50000,\"exactness\":\"periodic\"}]}");
	DONE(VILLAGE, 0, "record-performance",
	    "{\"on\":\"term\",\"agreement\":1,\"term\":1,\"part\":true}");
	assert_int_equal(agreement(1)->term[0].state, HJ_TS_PART);
	DONE(VILLAGE, 0, "record-performance",
	    "{\"on\":\"term\",\"agreement\":1,\"term\":1}");
	assert_int_equal(agreement(1)->term[0].state, HJ_TS_PERFORMED);
	for (int i = 0; i < 3; i++)
		DONE(VILLAGE, 0, "record-performance",
		    "{\"on\":\"term\",\"agreement\":1,\"term\":2,"
		    "\"amount\":50000,\"part\":true}");
	assert_int_equal(agreement(1)->term[1].paid, 150000);
	assert_int_equal(agreement(1)->term[1].state, HJ_TS_PART);
}

static void
performance__on_claim_and_title_needs_no_agreement(void **state)
{
	(void)state;
	DONE(VILLAGE, 0, "register",
	    "{\"source\":\"application\",\"manner\":\"oral\",\"owed\":8000,"
	    "\"parties\":[{\"kind\":\"natural\",\"side\":\"applicant\","
	    "\"name\":\"甲\"}]}");
	DONE(VILLAGE, 0, "record-performance",
	    "{\"on\":\"claim\",\"amount\":5000,\"part\":true}");
	REFUSED(HJ_NO_ABOVE_DUE, VILLAGE, 0, "record-performance",
	    "{\"on\":\"claim\",\"amount\":3001}");
	DONE(VILLAGE, 0, "record-performance",
	    "{\"on\":\"claim\",\"amount\":3000}");
	REFUSED(HJ_NO_TITLE, VILLAGE, 0, "record-performance",
	    "{\"on\":\"title\",\"amount\":3000}");
	assert_int_equal(f.d->n_performance, 2);
	assert_int_equal(f.d->n_agreement, 0);
}

static void
lists__are_bounded(void **state)
{
	(void)state;
	mediating();
	for (int i = 0; i < 50; i++)
		DONE(VILLAGE, 0, "record-private-agreement",
		    "{\"terms\":[{\"kind\":\"duty\"}]}");
	REFUSED(HJ_NO_LIMIT_SIZE, VILLAGE, 0, "record-private-agreement",
	    "{\"terms\":[{\"kind\":\"duty\"}]}");
	for (int i = 0; i < 500; i++)
		DONE(VILLAGE, 0, "record-default", "{\"on\":\"obligation\"}");
	REFUSED(HJ_NO_LIMIT_SIZE, VILLAGE, 0, "record-performance",
	    "{\"on\":\"claim\",\"amount\":1}");
}

static void
default__ends_nothing_and_can_be_cured(void **state)
{
	(void)state;
	mediating();
	DONE(VILLAGE, 0, "record-oral-agreement",
	    "{\"terms\":[{\"kind\":\"money\",\"amount\":6000,"
	    "\"due_on\":\"2026-03-10\"}]}");
	REFUSED(HJ_NO_NOT_DUE, VILLAGE, 0, "record-default",
	    "{\"on\":\"term\",\"agreement\":1,\"term\":1}");
	fixture_at(&f, "2026-03-11T09:00:00+08:00");
	DONE(VILLAGE, 0, "record-default",
	    "{\"on\":\"term\",\"agreement\":1,\"term\":1}");
	assert_int_equal(agreement(1)->term[0].state, HJ_TS_DEFAULTED);
	assert_int_equal(procedure(1)->phase, HJ_PH_SETTLED);
	assert_false(f.d->closed);
	DONE(VILLAGE, 0, "record-performance",
	    "{\"on\":\"term\",\"agreement\":1,\"term\":1,\"amount\":6000}");
	assert_int_equal(agreement(1)->term[0].state, HJ_TS_PERFORMED);
	REFUSED(HJ_NO_TERM, VILLAGE, 0, "record-default",
	    "{\"on\":\"term\",\"agreement\":1,\"term\":1}");
	DONE(VILLAGE, 0, "record-default", "{\"on\":\"obligation\"}");
	REFUSED(
	    HJ_NO_TITLE, VILLAGE, 0, "record-default", "{\"on\":\"title\"}");
	assert_int_equal(f.d->n_performance, 3);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TOLD(performance__is_never_above_what_is_due),
		TOLD(performance__of_deeds_and_of_sums_without_bound),
		TOLD(performance__on_claim_and_title_needs_no_agreement),
		TOLD(lists__are_bounded),
		TOLD(default__ends_nothing_and_can_be_cured),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
