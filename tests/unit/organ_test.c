/* Administrative mediation, objections, and what is tracked beside. */
#include "tests/unit/steps_fixture.h"

static void
traffic__waits_until_the_loss_is_settled(void **state)
{
	(void)state;
	registered(TRAFFIC, "administrative");
	DONE(TRAFFIC, 0, "record-finding", "{\"number\":\"认定1号\"}");
	assert_int_equal(clock_of("AM_TR_ASK")->due_on, 20260316);
	take_up(TRAFFIC, 1);
	assert_int_equal(clock_of("AM_TR_ASK")->state, HJ_CS_MET);
	assert_int_equal(procedure(1)->stage, HJ_ST_WAITING);
	assert_null(clock_of("AM_TR_DO"));
	assert_int_equal(sit(TRAFFIC, 1, "continues"), HJ_NO_STAGE);
	assert_string_equal(f.refused_article, "道交事故处理程序规定90");
	assert_string_equal(f.refused_do, "open-mediation");
	fixture_at(&f, "2026-03-09T12:00:00+08:00");
	DONE(TRAFFIC, 0, "open-mediation", "{\"basis\":\"treatment\"}");
	assert_int_equal(clock_of("AM_TR_DO")->due_on, 20260323);
	REFUSED(HJ_NO_STAGE, TRAFFIC, 0, "open-mediation",
	    "{\"basis\":\"treatment\"}");
	assert_int_equal(sit(TRAFFIC, 1, "continues"), HJ_NO);
	DONE(TRAFFIC, 0, "end-procedure", "{\"ground\":\"no_agreement\"}");
	assert_int_equal(clock_of("AM_TR_DO")->state, HJ_CS_MET);
}

static void
traffic__acceptance_may_say_that_it_can_begin(void **state)
{
	(void)state;
	registered(TRAFFIC, "administrative");
	agree(TRAFFIC, 1);
	DONE(TRAFFIC, 0, "accept", "{\"basis\":\"funeral\"}");
	assert_int_equal(fixture_count(&f, "mediation_opened"), 1);
	assert_int_equal(procedure(1)->stage, HJ_ST_GOING);
	tear_down(state);
	set_up(state);
	registered(ORGAN, "administrative");
	agree(ORGAN, 1);
	REFUSED(HJ_NO_CHANNEL, ORGAN, 0, "accept", "{\"basis\":\"funeral\"}");
	REFUSED(HJ_NO_CHANNEL, ORGAN, 0, "record-finding", "{}");
}

static void
traffic__short_notice_is_marked_and_not_refused(void **state)
{
	(void)state;
	registered(TRAFFIC, "administrative");
	/* Monday 2026-03-02: three working days are over on Thursday. */
	DONE(TRAFFIC, 0, "schedule-session",
	    "{\"mode\":\"together\",\"starts\":\"2026-03-04T09:00:00+08:00\"}");
	assert_true(f.d->appointment[0].short_notice);
	DONE(TRAFFIC, 0, "schedule-session",
	    "{\"mode\":\"together\",\"starts\":\"2026-03-05T09:00:00+08:00\"}");
	assert_false(f.d->appointment[1].short_notice);
	DONE(TRAFFIC, 0, "reschedule-session",
	    "{\"appointment\":2,\"starts\":\"2026-03-04T15:00:00+08:00\"}");
	assert_true(f.d->appointment[1].short_notice);
}

static void
traffic__three_of_a_side_are_enough(void **state)
{
	(void)state;
	registered(TRAFFIC, "administrative");
	for (int i = 0; i < 3; i++)
		DONE(TRAFFIC, 0, "add-party",
		    "{\"party\":{\"kind\":\"natural\",\"side\":\"applicant\","
		    "\"name\":\"丙%d\"}}",
		    i);
	agree(TRAFFIC, 1);
	for (int party = 3; party <= 5; party++)
		DONE(TRAFFIC, 0, "record-consent",
		    "{\"party\":%d,\"answer\":\"agrees\","
		    "\"manner\":\"oral\"}",
		    party);
	DONE(TRAFFIC, 0, "accept", "{\"basis\":\"loss\"}");
	DONE(TRAFFIC, 0, "assign-mediators",
	    "{\"mediators\":[{\"person\":\"%s\",\"disclosed\":true}]}",
	    fixture_person(&f, TRAFFIC, 0));
	fixture_at(&f, "2026-03-03T18:00:00+08:00");
	REFUSED(HJ_NO_MANY_PERSONS, TRAFFIC, 0, "log-session",
	    "{\"attendance\":[{\"party\":1,\"presence\":\"came\"},"
	    "{\"party\":2,\"presence\":\"came\"},{\"party\":3,"
	    "\"presence\":\"came\"},{\"party\":4,\"presence\":\"came\"},"
	    "{\"party\":5,\"presence\":\"came\"}],\"mode\":\"together\","
	    "\"result\":\"continues\"}");
}

static void
police__second_attempt_within_seven_working_days(void **state)
{
	(void)state;
	begun(POLICE, "administrative");
	assert_null(clock_of("AM_PS2"));
	fixture_at(&f, "2026-03-02T12:00:00+08:00");
	assert_int_equal(sit(POLICE, 1, "continues"), HJ_NO);
	assert_int_equal(clock_of("AM_PS2")->due_on, 20260311);
	fixture_at(&f, "2026-03-11T18:00:00+08:00");
	assert_int_equal(sit(POLICE, 1, "not_agreed"), HJ_NO);
	assert_int_equal(clock_of("AM_PS2")->state, HJ_CS_MET);
	/* A third starts none: once is once. */
	fixture_at(&f, "2026-03-12T18:00:00+08:00");
	assert_int_equal(sit(POLICE, 1, "not_agreed"), HJ_NO);
	assert_int_equal(clock_of("AM_PS2")->state, HJ_CS_MET);
}

static void
police__exclusions_are_words_of_theirs(void **state)
{
	(void)state;
	registered(POLICE, "administrative");
	DONE(POLICE, 0, "decline",
	    "{\"ground\":\"barred\",\"exclusion\":\"hired\"}");
	assert_int_equal(procedure(1)->ground, HJ_GR_DECLINED);
	tear_down(state);
	set_up(state);
	registered(VILLAGE, "people");
	REFUSED(HJ_NO_CHANNEL, VILLAGE, 0, "decline",
	    "{\"ground\":\"barred\",\"exclusion\":\"hired\"}");
}

static void
penalty__follows_what_came_to_nothing(void **state)
{
	(void)state;
	begun(POLICE, "administrative");
	REFUSED(HJ_NO_PHASE, POLICE, 0, "hand-to-penalty", "{}");
	DONE(POLICE, 0, "record-oral-agreement",
	    "{\"terms\":[{\"kind\":\"duty\",\"due_on\":\"2026-03-10\"}]}");
	REFUSED(HJ_NO_PENALTY, POLICE, 0, "hand-to-penalty", "{}");
	fixture_at(&f, "2026-03-11T09:00:00+08:00");
	DONE(POLICE, 0, "record-default",
	    "{\"on\":\"term\",\"agreement\":1,\"term\":1}");
	DONE(POLICE, 0, "hand-to-penalty", "{\"number\":\"案1号\"}");
	assert_int_equal(fixture_count(&f, "penalty_handed"), 1);
}

static void
settlement__is_recognised_when_kept_and_asked_for_together(void **state)
{
	(void)state;
	mediating();
	DONE(VILLAGE, 0, "record-oral-agreement",
	    "{\"terms\":[{\"kind\":\"duty\"}]}");
	REFUSED(HJ_NO_RIGHT, VILLAGE, 0, "recognise-settlement",
	    "{\"agreement\":1,\"parties\":[1,2]}");
	REFUSED(HJ_NO_SUCH_ENTITY, POLICE, 0, "recognise-settlement",
	    "{\"agreement\":7,\"parties\":[1,2]}");
	REFUSED(HJ_NO_NOT_PERFORMED, POLICE, 0, "recognise-settlement",
	    "{\"agreement\":1,\"parties\":[1,2]}");
	DONE(VILLAGE, 0, "record-performance",
	    "{\"on\":\"term\",\"agreement\":1,\"term\":1}");
	REFUSED(HJ_NO_RECOGNISE_JOINT, POLICE, 0, "recognise-settlement",
	    "{\"agreement\":1,\"parties\":[1]}");
	DONE(POLICE, 0, "recognise-settlement",
	    "{\"agreement\":1,\"parties\":[1,2]}");
	assert_int_equal(fixture_count(&f, "settlement_recognised"), 1);
}

static void
market__ends_are_told_in_seven_working_days(void **state)
{
	(void)state;
	registered(ORGAN, "administrative");
	assert_int_equal(clock_of("AM_MK_ACC")->due_on, 20260311);
	agree(ORGAN, 1);
	DONE(ORGAN, 0, "accept", "{}");
	for (int64_t i = 0; i < f.events; i++)
		if (f.event[i].kind == &hj_ev_notice_owed)
			assert_non_null(strstr(
			    ((struct hj_notice_set *)f.event[i].body)->says,
			    "不免除"));
	DONE(ORGAN, 0, "assign-mediators",
	    "{\"mediators\":[{\"person\":\"%s\",\"disclosed\":true}]}",
	    fixture_person(&f, ORGAN, 0));
	assert_int_equal(clock_of("AM_MK_ACC")->state, HJ_CS_MET);
	assert_int_equal(clock_of("AM_MK_DO")->due_on, 20260508);
	DONE(ORGAN, 0, "start-appraisal", "{\"by_outside\":\"检测所\"}");
	assert_int_equal(clock_of("AM_MK_DO")->due, 0);
	fixture_at(&f, "2026-03-06T09:00:00+08:00");
	DONE(ORGAN, 0, "end-appraisal", "{}");
	assert_true(clock_of("AM_MK_DO")->due_on > 20260508);
	DONE(ORGAN, 0, "record-clue", "{\"number\":\"线索1号\"}");
	assert_int_equal(clock_of("AM_MK_CLUE")->due_on, 20260327);
	DONE(ORGAN, 0, "end-procedure", "{\"ground\":\"no_agreement\"}");
	assert_int_equal(clock_of("AM_MK_TELL")->due_on, 20260317);
	DONE(ORGAN, 0, "serve-notice",
	    "{\"notices\":[3,4],\"means\":\"handed\"}");
	assert_int_equal(clock_of("AM_MK_TELL")->state, HJ_CS_MET);
	DONE(ORGAN, 0, "check-clue", "{\"granted\":true}");
	assert_int_equal(clock_of("AM_MK_CLUE")->state, HJ_CS_MET);
}

static void
competence__is_settled_or_designated(void **state)
{
	(void)state;
	registered(ORGAN, "administrative");
	DONE(ORGAN, 0, "check-scope", "{\"scope\":\"own\"}");
	assert_int_equal(fixture_count(&f, "scope_checked"), 1);
	DONE(ORGAN, 0, "check-scope", "{\"scope\":\"other_organ\"}");
	assert_int_equal(fixture_count(&f, "scope_found_other"), 1);
	DONE(ORGAN, 0, "dispute-competence", "{\"by_outside\":\"邻县\"}");
	assert_int_equal(clock_of("AM_MK_DISP")->due_on, 20260311);
	DONE(ORGAN, 0, "settle-competence", "{\"granted\":true}");
	assert_int_equal(clock_of("AM_MK_DISP")->state, HJ_CS_MET);
	REFUSED(HJ_NO_CHANNEL, ORGAN, 0, "correct-claim", "{}");
}

static void
medical__and_labour_have_limits_of_their_own(void **state)
{
	(void)state;
	registered(HEALTH, "administrative");
	assert_int_equal(clock_of("AM_MED_ACC")->due_on, 20260309);
	take_up(HEALTH, 1);
	assert_int_equal(clock_of("AM_MED")->due_on, 20260414);
	tear_down(state);
	set_up(state);
	registered(LABOUR, "administrative");
	assert_int_equal(clock_of("LD_MED")->due_on, 20260317);
	tear_down(state);
	set_up(state);
	DONE(VILLAGE, 0, "register",
	    "{\"source\":\"application\",\"manner\":\"oral\","
	    "\"category_moj\":\"YL\",\"parties\":[{\"kind\":\"natural\","
	    "\"side\":\"applicant\",\"name\":\"甲\"},{\"kind\":\"natural\","
	    "\"side\":\"respondent\",\"name\":\"乙\"}]}");
	take_up(VILLAGE, 1);
	assert_null(clock_of("RT_MED"));
	assert_int_equal(clock_of("RT_MEDI")->due_on, 20260414);
	DONE(VILLAGE, 0, "start-appraisal", "{\"by_outside\":\"医学会\"}");
	assert_int_equal(clock_of("RT_MEDI")->due, 0);
}

/* Confirmed on 2026-03-02; procedure 2, the ruling not served yet. */
static void
confirmed(void)
{
	mediating();
	concluded();
	DONE(VILLAGE, 0, "apply-confirmation",
	    "{\"agreement\":1,\"court\":\"%s\",\"parties\":[1,2]}",
	    fixture_org(&f, COURT));
	DONE(COURT, 0, "accept-confirmation", "{}");
	DONE(COURT, 0, "rule-confirmation", "{\"ruling\":\"valid\"}");
}

static void
objection__of_a_party_ends_after_fifteen_days(void **state)
{
	(void)state;
	confirmed();
	assert_int_equal(fixture_count(&f, "notice_owed"), 2);
	for (size_t i = 0; i < f.d->n_notice; i++)
		if (f.d->notice[i].kind == HJ_NK_RULING)
			DONE(COURT, 0, "serve-notice",
			    "{\"notices\":[%d],\"means\":\"handed\"}",
			    (int)i + 1);
	assert_int_equal(clock_of("CT_OBJ_P")->due_on, 20260317);
	fixture_at(&f, "2026-03-17T23:59:59+08:00");
	REFUSED(HJ_NO_PARTY, COURT, 0, "file-objection",
	    "{\"procedure\":2,\"party\":9}");
	DONE(COURT, 0, "file-objection", "{\"procedure\":2,\"party\":1}");
	fixture_at(&f, "2026-03-18T08:00:00+08:00");
	REFUSED(HJ_NO_OBJECTION_LATE, COURT, 0, "file-objection",
	    "{\"procedure\":2,\"party\":2}");
	assert_string_equal(f.refused_article, "民诉法解释372");
	DONE(COURT, 0, "rule-objection",
	    "{\"procedure\":2,\"party\":1,\"granted\":true}");
	assert_false(agreement(1)->confirmed);
	REFUSED(HJ_NO_PHASE, COURT, 0, "rule-objection",
	    "{\"procedure\":2,\"party\":1}");
	REFUSED(HJ_NO_TITLE, COURT, 0, "open-enforcement", "{}");
}

static void
objection__of_others_ends_after_six_months(void **state)
{
	(void)state;
	confirmed();
	DONE(VILLAGE, 0, "add-party",
	    "{\"party\":{\"kind\":\"natural\",\"side\":\"affected\","
	    "\"name\":\"丁\"}}");
	REFUSED(HJ_NO_CHANNEL, VILLAGE, 0, "record-knowledge",
	    "{\"procedure\":1,\"known\":\"ruling\",\"party\":3}");
	DONE(COURT, 0, "record-knowledge",
	    "{\"procedure\":2,\"known\":\"ruling\",\"party\":3}");
	assert_int_equal(clock_of("CT_OBJ_T")->due_on, 20260902);
	REFUSED(
	    HJ_NO_PHASE, COURT, 0, "extend-term", "{\"procedure\":2,\"n\":10}");
	fixture_at(&f, "2026-09-03T08:00:00+08:00");
	REFUSED(HJ_NO_OBJECTION_LATE, COURT, 0, "file-objection",
	    "{\"procedure\":2,\"party\":3}");
}

static void
warnings__are_told_and_bar_nothing(void **state)
{
	const struct hj_channel_step *b;

	(void)state;
	mediating();
	DONE(VILLAGE, 0, "record-oral-agreement",
	    "{\"ownership\":true,\"terms\":[{\"kind\":\"money\"}]}");
	REFUSED(HJ_NO_SUCH_ENTITY, VILLAGE, 0, "check-confirmation",
	    "{\"agreement\":3}");
	DONE(VILLAGE, 0, "check-confirmation", "{\"agreement\":1}");
	b = f.event[0].body;
	assert_int_equal(b->n_warnings, 3);
	assert_string_equal(b->warnings[0].text, "ownership");
	assert_string_equal(b->warnings[1].text, "vague_amount");
	assert_string_equal(b->warnings[2].text, "vague_time");
}

static void
reconsideration__and_notary_are_tracked_beside(void **state)
{
	(void)state;
	mediating();
	DONE(VILLAGE, 0, "record-knowledge",
	    "{\"known\":\"administrative_act\",\"party\":1}");
	assert_int_equal(clock_of("AR_ASK")->due_on, 20260506);
	DONE(VILLAGE, 0, "open-reconsideration",
	    "{\"outside\":\"县政府\",\"number\":\"复1号\"}");
	assert_int_equal(clock_of("AR_ASK")->state, HJ_CS_MET);
	assert_int_equal(clock_of("AR_DO")->due_on, 20260506);
	assert_int_equal(procedure(1)->phase, HJ_PH_MEDIATING);
	DONE(VILLAGE, 0, "open-notarial", "{\"outside\":\"公证处\"}");
	REFUSED(HJ_NO_TITLE, COURT, 0, "open-enforcement", "{}");
	DONE(VILLAGE, 0, "record-result",
	    "{\"procedure\":3,\"ground\":\"decided\",\"title\":\"notarial\"}");
	DONE(COURT, 0, "open-enforcement", "{}");
	DONE(VILLAGE, 0, "record-result",
	    "{\"procedure\":2,\"ground\":\"decided\"}");
	assert_int_equal(clock_of("AR_DO")->state, HJ_CS_MET);
}

static void
award__gives_fifteen_days_to_sue(void **state)
{
	(void)state;
	DONE(VILLAGE, 0, "register",
	    "{\"source\":\"application\",\"manner\":\"oral\","
	    "\"category_moj\":\"LD\",\"parties\":[{\"kind\":\"natural\","
	    "\"side\":\"applicant\",\"name\":\"甲\"},{\"kind\":\"natural\","
	    "\"side\":\"respondent\",\"name\":\"乙\"}]}");
	DONE(COMMISSION, 0, "open-arbitration", "{}");
	assert_int_equal(clock_of("LD_ARB")->due_on, 20260416);
	DONE(COMMISSION, 0, "record-result", "{\"ground\":\"decided\"}");
	assert_int_equal(clock_of("LD_ARB")->state, HJ_CS_MET);
	assert_int_equal(clock_of("LD_SUE")->state, HJ_CS_AWAITING_SERVICE);
	for (size_t i = 0; i < f.d->n_notice; i++)
		if (f.d->notice[i].kind == HJ_NK_RULING)
			DONE(COMMISSION, 0, "serve-notice",
			    "{\"notices\":[%d],\"means\":\"handed\"}",
			    (int)i + 1);
	assert_int_equal(clock_of("LD_SUE")->due_on, 20260317);
	DONE(COURT, 0, "open-suit", "{}");
	assert_int_equal(clock_of("LD_SUE")->state, HJ_CS_MET);
}

static void
limitation__runs_anew_from_a_request(void **state)
{
	(void)state;
	registered(VILLAGE, "people");
	assert_null(clock_of("LIM_CIV"));
	DONE(VILLAGE, 0, "record-knowledge",
	    "{\"known\":\"claim\",\"party\":1,\"occurred_on\":\"2025-01-06\"}");
	assert_int_equal(clock_of("LIM_CIV")->due_on, 20280106);
	DONE(COURT, 0, "open-suit", "{}");
	assert_int_equal(clock_of("LIM_CIV")->due_on / 10000, 2029);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TOLD(traffic__waits_until_the_loss_is_settled),
		TOLD(traffic__acceptance_may_say_that_it_can_begin),
		TOLD(traffic__short_notice_is_marked_and_not_refused),
		TOLD(traffic__three_of_a_side_are_enough),
		TOLD(police__second_attempt_within_seven_working_days),
		TOLD(police__exclusions_are_words_of_theirs),
		TOLD(penalty__follows_what_came_to_nothing),
		TOLD(
		    settlement__is_recognised_when_kept_and_asked_for_together),
		TOLD(market__ends_are_told_in_seven_working_days),
		TOLD(competence__is_settled_or_designated),
		TOLD(medical__and_labour_have_limits_of_their_own),
		TOLD(objection__of_a_party_ends_after_fifteen_days),
		TOLD(objection__of_others_ends_after_six_months),
		TOLD(warnings__are_told_and_bar_nothing),
		TOLD(reconsideration__and_notary_are_tracked_beside),
		TOLD(award__gives_fifteen_days_to_sue),
		TOLD(limitation__runs_anew_from_a_request),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
