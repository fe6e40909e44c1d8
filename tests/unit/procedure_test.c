/* A procedure on its way in: who is asked, consents, withdraws, is declined. */
#include "tests/unit/procedure_fixture.h"

/* ---- consent ------------------------------------------------------------ */

static void
asking__reaches_all_who_have_not_answered(void **state)
{
	(void)state;
	registered(VILLAGE, "people");
	assert_int_equal(
	    fixture_do(&f, VILLAGE, "record-consent",
		"{\"party\":1,\"answer\":\"agrees\",\"manner\":\"oral\"}"),
	    HJ_NO);
	assert_int_equal(
	    fixture_do(&f, VILLAGE, "ask-consent", "{\"manner\":\"phone\"}"),
	    HJ_NO);
	assert_int_equal(fixture_count(&f, "consent_asked"), 1);
	assert_int_equal(hj_consent_of(procedure(1), 1), HJ_AN_AGREES);
	assert_int_equal(hj_consent_of(procedure(1), 2), HJ_AN_ASKED);
}

static void
asking__who_has_answered_is_refused(void **state)
{
	(void)state;
	fixture_agreed(&f, VILLAGE);
	assert_int_equal(
	    fixture_do(&f, VILLAGE, "ask-consent", "{}"), HJ_NO_DUPLICATE);
	assert_int_equal(
	    fixture_do(&f, VILLAGE, "ask-consent", "{\"party\":2}"),
	    HJ_NO_DUPLICATE);
	assert_int_equal(
	    fixture_do(&f, VILLAGE, "ask-consent", "{\"party\":3}"),
	    HJ_NO_PARTY);
}

static void
asking__who_has_refused_is_refused(void **state)
{
	(void)state;
	registered(VILLAGE, "people");
	assert_int_equal(
	    fixture_do(&f, VILLAGE, "add-party",
		"{\"party\":{\"kind\":\"natural\",\"side\":\"respondent\","
		"\"name\":\"丙\"}}"),
	    HJ_NO);
	assert_int_equal(
	    fixture_do(&f, VILLAGE, "record-consent",
		"{\"party\":3,\"answer\":\"refuses\",\"manner\":\"oral\"}"),
	    HJ_NO);
	assert_int_equal(
	    fixture_do(&f, VILLAGE, "ask-consent", "{\"party\":3}"),
	    HJ_NO_REFUSED);
}

static void
acceptance__without_consent_cites_the_article_of_the_channel(void **state)
{
	(void)state;
	registered(VILLAGE, "people");
	assert_int_equal(
	    fixture_do(&f, VILLAGE, "accept", "{}"), HJ_NO_CONSENT);
	assert_string_equal(f.refused_article, "人民调解法17");

	fixture_release(&f);
	fixture_init(&f, NULL);
	registered(POLICE, "administrative");
	assert_int_equal(fixture_do(&f, POLICE, "accept", "{}"), HJ_NO_CONSENT);
	assert_null(f.refused_article);
}

static void
refusal__after_acceptance_ends_mediation_with_that_party_only(void **state)
{
	(void)state;
	mediating();
	assert_int_equal(
	    fixture_do(&f, VILLAGE, "add-party",
		"{\"party\":{\"kind\":\"natural\",\"side\":\"respondent\","
		"\"name\":\"丙\"}}"),
	    HJ_NO);
	serve_all();
	assert_int_equal(
	    fixture_do(&f, VILLAGE, "record-consent",
		"{\"party\":3,\"answer\":\"refuses\",\"manner\":\"online\"}"),
	    HJ_NO);
	assert_int_equal(procedure(1)->phase, HJ_PH_MEDIATING);
	assert_int_equal(fixture_count(&f, "notice_owed"), 1);
	assert_int_equal(f.d->notice[3].party, 3);
	assert_int_equal(f.d->notice[3].kind, HJ_NK_ROUTES);
}

static void
refusal__of_a_whole_side_ends_the_procedure_with_notices(void **state)
{
	(void)state;
	mediating();
	serve_all();
	assert_int_equal(
	    fixture_do(&f, VILLAGE, "record-consent",
		"{\"party\":2,\"answer\":\"refuses\",\"manner\":\"oral\"}"),
	    HJ_NO);
	assert_int_equal(procedure(1)->phase, HJ_PH_ENDED);
	assert_int_equal(procedure(1)->ground, HJ_GR_REFUSED);
	assert_int_equal(fixture_count(&f, "notice_owed"), 2);
	assert_int_equal(fixture_do(&f, VILLAGE, "log-session",
			     "{\"attendance\":[{\"party\":1,"
			     "\"presence\":\"came\"}],\"mode\":\"together\","
			     "\"result\":\"continues\"}"),
	    HJ_NO_PHASE);
}

static void
refusal__to_settle_leaves_an_arbitration_going(void **state)
{
	(void)state;
	registered(COURT, "suit");
	procedure(1)->channel = HJ_CH_ARBITRATION;
	assert_int_equal(
	    fixture_do(&f, COURT, "record-consent",
		"{\"party\":2,\"answer\":\"refuses\",\"manner\":\"oral\"}"),
	    HJ_NO);
	assert_int_equal(procedure(1)->phase, HJ_PH_OPENED);
}

static void
withdrawal__of_a_side_ends_the_procedure_and_owes_the_routes(void **state)
{
	(void)state;
	mediating();
	serve_all();
	assert_int_equal(
	    fixture_do(&f, VILLAGE, "withdraw", "{\"parties\":[1]}"), HJ_NO);
	assert_int_equal(procedure(1)->ground, HJ_GR_WITHDRAWN);
	assert_int_equal(hj_consent_of(procedure(1), 1), HJ_AN_REFUSES);
	assert_int_equal(fixture_count(&f, "notice_owed"), 2);
}

static void
withdrawal__of_nobody_or_twice_is_refused(void **state)
{
	(void)state;
	fixture_agreed(&f, VILLAGE);
	assert_int_equal(
	    fixture_do(&f, VILLAGE, "withdraw", "{\"parties\":[]}"),
	    HJ_NO_PARTY);
	assert_int_equal(
	    fixture_do(&f, VILLAGE, "withdraw", "{\"parties\":[7]}"),
	    HJ_NO_PARTY);
	assert_int_equal(
	    fixture_do(&f, VILLAGE, "add-party",
		"{\"party\":{\"kind\":\"natural\",\"side\":\"respondent\","
		"\"name\":\"丙\"}}"),
	    HJ_NO);
	assert_int_equal(
	    fixture_do(&f, VILLAGE, "withdraw", "{\"parties\":[3]}"), HJ_NO);
	assert_int_equal(
	    fixture_do(&f, VILLAGE, "withdraw", "{\"parties\":[3]}"),
	    HJ_NO_DUPLICATE);
}

static void
withdrawal__of_a_suit_is_the_plaintiffs(void **state)
{
	(void)state;
	registered(COURT, "suit");
	assert_int_equal(fixture_do(&f, COURT, "withdraw", "{\"parties\":[2]}"),
	    HJ_NO_PARTY);
	assert_int_equal(
	    fixture_do(&f, COURT, "withdraw", "{\"parties\":[1]}"), HJ_NO);
	assert_int_equal(procedure(1)->ground, HJ_GR_WITHDRAWN);
	assert_int_equal(f.d->n_notice, 0);
}

/* ---- decline ------------------------------------------------------------ */

static void
declining__owes_each_party_the_notice_and_ends(void **state)
{
	(void)state;
	registered(VILLAGE, "people");
	assert_int_equal(
	    fixture_do(&f, VILLAGE, "decline",
		"{\"ground\":\"exclusive\",\"text\":\"专属管辖\"}"),
	    HJ_NO);
	assert_int_equal(procedure(1)->phase, HJ_PH_ENDED);
	assert_int_equal(procedure(1)->ground, HJ_GR_DECLINED);
	assert_int_equal(fixture_count(&f, "notice_owed"), 2);
	assert_int_equal(f.d->notice[0].kind, HJ_NK_NOT_ACCEPTED);
	assert_int_equal(
	    ((const struct hj_procedure_moved *)f.event[0].body)->decline,
	    HJ_DE_EXCLUSIVE);
	assert_int_equal(
	    fixture_do(&f, VILLAGE, "close", "{}"), HJ_NO_NOTICE_OWED);
}

static void
declining__for_a_refusal_that_nobody_told_is_refused(void **state)
{
	(void)state;
	registered(VILLAGE, "people");
	assert_int_equal(
	    fixture_do(&f, VILLAGE, "decline", "{\"ground\":\"refused\"}"),
	    HJ_NO_GROUND);
	assert_string_equal(f.refused_article, "人民调解法17");
}

static void
declining__comes_before_acceptance(void **state)
{
	(void)state;
	mediating();
	assert_int_equal(
	    fixture_do(&f, VILLAGE, "decline", "{\"ground\":\"not_civil\"}"),
	    HJ_NO_PHASE);
}

static void
declining__takes_the_matter_off_the_ladder(void **state)
{
	(void)state;
	on_ladder("four-tiers-seven-days");
	registered(VILLAGE, "people");
	assert_int_equal(f.d->clock[0].state, HJ_CS_RUNNING);
	assert_int_equal(
	    fixture_do(&f, VILLAGE, "decline", "{\"ground\":\"not_civil\"}"),
	    HJ_NO);
	assert_true(f.d->ladder->done);
	assert_int_equal(f.d->clock[0].state, HJ_CS_STOPPED);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(asking__reaches_all_who_have_not_answered),
		TEST(asking__who_has_answered_is_refused),
		TEST(asking__who_has_refused_is_refused),
		TEST(
		    acceptance__without_consent_cites_the_article_of_the_channel),
		TEST(
		    refusal__after_acceptance_ends_mediation_with_that_party_only),
		TEST(refusal__of_a_whole_side_ends_the_procedure_with_notices),
		TEST(refusal__to_settle_leaves_an_arbitration_going),
		TEST(
		    withdrawal__of_a_side_ends_the_procedure_and_owes_the_routes),
		TEST(withdrawal__of_nobody_or_twice_is_refused),
		TEST(withdrawal__of_a_suit_is_the_plaintiffs),
		TEST(declining__owes_each_party_the_notice_and_ends),
		TEST(declining__for_a_refusal_that_nobody_told_is_refused),
		TEST(declining__comes_before_acceptance),
		TEST(declining__takes_the_matter_off_the_ladder),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
