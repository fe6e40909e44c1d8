/* Help to a person: consent, who acts, sittings counted, flow. */
#include "lib/commands/help/help.h"
#include "tests/unit/stream_fixture.h"

static const struct hj_help *
help(void)
{
	return s.state;
}

static enum hj_refusal
referred(bool consent, enum place body)
{
	stream_new(&hj_help_kind);
	return stream_ask(VILLAGE, 0, "refer-to-help",
	    "{\"body\":\"%s\",\"consent\":%s,\"kind\":\"psychological\","
	    "\"manner\":\"oral\",\"name\":\"甲\",\"reason\":\"失眠\"}",
	    fixture_org(&f, body), consent ? "true" : "false");
}

static void
person__is_referred_with_consent_only(void **state)
{
	(void)state;
	assert_int_equal(referred(false, HEALTH), HJ_NO_HELP_CONSENT);
	assert_int_equal(referred(true, VILLAGE), HJ_NO_SAME_BODY);
	assert_int_equal(referred(true, HEALTH), HJ_NO);
	assert_int_equal(help()->stage, HJ_HS_OFFERED);
	assert_int_equal(s.last.n_follow_up, 0); /* no dispute is told */
	S_DONE(HEALTH, 0, "decline-help", "{\"reason\":\"无此服务\"}");
	S_REFUSED(HJ_NO_STAGE, HEALTH, 0, "accept-help", "{}");
}

static void
body__counts_sittings_and_grades_concern(void **state)
{
	(void)state;
	assert_int_equal(referred(true, HEALTH), HJ_NO);
	S_REFUSED(HJ_NO_RIGHT, VILLAGE, 0, "accept-help", "{}");
	S_REFUSED(HJ_NO_STAGE, HEALTH, 0, "record-help-sitting", "{}");
	S_DONE(HEALTH, 0, "accept-help", "{\"concern\":\"some\"}");
	S_DONE(HEALTH, 1, "record-help-sitting", "{\"attended\":true}");
	S_DONE(HEALTH, 1, "record-help-sitting", "{}");
	assert_int_equal(help()->n_sitting, 2);
	assert_true(help()->sitting[0].attended);
	assert_false(help()->sitting[1].attended);
	S_REFUSED(
	    HJ_NO_RIGHT, VILLAGE, 0, "grade-concern", "{\"concern\":\"none\"}");
	S_DONE(HEALTH, 0, "grade-concern", "{\"concern\":\"great\"}");
	assert_int_equal(help()->concern, HJ_HC_GREAT);
	S_DONE(HEALTH, 0, "end-help", "{\"ending\":\"consent_withdrawn\"}");
	S_REFUSED(HJ_NO_STAGE, HEALTH, 0, "record-help-sitting", "{}");
}

static void
handler__hands_over_to_a_colleague(void **state)
{
	(void)state;
	assert_int_equal(referred(true, HEALTH), HJ_NO);
	S_REFUSED(HJ_NO_RIGHT, VILLAGE, 1, "hand-over-help",
	    "{\"person\":\"%s\"}", fixture_person(&f, VILLAGE, 1));
	S_REFUSED(HJ_NO_HELP_HANDLER, VILLAGE, 0, "hand-over-help",
	    "{\"person\":\"%s\"}", fixture_person(&f, TOWNSHIP, 1));
	S_DONE(VILLAGE, 0, "hand-over-help", "{\"person\":\"%s\"}",
	    fixture_person(&f, VILLAGE, 1));
	S_REFUSED(HJ_NO_RIGHT, VILLAGE, 0, "hand-over-help",
	    "{\"person\":\"%s\"}", fixture_person(&f, VILLAGE, 0));
}

static void
flow__is_the_table_of_its_commands(void **state)
{
	(void)state;
	stream_walk(&hj_help_kind, &hj_help_stage_words, HJ_HS_OFFERED);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		STREAM(person__is_referred_with_consent_only),
		STREAM(body__counts_sittings_and_grades_concern),
		STREAM(handler__hands_over_to_a_colleague),
		STREAM(flow__is_the_table_of_its_commands),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
