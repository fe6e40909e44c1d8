/*
 * A member says by himself, with the code of his own, that what is due did not
 * arrive (没收到), or that it has.
 *
 * Nobody has seen whose hand held the code: it is noted that he says so, and no
 * amount changes by it.  Said again it is what was said before.
 */
#include "lib/commands/group/group.h"

#include <string.h>

struct receipt_by_code {
	struct hj_frame frame;
	bool missing;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_BOOL(receipt_by_code, missing, 0, "没收到|it did not arrive"),
};
static const struct hj_fields fields = HJ_COMMAND_FIELDS(receipt_by_code, rows);
/* clang-format on */

/* Whose line the code opens; 0: nobody's. */
static int64_t
own_line(const struct hj_group *g, const char *door)
{
	for (size_t i = 0; door != NULL && i < g->n_member; i++)
		if (g->member[i].door != NULL &&
		    strcmp(g->member[i].door, door) == 0)
			return g->member[i].no;
	return 0;
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct receipt_by_code *c = cmd;
	struct hj_members_marked *b = HJ_NEW(t->a, struct hj_members_marked);
	struct hj_member_mark *m = hj_mark_change(
	    t, &b->mark, &b->n_mark, own_line(t->state, t->actor.door), NULL);

	if (m == NULL || m->missing == c->missing)
		return;
	m->missing = c->missing;
	hj_group_marked(t, &hj_ev_receipt_reported, b);
}

const struct hj_command hj_cmd_receipt_by_code = {
	.name = "receipt-by-code",
	.zh = "成员凭码说收款情况",
	.en = "Say by code whether the money came",
	.fields = &fields,
	.right = HJ_MAY_SPEAK,
	.flags = HJ_INTERNAL,
	.decide = decide,
};
