/*
 * Record the election of representatives (推选代表人): who, and how the votes
 * came in.  They stand for the group from then on, in place of those before.
 */
#include "lib/commands/group/group.h"

struct elect {
	struct hj_frame frame;
	struct hj_no *elected;
	size_t n_elected;
	struct hj_votes *votes;
	size_t n_votes;
};

/* clang-format off */
static const struct hj_field votes_rows[] = {
	HJ_WORD(hj_votes, manner, HJ_REQUIRED, &hj_entered_manner_words, "方式|how they came"),
	HJ_INT(hj_votes, n, HJ_REQUIRED, 1, HJ_MEMBERS_MOST, "票数|votes"),
};
static const struct hj_fields votes_fields = HJ_FIELDS(hj_votes, votes_rows);

static const struct hj_field rows[] = {
	HJ_LIST(elect, elected, HJ_REQUIRED, &hj_no_fields, HJ_REPRESENTATIVES_MOST, "代表人|representatives"),
	HJ_LIST(elect, votes, HJ_REQUIRED, &votes_fields, 5, "投票|votes"),
};
static const struct hj_fields fields = HJ_COMMAND_FIELDS(elect, rows);
/* clang-format on */

static int64_t
members(const struct hj_group *g)
{
	int64_t n = 0;

	for (size_t i = 0; i < g->n_mark; i++)
		n += g->mark[i].status == HJ_MS_MEMBER;
	return n;
}

static bool
elected(const struct elect *c, int64_t no)
{
	for (size_t i = 0; i < c->n_elected; i++)
		if (c->elected[i].no == no)
			return true;
	return false;
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct elect *c = cmd;
	const struct hj_group *g = t->state;
	struct hj_members_marked *b = HJ_NEW(t->a, struct hj_members_marked);
	struct hj_member_mark *m;
	int64_t votes = 0;

	for (size_t i = 0; i < c->n_votes; i++)
		votes += c->votes[i].n;
	if (votes > members(g)) {
		hj_refuse(t, HJ_NO_VOTES, "votes");
		return;
	}
	for (size_t i = 0; i < c->n_elected; i++) {
		m = hj_mark_change(
		    t, &b->mark, &b->n_mark, c->elected[i].no, "elected");
		if (m == NULL)
			return;
		m->representative = true;
	}
	for (size_t i = 0; i < g->n_mark; i++)
		if (g->mark[i].representative && !elected(c, g->mark[i].no)) {
			m = HJ_PUSH(t->a, b->mark, b->n_mark);
			*m = g->mark[i];
			m->representative = false;
		}
	b->votes = c->votes;
	b->n_votes = c->n_votes;
	hj_group_marked(t, &hj_ev_representatives_elected, b);
}

const struct hj_command hj_cmd_elect_representatives = {
	.name = "elect-representatives",
	.zh = "推选代表人",
	.en = "Record the election of representatives",
	.fields = &fields,
	.right = HJ_MAY_GROUP,
	.decide = decide,
};
