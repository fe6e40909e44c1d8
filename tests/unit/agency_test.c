/*
 * Who acts for a party: guardians, agents with powers and terms, heads; what is
 * refused without them, and when they act no more.
 */
#include "tests/unit/steps_fixture.h"

#define PARTY(side, rest)                                                      \
	"{\"kind\":\"natural\",\"side\":\"" side "\",\"name\":\"某\"" rest "}"

/* Registered with `applicant` beside an adult. */
static void
brought(const char *applicant)
{
	DONE(VILLAGE, 0, "register",
	    "{\"source\":\"application\",\"manner\":\"oral\",\"parties\":["
	    "%s," PARTY("respondent", "") "]}",
	    applicant);
}

static enum hj_refusal
consents(int party, const char *rest)
{
	return ask(VILLAGE, 0, "record-consent",
	    "{\"party\":%d,\"answer\":\"agrees\",\"manner\":\"oral\"%s}", party,
	    rest);
}

/* A sitting of the present hour to which somebody came for party 2. */
static enum hj_refusal
sits_for_2(const char *agency)
{
	return ask(VILLAGE, 0, "log-session",
	    "{\"attendance\":[{\"party\":1,\"presence\":\"came\"},"
	    "{\"party\":2,\"presence\":\"represented\"%s}],"
	    "\"result\":\"continues\"}",
	    agency);
}

static void
agent__is_entered_with_the_party(void **state)
{
	const struct hj_agency *a;

	(void)state;
	brought(PARTY("applicant",
	    ",\"agent\":\"丙\",\"agent_power\":\"代为和解\","
	    "\"agent_special\":true,\"agent_from\":\"2026-03-01\","
	    "\"agent_until\":\"2026-06-30\""));
	assert_int_equal(f.d->n_agency, 1);
	a = hj_agency_at(f.d, 1);
	assert_int_equal(a->party, 1);
	assert_int_equal(a->kind, HJ_AG_AGENT);
	assert_int_equal(a->power, HJ_PW_SPECIAL);
	assert_int_equal(a->from, 20260301);
	assert_int_equal(a->until, 20260630);
	assert_non_null(a->text.box);
	assert_null(f.d->party[0].agent.box);
}

static void
minor__agrees_and_settles_by_a_guardian(void **state)
{
	(void)state;
	brought(PARTY("applicant", ",\"minor\":true"));
	assert_int_equal(consents(1, ""), HJ_NO_AGENT);
	DONE(VILLAGE, 0, "appoint-agent",
	    "{\"party\":1,\"kind\":\"guardian\",\"name\":\"其母\","
	    "\"until\":\"2026-03-20\"}");
	assert_int_equal(consents(1, ""), HJ_NO);
	assert_int_equal(consents(2, ""), HJ_NO);
	DONE(VILLAGE, 0, "accept", "{}");
	assert_int_equal(
	    naming(VILLAGE, 2, "assign-mediators", NAMED, VILLAGE, 0), HJ_NO);
	fixture_at(&f, "2026-03-23T09:00:00+08:00");
	REFUSED(HJ_NO_AGENT, VILLAGE, 0, "record-oral-agreement",
	    "{\"terms\":[{\"kind\":\"duty\",\"text\":\"道歉\"}]}");
	assert_string_equal(f.refused_field, "party");
	DONE(VILLAGE, 0, "appoint-agent",
	    "{\"party\":1,\"kind\":\"guardian\",\"name\":\"其父\"}");
	DONE(VILLAGE, 0, "record-oral-agreement",
	    "{\"terms\":[{\"kind\":\"duty\",\"text\":\"道歉\"}]}");
	/* A refusal counts however it is given. */
	assert_int_equal(hj_consent_of(procedure(1), 1), HJ_AN_AGREES);
}

static void
minor__who_named_somebody_named_the_guardian(void **state)
{
	(void)state;
	brought(PARTY("applicant", ",\"minor\":true,\"agent\":\"其母\""));
	assert_int_equal(hj_agency_at(f.d, 1)->kind, HJ_AG_GUARDIAN);
	assert_int_equal(hj_agency_at(f.d, 1)->power, 0);
	assert_int_equal(consents(1, ""), HJ_NO);
	REFUSED(HJ_NO_PROXY, VILLAGE, 0, "record-consent",
	    "{\"party\":2,\"answer\":\"agrees\",\"manner\":\"oral\","
	    "\"agency\":1}");
}

static void
agent__attends_within_the_term_and_no_longer(void **state)
{
	(void)state;
	mediating();
	assert_int_equal(sits_for_2(""), HJ_NO_PROXY);
	DONE(VILLAGE, 0, "appoint-agent",
	    "{\"party\":2,\"kind\":\"agent\",\"name\":\"丙\","
	    "\"power\":\"general\",\"from\":\"2026-03-02\","
	    "\"until\":\"2026-03-04\"}");
	assert_int_equal(sits_for_2(",\"agency\":2"), HJ_NO_PROXY);
	assert_int_equal(sits_for_2(",\"agency\":1"), HJ_NO);
	assert_int_equal(f.d->session[0].attendance[1].agency, 1);
	fixture_at(&f, "2026-03-04T23:00:00+08:00");
	assert_int_equal(sits_for_2(""), HJ_NO);
	fixture_at(&f, "2026-03-05T09:00:00+08:00");
	assert_int_equal(sits_for_2(""), HJ_NO_POWER);
	assert_string_equal(f.refused_field, "attendance");
}

static void
agent__that_was_revoked_acts_no_more(void **state)
{
	(void)state;
	mediating();
	DONE(VILLAGE, 0, "appoint-agent",
	    "{\"party\":2,\"kind\":\"agent\",\"name\":\"丙\","
	    "\"power\":\"special\",\"until\":\"2026-12-31\"}");
	assert_int_equal(sits_for_2(""), HJ_NO);
	fixture_at(&f, "2026-03-05T09:00:00+08:00");
	REFUSED(HJ_NO_PROXY, VILLAGE, 0, "revoke-agent",
	    "{\"agency\":2,\"reason\":\"解除委托\"}");
	DONE(VILLAGE, 0, "revoke-agent",
	    "{\"agency\":1,\"reason\":\"解除委托\"}");
	REFUSED(HJ_NO_PROXY, VILLAGE, 0, "revoke-agent",
	    "{\"agency\":1,\"reason\":\"解除委托\"}");
	assert_int_equal(hj_agency_at(f.d, 1)->ended_on, 20260305);
	assert_int_equal(sits_for_2(""), HJ_NO_POWER);
	draft(VILLAGE, 1);
	assert_int_equal(sign(VILLAGE, 1, 2, "proxy"), HJ_NO_POWER);
	assert_string_equal(f.refused_field, "party");
}

static void
agent__admits_facts_only_if_specially_authorised(void **state)
{
	static const char *const facts =
	    "{\"text\":\"借款属实\",\"signatures\":["
	    "{\"party\":1,\"how\":\"signature\"},"
	    "{\"party\":2,\"how\":\"proxy\"}]}";

	(void)state;
	mediating();
	DONE(VILLAGE, 0, "appoint-agent",
	    "{\"party\":2,\"kind\":\"agent\",\"name\":\"丙\","
	    "\"power\":\"general\",\"until\":\"2026-12-31\"}");
	REFUSED(
	    HJ_NO_SPECIAL, VILLAGE, 0, "confirm-undisputed-facts", "%s", facts);
	DONE(VILLAGE, 0, "appoint-agent",
	    "{\"party\":2,\"kind\":\"agent\",\"name\":\"丁\","
	    "\"power\":\"special\",\"until\":\"2026-12-31\"}");
	DONE(VILLAGE, 0, "confirm-undisputed-facts", "%s", facts);
}

static void
agency__says_its_kind_power_and_end(void **state)
{
	(void)state;
	mediating();
	REFUSED(HJ_NO_POWER_STATED, VILLAGE, 0, "appoint-agent",
	    "{\"party\":2,\"kind\":\"agent\",\"name\":\"丙\","
	    "\"until\":\"2026-12-31\"}");
	REFUSED(HJ_NO_POWER_STATED, VILLAGE, 0, "appoint-agent",
	    "{\"party\":2,\"kind\":\"agent\",\"name\":\"丙\","
	    "\"power\":\"special\"}");
	assert_string_equal(f.refused_field, "until");
	REFUSED(HJ_NO_ORDER, VILLAGE, 0, "appoint-agent",
	    "{\"party\":2,\"kind\":\"guardian\",\"name\":\"丙\","
	    "\"from\":\"2026-05-01\",\"until\":\"2026-04-30\"}");
	REFUSED(HJ_NO_PARTY, VILLAGE, 0, "appoint-agent",
	    "{\"party\":2,\"kind\":\"head\",\"name\":\"丙\"}");
	REFUSED(HJ_NO_PARTY, VILLAGE, 0, "appoint-agent",
	    "{\"party\":9,\"kind\":\"guardian\",\"name\":\"丙\"}");
	assert_int_equal(f.d->n_agency, 0);
}

static void
head__of_an_organisation_acts_in_everything(void **state)
{
	(void)state;
	brought("{\"kind\":\"organisation\",\"side\":\"applicant\","
		"\"name\":\"某公司\",\"agent\":\"董事长\","
		"\"agent_as\":\"head\"}");
	take_up(VILLAGE, 1);
	draft(VILLAGE, 1);
	assert_int_equal(sign(VILLAGE, 1, 1, "proxy"), HJ_NO);
	assert_int_equal(agreement(1)->signature[0].agency, 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TOLD(agent__is_entered_with_the_party),
		TOLD(minor__agrees_and_settles_by_a_guardian),
		TOLD(minor__who_named_somebody_named_the_guardian),
		TOLD(agent__attends_within_the_term_and_no_longer),
		TOLD(agent__that_was_revoked_acts_no_more),
		TOLD(agent__admits_facts_only_if_specially_authorised),
		TOLD(agency__says_its_kind_power_and_end),
		TOLD(head__of_an_organisation_acts_in_everything),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
