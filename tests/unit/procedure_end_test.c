/* A procedure on its way out: its term, its end, closing, taking it up again.
 */
#include "tests/unit/procedure_fixture.h"

/* ---- the term ----------------------------------------------------------- */

static void
term__is_extended_by_all_who_take_part(void **state)
{
	(void)state;
	mediating();
	assert_int_equal(f.d->clock[0].due_on, 20260402);
	assert_int_equal(
	    fixture_do(&f, VILLAGE, "extend-term", "{\"agreed\":[1],\"n\":1}"),
	    HJ_NO_EXTENSION);
	assert_string_equal(f.refused_field, "agreed");
	assert_string_equal(f.refused_article, "规定75号 36");
	assert_int_equal(fixture_do(&f, VILLAGE, "extend-term",
			     "{\"agreed\":[1,2],\"n\":1}"),
	    HJ_NO);
	assert_int_equal(fixture_count(&f, "clock_extended"), 1);
	/* 2 May is a holiday, and so are the days up to 5 May. */
	assert_int_equal(f.d->clock[0].due_on, 20260506);
	assert_int_equal(f.d->clock[0].extension[0].unit, HJ_UNIT_MONTHS);
}

static void
term__is_extended_to_a_day(void **state)
{
	(void)state;
	mediating();
	assert_int_equal(fixture_do(&f, VILLAGE, "extend-term",
			     "{\"agreed\":[1,2],\"until\":\"2026-04-02\"}"),
	    HJ_NO_ORDER);
	assert_int_equal(fixture_do(&f, VILLAGE, "extend-term",
			     "{\"agreed\":[1,2],\"until\":\"2026-04-15\"}"),
	    HJ_NO);
	assert_int_equal(f.d->clock[0].due_on, 20260415);
	assert_int_equal(fixture_do(&f, VILLAGE, "extend-term",
			     "{\"agreed\":[1,2],\"until\":\"2026-04-22\"}"),
	    HJ_NO);
	assert_int_equal(f.d->clock[0].due_on, 20260422);
	assert_int_equal(f.d->clock[0].n_extension, 2);
	assert_int_equal(
	    ((const struct hj_clock_set *)f.event[0].body)->old_due_on,
	    20260415);
}

static void
term__says_either_how_much_or_until_when(void **state)
{
	(void)state;
	mediating();
	assert_int_equal(
	    fixture_do(&f, VILLAGE, "extend-term", "{\"agreed\":[1,2]}"),
	    HJ_NO_EXTENSION);
	assert_int_equal(
	    fixture_do(&f, VILLAGE, "extend-term",
		"{\"agreed\":[1,2],\"n\":1,\"until\":\"2026-04-15\"}"),
	    HJ_NO_EXTENSION);
}

static void
term__that_does_not_run_is_not_extended(void **state)
{
	(void)state;
	fixture_agreed(&f, VILLAGE);
	assert_int_equal(fixture_do(&f, VILLAGE, "extend-term",
			     "{\"agreed\":[1,2],\"n\":1}"),
	    HJ_NO_EXTENSION);
	assert_int_equal(fixture_do(&f, VILLAGE, "extend-term",
			     "{\"clock\":7,\"agreed\":[1,2],\"n\":1}"),
	    HJ_NO_SUCH_ENTITY);
	assert_int_equal(fixture_do(&f, VILLAGE, "accept", "{}"), HJ_NO);
	fixture_at(&f, "2026-04-03T09:00:00+08:00");
	assert_int_equal(fixture_do(&f, VILLAGE, "extend-term",
			     "{\"clock\":1,\"agreed\":[1,2],\"n\":1}"),
	    HJ_NO_EXTENSION);
	assert_int_equal(f.d->clock[0].state, HJ_CS_FIRED);
}

static struct hj_rule_clock *
term_rule(void)
{
	struct hj_rule_clock *rule =
	    hj_rule_set_named(&f.rules, "national-statutory")->clocks;

	while (strcmp(rule->name, "RT_MED") != 0)
		rule++;
	return rule;
}

static void
term__by_approval_is_the_heads(void **state)
{
	(void)state;
	mediating();
	term_rule()->extends = HJ_EXT_APPROVAL;
	assert_int_equal(fixture_do(&f, VILLAGE, "extend-term", "{\"n\":1}"),
	    HJ_NO_EXTENSION);
	assert_int_equal(
	    fixture_do_as(&f, VILLAGE, 2, "extend-term", "{\"n\":1}"), HJ_NO);
	assert_string_equal(f.d->clock[0].extension[0].reason, "approval");
}

static void
term__is_not_extended_beyond_its_cap(void **state)
{
	(void)state;
	mediating();
	term_rule()->extension_most = 1; /* month */
	assert_int_equal(fixture_do(&f, VILLAGE, "extend-term",
			     "{\"agreed\":[1,2],\"n\":2}"),
	    HJ_NO_EXTENSION_CAP);
	assert_int_equal(fixture_do(&f, VILLAGE, "extend-term",
			     "{\"agreed\":[1,2],\"until\":\"2026-05-07\"}"),
	    HJ_NO_EXTENSION_CAP);
	assert_int_equal(fixture_do(&f, VILLAGE, "extend-term",
			     "{\"agreed\":[1,2],\"n\":20,\"unit\":\"days\"}"),
	    HJ_NO);
	assert_int_equal(fixture_do(&f, VILLAGE, "extend-term",
			     "{\"agreed\":[1,2],\"n\":20,\"unit\":\"days\"}"),
	    HJ_NO_EXTENSION_CAP);
}

/* ---- ending ------------------------------------------------------------- */

static void
ending__owes_each_party_the_notice_of_routes(void **state)
{
	(void)state;
	mediating();
	serve_all();
	assert_int_equal(fixture_do(&f, VILLAGE, "end-procedure",
			     "{\"ground\":\"no_agreement\"}"),
	    HJ_NO);
	assert_int_equal(procedure(1)->phase, HJ_PH_ENDED);
	assert_int_equal(fixture_count(&f, "notice_owed"), 2);
	assert_string_equal(
	    ((const struct hj_notice_set *)f.event[f.events - 1].body)->article,
	    "人民调解法26");
}

static void
ending__on_a_ground_that_does_not_fit_is_refused(void **state)
{
	static const char *const grounds[] = { "settled", "handed_up",
		"handed_over", "declined", "decided", "returned", "not_stated",
		"refused", "withdrawn" };

	(void)state;
	mediating();
	for (size_t i = 0; i < sizeof(grounds) / sizeof(grounds[0]); i++) {
		char json[64];

		snprintf(json, sizeof(json), "{\"ground\":\"%s\"}", grounds[i]);
		assert_int_equal(fixture_do(&f, VILLAGE, "end-procedure", json),
		    HJ_NO_GROUND);
	}
}

static void
ending__as_refused_fits_once_somebody_refused(void **state)
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
	assert_int_equal(fixture_do(&f, VILLAGE, "end-procedure",
			     "{\"ground\":\"refused\"}"),
	    HJ_NO);
}

static void
ending__what_is_settled_is_refused(void **state)
{
	(void)state;
	mediating();
	procedure(1)->phase = HJ_PH_SETTLED;
	assert_int_equal(fixture_do(&f, VILLAGE, "end-procedure",
			     "{\"ground\":\"no_agreement\"}"),
	    HJ_NO_PHASE);
}

static void
ending__without_agreement_goes_up_the_ladder(void **state)
{
	(void)state;
	on_ladder("three-two-one-a");
	mediating();
	assert_int_equal(fixture_do(&f, VILLAGE, "end-procedure",
			     "{\"ground\":\"no_agreement\"}"),
	    HJ_NO);
	assert_int_equal(f.d->n_referral, 1);
	assert_int_equal(f.d->referral[0].state, HJ_RS_OFFERED);
	assert_string_equal(f.d->referral[0].to, fixture_org(&f, TOWNSHIP));
	/* While it is offered the dispute stays open. */
	serve_all();
	assert_int_equal(fixture_do(&f, VILLAGE, "close", "{}"), HJ_NO);
	assert_false(f.d->closed);
}

static void
ending__by_withdrawal_takes_the_ladders_offer_back(void **state)
{
	(void)state;
	on_ladder("four-tiers-seven-days");
	mediating();
	fixture_at(&f, "2026-03-20T09:00:00+08:00");
	assert_true(fixture_settle(&f) > 0);
	assert_int_equal(f.d->referral[0].state, HJ_RS_OFFERED);
	assert_int_equal(
	    fixture_do(&f, VILLAGE, "withdraw", "{\"parties\":[1]}"), HJ_NO);
	assert_int_equal(f.d->referral[0].state, HJ_RS_REVOKED);
	assert_true(f.d->ladder->done);
}

/* ---- closing and reopening ---------------------------------------------- */

static void
closing__waits_for_every_notice(void **state)
{
	(void)state;
	mediating();
	serve_all();
	assert_int_equal(fixture_do(&f, VILLAGE, "end-procedure",
			     "{\"ground\":\"no_agreement\"}"),
	    HJ_NO);
	assert_int_equal(
	    fixture_do(&f, VILLAGE, "close", "{}"), HJ_NO_NOTICE_OWED);
	assert_int_equal(fixture_do(&f, VILLAGE, "serve-notice",
			     "{\"notices\":[3],\"means\":\"handed\"}"),
	    HJ_NO);
	assert_int_equal(
	    fixture_do(&f, VILLAGE, "close", "{}"), HJ_NO_NOTICE_OWED);
	assert_int_equal(fixture_do(&f, VILLAGE, "record-return",
			     "{\"notices\":[4],\"means\":\"post\","
			     "\"evidence\":\"查无此人\"}"),
	    HJ_NO);
	assert_int_equal(fixture_do(&f, VILLAGE, "close", "{}"), HJ_NO);
	assert_int_equal(procedure(1)->phase, HJ_PH_CLOSED);
	assert_int_equal(fixture_count(&f, "dispute_closed"), 1);
	assert_true(f.d->closed);
}

static void
closing__what_still_runs_is_refused(void **state)
{
	(void)state;
	mediating();
	assert_int_equal(fixture_do(&f, VILLAGE, "close", "{}"), HJ_NO_PHASE);
}

static void
closing__with_a_draft_on_the_table_says_what_it_lacks(void **state)
{
	(void)state;
	mediating();
	assert_int_equal(
	    fixture_do(&f, VILLAGE, "draft-agreement",
		"{\"terms\":[{\"kind\":\"duty\",\"text\":\"修好\"}]}"),
	    HJ_NO);
	assert_int_equal(
	    fixture_do(&f, VILLAGE, "close", "{}"), HJ_NO_NOT_EFFECTIVE);
	assert_string_equal(f.refused_article, "人民调解法29");
}

static void
closing__is_not_for_who_found_it_nor_in_the_finders_name(void **state)
{
	char json[128];

	(void)state;
	assert_int_equal(
	    fixture_do(&f, VILLAGE, "register",
		"{\"source\":\"ex_officio\",\"manner\":\"oral\",\"parties\":["
		"{\"kind\":\"natural\",\"side\":\"applicant\",\"name\":\"甲\"},"
		"{\"kind\":\"natural\",\"side\":\"respondent\","
		"\"name\":\"乙\"}]}"),
	    HJ_NO);
	assert_int_equal(fixture_do(&f, VILLAGE, "end-procedure",
			     "{\"ground\":\"unreachable\"}"),
	    HJ_NO);
	serve_all();
	assert_int_equal(
	    fixture_do(&f, VILLAGE, "close", "{}"), HJ_NO_FINDER_CLOSES);
	snprintf(json, sizeof(json), "{\"on_behalf\":\"%s\"}",
	    fixture_person(&f, VILLAGE, 0));
	assert_int_equal(
	    fixture_do_as(&f, VILLAGE, 2, "close", json), HJ_NO_FINDER_CLOSES);
	assert_int_equal(fixture_do_as(&f, VILLAGE, 2, "close", "{}"), HJ_NO);
}

static void
closing__is_not_for_a_grid_worker(void **state)
{
	(void)state;
	registered(GRID, "report");
	procedure(1)->phase = HJ_PH_ENDED;
	assert_int_equal(
	    fixture_do(&f, GRID, "close", "{}"), HJ_NO_GRID_CLOSES);
}

static void
closing__one_of_two_leaves_the_dispute_open(void **state)
{
	(void)state;
	mediating();
	serve_all();
	procedure(1)->phase = HJ_PH_SETTLED;
	assert_int_equal(fixture_do(&f, POLICE, "open-procedure",
			     "{\"channel\":\"administrative\"}"),
	    HJ_NO);
	assert_int_equal(fixture_do(&f, VILLAGE, "close", "{}"), HJ_NO);
	assert_false(f.d->closed);
	assert_int_equal(procedure(1)->ground, HJ_GR_SETTLED);
}

static void
reopening__goes_on_with_the_mediators(void **state)
{
	(void)state;
	mediating();
	serve_all();
	assert_int_equal(fixture_do(&f, VILLAGE, "end-procedure",
			     "{\"ground\":\"no_agreement\"}"),
	    HJ_NO);
	serve_all();
	assert_int_equal(fixture_do(&f, VILLAGE, "close", "{}"), HJ_NO);
	assert_int_equal(
	    fixture_do(&f, VILLAGE, "note", "{\"text\":\"来电\"}"), HJ_NO);
	assert_int_equal(
	    fixture_do(&f, VILLAGE, "record-visit", "{}"), HJ_NO_CLOSED);
	assert_int_equal(
	    fixture_do(&f, VILLAGE, "reopen", "{\"reason\":\"又愿意谈\"}"),
	    HJ_NO);
	assert_int_equal(fixture_count(&f, "dispute_reopened"), 1);
	assert_false(f.d->closed);
	assert_int_equal(procedure(1)->phase, HJ_PH_MEDIATING);
	assert_int_equal(procedure(1)->ground, 0);
	assert_int_equal(procedure(1)->ended_on, 0);
}

static void
reopening__after_a_refusal_asks_for_consent_anew(void **state)
{
	(void)state;
	mediating();
	assert_int_equal(
	    fixture_do(&f, VILLAGE, "withdraw", "{\"parties\":[2]}"), HJ_NO);
	assert_int_equal(
	    fixture_do(&f, VILLAGE, "reopen", "{\"reason\":\"又愿意谈\"}"),
	    HJ_NO);
	assert_int_equal(procedure(1)->phase, HJ_PH_OPENED);
	assert_int_equal(
	    fixture_do(&f, VILLAGE, "accept", "{}"), HJ_NO_ONE_SIDE);
	assert_int_equal(
	    fixture_do(&f, VILLAGE, "record-consent",
		"{\"party\":2,\"answer\":\"agrees\",\"manner\":\"oral\"}"),
	    HJ_NO);
	assert_int_equal(fixture_do(&f, VILLAGE, "accept", "{}"), HJ_NO);
	assert_int_equal(procedure(1)->phase, HJ_PH_MEDIATING);
}

static void
reopening__begins_the_step_of_the_ladder_again(void **state)
{
	int64_t step;

	(void)state;
	on_ladder("four-tiers-seven-days");
	mediating();
	assert_int_equal(
	    fixture_do(&f, VILLAGE, "withdraw", "{\"parties\":[2]}"), HJ_NO);
	assert_true(f.d->ladder->done);
	step = f.d->ladder->step;
	fixture_at(&f, "2026-03-20T09:00:00+08:00");
	assert_int_equal(
	    fixture_do(&f, VILLAGE, "reopen", "{\"reason\":\"又愿意谈\"}"),
	    HJ_NO);
	assert_false(f.d->ladder->done);
	assert_int_equal(f.d->ladder->step, step);
	assert_int_equal(f.d->ladder->entered_on, 20260320);
}

static void
reopening__what_runs_or_is_anothers_is_refused(void **state)
{
	(void)state;
	mediating();
	assert_int_equal(
	    fixture_do(&f, VILLAGE, "reopen", "{\"reason\":\"再谈\"}"),
	    HJ_NO_PHASE);
	procedure(1)->phase = HJ_PH_SETTLED;
	assert_int_equal(fixture_do(&f, POLICE, "open-procedure",
			     "{\"channel\":\"administrative\"}"),
	    HJ_NO);
	assert_int_equal(
	    fixture_do(&f, VILLAGE, "reopen", "{\"reason\":\"再谈\"}"),
	    HJ_NO_FORUM);
	assert_int_equal(fixture_do(&f, POLICE, "reopen",
			     "{\"procedure\":1,\"reason\":\"再谈\"}"),
	    HJ_NO_REOPEN);
}

static void
reopening__without_a_procedure_of_ones_own_is_of_a_closed_dispute(void **state)
{
	(void)state;
	mediating();
	/* The village's parent has part only through what stands below it. */
	f.d->registered_at = fixture_org(&f, TOWNSHIP);
	assert_int_equal(
	    fixture_do(&f, TOWNSHIP, "reopen", "{\"reason\":\"再谈\"}"),
	    HJ_NO_NOT_CLOSED);
	f.d->closed = true;
	assert_int_equal(
	    fixture_do(&f, TOWNSHIP, "reopen", "{\"reason\":\"再谈\"}"), HJ_NO);
	assert_false(f.d->closed);
	assert_int_equal(fixture_count(&f, "procedure_reopened"), 0);
}

/* Whoever is shown the slip has not to be a body that had a part. */
static void
reopening__at_another_counter_takes_the_slip(void **state)
{
	(void)state;
	mediating();
	f.d->closed = true;
	assert_int_equal(
	    fixture_do(&f, POLICE, "reopen", "{\"reason\":\"再谈\"}"),
	    HJ_NO_RIGHT);
	f.door = "ffeeddccbbaa99887766554433221100";
	assert_int_equal(
	    fixture_do(&f, POLICE, "reopen", "{\"reason\":\"再谈\"}"),
	    HJ_NO_RIGHT);
	f.door = FIXTURE_DOOR;
	assert_int_equal(
	    fixture_do(&f, NEIGHBOUR, "reopen", "{\"reason\":\"再谈\"}"),
	    HJ_NO_RIGHT);
	assert_int_equal(
	    fixture_do(&f, POLICE, "note", "{\"text\":\"记一笔\"}"),
	    HJ_NO_RIGHT);
	assert_int_equal(
	    fixture_do(&f, POLICE, "reopen", "{\"reason\":\"再谈\"}"), HJ_NO);
	assert_false(f.d->closed);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(term__is_extended_by_all_who_take_part),
		TEST(term__is_extended_to_a_day),
		TEST(term__says_either_how_much_or_until_when),
		TEST(term__that_does_not_run_is_not_extended),
		TEST(term__by_approval_is_the_heads),
		TEST(term__is_not_extended_beyond_its_cap),
		TEST(ending__owes_each_party_the_notice_of_routes),
		TEST(ending__on_a_ground_that_does_not_fit_is_refused),
		TEST(ending__as_refused_fits_once_somebody_refused),
		TEST(ending__what_is_settled_is_refused),
		TEST(ending__without_agreement_goes_up_the_ladder),
		TEST(ending__by_withdrawal_takes_the_ladders_offer_back),
		TEST(closing__waits_for_every_notice),
		TEST(closing__what_still_runs_is_refused),
		TEST(closing__with_a_draft_on_the_table_says_what_it_lacks),
		TEST(closing__is_not_for_who_found_it_nor_in_the_finders_name),
		TEST(closing__is_not_for_a_grid_worker),
		TEST(closing__one_of_two_leaves_the_dispute_open),
		TEST(reopening__goes_on_with_the_mediators),
		TEST(reopening__after_a_refusal_asks_for_consent_anew),
		TEST(reopening__begins_the_step_of_the_ladder_again),
		TEST(reopening__what_runs_or_is_anothers_is_refused),
		TEST(reopening__at_another_counter_takes_the_slip),
		TEST(
		    reopening__without_a_procedure_of_ones_own_is_of_a_closed_dispute),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
