/*
 * Record what was paid to the members whom the agreement binds.
 *
 * It is shared in proportion to what is still due to each, to the fen: the
 * parts add up to the whole, and nobody gets more than is due.  So many members
 * are told in one event.
 */
#include "lib/commands/group/group.h"

#define TOLD_AT_ONCE 500

/* Money times money, before it is divided again. */
__extension__ typedef unsigned __int128 product;

struct pay {
	struct hj_frame frame;
	int64_t amount;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_ROW_(HJ_T_MONEY, pay, amount, .flags = HJ_REQUIRED, .least = 1, .most = HJ_INT_MOST, .doc = "支付总额(分)|amount in all, fen"),
};
static const struct hj_fields fields = HJ_COMMAND_FIELDS(pay, rows);
/* clang-format on */

static int64_t
due_to(const struct hj_member_mark *m)
{
	return m->status == HJ_MS_MEMBER && m->signed_on != 0
		   ? m->amount - m->paid
		   : 0;
}

/* What of `amount` goes to those up to whom `upto` of `all` is due. */
static int64_t
share(int64_t amount, int64_t upto, int64_t all)
{
	return (int64_t)((product)amount * (product)upto / (product)all);
}

/* Tell what `b` holds, and go on with another. */
static struct hj_members_marked *
tell(struct hj_turn *t, struct hj_members_marked *b)
{
	b->on = hj_occurred_on(t);
	if (b->n_mark > 0)
		hj_happens(t, &hj_ev_group_paid, b);
	return HJ_NEW(t->a, struct hj_members_marked);
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct pay *c = cmd;
	const struct hj_group *g = t->state;
	struct hj_members_marked *b = HJ_NEW(t->a, struct hj_members_marked);
	int64_t all = 0, upto = 0;

	for (size_t i = 0; i < g->n_mark; i++)
		all += due_to(&g->mark[i]);
	if (c->amount > all) {
		hj_refuse(t, HJ_NO_ABOVE_DUE, "amount");
		return;
	}
	for (size_t i = 0; i < g->n_mark; i++) {
		int64_t due = due_to(&g->mark[i]);
		int64_t part = share(c->amount, upto + due, all) -
			       share(c->amount, upto, all);
		struct hj_member_mark *m;

		upto += due;
		if (part == 0)
			continue;
		m = HJ_PUSH(t->a, b->mark, b->n_mark);
		*m = g->mark[i];
		m->paid += part;
		b->amount += part;
		/* Those before are folded then; the rest is as it was. */
		if (b->n_mark == TOLD_AT_ONCE)
			b = tell(t, b);
	}
	(void)tell(t, b);
	hj_group_tell(t);
}

const struct hj_command hj_cmd_record_payment = {
	.name = "record-payment",
	.zh = "记录履行到人",
	.en = "Record a payment to the members",
	.fields = &fields,
	.right = HJ_MAY_GROUP,
	.decide = decide,
};
