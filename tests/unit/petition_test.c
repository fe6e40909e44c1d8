/* Petitions: each command, what it refuses, and by which article. */
#include "tests/unit/petition_fixture.h"

/* How many notices of `kind` are owed. */
static int
owed(int kind)
{
	int n = 0;

	for (size_t i = 0; i < f.d->n_notice; i++)
		n += f.d->notice[i].kind == kind &&
		     f.d->notice[i].state == HJ_NS_OWED;
	return n;
}

static void
petition__begins_with_its_procedure(void **state)
{
	(void)state;
	DONE(OFFICE, 0, "register",
	    "{\"source\":\"petition\",\"manner\":\"oral\",\"channel\":"
	    "\"petition\",\"parties\":[{\"kind\":\"natural\",\"side\":"
	    "\"applicant\",\"name\":\"甲\"}]}");
	assert_int_equal(fixture_count(&f, "petition_registered"), 1);
	assert_int_equal(stage(), HJ_ST_RECEIVED);
	assert_int_equal(petition()->class, 0);
	assert_non_null(clock_of("XF_REG"));
	DONE(OFFICE, 0, "classify-petition", "{\"matter\":\"civil_judgment\"}");
	assert_int_equal(stage(), HJ_ST_CLASSIFIED);
	assert_int_equal(petition()->way, HJ_PW_LITIGATION);
	assert_true(petition()->law);
	REFUSED(HJ_NO_SUCH_ENTITY, OFFICE, 0, "classify-petition",
	    "{\"matter\":\"nothing\"}");
	REFUSED(HJ_NO_WAY, OFFICE, 0, "classify-petition", "{}");
	REFUSED(HJ_NO_WAY, OFFICE, 0, "classify-petition",
	    "{\"matter\":\"civil_judgment\",\"class\":\"suggestion\"}");
}

static void
registering__says_on_what_it_rests(void **state)
{
	(void)state;
	petitioners(OFFICE);
	REFUSED(HJ_NO_BODY_CHANNEL, VILLAGE, 0, "register-petition", "{}");
	BY("信访工作条例20", HJ_NO_REPRESENTATIVES, OFFICE, 0,
	    "register-petition", "{\"form\":\"visit\",\"visitors\":6}");
	REFUSED(HJ_NO_SUCH_ENTITY, OFFICE, 0, "register-petition",
	    "{\"rests_on\":[{\"fact\":1}]}");
	REFUSED(HJ_NO_SUCH_ENTITY, OFFICE, 0, "register-petition",
	    "{\"rests_on\":[{}]}");
	DONE(OFFICE, 0, "register-petition",
	    "{\"visitors\":5,\"rests_on\":[{\"text\":\"一\"},"
	    "{\"text\":\"二\"}]}");
	assert_int_equal(petition()->n_fact, 2);
	assert_int_equal(petition()->fact[1].no, 2);
	assert_int_equal(stage(), HJ_ST_RECEIVED);
}

static void
repeat__while_it_is_handled_is_not_accepted(void **state)
{
	(void)state;
	appeal();
	BY("信访工作条例19", HJ_NO_PETITION_RUNNING, UPPER, 0,
	    "register-petition", "{\"class\":\"appeal\"}");
	DONE(UPPER, 0, "record-repeat", "{\"text\":\"又来\"}");
	assert_int_equal(fixture_count(&f, "petition_repeated"), 1);
	assert_int_equal(owed(HJ_NK_PETITION_REFUSED), 2);
	REFUSED(HJ_NO_CHANNEL, OFFICE, 0, "open-procedure",
	    "{\"channel\":\"petition\"}");
}

static void
passing_on__keeps_one_petition(void **state)
{
	(void)state;
	appeal();
	REFUSED(HJ_NO_RIGHT, BUREAU, 0, "refer-petition", "{\"to\":\"%s\"}",
	    fixture_org(&f, UPPER));
	REFUSED(HJ_NO_SAME_BODY, OFFICE, 0, "refer-petition", "{\"to\":\"%s\"}",
	    fixture_org(&f, OFFICE));
	REFUSED(HJ_NO_BODY_CHANNEL, OFFICE, 0, "refer-petition",
	    "{\"to\":\"%s\"}", fixture_org(&f, VILLAGE));
	REFUSED(HJ_NO_ORDER, OFFICE, 0, "refer-petition",
	    "{\"to\":\"%s\",\"assign\":true}", fixture_org(&f, BUREAU));
	DONE(OFFICE, 0, "refer-petition",
	    "{\"to\":\"%s\",\"assign\":true,\"report_by\":\"2026-04-01\"}",
	    fixture_org(&f, BUREAU));
	assert_int_equal(stage(), HJ_ST_ASSIGNED);
	assert_int_equal(owed(HJ_NK_PETITION_TOLD), 2);
	assert_int_equal(clock_of("XF_REG")->state, HJ_CS_MET);
	REFUSED(HJ_NO_RIGHT, UPPER, 0, "receive-petition", "{}");
	REFUSED(
	    HJ_NO_CHANNEL, BUREAU, 0, "accept-referral", "{\"referral\":1}");
	DONE(BUREAU, 0, "receive-petition", "{}");
	REFUSED(HJ_NO_CHANNEL, BUREAU, 0, "return-referral",
	    "{\"referral\":1,\"result\":\"not_agreed\"}");
	assert_int_equal(f.d->n_procedure, 1);
	assert_string_equal(petition()->organ, fixture_org(&f, BUREAU));
	assert_int_equal(stage(), HJ_ST_TAKEN);
	assert_int_equal(clock_of("XF_OBJ")->unit, HJ_UNIT_WORKING_DAYS);
}

static void
objection__returns_only_what_is_agreed(void **state)
{
	(void)state;
	taken();
	REFUSED(HJ_NO_RIGHT, OFFICE, 0, "object-petition",
	    "{\"reason\":\"非本机关\"}");
	DONE(BUREAU, 0, "object-petition", "{\"reason\":\"非本机关\"}");
	REFUSED(
	    HJ_NO_RIGHT, BUREAU, 0, "answer-objection", "{\"agreed\":true}");
	DONE(OFFICE, 0, "answer-objection", "{\"agreed\":false}");
	assert_int_equal(stage(), HJ_ST_TAKEN);
	assert_string_equal(petition()->organ, fixture_org(&f, BUREAU));
	/* One objection is enough. */
	BY("信访工作条例23", HJ_NO_OBJECT_LATE, BUREAU, 0, "object-petition",
	    "{\"reason\":\"再次\"}");
}

static void
objection__agreed_brings_it_back(void **state)
{
	(void)state;
	taken();
	DONE(BUREAU, 0, "object-petition", "{\"reason\":\"非本机关\"}");
	DONE(OFFICE, 0, "answer-objection", "{\"agreed\":true}");
	assert_int_equal(stage(), HJ_ST_CLASSIFIED);
	assert_null(petition()->organ);
	assert_int_equal(f.d->referral[0].state, HJ_RS_RETURNED);
	REFUSED(HJ_NO_RIGHT, BUREAU, 0, "accept-petition", "{}");
	DONE(OFFICE, 0, "refer-petition", "{\"to\":\"%s\"}",
	    fixture_org(&f, ORGAN));
	DONE(ORGAN, 0, "receive-petition", "{}");
	DONE(ORGAN, 0, "accept-petition", "{}");
}

static void
route__leads_out_and_ends_when_told(void **state)
{
	(void)state;
	petitioners(OFFICE);
	DONE(OFFICE, 0, "register-petition", "{\"matter\":\"labour_dispute\"}");
	REFUSED(HJ_NO_WAY, OFFICE, 0, "accept-petition", "{}");
	BY("信访工作条例31", HJ_NO_WAY, OFFICE, 0, "route-petition",
	    "{\"way\":\"opinion\"}");
	DONE(OFFICE, 0, "route-petition", "{}");
	assert_int_equal(stage(), HJ_ST_ROUTED);
	BY("信访工作条例23、31", HJ_NO_NOTICE_OWED, OFFICE, 0, "end-petition",
	    "{\"end\":\"route\"}");
	serve_kind(OFFICE, HJ_NK_PETITION_TOLD);
	assert_int_equal(clock_of("XF_TELL")->state, HJ_CS_MET);
	DONE(OFFICE, 0, "end-petition", "{\"end\":\"route\"}");
	assert_int_equal(petition()->end, HJ_PE_ROUTE);
	DONE(OFFICE, 0, "close", "{}");
	assert_true(f.d->closed);
}

static void
acceptance__starts_sixty_days_for_an_opinion_only(void **state)
{
	(void)state;
	petitioners(OFFICE);
	DONE(OFFICE, 0, "register-petition", "{\"class\":\"suggestion\"}");
	REFUSED(
	    HJ_NO_STAGE, OFFICE, 0, "end-petition", "{\"end\":\"suggestion\"}");
	assert_non_null(strstr(f.refused_do, "accept-petition"));
	DONE(OFFICE, 0, "accept-petition", "{}");
	assert_int_equal(fixture_count(&f, "petition_taken_up"), 1);
	assert_null(clock_of("XF_HANDLE"));
	REFUSED(HJ_NO_WAY, OFFICE, 0, "issue-opinion", "{" WITH_DAYS "}");
	REFUSED(HJ_NO_WAY, OFFICE, 0, "end-petition", "{\"end\":\"duty\"}");
	DONE(OFFICE, 0, "end-petition",
	    "{\"end\":\"suggestion\",\"text\":\"已采纳\"}");
	assert_int_equal(owed(HJ_NK_PETITION_REPLY), 2);
	BY("信访工作条例23、32", HJ_NO_NOTICE_OWED, OFFICE, 0, "close", "{}");
}

static void
duty__is_performed_or_answered(void **state)
{
	(void)state;
	petitioners(OFFICE);
	DONE(OFFICE, 0, "register-petition", "{\"matter\":\"pollution\"}");
	DONE(OFFICE, 0, "accept-petition", "{}");
	assert_null(clock_of("XF_HANDLE"));
	DONE(OFFICE, 0, "end-petition", "{\"end\":\"duty\"}");
	assert_int_equal(petition()->end, HJ_PE_DUTY);
	assert_int_equal(procedure(1)->ground, HJ_GR_DECIDED);
}

static void
opinion__states_all_that_it_must(void **state)
{
	(void)state;
	handled();
	BY("信访工作条例32", HJ_NO_OPINION_INCOMPLETE, BUREAU, 0,
	    "issue-opinion",
	    "{\"outcome\":\"supported\",\"request\":\"诉求\"}");
	assert_string_equal(f.refused_field, "grounds");
	BY("信访工作条例32", HJ_NO_OPINION_INCOMPLETE, BUREAU, 0,
	    "issue-opinion", "{" OPINION "}");
	assert_string_equal(f.refused_field, "review_days");
	REFUSED(HJ_NO_OPINION_INCOMPLETE, BUREAU, 0, "issue-opinion",
	    "{" OPINION ",\"review_days\":15}");
	REFUSED(HJ_NO_RIGHT, OFFICE, 0, "issue-opinion", "{" WITH_DAYS "}");
	DONE(BUREAU, 0, "issue-opinion", "{" WITH_DAYS "}");
	assert_int_equal(stage(), HJ_ST_ANSWERED);
	assert_int_equal(owed(HJ_NK_PETITION_OPINION), 2);
	assert_int_equal(clock_of("XF_HANDLE")->state, HJ_CS_MET);
}

static void
review__waits_for_the_opinion_to_be_received(void **state)
{
	(void)state;
	handled();
	BY("信访工作条例35", HJ_NO_OPINION_UNSERVED, UPPER, 0, "request-review",
	    "{\"party\":1}");
	DONE(BUREAU, 0, "issue-opinion", "{" WITH_DAYS "}");
	/* Not served: no limit runs, and nothing is asked for. */
	assert_int_equal(clock_of("XF_REV_ASK")->state, HJ_CS_AWAITING_SERVICE);
	assert_int_equal(clock_of("XF_REV_ASK")->due_on, 0);
	BY("信访工作条例35", HJ_NO_OPINION_UNSERVED, UPPER, 0, "request-review",
	    "{\"party\":1}");
	serve_kind(BUREAU, HJ_NK_PETITION_OPINION);
	assert_int_equal(clock_of("XF_REV_ASK")->state, HJ_CS_RUNNING);
	REFUSED(HJ_NO_PARTY, UPPER, 0, "request-review", "{\"party\":9}");
	/* The organ that gave it may relay, but not be chosen. */
	BY("信访工作条例35", HJ_NO_SAME_ORGAN, BUREAU, 0, "request-review",
	    "{\"party\":1,\"to\":\"%s\"}", fixture_org(&f, BUREAU));
	REFUSED(
	    HJ_NO_BODY_CHANNEL, VILLAGE, 0, "request-review", "{\"party\":1}");
	BY("信访工作条例35", HJ_NO_ASK_IN_TIME, UPPER, 0, "decline-ask",
	    "{\"party\":1}");
	DONE(UPPER, 0, "request-review", "{\"party\":1}");
	assert_int_equal(stage(), HJ_ST_REVIEWING);
	assert_int_equal(clock_of("XF_REV_ASK")->state, HJ_CS_MET);
	BY("信访工作条例36", HJ_NO_OPINION_UNSERVED, HIGHEST, 0,
	    "request-recheck", "{\"party\":1}");
	BY("信访工作条例35", HJ_NO_SAME_ORGAN, BUREAU, 0, "issue-review",
	    "{" WITH_DAYS "}");
	REFUSED(HJ_NO_RIGHT, HIGHEST, 0, "issue-review", "{" WITH_DAYS "}");
	DONE(UPPER, 0, "issue-review", "{" WITH_DAYS "}");
	assert_int_equal(stage(), HJ_ST_REVIEWED);
}

static void
right_to_ask__is_lost_for_all_before_it_ends(void **state)
{
	int last;

	(void)state;
	answered();
	last = (int)f.d->n_notice;
	DONE(BUREAU, 0, "serve-notice",
	    "{\"means\":\"handed\",\"notices\":[%d]}", last - 1);
	fixture_at(&f, "2026-04-20T09:00:00+08:00");
	assert_true(fixture_settle(&f) > 0);
	/* One of the two has not received it. */
	assert_int_equal(procedure(1)->phase, HJ_PH_ACCEPTED);
	BY("信访工作条例35", HJ_NO_ASK_LATE, UPPER, 0, "request-review",
	    "{\"party\":1}");
	DONE(BUREAU, 0, "serve-notice",
	    "{\"means\":\"handed\",\"notices\":[%d]}", last);
	fixture_at(&f, "2026-06-20T09:00:00+08:00");
	(void)fixture_settle(&f);
	assert_int_equal(fixture_count(&f, "petition_ended"), 1);
	assert_int_equal(petition()->end, HJ_PE_OPINION);
	BY("信访工作条例35", HJ_NO_ASK_LATE, UPPER, 0, "request-review",
	    "{\"party\":2}");
	/* Each petitioner has a limit of his own. */
	assert_int_equal(clock_of("XF_REV_ASK")->party, 2);
	DONE(UPPER, 0, "decline-ask", "{\"party\":2,\"text\":\"逾期\"}");
	assert_int_equal(owed(HJ_NK_PETITION_REFUSED), 1);
	REFUSED(HJ_NO_SAME_FACTS, BUREAU, 0, "reopen",
	    "{\"procedure\":1,\"reason\":\"再办\"}");
}

static void
review__stands_when_nobody_asks_for_a_recheck_in_time(void **state)
{
	(void)state;
	reviewed();
	serve_kind(UPPER, HJ_NK_PETITION_REVIEW);
	assert_int_equal(petition()->end, 0);
	fixture_at(&f, "2026-04-20T09:00:00+08:00");
	assert_true(fixture_settle(&f) > 0);
	assert_int_equal(petition()->end, HJ_PE_REVIEW);
	assert_int_equal(procedure(1)->phase, HJ_PH_ENDED);
	BY("信访工作条例36", HJ_NO_ASK_LATE, HIGHEST, 0, "request-recheck",
	    "{\"party\":1}");
}

static void
recheck__is_the_end_and_its_facts_are_settled(void **state)
{
	(void)state;
	rechecking();
	BY("信访工作条例36", HJ_NO_SAME_ORGAN, UPPER, 0, "issue-recheck",
	    "{" OPINION "}");
	DONE(HIGHEST, 0, "issue-recheck", "{" OPINION "}");
	assert_int_equal(petition()->end, 0);
	serve_kind(HIGHEST, HJ_NK_PETITION_RECHECK);
	assert_int_equal(petition()->end, HJ_PE_FINAL);
	assert_int_equal(procedure(1)->phase, HJ_PH_ENDED);
	BY("信访工作条例36", HJ_NO_SAME_FACTS, OFFICE, 0, "register-petition",
	    "{\"class\":\"appeal\",\"rests_on\":[{\"fact\":1}]}");
	DONE(OFFICE, 0, "record-repeat", "{\"text\":\"同一事实\"}");
	assert_int_equal(owed(HJ_NK_PETITION_REFUSED), 2);
	DONE(OFFICE, 0, "register-petition",
	    "{\"class\":\"appeal\",\"rests_on\":[{\"fact\":1},"
	    "{\"text\":\"新事实\"}]}");
	assert_int_equal(f.d->n_petition, 2);
	assert_int_equal(petition()->fact[1].no, 2);
}

static void
extension__is_told_and_has_its_cap(void **state)
{
	(void)state;
	handled();
	BY("信访工作条例34", HJ_NO_EXTENSION, BUREAU, 0, "extend-handling",
	    "{\"days\":10,\"reason\":\"复杂\"}");
	BY("信访工作条例34", HJ_NO_EXTENSION_CAP, BUREAU, 2, "extend-handling",
	    "{\"days\":31,\"reason\":\"复杂\"}");
	REFUSED(HJ_NO_CHANNEL, BUREAU, 2, "extend-term", "{\"n\":10}");
	DONE(BUREAU, 2, "extend-handling", "{\"days\":20,\"reason\":\"复杂\"}");
	assert_int_equal(owed(HJ_NK_PETITION_EXTENDED), 2);
	BY("信访工作条例34", HJ_NO_EXTENSION_CAP, BUREAU, 2, "extend-handling",
	    "{\"days\":11,\"reason\":\"复杂\"}");
	DONE(BUREAU, 2, "extend-handling", "{\"days\":10,\"reason\":\"复杂\"}");
	assert_int_equal(clock_of("XF_HANDLE")->n_extension, 2);
}

static void
handling__over_its_limit_leaves_an_entry_and_stands(void **state)
{
	(void)state;
	handled();
	fixture_at(&f, "2026-07-01T09:00:00+08:00");
	DONE(BUREAU, 0, "issue-opinion", "{" WITH_DAYS "}");
	assert_int_equal(clock_of("XF_HANDLE")->state, HJ_CS_FIRED);
	assert_int_equal(fixture_count(&f, "late_entry"), 0);
	assert_int_equal(fixture_count(&f, "clock_done_late"), 1);
	assert_int_equal(stage(), HJ_ST_ANSWERED);
}

#define ALL_CHECKED                                                            \
	"[\"legal_procedures_exhausted\",\"claims_handled\",\"help_given\","   \
	"\"still_repeated\",\"decided_by_competent_level\","                   \
	"\"handed_to_local_body\"]"

static void
termination__is_for_law_and_litigation_with_all_conditions(void **state)
{
	(void)state;
	appeal();
	BY("信访工作条例28", HJ_NO_NOT_LAW, OFFICE, 0, "terminate-petition",
	    "{\"handed_to\":\"%s\",\"checklist\":" ALL_CHECKED "}",
	    fixture_org(&f, TOWNSHIP));
	DONE(OFFICE, 0, "classify-petition",
	    "{\"matter\":\"criminal_judgment\"}");
	REFUSED(HJ_NO_CHECKLIST, OFFICE, 0, "terminate-petition",
	    "{\"handed_to\":\"%s\",\"checklist\":[\"help_given\"]}",
	    fixture_org(&f, TOWNSHIP));
	DONE(OFFICE, 0, "route-petition", "{}");
	DONE(OFFICE, 0, "terminate-petition",
	    "{\"handed_to\":\"%s\",\"checklist\":" ALL_CHECKED "}",
	    fixture_org(&f, TOWNSHIP));
	assert_int_equal(petition()->end, HJ_PE_LEGAL);
	assert_int_equal(procedure(1)->ground, HJ_GR_TERMINATED);
	assert_int_equal(owed(HJ_NK_PETITION_TERMINATED), 2);
	DONE(TOWNSHIP, 0, "record-aftercare", "{\"text\":\"走访帮扶\"}");
	assert_int_equal(procedure(1)->phase, HJ_PH_ENDED);
	BY("信访工作条例36", HJ_NO_SAME_FACTS, OFFICE, 0, "register-petition",
	    "{\"class\":\"appeal\"}");
}

static void
undertaking__is_no_termination(void **state)
{
	(void)state;
	handled();
	REFUSED(HJ_NO_GROUND, BUREAU, 0, "end-petition", "{\"end\":\"final\"}");
	REFUSED(HJ_NO_GROUND, BUREAU, 0, "end-petition", "{\"end\":\"legal\"}");
	BY("信访工作条例33", HJ_NO_NOT_EFFECTIVE, BUREAU, 0, "end-petition",
	    "{\"end\":\"settle\"}");
	DONE(BUREAU, 0, "end-petition",
	    "{\"end\":\"undertaking\",\"text\":\"息诉\"}");
	assert_int_equal(procedure(1)->ground, HJ_GR_UNDERTAKING);
	DONE(BUREAU, 0, "reopen", "{\"procedure\":1,\"reason\":\"反悔\"}");
	assert_int_equal(petition()->end, 0);
	assert_int_equal(stage(), HJ_ST_HANDLING);
	DONE(BUREAU, 0, "withdraw",
	    "{\"procedure\":1,\"parties\":[1,2],\"text\":\"撤回\"}");
	assert_int_equal(petition()->end, HJ_PE_WITHDRAW);
}

static void
repeat__found_after_registration_ends_it(void **state)
{
	(void)state;
	appeal();
	DONE(OFFICE, 0, "end-petition",
	    "{\"end\":\"duplicate\",\"text\":\"上级已受理\"}");
	assert_int_equal(procedure(1)->ground, HJ_GR_DECLINED);
	assert_int_equal(owed(HJ_NK_PETITION_REFUSED), 2);
}

static void
outside_opinion__bars_nothing(void **state)
{
	(void)state;
	handled();
	REFUSED(HJ_NO_STAGE, BUREAU, 0, "record-outside-opinion",
	    "{\"rung\":\"review\",\"by_outside\":\"省厅\","
	    "\"outcome\":\"not_stated\"}");
	DONE(BUREAU, 0, "record-outside-opinion",
	    "{\"rung\":\"opinion\",\"by_outside\":\"乡政府\","
	    "\"outcome\":\"not_stated\"}");
	assert_null(clock_of("XF_REV_ASK"));
	DONE(BUREAU, 0, "request-review", "{\"party\":2}");
	DONE(BUREAU, 0, "issue-review",
	    "{" WITH_DAYS ",\"by_outside\":\"市政府\"}");
}

static void
closing_the_work__leaves_the_right_to_ask(void **state)
{
	(void)state;
	answered();
	serve_kind(BUREAU, HJ_NK_PETITION_OPINION);
	DONE(BUREAU, 0, "close-handling", "{\"text\":\"办结\"}");
	assert_int_equal(stage(), HJ_ST_ANSWERED);
	assert_int_equal(clock_of("XF_REV_ASK")->state, HJ_CS_RUNNING);
	DONE(UPPER, 0, "request-review", "{\"party\":1}");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TOLD(petition__begins_with_its_procedure),
		TOLD(registering__says_on_what_it_rests),
		TOLD(repeat__while_it_is_handled_is_not_accepted),
		TOLD(passing_on__keeps_one_petition),
		TOLD(objection__returns_only_what_is_agreed),
		TOLD(objection__agreed_brings_it_back),
		TOLD(route__leads_out_and_ends_when_told),
		TOLD(acceptance__starts_sixty_days_for_an_opinion_only),
		TOLD(duty__is_performed_or_answered),
		TOLD(opinion__states_all_that_it_must),
		TOLD(review__waits_for_the_opinion_to_be_received),
		TOLD(right_to_ask__is_lost_for_all_before_it_ends),
		TOLD(review__stands_when_nobody_asks_for_a_recheck_in_time),
		TOLD(recheck__is_the_end_and_its_facts_are_settled),
		TOLD(extension__is_told_and_has_its_cap),
		TOLD(handling__over_its_limit_leaves_an_entry_and_stands),
		TOLD(
		    termination__is_for_law_and_litigation_with_all_conditions),
		TOLD(undertaking__is_no_termination),
		TOLD(repeat__found_after_registration_ends_it),
		TOLD(outside_opinion__bars_nothing),
		TOLD(closing_the_work__leaves_the_right_to_ask),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
