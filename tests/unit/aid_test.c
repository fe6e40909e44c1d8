/*
 * Legal aid: from the application to the subsidy, every refusal, every limit.
 */
#include "tests/unit/aid_fixture.h"

#define SEED "00000000000000010000000000000002000000000000000300000000000000ff"

static void
aid__goes_from_application_to_subsidy(void **state)
{
	struct hj_turn t;

	(void)state;
	granted();
	assert_int_equal(procedure(2)->phase, HJ_PH_ACCEPTED);
	assert_int_equal(clock_named("LA_DEC")->state, HJ_CS_MET);
	assert_string_equal(clock_named("LA_DEC")->article, "法律援助法43");
	assert_int_equal(clock_named("LA_ASSIGN")->state, HJ_CS_RUNNING);
	DONE(AID, 0, "freeze-draw", "{\"procedure\":2}");
	assert_int_equal(procedure(2)->stage, HJ_ST_AID_DRAWING);
	assert_int_equal(f.d->draw[0].n_candidate, 3);
	assert_int_equal(f.d->draw[0].seq, f.d->version);
	/* Three weights of one; the first word is 1: the second by id. */
	assert_int_equal(conclude(1, SEED, &t), HJ_NO);
	assert_int_equal(f.d->draw[0].state, HJ_DR_CONCLUDED);
	assert_int_equal(f.d->draw[0].n_candidate, 0);
	assert_int_equal(f.d->draw[0].checkpoint_size, 77);
	assert_string_equal(f.d->draw[0].drawn, counsel_id(1));
	assert_string_equal(aid(2)->counsel, counsel_id(1));
	assert_int_equal(aid(2)->appointment, HJ_AP_DRAWN);
	assert_int_equal(procedure(2)->stage, HJ_ST_AID_RUNNING);
	assert_int_equal(clock_named("LA_ASSIGN")->state, HJ_CS_MET);
	assert_int_equal(notices(HJ_NK_AID_COUNSEL, HJ_NS_OWED), 1);
	assert_int_equal(t.n_follow_up, 1);
	assert_string_equal(t.follow_up[0].command, "count-turn");
	assert_string_equal(t.follow_up[0].stream, roster.id);
	assert_int_equal(conclude(1, SEED, &t), HJ_NO_DRAW);

	DONE(AID, 0, "report-aid",
	    "{\"procedure\":2,\"text\":\"调解结案\",\"subsidy\":120000}");
	assert_int_equal(procedure(2)->phase, HJ_PH_ENDED);
	assert_int_equal(procedure(2)->ground, HJ_GR_COMPLETED);
	REFUSED(HJ_NO_NOTICE_OWED, AID, 2, "close", "{\"procedure\":2}");
	serve_all();
	DONE(AID, 2, "close", "{\"procedure\":2}");
	REFUSED(HJ_NO_ABOVE_DUE, AID, 0, "pay-subsidy",
	    "{\"procedure\":2,\"amount\":120001}");
	REFUSED(HJ_NO_ABOVE_DUE, AID, 0, "pay-subsidy",
	    "{\"procedure\":2,\"amount\":0}");
	DONE(AID, 0, "pay-subsidy", "{\"procedure\":2,\"amount\":50000}");
	assert_int_equal(procedure(2)->stage, HJ_ST_AID_REPORTED);
	DONE(AID, 0, "pay-subsidy",
	    "{\"procedure\":2,\"amount\":70000,\"number\":\"凭证7\"}");
	assert_int_equal(procedure(2)->stage, HJ_ST_AID_PAID);
	REFUSED(HJ_NO_STAGE, AID, 0, "pay-subsidy",
	    "{\"procedure\":2,\"amount\":1}");
}

static void
subsidy__that_nobody_stated_is_not_paid(void **state)
{
	(void)state;
	running();
	DONE(AID, 0, "report-aid", "{\"procedure\":2,\"text\":\"办结\"}");
	assert_true(aid(2)->subsidy == HJ_NONE);
	REFUSED(HJ_NO_ABOVE_DUE, AID, 0, "pay-subsidy",
	    "{\"procedure\":2,\"amount\":1}");
}

static void
application__names_recipients_of_one_side_once(void **state)
{
	(void)state;
	rostered(1);
	registered(VILLAGE, "people");
#define APPLY(parties) "{\"matter\":\"labour\",\"parties\":" parties "}"
	REFUSED(HJ_NO_PARTY, AID, 0, "aid-apply", APPLY("[]"));
	REFUSED(HJ_NO_PARTY, AID, 0, "aid-apply", APPLY("[3]"));
	REFUSED(HJ_NO_ONE_SIDE, AID, 0, "aid-apply", APPLY("[1,2]"));
	REFUSED(HJ_NO_DUPLICATE, AID, 0, "aid-apply", APPLY("[1,1]"));
	REFUSED(HJ_NO_BODY_CHANNEL, VILLAGE, 0, "aid-apply", APPLY("[1]"));
	REFUSED(HJ_NO_STAGE, AID, 0, "aid-apply",
	    "{\"procedure\":1,\"matter\":\"labour\",\"parties\":[1]}");
	REFUSED(HJ_NO_SUCH_ENTITY, AID, 0, "aid-apply",
	    "{\"procedure\":9,\"matter\":\"labour\",\"parties\":[1]}");
	REFUSED(HJ_NO_CHANNEL, AID, 0, "open-procedure",
	    "{\"channel\":\"legal_aid\"}");
	/* Each side may have aid of its own. */
	DONE(AID, 0, "aid-apply", APPLY("[1]"));
	DONE(AID, 0, "aid-apply", APPLY("[2]"));
	assert_int_equal(f.d->n_aid, 2);
}

static void
referral__that_was_accepted_is_applied_in(void **state)
{
	(void)state;
	rostered(1);
	registered(VILLAGE, "people");
	DONE(VILLAGE, 0, "refer",
	    "{\"kind\":\"refer\",\"to\":\"%s\",\"channel\":\"legal_aid\","
	    "\"consents\":[1,2]}",
	    fixture_org(&f, AID));
	DONE(AID, 0, "accept-referral", "{\"referral\":1}");
	REFUSED(
	    HJ_NO_AID_APPLICATION, AID, 0, "aid-grant", "{\"procedure\":2}");
	DONE(AID, 0, "aid-apply", APPLY("[1]"));
	assert_int_equal(f.d->n_procedure, 2);
	assert_int_equal(procedure(2)->stage, HJ_ST_AID_APPLIED);
}

static void
grant__without_application_or_hardship_is_refused(void **state)
{
	(void)state;
	rostered(1);
	registered(VILLAGE, "people");
	REFUSED(HJ_NO_PROCEDURE, AID, 0, "aid-grant", "{}");
	DONE(AID, 0, "aid-apply", APPLY("[1]"));
	REFUSED(HJ_NO_AID_HARDSHIP, AID, 0, "aid-grant", "{\"procedure\":2}");
	DONE(AID, 0, "aid-grant", "{\"procedure\":2,\"hardship\":\"migrant\"}");
	assert_int_equal(aid(2)->hardship, HJ_HA_MIGRANT);
	assert_false(aid(2)->papers_later);
}

static void
hardship__is_not_asked_of_who_suffered_violence(void **state)
{
	(void)state;
	rostered(1);
	registered(VILLAGE, "people");
	DONE(AID, 0, "aid-apply", "{\"matter\":\"violence\",\"parties\":[1]}");
	DONE(AID, 0, "aid-grant", "{}");
}

static void
papers__are_asked_for_once(void **state)
{
	(void)state;
	applied("");
	REFUSED(HJ_NO_DUPLICATE, AID, 0, "ask-papers",
	    "{\"papers\":[\"form\",\"form\"]}");
	REFUSED(HJ_NO_SUCH_ENTITY, AID, 0, "ask-papers", "{\"papers\":[]}");
	DONE(AID, 0, "ask-papers", "{\"papers\":[\"identity\",\"hardship\"]}");
	assert_int_equal(procedure(2)->stage, HJ_ST_AID_SUPPLEMENT);
	assert_int_equal(notices(HJ_NK_AID_PAPERS, HJ_NS_OWED), 1);
	REFUSED(HJ_NO_AID_PAPERS_TWICE, AID, 0, "ask-papers",
	    "{\"papers\":[\"agency\"]}");
	REFUSED(HJ_NO_AID_PAPERS, AID, 0, "aid-grant",
	    "{\"hardship\":\"checked\"}");
	REFUSED(HJ_NO_SUCH_ENTITY, AID, 0, "hand-in-papers",
	    "{\"papers\":[\"agency\"]}");
	DONE(AID, 0, "hand-in-papers", "{\"papers\":[\"identity\"]}");
	assert_int_equal(procedure(2)->stage, HJ_ST_AID_SUPPLEMENT);
	REFUSED(HJ_NO_SUCH_ENTITY, AID, 0, "hand-in-papers",
	    "{\"papers\":[\"identity\"]}");
	/* The seven days did not pause. */
	assert_int_equal(clock_named("LA_DEC")->due_on, 20260309);
	DONE(AID, 0, "hand-in-papers",
	    "{\"papers\":[\"hardship\"],\"hardship\":\"checked\"}");
	assert_int_equal(procedure(2)->stage, HJ_ST_AID_APPLIED);
	REFUSED(HJ_NO_AID_PAPERS_TWICE, AID, 0, "ask-papers",
	    "{\"papers\":[\"agency\"]}");
	DONE(AID, 0, "aid-grant", "{}");
}

static void
papers__that_do_not_come_are_a_withdrawal(void **state)
{
	(void)state;
	applied("");
	REFUSED(HJ_NO_STAGE, AID, 0, "withdraw-aid", "{\"deemed\":true}");
	DONE(AID, 0, "ask-papers", "{\"papers\":[\"form\"]}");
	REFUSED(HJ_NO_NOTICE_OWED, AID, 0, "withdraw-aid", "{\"deemed\":true}");
	serve_all();
	DONE(AID, 0, "withdraw-aid", "{\"deemed\":true}");
	assert_int_equal(procedure(2)->ground, HJ_GR_WITHDRAWN);
	assert_int_equal(clock_named("LA_DEC")->state, HJ_CS_STOPPED);
	/* The way is open: one applies again. */
	DONE(AID, 0, "aid-apply", APPLY("[1]"));
	DONE(AID, 0, "withdraw-aid", "{\"procedure\":3}");
}

static void
refusal__owes_its_decision_and_may_be_objected_to(void **state)
{
	(void)state;
	applied("");
	DONE(AID, 0, "aid-refuse",
	    "{\"ground\":\"hardship\",\"reason\":\"收入高于标准\"}");
	assert_int_equal(procedure(2)->ground, HJ_GR_DECLINED);
	assert_int_equal(notices(HJ_NK_AID_REFUSED, HJ_NS_OWED), 1);
	REFUSED(HJ_NO_NOTICE_OWED, AID, 2, "close", "{\"procedure\":2}");
	serve_all();
	DONE(AID, 2, "close", "{\"procedure\":2}");
	/* No day is given for it, so it is never too late. */
	fixture_at(&f, "2026-12-01T09:00:00+08:00");
	DONE(VILLAGE, 0, "object-aid", "{\"procedure\":2,\"text\":\"不服\"}");
	assert_int_equal(clock_named("LA_OBJ")->state, HJ_CS_RUNNING);
	REFUSED(HJ_NO_RIGHT, VILLAGE, 0, "decide-objection",
	    "{\"procedure\":2,\"department\":\"司法局\"}");
	DONE(AID, 0, "decide-objection",
	    "{\"procedure\":2,\"department\":\"司法局\"}");
	assert_int_equal(procedure(2)->stage, HJ_ST_AID_REFUSED);
	assert_int_equal(clock_named("LA_OBJ")->state, HJ_CS_MET);
	DONE(AID, 0, "object-aid", "{\"procedure\":2}");
	/* A body above the centre may enter it as well. */
	DONE(CENTRE, 0, "decide-objection",
	    "{\"procedure\":2,\"department\":\"司法局\",\"ordered\":true}");
	assert_int_equal(procedure(2)->stage, HJ_ST_AID_GRANTED);
	assert_int_equal(procedure(2)->phase, HJ_PH_ACCEPTED);
	assert_int_equal(clock_named("LA_ASSIGN")->state, HJ_CS_RUNNING);
	assert_int_equal(appoint(1), HJ_NO);
}

static void
termination__has_a_ground_a_notice_and_an_objection(void **state)
{
	static const char *const grounds[] = { "fraud", "hides", "unlawful_use",
		"not_eligible", "over", "own_lawyer", "asked", "other" };

	assert_int_equal(hj_aid_termination_words.n, 9);
	for (size_t i = 0; i < 8; i++) {
		running();
		DONE(AID, 0, "terminate-aid",
		    "{\"procedure\":2,\"ground\":\"%s\",\"reason\":\"见卷\"}",
		    grounds[i]);
		assert_int_equal(aid(2)->termination, (int)i + 1);
		assert_int_equal(procedure(2)->ground, HJ_GR_AID_TERMINATED);
		assert_int_equal(notices(HJ_NK_AID_TERMINATED, HJ_NS_OWED), 1);
		assert_true(fixture_refolds(&f));
		tear_down(state);
		set_up(state);
	}
	running();
	DONE(AID, 0, "terminate-aid",
	    "{\"procedure\":2,\"ground\":\"own_lawyer\",\"reason\":\"x\"}");
	DONE(AID, 0, "object-aid", "{\"procedure\":2}");
	DONE(AID, 0, "decide-objection",
	    "{\"procedure\":2,\"department\":\"司法局\"}");
	assert_int_equal(procedure(2)->stage, HJ_ST_AID_TERMINATED);
	DONE(AID, 0, "object-aid", "{\"procedure\":2}");
	DONE(AID, 0, "decide-objection",
	    "{\"procedure\":2,\"department\":\"司法局\",\"ordered\":true}");
	assert_int_equal(procedure(2)->stage, HJ_ST_AID_RUNNING);
	assert_int_equal(aid(2)->termination, 0);
	assert_string_equal(aid(2)->counsel, counsel_id(1));
}

static void
termination__drops_a_draw_that_waits(void **state)
{
	struct hj_turn t;

	(void)state;
	granted();
	DONE(AID, 0, "freeze-draw", "{\"procedure\":2}");
	DONE(AID, 0, "terminate-aid",
	    "{\"procedure\":2,\"ground\":\"over\",\"reason\":\"撤案\"}");
	assert_int_equal(f.d->draw[0].state, HJ_DR_DROPPED);
	assert_int_equal(conclude(1, SEED, &t), HJ_NO_DRAW);
	assert_int_equal(procedure(2)->stage, HJ_ST_AID_TERMINATED);
}

static void
urgent__aid_comes_before_the_papers(void **state)
{
	(void)state;
	applied(",\"urgent\":\"preservation\"");
	DONE(AID, 0, "ask-papers", "{\"papers\":[\"hardship\"]}");
	DONE(AID, 0, "aid-grant", "{}");
	assert_true(aid(2)->papers_later);
	assert_int_equal(ask(AID, 0, "appoint-counsel",
			     "{\"counsel\":\"%s\",\"ground\":\"urgent\","
			     "\"disclosed\":true,\"reason\":\"保全\"}",
			     counsel_id(2)),
	    HJ_NO);
	DONE(AID, 0, "hand-in-papers", "{\"papers\":[\"hardship\"]}");
	assert_false(aid(2)->papers_later);
	assert_int_equal(procedure(2)->stage, HJ_ST_AID_RUNNING);
}

/* Today is 2026-03-02; a limitation ends in n days. */
static void
urgent__is_a_limitation_within_seven_days(void **state)
{
	(void)state;
	rostered(1);
	registered(VILLAGE, "people");
#define LIMIT(day)                                                             \
	"{\"matter\":\"labour\",\"parties\":[1],\"urgent\":\"limitation\","    \
	"\"limitation_on\":\"" day "\"}"
	REFUSED(HJ_NO_AID_URGENT, AID, 0, "aid-apply", LIMIT("2026-03-10"));
	REFUSED(HJ_NO_AID_URGENT, AID, 0, "aid-apply", LIMIT("2026-03-01"));
	REFUSED(HJ_NO_AID_URGENT, AID, 0, "aid-apply",
	    "{\"matter\":\"labour\",\"parties\":[1],"
	    "\"urgent\":\"limitation\"}");
	DONE(AID, 0, "aid-apply", LIMIT("2026-03-09"));
	assert_int_equal(clock_named("LA_URGENT")->due_on, 20260309);
	assert_string_equal(clock_named("LA_URGENT")->article, "法律援助法44");
	DONE(AID, 0, "aid-apply", LIMIT("2026-03-02"));
	assert_int_equal(clock_named("LA_URGENT")->due_on, 20260302);
	/* Too late for first aid, not for aid. */
	fixture_at(&f, "2026-03-03T09:00:00+08:00");
	REFUSED(HJ_NO_AID_URGENT, AID, 0, "aid-grant", "{\"procedure\":3}");
	assert_int_equal(clock_named("LA_URGENT")->state, HJ_CS_FIRED);
	DONE(AID, 0, "aid-grant", "{\"procedure\":2}");
	assert_true(aid(2)->papers_later);
}

static void
custody__is_relayed_within_a_day(void **state)
{
	(void)state;
	rostered(1);
	registered(POLICE, "people");
	REFUSED(HJ_NO_BODY_CHANNEL, POLICE, 0, "relay-aid",
	    "{\"centre\":\"%s\",\"parties\":[2]}", fixture_org(&f, COURT));
	DONE(POLICE, 0, "relay-aid", "{\"centre\":\"%s\",\"parties\":[2]}",
	    fixture_org(&f, AID));
	assert_true(clock_named("LA_RELAY")->due == f.now + 24 * HJ_HOUR_MS);
	DONE(AID, 0, "aid-apply", APPLY("[2]"));
	assert_int_equal(f.d->n_procedure, 2);
	assert_int_equal(f.d->n_aid, 1);
	assert_int_equal(clock_named("LA_RELAY")->state, HJ_CS_MET);
	assert_int_equal(clock_named("LA_DEC")->state, HJ_CS_RUNNING);
}

static void
defence__is_by_notice_and_grave_matters_need_three_years(void **state)
{
	(void)state;
	rostered(3);
	roster.counsel[1].practising_since = 20230302;
	roster.counsel[2].practising_since = 20230303;
	registered(POLICE, "people");
	DONE(POLICE, 0, "notify-defence",
	    "{\"centre\":\"%s\",\"parties\":[2],\"grave\":true}",
	    fixture_org(&f, AID));
	assert_int_equal(procedure(2)->stage, HJ_ST_AID_GRANTED);
	assert_int_equal(clock_named("LA_CRIM")->due_on, 20260305);
	DONE(AID, 0, "freeze-draw", "{}");
	assert_int_equal(f.d->draw[0].n_candidate, 1);
	assert_string_equal(f.d->draw[0].candidate[0].id, counsel_id(1));
}

static void
replacement__needs_a_ground_and_another_counsel(void **state)
{
	struct hj_turn t;

	(void)state;
	running();
	REFUSED(HJ_NO_STAGE, AID, 0, "freeze-draw", "{\"procedure\":2}");
	assert_int_equal(appoint(2), HJ_NO_STAGE);
	DONE(AID, 0, "replace-counsel",
	    "{\"procedure\":2,\"ground\":\"recipient\",\"reason\":\"申请\"}");
	assert_null(aid(2)->counsel);
	assert_int_equal(appoint(1), HJ_NO_COUNSEL);
	DONE(AID, 0, "freeze-draw", "{\"procedure\":2}");
	REFUSED(HJ_NO_STAGE, AID, 0, "freeze-draw", "{\"procedure\":2}");
	assert_int_equal(f.d->draw[0].n_candidate, 2);
	assert_int_equal(conclude(1, SEED, &t), HJ_NO);
	assert_string_equal(aid(2)->counsel, counsel_id(2));
}

static void
appointment__fits_its_ground(void **state)
{
	(void)state;
	granted();
#define APPOINT(n, ground, more)                                               \
	"{\"procedure\":2,\"counsel\":\"%s\",\"ground\":\"" ground "\"," more  \
	"\"reason\":\"x\"}",                                                   \
	    counsel_id(n)
	REFUSED(HJ_NO_GROUND, AID, 0, "appoint-counsel",
	    APPOINT(1, "drawn", "\"disclosed\":true,"));
	REFUSED(HJ_NO_GROUND, AID, 0, "appoint-counsel",
	    APPOINT(1, "only_one", "\"disclosed\":true,"));
	REFUSED(HJ_NO_AID_URGENT, AID, 0, "appoint-counsel",
	    APPOINT(1, "urgent", "\"disclosed\":true,"));
	REFUSED(HJ_NO_DISCLOSURE, AID, 0, "appoint-counsel",
	    APPOINT(1, "asked", ""));
	REFUSED(HJ_NO_DISCLOSURE, AID, 0, "appoint-counsel",
	    APPOINT(1, "asked", "\"disclosed\":true,\"interest\":true,"));
	REFUSED(HJ_NO_COUNSEL, AID, 0, "appoint-counsel",
	    APPOINT(7, "asked", "\"disclosed\":true,"));
	roster.counsel[0].leave_from = roster.counsel[0].leave_to = 20260302;
	assert_int_equal(appoint(0), HJ_NO_COUNSEL);
	roster.counsel[1].most = roster.counsel[1].load = 2;
	REFUSED(HJ_NO_GROUND, AID, 0, "appoint-counsel",
	    APPOINT(1, "only_one", "\"disclosed\":true,"));
	DONE(AID, 0, "appoint-counsel",
	    APPOINT(2, "only_one", "\"disclosed\":true,"));
}

static void
roster__must_be_there_and_leave_somebody(void **state)
{
	(void)state;
	granted();
	REFUSED(HJ_NO_COUNSEL, AID, 0, "freeze-draw",
	    "{\"procedure\":2,\"conflicts\":[{\"counsel\":\"%s\","
	    "\"reason\":\"related\"}]}",
	    counsel_id(8));
	REFUSED(HJ_NO_GROUND, AID, 0, "freeze-draw",
	    "{\"procedure\":2,\"conflicts\":[{\"counsel\":\"%s\","
	    "\"reason\":\"leave\"}]}",
	    counsel_id(1));
	for (size_t i = 0; i < 3; i++)
		roster.counsel[i].until = 20260301;
	REFUSED(HJ_NO_CANDIDATE, AID, 0, "freeze-draw", "{\"procedure\":2}");
	f.world.n_roster = 0;
	REFUSED(HJ_NO_ROSTER, AID, 0, "freeze-draw", "{\"procedure\":2}");
	assert_int_equal(appoint(1), HJ_NO_ROSTER);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TOLD(aid__goes_from_application_to_subsidy),
		TOLD(subsidy__that_nobody_stated_is_not_paid),
		TOLD(application__names_recipients_of_one_side_once),
		TOLD(referral__that_was_accepted_is_applied_in),
		TOLD(grant__without_application_or_hardship_is_refused),
		TOLD(hardship__is_not_asked_of_who_suffered_violence),
		TOLD(papers__are_asked_for_once),
		TOLD(papers__that_do_not_come_are_a_withdrawal),
		TOLD(refusal__owes_its_decision_and_may_be_objected_to),
		TOLD(termination__has_a_ground_a_notice_and_an_objection),
		TOLD(termination__drops_a_draw_that_waits),
		TOLD(urgent__aid_comes_before_the_papers),
		TOLD(urgent__is_a_limitation_within_seven_days),
		TOLD(custody__is_relayed_within_a_day),
		TOLD(defence__is_by_notice_and_grave_matters_need_three_years),
		TOLD(replacement__needs_a_ground_and_another_counsel),
		TOLD(appointment__fits_its_ground),
		TOLD(roster__must_be_there_and_leave_somebody),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
