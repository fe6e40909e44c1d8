/*
 * Record one of the three meetings (三会): who could come, who came, what came
 * of it.
 *
 * One that reviews is held every so many months; the day of the next one
 * follows from the county's rule.  One that asks opinions may be about an item
 * that a vote has returned.
 */
#include "lib/commands/compact/compact.h"

struct hold_meeting {
	struct hj_frame frame;
	int64_t came;
	int called_by;
	int64_t entitled;
	int kind;
	struct hj_sealed outcome;
	int64_t vote;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_WORD(hold_meeting, called_by, HJ_REQUIRED, &hj_compact_call_words, "谁提议召开|who called it"),
	HJ_INT(hold_meeting, came, HJ_REQUIRED, 1, HJ_VILLAGERS_MOST, "到会人数|who came"),
	HJ_INT(hold_meeting, entitled, HJ_REQUIRED, 1, HJ_VILLAGERS_MOST, "应到人数|who could come"),
	HJ_WORD(hold_meeting, kind, HJ_REQUIRED, &hj_compact_meeting_words, "会议种类|kind of meeting"),
	HJ_SEALED(hold_meeting, outcome, HJ_KEY_TEXT, 4000, "会议情况|what came of it"),
	HJ_INT(hold_meeting, vote, 0, 1, HJ_COMPACT_LIST_MOST, "就哪次退回的评议再征求意见|returned item on which opinions are gathered"),
};
static const struct hj_fields fields = HJ_COMMAND_FIELDS(hold_meeting, rows);
/* clang-format on */

/* A meeting that reviews comes after signing; others may come at any time. */
static void
check(struct hj_turn *t, const struct hold_meeting *c)
{
	const struct hj_compact *now = t->state;
	const struct hj_compact_vote *v =
	    c->vote == 0 || (size_t)c->vote > now->n_vote
		? NULL
		: &now->vote[c->vote - 1];

	if (c->kind == HJ_CPM_REVIEW && now->stage != HJ_CPS_SIGNED)
		hj_refuse(t, HJ_NO_STAGE, "kind");
	else if (c->came > c->entitled)
		hj_refuse(t, HJ_NO_BALLOT, "came");
	else if (c->vote != 0 && (c->kind != HJ_CPM_ASK || v == NULL ||
				     !v->returned || v->asked != 0))
		hj_refuse(t, HJ_NO_NOT_AWAITED, "vote");
	else if (now->n_meeting >= HJ_COMPACT_LIST_MOST)
		hj_refuse(t, HJ_NO_LIMIT_SIZE, NULL);
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct hold_meeting *c = cmd;
	const struct hj_compact *now = t->state;
	const struct hj_rule_set *set;
	struct hj_date held = { hj_occurred_on(t) };
	struct hj_compact_set *b;

	if (!hj_compact_ours(t))
		return;
	check(t, c);
	if (t->refused != HJ_NO)
		return;
	b = HJ_NEW(t->a, struct hj_compact_set);
	b->meeting = HJ_NEW(t->a, struct hj_compact_meeting);
	*b->meeting = (struct hj_compact_meeting){
		.no = HJ_NEXT_NO(now->n_meeting),
		.kind = c->kind,
		.called_by = c->called_by,
		.entitled = c->entitled,
		.came = c->came,
		.vote = c->vote,
		.held_on = held.ymd,
		.outcome = c->outcome,
	};
	set = hj_compact_rule(t, now);
	if (c->kind == HJ_CPM_REVIEW && set != NULL)
		b->next_on =
		    hj_date_add_months(held, (int)set->compact->months).ymd;
	if (c->vote != 0) {
		b->vote = HJ_NEW(t->a, struct hj_compact_vote);
		*b->vote = now->vote[c->vote - 1];
		b->vote->asked = b->meeting->no;
	}
	hj_happens(t, &hj_ev_compact_meeting_held, b);
}

const struct hj_command hj_cmd_hold_meeting = {
	.name = "hold-meeting",
	.zh = "记录会议",
	.en = "Record a meeting",
	.fields = &fields,
	.right = HJ_MAY_PREVENT,
	.stages = HJ_CPST(OPENED) | HJ_CPST(DRAFTED) | HJ_CPST(SHOWN) |
		  HJ_CPST(SIGNED),
	.decide = decide,
};
