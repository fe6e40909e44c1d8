/*
 * Legal aid: who may be counsel, the state table walked cell by cell, and the
 * limits on the day before, on, and after, over rest days that are worked.
 */
#include "tests/unit/aid_fixture.h"

/* ---- conflicts ---- */

static int
excluded_as(const char *id)
{
	const struct hj_draw_set *b = f.event[0].body;

	for (size_t i = 0; i < b->draw->n_excluded; i++)
		if (strcmp(b->draw->excluded[i].id, id) == 0)
			return b->draw->excluded[i].reason;
	return 0;
}

static void
counsel__did_not_mediate_here_not_even_before(void **state)
{
	(void)state;
	rostered(2);
	registered(AID, "people");
	agree(AID, 1);
	assert_int_equal(joining(AID, 1, COUNTY), HJ_NO);
	DONE(AID, 0, "accept", "{\"procedure\":1}");
	assert_int_equal(
	    naming(AID, 2, "assign-mediators", NAMED, AID, 1), HJ_NO);
	/* Replaced before any sitting, and yet not forgotten. */
	DONE(AID, 2, "replace-mediators",
	    "{\"mediators\":[{\"person\":\"%s\",\"disclosed\":true}],"
	    "\"reason\":\"请假\"}",
	    fixture_person(&f, AID, 0));
	DONE(AID, 0, "aid-apply", "{\"matter\":\"violence\",\"parties\":[1]}");
	DONE(AID, 0, "aid-grant", "{\"procedure\":2}");
	assert_int_equal(appoint(0), HJ_NO_COUNSEL_CONFLICT);
	assert_string_equal(f.refused_field, "counsel");
	DONE(AID, 0, "freeze-draw", "{\"procedure\":2}");
	assert_int_equal(excluded_as(counsel_id(0)), HJ_XC_MEDIATED);
	assert_int_equal(f.d->draw[0].n_candidate, 1);
}

static void
counsel__and_candidates_do_not_mediate(void **state)
{
	(void)state;
	rostered(2);
	registered(AID, "people");
	agree(AID, 1);
	assert_int_equal(joining(AID, 1, COUNTY), HJ_NO);
	DONE(AID, 0, "accept", "{\"procedure\":1}");
	DONE(AID, 0, "aid-apply", "{\"matter\":\"violence\",\"parties\":[1]}");
	DONE(AID, 0, "aid-grant", "{\"procedure\":2}");
	DONE(AID, 0, "freeze-draw", "{\"procedure\":2}");
	REFUSED(HJ_NO_AID_MEDIATOR, AID, 2, "assign-mediators",
	    "{\"procedure\":1,\"mediators\":[{\"person\":\"%s\","
	    "\"disclosed\":true}]}",
	    counsel_id(0));
	DONE(AID, 0, "terminate-aid",
	    "{\"procedure\":2,\"ground\":\"over\",\"reason\":\"x\"}");
	/* No candidate of an open draw any more, and never counsel. */
	assert_int_equal(
	    naming(AID, 2, "assign-mediators",
		"{\"procedure\":1,\"mediators\":[{\"person\":\"%s\","
		"\"disclosed\":true}]}",
		AID, 1),
	    HJ_NO);
}

static void
counsel__who_was_one_does_not_mediate_later(void **state)
{
	(void)state;
	rostered(2);
	registered(AID, "people");
	agree(AID, 1);
	assert_int_equal(joining(AID, 1, COUNTY), HJ_NO);
	DONE(AID, 0, "accept", "{\"procedure\":1}");
	DONE(AID, 0, "aid-apply", "{\"matter\":\"violence\",\"parties\":[1]}");
	DONE(AID, 0, "aid-grant", "{\"procedure\":2}");
	assert_int_equal(appoint(0), HJ_NO);
	DONE(AID, 0, "replace-counsel",
	    "{\"procedure\":2,\"ground\":\"unable\",\"reason\":\"病假\"}");
	REFUSED(HJ_NO_AID_MEDIATOR, AID, 2, "assign-mediators",
	    "{\"procedure\":1,\"mediators\":[{\"person\":\"%s\","
	    "\"disclosed\":true}]}",
	    counsel_id(0));
}

static void
counsel__acts_for_one_side(void **state)
{
	(void)state;
	running(); /* counsel 1 for the applicant */
	DONE(AID, 0, "aid-apply", "{\"matter\":\"violence\",\"parties\":[2]}");
	DONE(AID, 0, "aid-grant", "{\"procedure\":3}");
#define APPOINT_3(n)                                                           \
	"{\"procedure\":3,\"counsel\":\"%s\",\"ground\":\"asked\","            \
	"\"disclosed\":true,\"reason\":\"x\"}",                                \
	    counsel_id(n)
	REFUSED(
	    HJ_NO_COUNSEL_CONFLICT, AID, 0, "appoint-counsel", APPOINT_3(1));
	DONE(AID, 0, "freeze-draw",
	    "{\"procedure\":3,\"conflicts\":[{\"counsel\":\"%s\","
	    "\"reason\":\"works_for_opponent\"}]}",
	    counsel_id(2));
	assert_int_equal(excluded_as(counsel_id(1)), HJ_XC_OTHER_SIDE);
	assert_int_equal(excluded_as(counsel_id(2)), HJ_XC_WORKS_FOR_OPPONENT);
	assert_int_equal(f.d->draw[0].n_candidate, 1);
	/* Who was replaced on the other side has seen its papers. */
	DONE(AID, 0, "replace-counsel",
	    "{\"procedure\":2,\"ground\":\"unable\",\"reason\":\"x\"}");
	DONE(AID, 0, "terminate-aid",
	    "{\"procedure\":3,\"ground\":\"over\",\"reason\":\"x\"}");
	DONE(AID, 0, "aid-apply", "{\"matter\":\"violence\",\"parties\":[2]}");
	DONE(AID, 0, "aid-grant", "{\"procedure\":4}");
	REFUSED(HJ_NO_COUNSEL_CONFLICT, AID, 0, "appoint-counsel",
	    "{\"procedure\":4,\"counsel\":\"%s\",\"ground\":\"asked\","
	    "\"disclosed\":true,\"reason\":\"x\"}",
	    counsel_id(1));
}

static void
roster__says_who_is_left_out_and_why(void **state)
{
	static struct hj_name elsewhere = { "999902" };
	static struct hj_speciality support = { HJ_MA_SUPPORT };

	(void)state;
	rostered(9);
	roster.counsel[0].since = 20260303;
	roster.counsel[1].until = 20260301;
	roster.counsel[2].leave_from = 20260302;
	roster.counsel[2].leave_to = 20260302;
	roster.counsel[3].areas = &elsewhere;
	roster.counsel[3].n_areas = 1;
	roster.counsel[4].specialities = &support;
	roster.counsel[4].n_specialities = 1;
	roster.counsel[5].most = roster.counsel[5].load = 4;
	roster.counsel[6].turns = 1;
	roster.counsel[7].share = 3;
	roster.counsel[7].turns = 1;
	registered(VILLAGE, "people");
	DONE(AID, 0, "aid-apply",
	    "{\"matter\":\"labour\",\"parties\":[1],\"hardship\":\"relief\"}");
	DONE(AID, 0, "aid-grant", "{}");
	DONE(AID, 0, "freeze-draw", "{}");
	assert_int_equal(excluded_as(counsel_id(0)), HJ_XC_NOT_YET);
	assert_int_equal(excluded_as(counsel_id(1)), HJ_XC_ENDED);
	assert_int_equal(excluded_as(counsel_id(2)), HJ_XC_LEAVE);
	assert_int_equal(excluded_as(counsel_id(3)), HJ_XC_AREA);
	assert_int_equal(excluded_as(counsel_id(4)), HJ_XC_SPECIALITY);
	assert_int_equal(excluded_as(counsel_id(5)), HJ_XC_FULL);
	assert_int_equal(excluded_as(counsel_id(6)), HJ_XC_TURN);
	assert_int_equal(f.d->draw[0].n_candidate, 2);
	assert_int_equal(f.d->draw[0].candidate[0].weight, 2);
	assert_int_equal(f.d->draw[0].candidate[1].weight, 1);
}

/* ---- the state table ---- */

/* How a procedure at each stage lies in the frame of all channels. */
static const int phase_of[HJ_ST__MAX] = {
	[HJ_ST_NONE] = HJ_PH_OPENED,
	[HJ_ST_AID_RELAYING] = HJ_PH_OPENED,
	[HJ_ST_AID_APPLIED] = HJ_PH_OPENED,
	[HJ_ST_AID_SUPPLEMENT] = HJ_PH_OPENED,
	[HJ_ST_AID_GRANTED] = HJ_PH_ACCEPTED,
	[HJ_ST_AID_DRAWING] = HJ_PH_ACCEPTED,
	[HJ_ST_AID_RUNNING] = HJ_PH_ACCEPTED,
	[HJ_ST_AID_REFUSED] = HJ_PH_ENDED,
	[HJ_ST_AID_OBJECTION] = HJ_PH_ENDED,
	[HJ_ST_AID_WITHDRAWN] = HJ_PH_ENDED,
	[HJ_ST_AID_TERMINATED] = HJ_PH_ENDED,
	[HJ_ST_AID_REPORTED] = HJ_PH_ENDED,
	[HJ_ST_AID_PAID] = HJ_PH_ENDED,
};
#define FIRST HJ_ST_AID_RELAYING
#define LAST HJ_ST_AID_PAID
#define STAGES (LAST - FIRST + 2) /* and none */

/* The commands that move a procedure of legal aid, and a body for each. */
static const struct {
	const char *name;
	const char *json; /* %s: counsel 0 */
} moves[] = {
	{ "aid-apply",
	    "{\"procedure\":2,\"matter\":\"labour\",\"parties\":[1]}" },
	{ "ask-papers", "{\"procedure\":2,\"papers\":[\"agency\"]}" },
	{ "hand-in-papers", "{\"procedure\":2,\"papers\":[\"form\"]}" },
	{ "withdraw-aid", "{\"procedure\":2}" },
	{ "aid-grant", "{\"procedure\":2,\"urgent\":\"other\"}" },
	{ "aid-refuse",
	    "{\"procedure\":2,\"ground\":\"scope\",\"reason\":\"x\"}" },
	{ "object-aid", "{\"procedure\":2}" },
	{ "decide-objection", "{\"procedure\":2,\"department\":\"司法局\"}" },
	{ "freeze-draw", "{\"procedure\":2}" },
	{ "appoint-counsel",
	    "{\"procedure\":2,\"counsel\":\"%s\",\"ground\":\"asked\","
	    "\"disclosed\":true,\"reason\":\"x\"}" },
	{ "replace-counsel",
	    "{\"procedure\":2,\"ground\":\"unable\",\"reason\":\"x\"}" },
	{ "terminate-aid",
	    "{\"procedure\":2,\"ground\":\"over\",\"reason\":\"x\"}" },
	{ "report-aid", "{\"procedure\":2,\"text\":\"x\"}" },
	{ "pay-subsidy", "{\"procedure\":2,\"amount\":1}" },
};
#define MOVES (sizeof(moves) / sizeof(moves[0]))

/* Procedure 2 of the centre at `stage`, with whatever is there by then. */
static void
stand_at(int stage)
{
	static struct hj_no one = { 1 };
	struct hj_paper *paper = NULL;
	size_t n_paper = 0;
	struct hj_aid *a;
	struct hj_procedure *p;

	rostered(3);
	registered(VILLAGE, "people");
	p = HJ_PUSH(f.a, f.d->procedure, f.d->n_procedure);
	*p = (struct hj_procedure){ .no = 2,
		.channel = HJ_CH_LEGAL_AID,
		.phase = phase_of[stage],
		.stage = stage,
		.body = fixture_org(&f, AID) };
	if (stage == HJ_ST_NONE)
		return;
	HJ_PUSH(f.a, paper, n_paper)->kind = HJ_PA_FORM;
	a = HJ_PUSH(f.a, f.d->aid, f.d->n_aid);
	*a = (struct hj_aid){ .no = 1,
		.procedure = 2,
		.recipients = &one,
		.n_recipients = 1,
		.matter = HJ_MA_LABOUR,
		.subsidy = 2,
		.papers = paper,
		.n_papers = stage != HJ_ST_AID_APPLIED ? n_paper : 0,
		.papers_asked = stage != HJ_ST_AID_APPLIED };
	if (stage == HJ_ST_AID_RUNNING)
		a->counsel = counsel_id(2);
}

static void
state_table__says_what_is_done_at_each_stage(void **state)
{
	size_t cells = 0, open = 0, done = 0;

	assert_int_equal(STAGES, 13);
	for (size_t m = 0; m < MOVES; m++) {
		const struct hj_command *command =
		    hj_command_find(&hj_dispute_kind, moves[m].name);

		assert_int_equal(command->channels, HJ_CH(LEGAL_AID));
		for (int s = HJ_ST_NONE; s <= LAST; s++) {
			bool fits = command->stages >> s & 1;
			enum hj_refusal no;

			if (s != HJ_ST_NONE && s < FIRST)
				continue;
			tear_down(state);
			set_up(state);
			stand_at(s);
			no = strstr(moves[m].json, "%s") == NULL
				 ? ask(AID, 0, moves[m].name, "%s",
				       moves[m].json)
				 : naming(AID, 0, moves[m].name, moves[m].json,
				       AID, 1);
			cells++;
			if (!fits) {
				assert_true(
				    no == HJ_NO_STAGE || no == HJ_NO_PHASE);
				assert_int_equal(procedure(2)->stage, s);
				continue;
			}
			open++;
			assert_true(no != HJ_NO_STAGE && no != HJ_NO_PHASE);
			if (no != HJ_NO)
				continue;
			done++;
			assert_true(command->to >> procedure(2)->stage & 1);
		}
	}
	assert_int_equal(cells, 13 * 14);
	assert_int_equal(open, 26);
	print_message(
	    "%zu cells of the legal-aid table, %zu open\n", cells, open);
	/* Refused though the stage fits: a second list of papers, and a grant
	 * that nobody applied for. */
	assert_int_equal(open - done, 2);
}

/* Whatever the rows can lead to is reached, and every stage leads on or out. */
static void
state_table__has_no_stage_that_is_not_reached(void **state)
{
	uint64_t reached = HJ_ST(NONE), before;

	(void)state;
	do {
		before = reached;
		for (size_t i = 0; i < hj_dispute_kind.n_commands; i++) {
			const struct hj_command *c =
			    hj_dispute_kind.commands[i];

			if (c->channels == HJ_CH(LEGAL_AID) &&
			    (c->stages & reached) != 0)
				reached |= c->to;
		}
	} while (reached != before);
	for (int s = FIRST; s <= LAST; s++)
		assert_true(reached >> s & 1);
}

/* ---- limits ---- */

/*
 * 2026: the Spring Festival is off from 02-15 to 02-23; Saturday 02-14 and
 * Saturday 02-28 are worked.
 */
static const struct {
	const char *from, *due, *last, *over;
} limits[] = {
	/* Ends on a Saturday that is worked: it does not move. */
	{ "2026-02-07", "2026-02-14", "2026-02-14T23:59:59.999+08:00",
	    "2026-02-15T00:00:00+08:00" },
	/* The day after is off: it moves behind the festival. */
	{ "2026-02-08", "2026-02-24", "2026-02-24T23:59:59.999+08:00",
	    "2026-02-25T00:00:00+08:00" },
	/* Ends on the other worked Saturday. */
	{ "2026-02-21", "2026-02-28", "2026-02-28T23:59:59.999+08:00",
	    "2026-03-01T00:00:00+08:00" },
};

static void
decision__is_due_on_the_seventh_day(void **state)
{
	for (size_t i = 0; i < sizeof(limits) / sizeof(limits[0]); i++)
		for (int when = -1; when <= 1; when++) {
			char at[64];
			struct hj_date due;

			tear_down(state);
			set_up(state);
			snprintf(at, sizeof(at), "%sT09:00:00+08:00",
			    limits[i].from);
			fixture_at(&f, at);
			applied(",\"hardship\":\"no_income\"");
			assert_true(hj_date_parse(limits[i].due, &due));
			assert_int_equal(
			    clock_named("LA_DEC")->due_on, due.ymd);
			fixture_at(
			    &f, when > 0 ? limits[i].over : limits[i].last);
			if (when < 0)
				f.now -= 24 * HJ_HOUR_MS;
			/* An organ's limit bars nothing. */
			DONE(AID, 0, "aid-grant", "{\"procedure\":2}");
			assert_int_equal(clock_named("LA_DEC")->state,
			    when > 0 ? HJ_CS_FIRED : HJ_CS_MET);
			assert_int_equal(
			    fixture_count(&f, "clock_done_late"), when > 0);
		}
}

static void
limits__are_those_of_the_act(void **state)
{
	static const struct {
		const char *rule, *article;
		int64_t length;
		int unit;
	} rows[] = {
		{ "LA_DEC", "法律援助法43", 7, HJ_UNIT_DAYS },
		{ "LA_ASSIGN", "法律援助法43", 3, HJ_UNIT_DAYS },
		{ "LA_OBJ", "法律援助法49", 5, HJ_UNIT_DAYS },
		{ "LA_RELAY", "法律援助法39", 24, HJ_UNIT_HOURS },
		{ "LA_CRIM", "法律援助法36", 3, HJ_UNIT_DAYS },
		{ "LA_URGENT", "法律援助法44", 7, HJ_UNIT_DAYS },
	};
	const struct hj_rule_set *set =
	    hj_rule_set_named(&f.rules, "national-statutory");

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const struct hj_rule_clock *c =
		    hj_rule_clock_find(set, rows[i].rule);

		assert_non_null(c);
		assert_string_equal(c->article, rows[i].article);
		assert_int_equal(c->length, rows[i].length);
		assert_int_equal(c->unit, rows[i].unit);
		assert_int_equal(c->certainty, HJ_CERTAINTY_LAW);
		assert_int_equal(c->n_pauses, 0);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TOLD(counsel__did_not_mediate_here_not_even_before),
		TOLD(counsel__and_candidates_do_not_mediate),
		TOLD(counsel__who_was_one_does_not_mediate_later),
		TOLD(counsel__acts_for_one_side),
		TOLD(roster__says_who_is_left_out_and_why),
		TEST(state_table__says_what_is_done_at_each_stage),
		TEST(state_table__has_no_stage_that_is_not_reached),
		TOLD(decision__is_due_on_the_seventh_day),
		TEST(limits__are_those_of_the_act),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
