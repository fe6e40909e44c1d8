/*
 * Undo a merge, from the dispute that goes on (撤销合并).
 *
 * That is possible while nothing rests on the merge: nothing was accepted,
 * heard, agreed, offered, owed or entered here since.  Otherwise the matter is
 * taken out again with split-dispute.
 */
#include "lib/commands/links/links.h"

struct split_disputes {
	struct hj_frame frame;
	const char *absorbed;
	struct hj_sealed reason;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_ID(split_disputes, absorbed, HJ_REQUIRED, "被吸收的纠纷|the dispute that was absorbed"),
	HJ_SEALED(split_disputes, reason, HJ_REQUIRED | HJ_KEY_TEXT, 2000, "理由|reason"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_COMMAND_FIELDS(split_disputes, rows);

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct split_disputes *c = cmd;
	const struct hj_link *link =
	    hj_link_to(t->d, HJ_LK_ABSORBED, c->absorbed);
	struct hj_link_set *b;

	if (link == NULL)
		hj_refuse(t, HJ_NO_SUCH_ENTITY, "absorbed");
	else if (link->rests != hj_link_rests(t->d))
		hj_refuse(t, HJ_NO_MERGE_RESTS, "absorbed");
	if (t->refused != HJ_NO)
		return;
	b = hj_link_again(t, link);
	b->link->state = HJ_LS_UNDONE;
	b->reason = c->reason;
	hj_happens(t, &hj_ev_merge_undone, b);
	hj_link_tell_undone(t, b->link);
}

const struct hj_command hj_cmd_split_disputes = {
	.name = "split-disputes",
	.zh = "撤销合并",
	.en = "Undo a merge",
	.fields = &fields,
	.right = HJ_MAY_MERGE,
	.flags = HJ_NO_PROC,
	.decide = decide,
};
