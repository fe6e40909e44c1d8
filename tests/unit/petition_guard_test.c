/* Petitions: who may not learn of one, what tells, who has to agree. */
#include "tests/unit/petition_fixture.h"

static void
accusation__never_reaches_whom_it_accuses(void **state)
{
	(void)state;
	petitioners(OFFICE);
	REFUSED(HJ_NO_WAY, OFFICE, 0, "register-petition",
	    "{\"class\":\"appeal\",\"accused\":\"%s\"}",
	    fixture_org(&f, UPPER));
	DONE(OFFICE, 0, "register-petition",
	    "{\"class\":\"accusation\",\"accused\":\"%s\"}",
	    fixture_org(&f, UPPER));
	BY("信访工作条例30", HJ_NO_ACCUSED, OFFICE, 0, "refer-petition",
	    "{\"to\":\"%s\"}", fixture_org(&f, UPPER));
	/* Nor a body under it. */
	BY("信访工作条例30", HJ_NO_ACCUSED, OFFICE, 0, "refer-petition",
	    "{\"to\":\"%s\"}", fixture_org(&f, BUREAU));
	REFUSED(HJ_NO_RIGHT, UPPER, 0, "record-repeat", "{}");
	DONE(OFFICE, 0, "refer-petition", "{\"to\":\"%s\"}",
	    fixture_org(&f, HIGHEST));
	DONE(HIGHEST, 0, "receive-petition", "{}");
	DONE(HIGHEST, 0, "accept-petition", "{}");
	assert_null(clock_of("XF_HANDLE"));
	DONE(HIGHEST, 0, "end-petition", "{\"end\":\"reported\"}");
	assert_int_equal(petition()->end, HJ_PE_REPORTED);
}

static void
accusation__of_a_body_with_a_part_is_registered_apart(void **state)
{
	(void)state;
	registered(VILLAGE, "people");
	DONE(VILLAGE, 0, "refer", "{\"to\":\"%s\"}", fixture_org(&f, ORGAN));
	BY("信访工作条例30", HJ_NO_ACCUSED, OFFICE, 0, "register-petition",
	    "{\"class\":\"accusation\",\"accused\":\"%s\"}",
	    fixture_org(&f, ORGAN));
	REFUSED(HJ_NO_SUCH_ENTITY, OFFICE, 0, "register-petition",
	    "{\"class\":\"accusation\",\"accused\":"
	    "\"0123456789abcdef0123456789abcdef\"}");
}

static void
accused__is_sent_nothing_by_any_way(void **state)
{
	(void)state;
	petitioners(OFFICE);
	DONE(OFFICE, 0, "register-petition",
	    "{\"class\":\"accusation\",\"accused\":\"%s\"}",
	    fixture_org(&f, ORGAN));
	BY("信访工作条例30", HJ_NO_ACCUSED, OFFICE, 0, "refer",
	    "{\"to\":\"%s\"}", fixture_org(&f, ORGAN));
	assert_int_equal(
	    hj_relations(f.world.directory, f.d, NULL, fixture_org(&f, ORGAN)),
	    HJ_REL_NONE);
}

/* The right paper meets the duty to tell, no other. */
static void
telling__is_met_by_its_own_notice(void **state)
{
	(void)state;
	taken();
	DONE(BUREAU, 0, "accept-petition", "{}");
	DONE(BUREAU, 2, "extend-handling", "{\"days\":30,\"reason\":\"复杂\"}");
	serve_kind(BUREAU, HJ_NK_PETITION_EXTENDED);
	assert_int_equal(clock_of("XF_TELL_ORGAN")->state, HJ_CS_RUNNING);
	assert_int_equal(clock_of("XF_TELL")->state, HJ_CS_RUNNING);
	serve_kind(BUREAU, HJ_NK_PETITION_TOLD);
	assert_int_equal(clock_of("XF_TELL_ORGAN")->state, HJ_CS_MET);
	assert_int_equal(clock_of("XF_TELL")->state, HJ_CS_MET);
}

static void
settlement__needs_the_petitioners_consent(void **state)
{
	static const char terms[] =
	    "{\"terms\":[{\"kind\":\"duty\",\"text\":\"安置\"}]}";

	(void)state;
	handled();
	BY("信访工作条例33", HJ_NO_CONSENT, BUREAU, 0, "draft-agreement", "%s",
	    terms);
	DONE(BUREAU, 0, "record-consent",
	    "{\"party\":1,\"answer\":\"agrees\",\"manner\":\"oral\"}");
	BY("信访工作条例33", HJ_NO_CONSENT, BUREAU, 0, "draft-agreement", "%s",
	    terms);
	DONE(BUREAU, 0, "record-consent",
	    "{\"party\":2,\"answer\":\"agrees\",\"manner\":\"oral\"}");
	DONE(BUREAU, 0, "draft-agreement", "%s", terms);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TOLD(accusation__never_reaches_whom_it_accuses),
		TOLD(accusation__of_a_body_with_a_part_is_registered_apart),
		TOLD(accused__is_sent_nothing_by_any_way),
		TOLD(telling__is_met_by_its_own_notice),
		TOLD(settlement__needs_the_petitioners_consent),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
