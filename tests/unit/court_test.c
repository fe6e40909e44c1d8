/* Court-linked mediation: choice, confirmation, facts, failure, shams. */
#include "tests/unit/steps_fixture.h"

/* A claim was received by the court, which asks for mediation first. */
static void
received(void)
{
	registered(VILLAGE, "people");
	DONE(COURT, 0, "open-suit", "{\"received\":true}");
	DONE(COURT, 0, "propose-mediation", "{\"procedure\":2}");
}

static void
consents(int party, const char *answer)
{
	DONE(COURT, 0, "record-consent",
	    "{\"procedure\":2,\"party\":%d,\"answer\":\"%s\","
	    "\"manner\":\"oral\"}",
	    party, answer);
}

static enum hj_refusal
choose(const char *command, enum place place, int n, const char *more)
{
	return ask(COURT, 0, command,
	    "{\"procedure\":2,\"organisation\":\"%s\",\"person\":\"%s\"%s}",
	    fixture_org(&f, place), fixture_person(&f, place, n), more);
}

#define BOTH ",\"parties\":[1,2]"

/* Chosen, confirmed by the room: procedure 3 is the assigned one. */
static void
assigned(void)
{
	received();
	consents(1, "agrees");
	consents(2, "agrees");
	assert_int_equal(choose("choose-mediator", ROOM, 0, BOTH), HJ_NO);
	DONE(ROOM, 0, "accept-referral", "{\"referral\":1}");
}

static void
choice__is_joint_and_after_everybodys_consent(void **state)
{
	(void)state;
	received();
	assert_int_equal(clock_of("CT_DESIG")->state, HJ_CS_RUNNING);
	assert_int_equal(
	    choose("choose-mediator", ROOM, 0, BOTH), HJ_NO_CONSENT);
	assert_string_equal(
	    f.refused_article, "特邀调解规定11;在线调解规则4、7");
	consents(1, "agrees");
	assert_null(clock_of("CT_PICK"));
	consents(2, "agrees");
	assert_int_equal(fixture_count(&f, "consent_completed"), 1);
	assert_int_equal(clock_of("CT_PICK")->state, HJ_CS_RUNNING);
	assert_int_equal(choose("choose-mediator", ROOM, 0, ",\"parties\":[1]"),
	    HJ_NO_CHOICE_JOINT);
	assert_int_equal(
	    choose("designate-mediator", ROOM, 0, ""), HJ_NO_CHOICE_RUNS);
	assert_int_equal(
	    choose("choose-mediator", CENTRE, 0, BOTH), HJ_NO_BODY_CHANNEL);
	REFUSED(HJ_NO_PERSON, COURT, 0, "choose-mediator",
	    "{\"procedure\":2,\"organisation\":\"%s\",\"person\":\"%s\","
	    "\"parties\":[1,2]}",
	    fixture_org(&f, ROOM), fixture_person(&f, VILLAGE, 0));
	assert_int_equal(choose("choose-mediator", ROOM, 0, BOTH), HJ_NO);
	assert_int_equal(clock_of("CT_PICK")->state, HJ_CS_MET);
	assert_int_equal(clock_of("CT_DESIG")->state, HJ_CS_MET);
	assert_int_equal(clock_of("CT_CONFIRM")->state, HJ_CS_RUNNING);
	assert_int_equal(f.d->referral[0].kind, HJ_RK_ASSIGN);
	assert_int_equal(
	    choose("choose-mediator", ROOM, 0, BOTH), HJ_NO_DUPLICATE);
}

static void
designation__follows_a_choice_not_made(void **state)
{
	(void)state;
	received(); /* Monday 2026-03-02 */
	consents(1, "agrees");
	consents(2, "agrees");
	fixture_at(&f, "2026-03-04T23:59:59+08:00");
	assert_int_equal(
	    choose("designate-mediator", ROOM, 0, ""), HJ_NO_CHOICE_RUNS);
	fixture_at(&f, "2026-03-05T08:00:00+08:00");
	assert_int_equal(choose("designate-mediator", ROOM, 0, ""), HJ_NO);
	assert_int_equal(fixture_count(&f, "mediator_designated"), 1);
	assert_int_equal(clock_of("CT_DESIG")->state, HJ_CS_MET);
}

static void
refusal__in_the_suit_bars_sending_and_not_the_suit(void **state)
{
	(void)state;
	received();
	consents(2, "refuses");
	assert_int_equal(procedure(2)->phase, HJ_PH_OPENED);
	assert_int_equal(
	    choose("designate-mediator", ROOM, 0, ""), HJ_NO_REFUSED);
	/* Nor by handing it on. */
	REFUSED(HJ_NO_REFUSED, COURT, 0, "refer", "{\"to\":\"%s\"}",
	    fixture_org(&f, ROOM));
	assert_string_equal(f.refused_article, "特邀调解规定11");
	DONE(COURT, 0, "open-suit", "{}");
	assert_int_equal(procedure(2)->phase, HJ_PH_ACCEPTED);
}

/* As if it had not been made: the seven days of filing go on. */
static void
voided__offer_leaves_the_limit_as_it_was(void **state)
{
	int64_t limits;
	int32_t due;

	(void)state;
	received();
	due = clock_of("CT_FILE")->due_on;
	limits = (int64_t)f.d->n_clock;
	fixture_at(&f, "2026-03-05T09:00:00+08:00");
	DONE(COURT, 0, "refer", "{\"to\":\"%s\"}", fixture_org(&f, VILLAGE));
	assert_int_equal(clock_of("CT_FILE")->state, HJ_CS_STOPPED);
	limits += fixture_count(&f, "clock_started");
	DONE(COURT, 0, "void", "{\"event\":\"%s\",\"reason\":\"误点\"}",
	    f.event[0].id);
	assert_int_equal(f.d->referral[0].state, HJ_RS_REVOKED);
	assert_int_equal(clock_of("CT_FILE")->state, HJ_CS_RUNNING);
	assert_int_equal(clock_of("CT_FILE")->due_on, due);
	assert_int_equal(f.d->n_clock, limits);
}

static void
silence__lapses_after_three_working_days(void **state)
{
	(void)state;
	received();
	fixture_at(&f, "2026-04-07T09:00:00+08:00");
	assert_int_equal(choose("designate-mediator", ROOM, 0, ""), HJ_NO);
	assert_int_equal(clock_of("CT_CONFIRM")->due_on, 20260410);
	fixture_at(&f, "2026-04-11T00:00:01+08:00");
	fixture_settle(&f);
	assert_int_equal(f.d->referral[0].state, HJ_RS_LAPSED);
	REFUSED(HJ_NO_RIGHT, ROOM, 0, "accept-referral", "{\"referral\":1}");
	fixture_at(&f, "2026-04-13T09:00:00+08:00");
	assert_int_equal(choose("designate-mediator", VILLAGE, 0, ""), HJ_NO);
	assert_int_equal(f.d->referral[1].state, HJ_RS_OFFERED);
}

static void
chosen__mediator_is_named_when_it_begins(void **state)
{
	(void)state;
	assigned();
	agree(ROOM, 3);
	assert_int_equal(clock_of("CT_ASK")->state, HJ_CS_MET);
	DONE(ROOM, 0, "accept", "{\"procedure\":3}");
	REFUSED(HJ_NO_CHOSEN, ROOM, 2, "assign-mediators",
	    "{\"procedure\":3,\"mediators\":[{\"person\":\"%s\","
	    "\"disclosed\":true}]}",
	    fixture_person(&f, ROOM, 1));
	DONE(ROOM, 2, "assign-mediators",
	    "{\"procedure\":3,\"mediators\":[{\"person\":\"%s\","
	    "\"disclosed\":true}]}",
	    fixture_person(&f, ROOM, 0));
	REFUSED(HJ_NO_ROLE, COURT, 0, "take-role",
	    "{\"procedure\":2,\"person\":\"%s\",\"role\":\"assessor\"}",
	    fixture_person(&f, ROOM, 0));
	DONE(COURT, 0, "take-role",
	    "{\"procedure\":2,\"person\":\"%s\",\"role\":\"assessor\"}",
	    fixture_person(&f, ROOM, 1));
	/* Who was replaced did mediate it. */
	DONE(ROOM, 2, "replace-mediators",
	    "{\"procedure\":3,\"reason\":\"生病\",\"mediators\":[{\"person\":"
	    "\"%s\",\"disclosed\":true}]}",
	    fixture_person(&f, ROOM, 2));
	REFUSED(HJ_NO_ROLE, COURT, 0, "take-role",
	    "{\"procedure\":2,\"person\":\"%s\",\"role\":\"assessor\"}",
	    fixture_person(&f, ROOM, 0));
	assert_string_equal(f.refused_article, "特邀调解规定16");
}

static void
other_side__that_refuses_sends_the_papers_back_at_once(void **state)
{
	(void)state;
	assigned(); /* 2026-03-02 */
	assert_int_equal(clock_of("CT_ASK")->due_on, 20260305);
	DONE(ROOM, 0, "record-consent",
	    "{\"procedure\":3,\"party\":2,\"answer\":\"refuses\","
	    "\"manner\":\"phone\"}");
	assert_int_equal(procedure(3)->ground, HJ_GR_REFUSED);
	assert_int_equal(fixture_count(&f, "referral_returned"), 1);
	assert_int_equal(fixture_count(&f, "notice_owed"), 2);
	assert_int_equal(f.d->referral[0].state, HJ_RS_RETURNED);
	assert_int_equal(clock_of("CT_ASK")->state, HJ_CS_MET);
}

static void
other_side__not_found_closes_it_too(void **state)
{
	(void)state;
	assigned();
	DONE(ROOM, 0, "end-procedure",
	    "{\"procedure\":3,\"ground\":\"unreachable\"}");
	assert_int_equal(f.d->referral[0].state, HJ_RS_RETURNED);
}

static void
insisting__makes_the_seven_days_run_anew(void **state)
{
	(void)state;
	assigned();
	assert_int_equal(clock_of("CT_FILE")->state, HJ_CS_STOPPED);
	fixture_at(&f, "2026-03-10T09:00:00+08:00");
	REFUSED(HJ_NO_PARTY, COURT, 0, "insist-on-filing",
	    "{\"procedure\":2,\"party\":9}");
	DONE(ROOM, 0, "insist-on-filing", "{\"procedure\":2,\"party\":1}");
	assert_int_equal(clock_of("CT_FILE")->state, HJ_CS_RUNNING);
	assert_int_equal(clock_of("CT_FILE")->due_on, 20260317);
	fixture_at(&f, "2026-03-12T09:00:00+08:00");
	DONE(COURT, 0, "correct-claim", "{\"procedure\":2}");
	assert_int_equal(clock_of("CT_FILE")->due_on, 20260319);
	DONE(COURT, 0, "open-suit", "{}");
	assert_int_equal(clock_of("CT_FILE")->state, HJ_CS_MET);
}

/* The way into court stays open: without mediation the court's days run. */
static void
mediation_that_comes_to_nothing__lets_the_seven_days_run(void **state)
{
	(void)state;
	assigned(); /* 2026-03-02 */
	fixture_at(&f, "2026-03-09T09:00:00+08:00");
	DONE(ROOM, 0, "record-consent",
	    "{\"procedure\":3,\"party\":2,\"answer\":\"refuses\","
	    "\"manner\":\"phone\"}");
	assert_int_equal(clock_of("CT_FILE")->state, HJ_CS_RUNNING);
	assert_int_equal(clock_of("CT_FILE")->due_on, 20260316);
}

static void
appraisal__stops_the_term_where_a_law_says_so(void **state)
{
	(void)state;
	fixture_at(&f, "2026-04-08T09:00:00+08:00");
	assigned();
	assert_int_equal(clock_of("CT_PRE")->due_on, 20260508);
	REFUSED(
	    HJ_NO_NO_APPRAISAL, ROOM, 0, "end-appraisal", "{\"procedure\":3}");
	fixture_at(&f, "2026-04-10T09:00:00+08:00");
	DONE(ROOM, 0, "start-appraisal",
	    "{\"procedure\":3,\"by_outside\":\"鉴定中心\"}");
	assert_int_equal(clock_of("CT_PRE")->due, 0);
	REFUSED(HJ_NO_DUPLICATE, ROOM, 0, "start-appraisal",
	    "{\"procedure\":3,\"by_outside\":\"鉴定中心\"}");
	fixture_at(&f, "2026-04-30T09:00:00+08:00");
	DONE(ROOM, 0, "end-appraisal", "{\"procedure\":3}");
	assert_int_equal(clock_of("CT_PRE")->due_on, 20260529);
	/* The village's own mediation: no law lets it stop. */
	tear_down(state);
	set_up(state);
	mediating();
	REFUSED(HJ_NO_PAUSE, VILLAGE, 0, "start-appraisal",
	    "{\"by_outside\":\"鉴定中心\"}");
	assert_int_equal(clock_of("RT_MED")->n_pause, 0);
}

static void
entrusted__term_is_of_the_trial(void **state)
{
	(void)state;
	registered(VILLAGE, "people");
	REFUSED(HJ_NO_CHANNEL, COMMISSION, 0, "open-arbitration",
	    "{\"trial\":\"simplified\"}");
	DONE(COURT, 0, "open-suit", "{\"trial\":\"simplified\"}");
	assert_int_equal(clock_of("CT_TRIAL_S")->due_on, 20260602);
	assert_null(clock_of("CT_TRIAL_O"));
	REFUSED(HJ_NO_FILED, COURT, 0, "refer",
	    "{\"to\":\"%s\",\"kind\":\"refer\",\"channel\":\"people\","
	    "\"trial\":\"ordinary\"}",
	    fixture_org(&f, VILLAGE));
	DONE(COURT, 0, "refer", "{\"to\":\"%s\"}", fixture_org(&f, ROOM));
	DONE(ROOM, 0, "accept-referral", "{\"referral\":1}");
	assert_int_equal(procedure(3)->trial, HJ_TR_SIMPLIFIED);
	assert_int_equal(clock_of("CT_ENT_S")->due_on, 20260309);
	assert_null(clock_of("CT_ENT_O"));
	DONE(ROOM, 0, "return-referral",
	    "{\"referral\":1,\"result\":\"not_agreed\"}");
	DONE(COURT, 0, "refer", "{\"to\":\"%s\",\"trial\":\"ordinary\"}",
	    fixture_org(&f, ROOM));
	DONE(ROOM, 0, "accept-referral", "{\"referral\":2}");
	assert_int_equal(clock_of("CT_ENT_O")->due_on, 20260317);
}

static void
facts__are_confirmed_by_all_in_writing(void **state)
{
	(void)state;
	mediating();
	REFUSED(HJ_NO_FACTS_JOINT, VILLAGE, 0, "confirm-undisputed-facts",
	    "{\"signatures\":[{\"party\":1,\"how\":\"signature\"}],"
	    "\"text\":\"漏水属实\"}");
	REFUSED(HJ_NO_FACTS_JOINT, VILLAGE, 0, "confirm-undisputed-facts",
	    "{\"signatures\":[{\"party\":1,\"how\":\"signature\"},"
	    "{\"party\":2,\"how\":\"refused\"}],\"text\":\"漏水属实\"}");
	REFUSED(HJ_NO_PARTY, VILLAGE, 0, "confirm-undisputed-facts",
	    "{\"signatures\":[{\"party\":7,\"how\":\"signature\"}],"
	    "\"text\":\"漏水属实\"}");
	DONE(VILLAGE, 0, "confirm-undisputed-facts",
	    "{\"signatures\":[{\"party\":1,\"how\":\"signature\"},"
	    "{\"party\":2,\"how\":\"thumbprint\"}],\"text\":\"漏水属实\"}");
	assert_int_equal(f.d->n_fact, 1);
}

static void
concession__is_private_to_its_side(void **state)
{
	(void)state;
	mediating();
	REFUSED(HJ_NO_PRIVILEGE, VILLAGE, 0, "record-concession",
	    "{\"party\":1,\"text\":\"愿意让两千\"}");
	REFUSED(HJ_NO_PARTY, VILLAGE, 0, "record-concession",
	    "{\"party\":5,\"private_applicant\":\"愿意让两千\"}");
	DONE(VILLAGE, 0, "record-concession",
	    "{\"party\":1,\"private_applicant\":\"愿意让两千\"}");
	assert_int_equal(fixture_count(&f, "concession_recorded"), 1);
}

static void
failure__is_reported_and_the_matter_returned(void **state)
{
	(void)state;
	assigned();
	take_up(ROOM, 3);
	DONE(ROOM, 0, "confirm-undisputed-facts",
	    "{\"procedure\":3,\"signatures\":[{\"party\":1,"
	    "\"how\":\"signature\"},{\"party\":2,\"how\":\"signature\"}],"
	    "\"text\":\"欠款属实\"}");
	REFUSED(HJ_NO_SUCH_ENTITY, ROOM, 0, "report-failure",
	    "{\"procedure\":3,\"closing\":\"large_gap\",\"basics\":\"甲\","
	    "\"reason\":\"乙\",\"facts\":[2]}");
	REFUSED(HJ_NO_GROUND, ROOM, 0, "report-failure",
	    "{\"procedure\":3,\"closing\":\"agreed\",\"basics\":\"甲\","
	    "\"reason\":\"乙\"}");
	DONE(ROOM, 0, "report-failure",
	    "{\"procedure\":3,\"closing\":\"large_gap\",\"basics\":\"甲\","
	    "\"reason\":\"乙\",\"conduct\":\"拖延\","
	    "\"attention\":\"送达地址\",\"facts\":[1]}");
	REFUSED(HJ_NO_GROUND, ROOM, 0, "end-procedure",
	    "{\"procedure\":3,\"ground\":\"no_agreement\","
	    "\"closing\":\"term_over\"}");
	assert_string_equal(f.refused_article, "特邀调解规定26;在线调解规则25");
	DONE(ROOM, 0, "end-procedure",
	    "{\"procedure\":3,\"ground\":\"no_agreement\","
	    "\"closing\":\"large_gap\"}");
	DONE(ROOM, 0, "return-referral",
	    "{\"referral\":1,\"result\":\"not_agreed\"}");
	assert_int_equal(f.d->referral[0].state, HJ_RS_RETURNED);
}

static void
closing__settled_and_withdrawn_needs_no_refusal(void **state)
{
	(void)state;
	assigned();
	take_up(ROOM, 3);
	DONE(ROOM, 0, "end-procedure",
	    "{\"procedure\":3,\"ground\":\"withdrawn\","
	    "\"closing\":\"settled_withdrawn\"}");
	assert_int_equal(procedure(3)->ground, HJ_GR_WITHDRAWN);
}

static void
closing__is_of_court_linked_mediation(void **state)
{
	(void)state;
	mediating();
	REFUSED(HJ_NO_GROUND, VILLAGE, 0, "end-procedure",
	    "{\"ground\":\"term_over\",\"closing\":\"term_over\"}");
}

static void
sham__suspends_everything_but_leaving(void **state)
{
	(void)state;
	assigned();
	take_up(ROOM, 3);
	REFUSED(HJ_NO_STAGE, ROOM, 0, "resume-mediation", "{\"procedure\":3}");
	DONE(ROOM, 0, "report-sham", "{\"procedure\":3,\"text\":\"双方串通\"}");
	assert_int_equal(procedure(3)->stage, HJ_ST_SUSPENDED);
	assert_int_equal(sit(ROOM, 3, "continues"), HJ_NO_STAGE);
	assert_string_equal(f.refused_article, "特邀调解规定18;在线调解规则23");
	REFUSED(HJ_NO_STAGE, ROOM, 0, "draft-agreement",
	    "{\"procedure\":3,\"terms\":[{\"kind\":\"duty\"}]}");
	REFUSED(HJ_NO_STAGE, ROOM, 0, "report-sham", "{\"procedure\":3}");
	DONE(ROOM, 0, "resume-mediation", "{\"procedure\":3}");
	fixture_at(&f, "2026-03-02T18:00:00+08:00");
	assert_int_equal(sit(ROOM, 3, "continues"), HJ_NO);
	DONE(ROOM, 0, "report-sham", "{\"procedure\":3}");
	DONE(ROOM, 0, "withdraw", "{\"procedure\":3,\"parties\":[1]}");
	assert_int_equal(procedure(3)->phase, HJ_PH_ENDED);
}

static void
protection__is_decided_in_seventy_two_hours(void **state)
{
	(void)state;
	registered(VILLAGE, "people");
	REFUSED(HJ_NO_BODY_CHANNEL, VILLAGE, 0, "apply-protection",
	    "{\"party\":1}");
	DONE(COURT, 0, "apply-protection", "{\"party\":1}");
	/* Nine o'clock is not counted (民诉法85、民诉法解释125). */
	assert_int_equal(clock_of("PO_72")->due - f.now, 73 * HJ_HOUR_MS);
	assert_null(clock_of("PO_24"));
	DONE(COURT, 0, "rule-protection", "{\"party\":1,\"granted\":true}");
	assert_int_equal(clock_of("PO_72")->state, HJ_CS_MET);
	DONE(COURT, 0, "apply-protection", "{\"party\":2,\"urgent\":true}");
	assert_int_equal(clock_of("PO_24")->due - f.now, 25 * HJ_HOUR_MS);
	assert_int_equal(clock_of("PO_72")->state, HJ_CS_MET);
}

/* What was applied for before filing goes back on three grounds: 在线9. */
static void
application__is_given_back_on_three_grounds(void **state)
{
	static const char *const grounds[] = { "not_civil", "other_body",
		"off_line", "no_other_side" };
	const struct hj_notice_set *owed;

	for (int i = 0; i < 4; i++) {
		tear_down(state);
		set_up(state);
		registered(ROOM, "assigned");
		DONE(ROOM, 0, "decline", "{\"ground\":\"%s\"}", grounds[i]);
		assert_int_equal(f.d->notice[0].kind, HJ_NK_NOT_ACCEPTED);
		owed = f.event[f.events - 1].body;
		if (i < 3)
			assert_string_equal(owed->article, "在线9");
		else
			assert_null(owed->article);
	}
	tear_down(state);
	set_up(state);
	registered(VILLAGE, "people");
	REFUSED(
	    HJ_NO_GROUND, VILLAGE, 0, "decline", "{\"ground\":\"off_line\"}");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TOLD(choice__is_joint_and_after_everybodys_consent),
		TOLD(designation__follows_a_choice_not_made),
		TOLD(refusal__in_the_suit_bars_sending_and_not_the_suit),
		TOLD(voided__offer_leaves_the_limit_as_it_was),
		TOLD(silence__lapses_after_three_working_days),
		TOLD(chosen__mediator_is_named_when_it_begins),
		TOLD(other_side__that_refuses_sends_the_papers_back_at_once),
		TOLD(other_side__not_found_closes_it_too),
		TOLD(insisting__makes_the_seven_days_run_anew),
		TOLD(mediation_that_comes_to_nothing__lets_the_seven_days_run),
		TOLD(appraisal__stops_the_term_where_a_law_says_so),
		TOLD(entrusted__term_is_of_the_trial),
		TOLD(facts__are_confirmed_by_all_in_writing),
		TOLD(concession__is_private_to_its_side),
		TOLD(failure__is_reported_and_the_matter_returned),
		TOLD(closing__settled_and_withdrawn_needs_no_refusal),
		TOLD(closing__is_of_court_linked_mediation),
		TOLD(sham__suspends_everything_but_leaving),
		TOLD(application__is_given_back_on_three_grounds),
		TOLD(protection__is_decided_in_seventy_two_hours),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
