/*
 * A matter that is sent on: whose consent, and what shows it; and what a
 * hotline does not take up because it is elsewhere.
 */
#include "tests/unit/steps_fixture.h"

/* Who agreed is a party that is there; a proof is of one who did. */
static void
consents__are_of_parties_and_shown(void **state)
{
	const struct hj_referral_set *b;

	(void)state;
	registered(COURT, "in_court");
	REFUSED(HJ_NO_PARTY, COURT, 0, "refer",
	    "{\"to\":\"%s\",\"consents\":[1,3]}", fixture_org(&f, ROOM));
	REFUSED(HJ_NO_PARTY, COURT, 0, "refer",
	    "{\"to\":\"%s\",\"consents\":[1],\"consent_proofs\":"
	    "[{\"party\":2,\"manner\":\"phone\"}]}",
	    fixture_org(&f, ROOM));
	REFUSED(HJ_NO_FUTURE, COURT, 0, "refer",
	    "{\"to\":\"%s\",\"consents\":[1],\"consent_proofs\":[{"
	    "\"party\":1,\"manner\":\"phone\",\"on\":\"2026-03-03\"}]}",
	    fixture_org(&f, ROOM));
	DONE(COURT, 0, "refer",
	    "{\"to\":\"%s\",\"consents\":[1,2],\"consent_proofs\":[{"
	    "\"party\":1,\"manner\":\"written\",\"on\":\"2026-03-02\","
	    "\"evidence\":\"同意书一号\"}]}",
	    fixture_org(&f, ROOM));
	b = f.event[0].body;
	assert_int_equal(b->n_consents, 2);
	assert_int_equal(b->n_consent_proofs, 1);
	assert_int_equal(b->consent_proofs[0].manner, HJ_MN_WRITTEN);
	assert_int_equal(b->consent_proofs[0].on, 20260302);
	assert_non_null(b->consent_proofs[0].evidence.box);
}

/* Each of the lawful procedures that 国办发〔2020〕53号 names. */
static void
hotline__takes_up_nothing_that_is_elsewhere(void **state)
{
	static const struct {
		enum place place;
		const char *command, *json;
	} elsewhere[] = {
		{ COURT, "open-suit", "{}" },
		{ COMMISSION, "open-arbitration", "{}" },
		{ VILLAGE, "open-reconsideration", "{\"outside\":\"县政府\"}" },
		{ OFFICE, "register-petition", "{\"class\":\"appeal\"}" },
	};

	for (size_t i = 0; i < sizeof(elsewhere) / sizeof(elsewhere[0]); i++) {
		tear_down(state);
		set_up(state);
		registered(VILLAGE, "people");
		DONE(elsewhere[i].place, 0, elsewhere[i].command, "%s",
		    elsewhere[i].json);
		REFUSED(HJ_NO_HOTLINE_BARRED, HOTLINE, 0, "open-procedure",
		    "{\"channel\":\"hotline\",\"number\":\"热-8\"}");
		assert_string_equal(f.refused_article, "国办发〔2020〕53号");
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TOLD(consents__are_of_parties_and_shown),
		TOLD(hotline__takes_up_nothing_that_is_elsewhere),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
