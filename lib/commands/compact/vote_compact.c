/*
 * Record a vote on one item at a meeting that reviews (满意度评议).
 *
 * The rate is that of satisfied votes among all; whether fairly satisfied ones
 * (基本满意) count, and which share is needed, is the county's rule and stands
 * in the event.  Below it the item goes back for further opinions.
 */
#include "lib/commands/compact/compact.h"

struct vote_compact {
	struct hj_frame frame;
	int64_t basic;
	int64_t dissatisfied;
	struct hj_sealed item;
	int64_t meeting;
	int64_t satisfied;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_INT(vote_compact, basic, HJ_REQUIRED, 0, HJ_VILLAGERS_MOST, "基本满意|fairly satisfied"),
	HJ_INT(vote_compact, dissatisfied, HJ_REQUIRED, 0, HJ_VILLAGERS_MOST, "不满意|dissatisfied"),
	HJ_SEALED(vote_compact, item, HJ_REQUIRED | HJ_KEY_TEXT, 400, "评议事项|the item"),
	HJ_INT(vote_compact, meeting, HJ_REQUIRED, 1, HJ_COMPACT_LIST_MOST, "监督评议会|the meeting that reviews"),
	HJ_INT(vote_compact, satisfied, HJ_REQUIRED, 0, HJ_VILLAGERS_MOST, "满意|satisfied"),
};
static const struct hj_fields fields = HJ_COMMAND_FIELDS(vote_compact, rows);
/* clang-format on */

/* What the votes come to by `set` (NULL: no rule is in force). */
static void
judge(struct hj_compact_vote *v, const struct hj_rule_set *set)
{
	int64_t all = v->satisfied + v->basic + v->dissatisfied;
	int64_t yes = v->satisfied;

	if (set != NULL) {
		v->set = set->name;
		v->basic_counted = set->compact->basic_counts;
		v->at_least = set->compact->at_least;
		v->of = set->compact->of;
	}
	if (v->basic_counted)
		yes += v->basic;
	v->rate = yes * 10000 / all;
	v->returned = set != NULL && yes * v->of < all * v->at_least;
}

static void
check(struct hj_turn *t, const struct vote_compact *c)
{
	const struct hj_compact *now = t->state;
	const struct hj_compact_meeting *m =
	    hj_compact_meeting_at(t, c->meeting, HJ_CPM_REVIEW);
	int64_t all = c->satisfied + c->basic + c->dissatisfied;

	if (m != NULL && (all == 0 || all > m->came))
		hj_refuse(t, HJ_NO_BALLOT, "satisfied");
	else if (now->n_vote >= HJ_COMPACT_LIST_MOST)
		hj_refuse(t, HJ_NO_LIMIT_SIZE, NULL);
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct vote_compact *c = cmd;
	const struct hj_compact *now = t->state;
	struct hj_compact_set *b;

	if (!hj_compact_ours(t))
		return;
	check(t, c);
	if (t->refused != HJ_NO)
		return;
	b = HJ_NEW(t->a, struct hj_compact_set);
	b->vote = HJ_NEW(t->a, struct hj_compact_vote);
	*b->vote = (struct hj_compact_vote){
		.no = HJ_NEXT_NO(now->n_vote),
		.meeting = c->meeting,
		.item = c->item,
		.satisfied = c->satisfied,
		.basic = c->basic,
		.dissatisfied = c->dissatisfied,
	};
	judge(b->vote, hj_compact_rule(t, now));
	hj_happens(t, &hj_ev_compact_voted, b);
	if (b->vote->returned)
		hj_happens(t, &hj_ev_compact_item_returned, b);
}

const struct hj_command hj_cmd_vote_compact = {
	.name = "vote-on-item",
	.zh = "满意度评议",
	.en = "Record a vote on an item",
	.fields = &fields,
	.right = HJ_MAY_PREVENT,
	.stages = HJ_CPST(SIGNED),
	.decide = decide,
};
