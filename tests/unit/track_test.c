/* Suits, arbitrations, enforcement and judicial confirmation. */
#include "tests/unit/steps_fixture.h"

static enum hj_refusal
apply(enum place place, int64_t no, const char *parties)
{
	return ask(place, 0, "apply-confirmation",
	    "{\"agreement\":%d,\"court\":\"%s\",\"parties\":%s,"
	    "\"text\":\"申请\"}",
	    (int)no, fixture_org(&f, COURT), parties);
}

static void
suit__ends_mediation_that_has_no_agreement(void **state)
{
	(void)state;
	mediating();
	REFUSED(HJ_NO_BODY_CHANNEL, VILLAGE, 0, "open-suit", "{}");
	DONE(COURT, 0, "open-suit",
	    "{\"number\":\"(2026)1号\",\"text\":\"起诉\"}");
	assert_int_equal(procedure(1)->ground, HJ_GR_OTHER_FORUM);
	assert_int_equal(fixture_count(&f, "notice_owed"), 2);
	assert_int_equal(procedure(2)->channel, HJ_CH_SUIT);
	assert_int_equal(procedure(2)->phase, HJ_PH_ACCEPTED);
	assert_string_equal(procedure(2)->number, "(2026)1号");
}

static void
suit__leaves_what_is_settled_and_what_the_court_entrusted(void **state)
{
	(void)state;
	mediating();
	concluded();
	DONE(COURT, 0, "open-suit", "{}");
	assert_int_equal(procedure(1)->phase, HJ_PH_SETTLED);
	DONE(COURT, 0, "refer", "{\"to\":\"%s\"}", fixture_org(&f, ROOM));
	DONE(ROOM, 0, "accept-referral", "{\"referral\":1}");
	assert_int_equal(procedure(3)->channel, HJ_CH_ENTRUSTED);
	/* A counterclaim joins the suit that is open. */
	DONE(COURT, 0, "open-suit", "{\"number\":\"(2026)2号\"}");
	assert_int_equal(fixture_count(&f, "filing_joined"), 1);
	assert_int_equal(f.d->n_procedure, 3);
	assert_int_equal(procedure(3)->phase, HJ_PH_OPENED);
}

static void
suit__that_was_only_received_is_filed_later(void **state)
{
	(void)state;
	registered(VILLAGE, "people");
	DONE(COURT, 0, "open-suit", "{\"received\":true}");
	assert_int_equal(procedure(2)->phase, HJ_PH_OPENED);
	DONE(COURT, 0, "open-suit", "{\"number\":\"(2026)4号\"}");
	assert_int_equal(fixture_count(&f, "accepted"), 1);
	assert_int_equal(procedure(2)->phase, HJ_PH_ACCEPTED);
	assert_string_equal(procedure(2)->number, "(2026)4号");
}

static void
suit__and_arbitration_exclude_each_other(void **state)
{
	(void)state;
	mediating();
	DONE(COMMISSION, 0, "open-arbitration", "{}");
	assert_int_equal(procedure(1)->ground, HJ_GR_OTHER_FORUM);
	REFUSED(HJ_NO_FORUM, COURT, 0, "open-suit", "{}");
	REFUSED(HJ_NO_BODY_CHANNEL, COURT, 0, "open-arbitration", "{}");
	DONE(COMMISSION, 0, "record-result",
	    "{\"ground\":\"decided\",\"title\":\"arbitration\","
	    "\"number\":\"仲1号\"}");
	DONE(COURT, 0, "open-suit", "{}");
	REFUSED(HJ_NO_FORUM, COMMISSION, 0, "open-arbitration", "{}");
}

static void
stranger__comes_in_only_in_its_county_and_with_its_own_forum(void **state)
{
	(void)state;
	registered(VILLAGE, "people");
	REFUSED(HJ_NO_RIGHT, NEIGHBOUR, 0, "open-suit", "{}");
	REFUSED(
	    HJ_NO_RIGHT, COURT, 0, "open-suit", "{\"outside\":\"外县法院\"}");
	DONE(VILLAGE, 0, "open-suit", "{\"outside\":\"外县法院\"}");
	assert_null(procedure(2)->body);
	assert_string_equal(procedure(2)->outside, "外县法院");
	DONE(VILLAGE, 0, "record-result",
	    "{\"procedure\":2,\"ground\":\"decided\",\"title\":\"judgment\"}");
	assert_int_equal(procedure(2)->phase, HJ_PH_ENDED);
	assert_int_equal(procedure(2)->title, HJ_TI_JUDGMENT);
}

static void
result__is_told_by_the_court_and_ends_what_it_mediated(void **state)
{
	(void)state;
	registered(VILLAGE, "people");
	DONE(COURT, 0, "open-suit", "{}");
	DONE(COURT, 0, "open-procedure", "{\"channel\":\"in_court\"}");
	REFUSED(HJ_NO_RIGHT, VILLAGE, 0, "record-result",
	    "{\"procedure\":2,\"ground\":\"decided\"}");
	REFUSED(HJ_NO_GROUND, COURT, 0, "record-result",
	    "{\"procedure\":2,\"ground\":\"refused\"}");
	REFUSED(HJ_NO_CHANNEL, COURT, 0, "record-result",
	    "{\"procedure\":3,\"ground\":\"decided\"}");
	DONE(COURT, 0, "record-result",
	    "{\"procedure\":2,\"ground\":\"decided\",\"title\":\"judgment\","
	    "\"number\":\"(2026)判1号\"}");
	assert_int_equal(procedure(2)->ground, HJ_GR_DECIDED);
	assert_int_equal(procedure(2)->title, HJ_TI_JUDGMENT);
	assert_int_equal(procedure(3)->ground, HJ_GR_DECIDED);
	REFUSED(HJ_NO_PHASE, COURT, 0, "record-result",
	    "{\"procedure\":2,\"ground\":\"decided\"}");
}

static void
enforcement__needs_a_title(void **state)
{
	(void)state;
	registered(VILLAGE, "people");
	REFUSED(HJ_NO_TITLE, COURT, 0, "open-enforcement", "{}");
	REFUSED(HJ_NO_TITLE, VILLAGE, 0, "record-title",
	    "{\"title\":\"confirmed\"}");
	DONE(VILLAGE, 0, "record-title",
	    "{\"title\":\"external\",\"number\":\"公证1号\"}");
	assert_int_equal(f.d->external_title, HJ_TI_EXTERNAL);
	DONE(COURT, 0, "open-enforcement", "{\"number\":\"(2026)执1号\"}");
	assert_int_equal(procedure(2)->channel, HJ_CH_ENFORCEMENT);
	DONE(COURT, 0, "record-performance",
	    "{\"on\":\"title\",\"amount\":5000}");
	DONE(COURT, 0, "record-result", "{\"ground\":\"settled\"}");
	assert_int_equal(procedure(2)->phase, HJ_PH_ENDED);
}

static void
enforcement__rests_on_a_confirmed_agreement(void **state)
{
	(void)state;
	mediating();
	concluded();
	assert_int_equal(apply(VILLAGE, 1, "[1,2]"), HJ_NO);
	DONE(COURT, 0, "accept-confirmation", "{\"number\":\"调确1号\"}");
	REFUSED(HJ_NO_TITLE, COURT, 0, "open-enforcement", "{}");
	DONE(COURT, 0, "rule-confirmation",
	    "{\"ruling\":\"valid\",\"number\":\"裁1号\"}");
	assert_true(agreement(1)->confirmed);
	assert_int_equal(procedure(2)->title, HJ_TI_CONFIRMED);
	DONE(COURT, 0, "open-enforcement", "{}");
}

static void
confirmation__is_applied_for_jointly_and_once(void **state)
{
	(void)state;
	mediating();
	draft(VILLAGE, 1);
	assert_int_equal(apply(VILLAGE, 1, "[1,2]"), HJ_NO_NOT_EFFECTIVE);
	concluded();
	assert_int_equal(apply(VILLAGE, 2, "[1]"), HJ_NO_CONFIRM_JOINT);
	assert_int_equal(apply(VILLAGE, 2, "[]"), HJ_NO_CONFIRM_JOINT);
	assert_int_equal(apply(VILLAGE, 9, "[1,2]"), HJ_NO_SUCH_ENTITY);
	REFUSED(HJ_NO_BODY_CHANNEL, VILLAGE, 0, "apply-confirmation",
	    "{\"agreement\":2,\"parties\":[1,2]}");
	REFUSED(HJ_NO_SUCH_ENTITY, VILLAGE, 0, "apply-confirmation",
	    "{\"agreement\":2,\"parties\":[1,2],"
	    "\"court\":\"ffffffffffffffffffffffffffffffff\"}");
	assert_int_equal(apply(NEIGHBOUR, 2, "[1,2]"), HJ_NO_RIGHT);
	assert_int_equal(apply(POLICE, 2, "[1,2]"), HJ_NO_RIGHT);
	/* At the court's own counter. */
	DONE(COURT, 0, "apply-confirmation",
	    "{\"agreement\":2,\"parties\":[1,2]}");
	assert_int_equal(fixture_count(&f, "confirmation_applied"), 1);
	assert_int_equal(clock_of("RT_CONFIRM")->state, HJ_CS_MET);
	assert_int_equal(clock_of("CT_CONF_ACC")->state, HJ_CS_RUNNING);
	assert_int_equal(apply(VILLAGE, 2, "[1,2]"), HJ_NO_CONFIRM_TWICE);
}

static void
confirmation__is_too_late_after_thirty_days(void **state)
{
	(void)state;
	mediating();
	concluded(); /* 2026-03-02 */
	fixture_at(&f, "2026-04-01T23:00:00+08:00");
	assert_int_equal(apply(VILLAGE, 1, "[1]"), HJ_NO_CONFIRM_JOINT);
	fixture_at(&f, "2026-04-02T08:00:00+08:00");
	assert_int_equal(apply(VILLAGE, 1, "[1,2]"), HJ_NO_CONFIRM_LATE);
	assert_int_equal(clock_of("RT_CONFIRM")->state, HJ_CS_FIRED);
	REFUSED(HJ_NO_CONFIRM_LATE, VILLAGE, 0, "apply-confirmation",
	    "{\"agreement\":1,\"parties\":[1,2],\"court\":\"%s\","
	    "\"occurred_on\":\"2026-03-30\"}",
	    fixture_org(&f, COURT));
}

static void
confirmation__on_the_last_day_is_in_time(void **state)
{
	(void)state;
	mediating();
	concluded();
	fixture_at(&f, "2026-04-01T23:59:59+08:00");
	assert_int_equal(apply(VILLAGE, 1, "[1,2]"), HJ_NO);
}

static void
confirmation__is_not_for_status_private_or_court_letters(void **state)
{
	(void)state;
	mediating();
	DONE(VILLAGE, 0, "record-private-agreement",
	    "{\"terms\":[{\"kind\":\"duty\"}]}");
	assert_int_equal(apply(VILLAGE, 1, "[1,2]"), HJ_NO_CONFIRM_PRIVATE);
	DONE(VILLAGE, 0, "record-oral-agreement",
	    "{\"ownership\":true,\"terms\":[{\"kind\":\"duty\"}]}");
	assert_int_equal(apply(VILLAGE, 2, "[1,2]"), HJ_NO_CONFIRM_MATTER);
	tear_down(state);
	set_up(state);
	begun(COURT, "in_court");
	draft(COURT, 1);
	assert_int_equal(sign(COURT, 1, 1, "signature"), HJ_NO);
	assert_int_equal(sign(COURT, 1, 2, "signature"), HJ_NO);
	DONE(
	    COURT, 0, "serve-letter", "{\"agreement\":1,\"means\":\"handed\"}");
	assert_int_equal(apply(COURT, 1, "[1,2]"), HJ_NO_CONFIRM_PRIVATE);
}

static void
ruling__waits_for_acceptance_and_is_the_courts(void **state)
{
	(void)state;
	mediating();
	concluded();
	REFUSED(HJ_NO_RIGHT, COURT, 0, "rule-confirmation",
	    "{\"procedure\":1,\"ruling\":\"valid\"}");
	REFUSED(HJ_NO_PROCEDURE, COURT, 0, "rule-confirmation",
	    "{\"ruling\":\"valid\"}");
	assert_int_equal(apply(VILLAGE, 1, "[1,2]"), HJ_NO);
	REFUSED(HJ_NO_PHASE, COURT, 0, "rule-confirmation",
	    "{\"ruling\":\"valid\"}");
	REFUSED(HJ_NO_RIGHT, VILLAGE, 0, "accept-confirmation",
	    "{\"procedure\":2}");
	DONE(COURT, 0, "accept-confirmation", "{}");
	REFUSED(HJ_NO_PHASE, COURT, 0, "accept-confirmation", "{}");
	assert_int_equal(clock_of("CT_CONF_ACC")->state, HJ_CS_MET);
	REFUSED(HJ_NO_PHASE, COURT, 0, "rule-confirmation",
	    "{\"ruling\":\"not_accepted\"}");
	DONE(COURT, 0, "rule-confirmation",
	    "{\"ruling\":\"rejected\",\"reason\":\"内容不明确\"}");
	assert_int_equal(procedure(2)->ground, HJ_GR_DECIDED);
	assert_int_equal(procedure(2)->title, 0);
	assert_false(agreement(1)->confirmed);
	assert_int_equal(clock_of("CT_CONF_DEC")->state, HJ_CS_MET);
	/* The parties may ask again while the thirty days run. */
	assert_int_equal(apply(VILLAGE, 1, "[1,2]"), HJ_NO);
	DONE(COURT, 0, "rule-confirmation",
	    "{\"procedure\":3,\"ruling\":\"not_accepted\"}");
	assert_int_equal(procedure(3)->ground, HJ_GR_DECLINED);
	assert_int_equal(apply(VILLAGE, 1, "[1,2]"), HJ_NO);
	DONE(COURT, 0, "rule-confirmation",
	    "{\"procedure\":4,\"ruling\":\"withdrawn\"}");
	assert_int_equal(procedure(4)->ground, HJ_GR_WITHDRAWN);
	fixture_at(&f, "2026-04-02T08:00:00+08:00");
	assert_int_equal(apply(VILLAGE, 1, "[1,2]"), HJ_NO_CONFIRM_LATE);
}

static void
confirmation__of_a_prosecutors_settlement_needs_a_mediation_body(void **state)
{
	(void)state;
	begun(PROSECUTOR, "procuratorial");
	assert_int_equal(joining(PROSECUTOR, 1, ROOM), HJ_NO);
	draft(PROSECUTOR, 1);
	assert_int_equal(sign(PROSECUTOR, 1, 1, "signature"), HJ_NO);
	assert_int_equal(sign(PROSECUTOR, 1, 2, "signature"), HJ_NO);
	DONE(PROSECUTOR, 0, "mediator-sign", "{\"agreement\":1}");
	assert_true(agreement(1)->confirmable);
	assert_int_equal(apply(PROSECUTOR, 1, "[1,2]"), HJ_NO);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TOLD(suit__ends_mediation_that_has_no_agreement),
		TOLD(suit__leaves_what_is_settled_and_what_the_court_entrusted),
		TOLD(suit__that_was_only_received_is_filed_later),
		TOLD(suit__and_arbitration_exclude_each_other),
		TOLD(
		    stranger__comes_in_only_in_its_county_and_with_its_own_forum),
		TOLD(result__is_told_by_the_court_and_ends_what_it_mediated),
		TOLD(enforcement__needs_a_title),
		TOLD(enforcement__rests_on_a_confirmed_agreement),
		TOLD(confirmation__is_applied_for_jointly_and_once),
		TOLD(confirmation__is_too_late_after_thirty_days),
		TOLD(confirmation__on_the_last_day_is_in_time),
		TOLD(confirmation__is_not_for_status_private_or_court_letters),
		TOLD(ruling__waits_for_acceptance_and_is_the_courts),
		TOLD(
		    confirmation__of_a_prosecutors_settlement_needs_a_mediation_body),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
