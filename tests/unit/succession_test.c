/*
 * Heirs and successors step in: what lapses, what goes over, to the fen; shares
 * of creditors and what was booked on them; categories that are corrected.
 */
#include "tests/unit/steps_fixture.h"

/* One more party on the respondent's side; its number. */
static int
enters(const char *side)
{
	DONE(VILLAGE, 0, "add-party",
	    "{\"party\":{\"kind\":\"natural\",\"side\":\"%s\","
	    "\"name\":\"承继人\"}}",
	    side);
	return (int)f.d->n_party;
}

static enum hj_refusal
succeeds(int party, const char *rest)
{
	return ask(VILLAGE, 2, "succeed-party",
	    "{\"party\":%d,\"cause\":\"died\",\"reason\":\"死亡证明\",%s}",
	    party, rest);
}

static const struct hj_term *
term(int64_t agreed)
{
	return &agreement(agreed)->term[0];
}

static void
heirs__are_asked_anew_and_drafts_are_over(void **state)
{
	int heir;

	(void)state;
	mediating();
	draft(VILLAGE, 1);
	DONE(VILLAGE, 0, "appoint-agent",
	    "{\"party\":2,\"kind\":\"agent\",\"name\":\"丙\","
	    "\"power\":\"special\",\"until\":\"2026-12-31\"}");
	heir = enters("respondent");
	assert_int_equal(succeeds(2, "\"heirs\":[{\"party\":3}]"), HJ_NO);
	assert_int_equal(hj_party_at(f.d, 2)->succeeded_on, 20260302);
	assert_false(hj_party_joined(hj_party_at(f.d, 2)));
	assert_non_null(hj_party_at(f.d, 2)->name.box);
	assert_int_equal(agreement(1)->state, HJ_AS_DROPPED);
	assert_int_equal(hj_agency_at(f.d, 1)->ended_on, 20260302);
	assert_false(hj_all_agree(f.d, procedure(1)));
	DONE(VILLAGE, 0, "record-consent",
	    "{\"party\":%d,\"answer\":\"agrees\",\"manner\":\"oral\"}", heir);
	/* New terms do not name who is gone. */
	REFUSED(HJ_NO_PARTY, VILLAGE, 0, "draft-agreement",
	    "{\"terms\":[{\"kind\":\"duty\",\"debtor\":2,\"text\":\"拆\"}]}");
	DONE(VILLAGE, 0, "draft-agreement",
	    "{\"terms\":[{\"kind\":\"duty\",\"debtor\":3,\"text\":\"拆\"}]}");
	assert_int_equal(sign(VILLAGE, 2, 2, "signature"), HJ_NO_PARTY);
	assert_int_equal(succeeds(2, "\"heirs\":[{\"party\":3}]"), HJ_NO_PARTY);
}

static void
debt__goes_over_in_parts_to_the_fen(void **state)
{
	(void)state;
	mediating();
	concluded();
	DONE(VILLAGE, 0, "record-performance",
	    "{\"on\":\"term\",\"agreement\":1,\"term\":1,\"amount\":30000,"
	    "\"party\":2}");
	enters("respondent");
	enters("respondent");
	enters("respondent");
	assert_int_equal(
	    succeeds(2, "\"of\":3,\"heirs\":[{\"party\":3,\"part\":1},"
			"{\"party\":4,\"part\":1}]"),
	    HJ_NO_SHARES);
	assert_int_equal(
	    succeeds(2, "\"of\":3,\"heirs\":[{\"party\":3,\"part\":1},"
			"{\"party\":4,\"part\":1},{\"party\":5,\"part\":1}]"),
	    HJ_NO);
	assert_int_equal(term(1)->debtor, 0);
	assert_int_equal(term(1)->liability, HJ_LB_SEVERAL);
	assert_int_equal(term(1)->n_share, 4);
	/* What he paid is his; of 70000 each has a third, no fen is lost. */
	assert_int_equal(term(1)->share[0].party, 2);
	assert_int_equal(term(1)->share[0].amount, 30000);
	assert_int_equal(term(1)->share[1].amount, 23333);
	assert_int_equal(term(1)->share[2].amount, 23333);
	assert_int_equal(term(1)->share[3].amount, 23334);
	REFUSED(HJ_NO_ABOVE_DUE, VILLAGE, 0, "record-performance",
	    "{\"on\":\"term\",\"agreement\":1,\"term\":1,\"amount\":23334,"
	    "\"party\":3}");
	for (int heir = 3; heir <= 5; heir++)
		DONE(VILLAGE, 0, "record-performance",
		    "{\"on\":\"term\",\"agreement\":1,\"term\":1,"
		    "\"party\":%d}",
		    heir);
	assert_int_equal(term(1)->state, HJ_TS_PERFORMED);
	assert_int_equal(term(1)->paid, 100000);
}

static void
debt__of_one_heir_is_his_and_undivided_is_everybodys(void **state)
{
	(void)state;
	mediating();
	concluded();
	enters("respondent");
	assert_int_equal(succeeds(2, "\"heirs\":[{\"party\":3}]"), HJ_NO);
	assert_int_equal(term(1)->debtor, 3);
	enters("respondent");
	enters("respondent");
	assert_int_equal(
	    succeeds(3, "\"heirs\":[{\"party\":4},{\"party\":5}]"), HJ_NO);
	assert_int_equal(term(1)->debtor, 0);
	assert_int_equal(term(1)->liability, HJ_LB_JOINT);
	assert_int_equal(term(1)->share[1].party, 5);
	assert_int_equal(term(1)->share[1].amount, HJ_NONE);
}

static void
heirs__stand_on_the_same_side_once(void **state)
{
	(void)state;
	mediating();
	enters("applicant");
	enters("affected");
	assert_int_equal(succeeds(2, "\"heirs\":[{\"party\":3}]"), HJ_NO_PARTY);
	assert_int_equal(succeeds(2, "\"heirs\":[{\"party\":4}]"), HJ_NO_PARTY);
	assert_int_equal(succeeds(2, "\"heirs\":[{\"party\":2}]"), HJ_NO_PARTY);
	assert_int_equal(succeeds(2, "\"heirs\":[]"), HJ_NO_PARTY);
	assert_int_equal(succeeds(1, "\"heirs\":[{\"party\":3},{\"party\":3}]"),
	    HJ_NO_PARTY);
	assert_int_equal(
	    succeeds(1, "\"of\":2,\"heirs\":[{\"party\":3}]"), HJ_NO_SHARES);
	assert_string_equal(f.refused_field, "heirs");
}

static void
claim__and_notices_go_over(void **state)
{
	int owed = 0;

	(void)state;
	mediating();
	DONE(VILLAGE, 0, "record-issue",
	    "{\"party\":1,\"amount\":10001,\"text\":\"医疗费\"}");
	enters("applicant");
	enters("applicant");
	assert_int_equal(
	    succeeds(1, "\"of\":2,\"heirs\":[{\"party\":3,\"part\":1},"
			"{\"party\":4,\"part\":1}]"),
	    HJ_NO);
	assert_int_equal(f.d->issue[0].party, 0);
	assert_int_equal(f.d->issue[0].share[0].amount, 5000);
	assert_int_equal(f.d->issue[0].share[1].amount, 5001);
	for (size_t i = 0; i < f.d->n_notice; i++) {
		assert_false(f.d->notice[i].party == 1 &&
			     f.d->notice[i].state == HJ_NS_OWED);
		owed += f.d->notice[i].party >= 3 &&
			f.d->notice[i].state == HJ_NS_OWED;
	}
	assert_int_equal(owed, 2);
}

/* An oral agreement that owes 900 to parties 1 and 3 in parts. */
static void
owed_to_two(const char *parts)
{
	mediating();
	enters("applicant");
	DONE(VILLAGE, 0, "record-consent",
	    "{\"party\":3,\"answer\":\"agrees\",\"manner\":\"oral\"}");
	DONE(VILLAGE, 0, "record-oral-agreement",
	    "{\"terms\":[{\"kind\":\"money\",\"amount\":900,\"debtor\":2,"
	    "%s}]}",
	    parts);
}

static void
creditors__get_their_own_parts_and_no_more(void **state)
{
	(void)state;
	owed_to_two("\"entitlement\":\"several\",\"creditors\":[{\"party\":1,"
		    "\"amount\":600},{\"party\":3,\"amount\":300}]");
	REFUSED(HJ_NO_SHARES, VILLAGE, 0, "record-performance",
	    "{\"on\":\"term\",\"agreement\":1,\"term\":1,\"amount\":100}");
	assert_string_equal(f.refused_field, "receiver");
	REFUSED(HJ_NO_ABOVE_DUE, VILLAGE, 0, "record-performance",
	    "{\"on\":\"term\",\"agreement\":1,\"term\":1,\"amount\":301,"
	    "\"receiver\":3}");
	DONE(VILLAGE, 0, "record-performance",
	    "{\"on\":\"term\",\"agreement\":1,\"term\":1,\"receiver\":3}");
	assert_int_equal(f.d->performance[0].amount, 300);
	assert_int_equal(f.d->performance[0].receiver, 3);
	assert_int_equal(term(1)->state, HJ_TS_PART);
	DONE(VILLAGE, 0, "record-performance",
	    "{\"on\":\"term\",\"agreement\":1,\"term\":1,\"receiver\":1}");
	assert_int_equal(term(1)->state, HJ_TS_PERFORMED);
}

static void
creditors__parts_come_to_the_sum(void **state)
{
	static const char *const wrong[] = {
		"\"entitlement\":\"several\",\"creditors\":[{\"party\":1,"
		"\"amount\":600},{\"party\":3,\"amount\":299}]",
		"\"creditors\":[{\"party\":1,\"amount\":900},{\"party\":3}]",
		"\"entitlement\":\"joint\",\"creditor\":1,"
		"\"creditors\":[{\"party\":1},{\"party\":3}]",
		"\"entitlement\":\"joint\",\"creditors\":[{\"party\":1}]",
		"\"entitlement\":\"joint\"",
	};

	(void)state;
	owed_to_two("\"entitlement\":\"joint\",\"creditors\":["
		    "{\"party\":1},{\"party\":3}]");
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		REFUSED(HJ_NO_SHARES, VILLAGE, 0, "record-private-agreement",
		    "{\"terms\":[{\"kind\":\"money\",\"amount\":900,"
		    "\"debtor\":2,%s}]}",
		    wrong[i]);
	DONE(VILLAGE, 0, "record-performance",
	    "{\"on\":\"term\",\"agreement\":1,\"term\":1}");
	assert_int_equal(term(1)->state, HJ_TS_PERFORMED);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TOLD(heirs__are_asked_anew_and_drafts_are_over),
		TOLD(debt__goes_over_in_parts_to_the_fen),
		TOLD(debt__of_one_heir_is_his_and_undivided_is_everybodys),
		TOLD(heirs__stand_on_the_same_side_once),
		TOLD(claim__and_notices_go_over),
		TOLD(creditors__get_their_own_parts_and_no_more),
		TOLD(creditors__parts_come_to_the_sum),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
