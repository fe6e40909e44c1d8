/* Drafts and versions; agreements by word; what binds in private. */
#include "tests/unit/steps_fixture.h"

static void
draft__waits_for_consent_and_mediators(void **state)
{
	(void)state;
	registered(VILLAGE, "people");
	REFUSED(HJ_NO_PHASE, VILLAGE, 0, "draft-agreement",
	    "{\"terms\":[{\"kind\":\"duty\",\"text\":\"道歉\"}]}");
	take_up(VILLAGE, 1);
	DONE(VILLAGE, 0, "add-party",
	    "{\"party\":{\"kind\":\"natural\",\"side\":\"respondent\","
	    "\"name\":\"丙\"}}");
	REFUSED(HJ_NO_CONSENT, VILLAGE, 0, "draft-agreement",
	    "{\"terms\":[{\"kind\":\"duty\",\"text\":\"道歉\"}]}");
	DONE(VILLAGE, 0, "record-consent",
	    "{\"party\":3,\"answer\":\"refuses\",\"manner\":\"oral\"}");
	/* Who refused is out; the others settle between themselves. */
	REFUSED(HJ_NO_TERM, VILLAGE, 0, "draft-agreement", "{\"terms\":[]}");
	REFUSED(HJ_NO_PARTY, VILLAGE, 0, "draft-agreement",
	    "{\"terms\":[{\"kind\":\"duty\",\"debtor\":7}]}");
	REFUSED(HJ_NO_TERM, VILLAGE, 0, "draft-agreement",
	    "{\"terms\":[{\"kind\":\"duty\",\"carries\":1}]}");
	REFUSED(HJ_NO_SUCH_ENTITY, VILLAGE, 0, "draft-agreement",
	    "{\"replaces\":4,\"terms\":[{\"kind\":\"duty\"}]}");
	assert_int_equal(concluded(), 1);
	assert_int_equal(agreement(1)->state, HJ_AS_EFFECTIVE);
}

static void
draft__is_dropped_while_it_is_one(void **state)
{
	(void)state;
	mediating();
	draft(VILLAGE, 1);
	DONE(VILLAGE, 0, "drop-agreement",
	    "{\"agreement\":1,\"reason\":\"重拟\"}");
	assert_int_equal(agreement(1)->state, HJ_AS_DROPPED);
	REFUSED(
	    HJ_NO_NOT_DRAFT, VILLAGE, 0, "drop-agreement", "{\"agreement\":1}");
	assert_int_equal(sign(VILLAGE, 1, 1, "signature"), HJ_NO_NOT_DRAFT);
}

static void
draft__that_became_complete_is_made_effective(void **state)
{
	(void)state;
	mediating();
	DONE(VILLAGE, 0, "add-party",
	    "{\"party\":{\"kind\":\"natural\",\"side\":\"respondent\","
	    "\"name\":\"丙\"}}");
	DONE(VILLAGE, 0, "record-consent",
	    "{\"party\":3,\"answer\":\"agrees\",\"manner\":\"oral\"}");
	assert_int_equal(concluded(), 1);
	assert_int_equal(agreement(1)->state, HJ_AS_DRAFT);
	DONE(VILLAGE, 0, "record-consent",
	    "{\"party\":3,\"answer\":\"refuses\",\"manner\":\"oral\"}");
	assert_int_equal(agreement(1)->state, HJ_AS_DRAFT);
	assert_int_equal(effective(VILLAGE, 1), HJ_NO);
	assert_int_equal(agreement(1)->state, HJ_AS_EFFECTIVE);
}

static void
version__replaces_and_carries_over_what_was_paid(void **state)
{
	(void)state;
	mediating();
	concluded();
	DONE(VILLAGE, 0, "record-performance",
	    "{\"on\":\"term\",\"agreement\":1,\"term\":1,\"amount\":40000}");
	REFUSED(HJ_NO_ABOVE_DUE, VILLAGE, 0, "draft-agreement",
	    "{\"replaces\":1,\"terms\":[{\"kind\":\"money\","
	    "\"amount\":30000,\"carries\":1}]}");
	DONE(VILLAGE, 0, "draft-agreement",
	    "{\"replaces\":1,\"terms\":[{\"kind\":\"money\","
	    "\"amount\":40000,\"carries\":1}]}");
	DONE(VILLAGE, 0, "drop-agreement", "{\"agreement\":2}");
	for (int i = 0; i < 2; i++)
		DONE(VILLAGE, 0, "draft-agreement",
		    "{\"replaces\":1,\"terms\":[{\"kind\":\"duty\"},{\"kind\":"
		    "\"money\",\"amount\":90000,\"carries\":1}]}");
	for (int i = 3; i <= 4; i++) {
		assert_int_equal(agreement(i)->version, 2);
		assert_int_equal(sign(VILLAGE, i, 1, "signature"), HJ_NO);
		assert_int_equal(sign(VILLAGE, i, 2, "signature"), HJ_NO);
		DONE(VILLAGE, 0, "mediator-sign", "{\"agreement\":%d}", i);
	}
	DONE(VILLAGE, 2, "stamp", "{\"agreement\":3}");

	assert_int_equal(fixture_count(&f, "procedure_settled"), 0);
	assert_int_equal(agreement(1)->state, HJ_AS_REPLACED);
	assert_int_equal(fixture_count(&f, "clock_stopped"), 1);
	assert_int_equal(clock_of("RT_CONFIRM")->subject, 3);
	assert_int_equal(agreement(1)->term[0].state, HJ_TS_CARRIED);
	assert_int_equal(agreement(3)->state, HJ_AS_EFFECTIVE);
	assert_int_equal(agreement(3)->carried, 40000);
	assert_int_equal(agreement(3)->term[0].state, HJ_TS_OPEN);
	assert_int_equal(agreement(3)->term[1].paid, 40000);
	assert_int_equal(agreement(3)->term[1].state, HJ_TS_PART);
	/* The other draft has nothing to replace any more. */
	DONE(VILLAGE, 2, "stamp", "{\"agreement\":4}");
	assert_int_equal(agreement(4)->state, HJ_AS_DRAFT);
	assert_int_equal(effective(VILLAGE, 4), HJ_NO_NOT_EFFECTIVE);
	REFUSED(HJ_NO_NOT_EFFECTIVE, VILLAGE, 0, "draft-agreement",
	    "{\"replaces\":1,\"terms\":[{\"kind\":\"duty\"}]}");
	REFUSED(HJ_NO_PHASE, VILLAGE, 0, "draft-agreement",
	    "{\"terms\":[{\"kind\":\"duty\"}]}");
	DONE(VILLAGE, 0, "draft-agreement",
	    "{\"replaces\":3,\"terms\":[{\"kind\":\"money\","
	    "\"amount\":40000,\"carries\":2}]}");
	assert_int_equal(sign(VILLAGE, 5, 1, "signature"), HJ_NO);
	assert_int_equal(sign(VILLAGE, 5, 2, "signature"), HJ_NO);
	DONE(VILLAGE, 0, "mediator-sign", "{\"agreement\":5}");
	DONE(VILLAGE, 2, "stamp", "{\"agreement\":5}");
	assert_int_equal(agreement(5)->version, 3);
	assert_int_equal(agreement(5)->term[0].state, HJ_TS_PERFORMED);
	assert_int_equal(agreement(5)->carried, 40000);
}

static void
oral__takes_effect_at_once(void **state)
{
	(void)state;
	registered(VILLAGE, "people");
	REFUSED(HJ_NO_PHASE, VILLAGE, 0, "record-oral-agreement",
	    "{\"terms\":[{\"kind\":\"duty\"}]}");
	take_up(VILLAGE, 1);
	DONE(VILLAGE, 0, "add-party",
	    "{\"party\":{\"kind\":\"natural\",\"side\":\"respondent\","
	    "\"name\":\"丙\"}}");
	REFUSED(HJ_NO_CONSENT, VILLAGE, 0, "record-oral-agreement",
	    "{\"terms\":[{\"kind\":\"duty\"}]}");
	DONE(VILLAGE, 0, "record-consent",
	    "{\"party\":3,\"answer\":\"agrees\",\"manner\":\"oral\"}");
	DONE(VILLAGE, 0, "record-oral-agreement",
	    "{\"terms\":[{\"kind\":\"duty\",\"text\":\"清理水沟\"}],"
	    "\"text\":\"口头达成\"}");
	assert_int_equal(fixture_count(&f, "oral_agreement_recorded"), 1);
	assert_int_equal(fixture_count(&f, "agreement_effective"), 1);
	assert_int_equal(agreement(1)->form, HJ_AF_ORAL);
	assert_int_equal(agreement(1)->effective_on, 20260302);
	assert_true(agreement(1)->confirmable);
	assert_int_equal(procedure(1)->phase, HJ_PH_SETTLED);
	assert_int_equal(clock_of("RT_MED")->state, HJ_CS_MET);
}

static void
oral__is_recorded_by_a_grid_worker_too(void **state)
{
	(void)state;
	registered(GRID, "report");
	DONE(GRID, 0, "record-oral-agreement",
	    "{\"terms\":[{\"kind\":\"duty\"}]}");
	assert_int_equal(procedure(1)->phase, HJ_PH_SETTLED);
	assert_false(agreement(1)->confirmable);
}

static void
private__binds_and_settles_no_procedure(void **state)
{
	(void)state;
	mediating();
	DONE(VILLAGE, 0, "record-private-agreement",
	    "{\"terms\":[{\"kind\":\"money\",\"amount\":5000}]}");
	assert_int_equal(agreement(1)->state, HJ_AS_EFFECTIVE);
	assert_int_equal(agreement(1)->procedure, 0);
	assert_int_equal(procedure(1)->phase, HJ_PH_MEDIATING);
	assert_int_equal(fixture_count(&f, "agreement_effective"), 0);
	DONE(VILLAGE, 0, "record-private-agreement",
	    "{\"replaces\":1,\"terms\":[{\"kind\":\"duty\"}]}");
	assert_int_equal(agreement(1)->state, HJ_AS_REPLACED);
	assert_int_equal(procedure(1)->phase, HJ_PH_MEDIATING);
	REFUSED(HJ_NO_NOT_DRAFT, VILLAGE, 0, "sign-agreement",
	    "{\"agreement\":2,\"party\":1,\"how\":\"signature\"}");
}

static void
settlement__takes_back_what_was_offered_to_others(void **state)
{
	(void)state;
	mediating();
	DONE(VILLAGE, 0, "refer", "{\"to\":\"%s\"}", fixture_org(&f, TOWNSHIP));
	concluded();
	assert_int_equal(f.d->referral[0].state, HJ_RS_REVOKED);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TOLD(draft__waits_for_consent_and_mediators),
		TOLD(draft__is_dropped_while_it_is_one),
		TOLD(draft__that_became_complete_is_made_effective),
		TOLD(version__replaces_and_carries_over_what_was_paid),
		TOLD(oral__takes_effect_at_once),
		TOLD(oral__is_recorded_by_a_grid_worker_too),
		TOLD(private__binds_and_settles_no_procedure),
		TOLD(settlement__takes_back_what_was_offered_to_others),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
