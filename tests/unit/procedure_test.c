/*
 * A procedure on its way in: who is asked, who mediates, who opens one, who
 * signs.
 */
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
	assert_string_equal(f.refused_article, "");
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
		"{\"party\":3,\"answer\":\"refuses\",\"manner\":\"by_code\"}"),
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

/* ---- mediators ---------------------------------------------------------- */

static void
mediators__are_named_and_mediation_begins(void **state)
{
	(void)state;
	mediating();
	assert_int_equal(procedure(1)->phase, HJ_PH_MEDIATING);
	assert_int_equal(procedure(1)->n_mediator, 1);
	assert_true(procedure(1)->mediator[0].chief);
	assert_true(procedure(1)->mediator[0].disclosed);
}

static void
mediators__named_before_acceptance_begin_with_it(void **state)
{
	(void)state;
	fixture_agreed(&f, VILLAGE);
	assert_int_equal(
	    naming(VILLAGE, 2, "assign-mediators", NAMED, VILLAGE, 0), HJ_NO);
	assert_int_equal(procedure(1)->phase, HJ_PH_OPENED);
	assert_int_equal(fixture_do(&f, VILLAGE, "accept", "{}"), HJ_NO);
	assert_int_equal(procedure(1)->phase, HJ_PH_MEDIATING);
	assert_int_equal(procedure(1)->accepted_on, 20260302);
}

static void
mediators__with_an_interest_or_silent_about_it_are_refused(void **state)
{
	(void)state;
	fixture_agreed(&f, VILLAGE);
	assert_int_equal(naming(VILLAGE, 2, "assign-mediators",
			     "{\"mediators\":[{\"person\":\"%s\","
			     "\"disclosed\":true,\"interest\":true}]}",
			     VILLAGE, 0),
	    HJ_NO_DISCLOSURE);
	assert_int_equal(
	    naming(VILLAGE, 2, "assign-mediators",
		"{\"mediators\":[{\"person\":\"%s\"}]}", VILLAGE, 0),
	    HJ_NO_DISCLOSURE);
}

static void
mediators__of_another_body_or_gone_are_refused(void **state)
{
	(void)state;
	fixture_agreed(&f, VILLAGE);
	assert_int_equal(
	    naming(VILLAGE, 2, "assign-mediators", NAMED, TOWNSHIP, 0),
	    HJ_NO_PERSON);
	f.person[3 * VILLAGE + 1].left = true;
	assert_int_equal(
	    naming(VILLAGE, 2, "assign-mediators", NAMED, VILLAGE, 1),
	    HJ_NO_PERSON);
	assert_int_equal(fixture_do_as(&f, VILLAGE, 2, "assign-mediators",
			     "{\"mediators\":[]}"),
	    HJ_NO_MEDIATOR);
}

static void
mediators__are_never_the_centres_people(void **state)
{
	(void)state;
	registered(CENTRE, "people");
	assert_int_equal(
	    naming(CENTRE, 2, "assign-mediators", NAMED, CENTRE, 0),
	    HJ_NO_SEPARATION);
	assert_int_equal(joining(CENTRE, 1, COUNTY), HJ_NO);
	assert_int_equal(
	    naming(COUNTY, 2, "assign-mediators", NAMED, COUNTY, 0), HJ_NO);
}

static void
mediators__may_be_joined_by_the_grid_worker_below(void **state)
{
	(void)state;
	fixture_agreed(&f, VILLAGE);
	assert_int_equal(
	    naming(VILLAGE, 2, "assign-mediators", NAMED, GRID, 0), HJ_NO);
	fixture_release(&f);
	fixture_init(&f, NULL);
	fixture_agreed(&f, POLICE);
	assert_int_equal(naming(POLICE, 2, "assign-mediators", NAMED, GRID, 0),
	    HJ_NO_PERSON);
}

static void
mediators__are_each_named_once_and_have_one_chief(void **state)
{
	char json[512];
	const char *one = fixture_person(&f, VILLAGE, 0);
	const char *two = fixture_person(&f, VILLAGE, 1);

	(void)state;
	fixture_agreed(&f, VILLAGE);
	snprintf(json, sizeof(json),
	    "{\"mediators\":[{\"person\":\"%s\",\"disclosed\":true},"
	    "{\"person\":\"%s\",\"disclosed\":true}]}",
	    one, one);
	assert_int_equal(
	    fixture_do_as(&f, VILLAGE, 2, "assign-mediators", json),
	    HJ_NO_DUPLICATE);
	snprintf(json, sizeof(json),
	    "{\"mediators\":["
	    "{\"person\":\"%s\",\"disclosed\":true,\"chief\":true},"
	    "{\"person\":\"%s\",\"disclosed\":true,\"chief\":true}]}",
	    one, two);
	assert_int_equal(
	    fixture_do_as(&f, VILLAGE, 2, "assign-mediators", json),
	    HJ_NO_DUPLICATE);
	snprintf(json, sizeof(json),
	    "{\"mediators\":[{\"person\":\"%s\",\"disclosed\":true},"
	    "{\"person\":\"%s\",\"disclosed\":true,\"chief\":true}]}",
	    one, two);
	assert_int_equal(
	    fixture_do_as(&f, VILLAGE, 2, "assign-mediators", json), HJ_NO);
	assert_false(procedure(1)->mediator[0].chief);
	assert_true(procedure(1)->mediator[1].chief);
}

static void
mediators__are_named_by_the_head_unless_there_is_only_one(void **state)
{
	(void)state;
	fixture_agreed(&f, VILLAGE);
	f.person[3 * VILLAGE].roles = HJ_RO(MEDIATOR);
	assert_int_equal(
	    naming(VILLAGE, 0, "assign-mediators", NAMED, VILLAGE, 0),
	    HJ_NO_RIGHT);
	f.person[3 * VILLAGE + 1].left = f.person[3 * VILLAGE + 2].left = true;
	assert_int_equal(
	    naming(VILLAGE, 0, "assign-mediators", NAMED, VILLAGE, 0), HJ_NO);
}

static void
mediators__are_replaced_with_a_reason_not_named_twice(void **state)
{
	(void)state;
	fixture_agreed(&f, VILLAGE);
	assert_int_equal(naming(VILLAGE, 2, "replace-mediators",
			     "{\"reason\":\"病假\",\"mediators\":"
			     "[{\"person\":\"%s\",\"disclosed\":true}]}",
			     VILLAGE, 1),
	    HJ_NO_MEDIATOR);
	assert_int_equal(
	    naming(VILLAGE, 2, "assign-mediators", NAMED, VILLAGE, 0), HJ_NO);
	assert_int_equal(
	    naming(VILLAGE, 2, "assign-mediators", NAMED, VILLAGE, 1),
	    HJ_NO_DUPLICATE);
	assert_int_equal(
	    naming(VILLAGE, 2, "replace-mediators",
		"{\"reason\":\"病假\",\"hand_over\":\"材料已交\","
		"\"mediators\":[{\"person\":\"%s\",\"disclosed\":true}]}",
		VILLAGE, 1),
	    HJ_NO);
	assert_int_equal(fixture_count(&f, "mediators_replaced"), 1);
	assert_true(
	    hj_is_mediator(procedure(1), fixture_person(&f, VILLAGE, 1)));
	assert_false(
	    hj_is_mediator(procedure(1), fixture_person(&f, VILLAGE, 0)));
}

/* ---- opening and joining ------------------------------------------------ */

static void
opening__beside_a_running_mediation_is_refused(void **state)
{
	(void)state;
	registered(VILLAGE, "people");
	assert_int_equal(fixture_do(&f, TOWNSHIP, "open-procedure",
			     "{\"channel\":\"people\"}"),
	    HJ_NO_FORUM);
	assert_int_equal(fixture_do(&f, VILLAGE, "open-procedure",
			     "{\"channel\":\"people\"}"),
	    HJ_NO_DUPLICATE);
}

static void
opening__by_another_body_of_the_county_once_settled_is_done(void **state)
{
	(void)state;
	registered(VILLAGE, "people");
	procedure(1)->phase = HJ_PH_SETTLED;
	assert_int_equal(fixture_do(&f, NEIGHBOUR, "open-procedure",
			     "{\"channel\":\"people\"}"),
	    HJ_NO_RIGHT);
	assert_int_equal(fixture_do(&f, POLICE, "open-procedure",
			     "{\"channel\":\"administrative\"}"),
	    HJ_NO);
	assert_int_equal(procedure(2)->source, HJ_SRC_EX_OFFICIO);
	assert_string_equal(procedure(2)->body, fixture_org(&f, POLICE));
	assert_int_equal(procedure(2)->again_of, 0);
}

static void
opening__what_a_body_does_not_handle_is_refused(void **state)
{
	(void)state;
	registered(VILLAGE, "people");
	assert_int_equal(fixture_do(&f, VILLAGE, "open-procedure",
			     "{\"channel\":\"hotline\"}"),
	    HJ_NO_BODY_CHANNEL);
	assert_int_equal(fixture_do(&f, VILLAGE, "open-procedure",
			     "{\"channel\":\"petition\"}"),
	    HJ_NO_CHANNEL);
	assert_int_equal(fixture_do(&f, VILLAGE, "open-procedure",
			     "{\"channel\":\"assigned\"}"),
	    HJ_NO_CHANNEL);
}

static void
opening__by_a_body_that_is_not_known_is_refused(void **state)
{
	(void)state;
	registered(VILLAGE, "people");
	f.person[3 * POLICE].org = "a0000000000000000000000000000099";
	f.d->registered_at = f.person[3 * POLICE].org;
	assert_int_equal(fixture_do(&f, POLICE, "open-procedure",
			     "{\"channel\":\"people\"}"),
	    HJ_NO_RIGHT);
}

static void
opening__outside_court_beside_a_suit_is_refused(void **state)
{
	(void)state;
	registered(COURT, "suit");
	assert_int_equal(fixture_do(&f, VILLAGE, "open-procedure",
			     "{\"channel\":\"people\"}"),
	    HJ_NO_FORUM);
	assert_int_equal(fixture_do(&f, COURT, "open-procedure",
			     "{\"channel\":\"in_court\"}"),
	    HJ_NO);
}

static void
opening__after_ones_own_was_over_is_a_reapplication(void **state)
{
	(void)state;
	registered(VILLAGE, "people");
	assert_int_equal(fixture_do(&f, VILLAGE, "open-procedure",
			     "{\"channel\":\"people\",\"again_of\":1}"),
	    HJ_NO_NOT_CLOSED);
	assert_int_equal(fixture_do(&f, VILLAGE, "end-procedure",
			     "{\"ground\":\"no_agreement\"}"),
	    HJ_NO);
	assert_int_equal(fixture_do(&f, VILLAGE, "open-procedure",
			     "{\"channel\":\"people\",\"again_of\":9}"),
	    HJ_NO_SUCH_ENTITY);
	assert_int_equal(fixture_do(&f, TOWNSHIP, "open-procedure",
			     "{\"channel\":\"people\",\"again_of\":1}"),
	    HJ_NO_SUCH_ENTITY);
	assert_int_equal(fixture_do(&f, VILLAGE, "open-procedure",
			     "{\"channel\":\"people\"}"),
	    HJ_NO);
	assert_int_equal(procedure(2)->again_of, 1);
}

static void
opening__on_a_closed_dispute_opens_it(void **state)
{
	(void)state;
	mediating();
	assert_int_equal(fixture_do(&f, VILLAGE, "end-procedure",
			     "{\"ground\":\"no_agreement\"}"),
	    HJ_NO);
	serve_all();
	assert_int_equal(fixture_do(&f, VILLAGE, "close", "{}"), HJ_NO);
	assert_true(f.d->closed);
	assert_int_equal(fixture_do(&f, TOWNSHIP, "open-procedure",
			     "{\"channel\":\"people\"}"),
	    HJ_NO);
	assert_false(f.d->closed);
}

static void
signer__joins_where_the_host_does_not_conclude(void **state)
{
	(void)state;
	registered(POLICE, "people");
	assert_int_equal(joining(POLICE, 1, TOWNSHIP), HJ_NO);
	assert_string_equal(procedure(1)->signer, fixture_org(&f, TOWNSHIP));
	assert_int_equal(joining(POLICE, 1, TOWNSHIP), HJ_NO_DUPLICATE);
	/* From now on the committee acts in it as its own. */
	assert_int_equal(fixture_do(&f, TOWNSHIP, "ask-consent", "{}"), HJ_NO);
}

static void
signer__that_does_not_conclude_or_is_elsewhere_is_refused(void **state)
{
	(void)state;
	registered(POLICE, "people");
	assert_int_equal(joining(POLICE, 1, COURT), HJ_NO_CONCLUDE);
	assert_int_equal(joining(POLICE, 1, NEIGHBOUR), HJ_NO_SUCH_ENTITY);
	assert_int_equal(joining(TOWNSHIP, 1, TOWNSHIP), HJ_NO_RIGHT);
}

static void
signer__is_not_changed_under_a_draft(void **state)
{
	(void)state;
	mediating();
	*HJ_PUSH(f.a, f.d->agreement, f.d->n_agreement) = (struct hj_agreement){
		.no = 1, .procedure = 1, .state = HJ_AS_DRAFT
	};
	assert_int_equal(joining(VILLAGE, 1, TOWNSHIP), HJ_NO_NOT_DRAFT);
}

/* ---- whose procedure it is ---------------------------------------------- */

static void
procedure__of_another_body_is_not_acted_in(void **state)
{
	(void)state;
	registered(VILLAGE, "people");
	procedure(1)->phase = HJ_PH_SETTLED;
	assert_int_equal(fixture_do(&f, POLICE, "open-procedure",
			     "{\"channel\":\"administrative\"}"),
	    HJ_NO);
	assert_int_equal(fixture_do(&f, VILLAGE, "end-procedure",
			     "{\"procedure\":2,\"ground\":\"other\"}"),
	    HJ_NO_RIGHT);
	assert_int_equal(
	    fixture_do(&f, VILLAGE, "ask-consent", "{\"procedure\":2}"),
	    HJ_NO_RIGHT);
	assert_string_equal(f.refused_field, "procedure");
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
		TEST(mediators__are_named_and_mediation_begins),
		TEST(mediators__named_before_acceptance_begin_with_it),
		TEST(
		    mediators__with_an_interest_or_silent_about_it_are_refused),
		TEST(mediators__of_another_body_or_gone_are_refused),
		TEST(mediators__are_never_the_centres_people),
		TEST(mediators__may_be_joined_by_the_grid_worker_below),
		TEST(mediators__are_each_named_once_and_have_one_chief),
		TEST(mediators__are_named_by_the_head_unless_there_is_only_one),
		TEST(mediators__are_replaced_with_a_reason_not_named_twice),
		TEST(opening__beside_a_running_mediation_is_refused),
		TEST(
		    opening__by_another_body_of_the_county_once_settled_is_done),
		TEST(opening__what_a_body_does_not_handle_is_refused),
		TEST(opening__by_a_body_that_is_not_known_is_refused),
		TEST(opening__outside_court_beside_a_suit_is_refused),
		TEST(opening__after_ones_own_was_over_is_a_reapplication),
		TEST(opening__on_a_closed_dispute_opens_it),
		TEST(signer__joins_where_the_host_does_not_conclude),
		TEST(signer__that_does_not_conclude_or_is_elsewhere_is_refused),
		TEST(signer__is_not_changed_under_a_draft),
		TEST(procedure__of_another_body_is_not_acted_in),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
