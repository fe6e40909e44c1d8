/*
 * Undo a link (解除关联): it stays on both timelines, and stands no more.
 *
 * A merge is undone by split-disputes; what was split stays split, and is
 * merged if that was wrong.
 */
#include "lib/commands/links/links.h"

struct unlink_disputes {
	struct hj_frame frame;
	int64_t link;
	struct hj_sealed reason;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_INT(unlink_disputes, link, HJ_REQUIRED, 1, 1000, "关联编号|number of the link"),
	HJ_SEALED(unlink_disputes, reason, HJ_REQUIRED | HJ_KEY_TEXT, 2000, "理由|reason"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_COMMAND_FIELDS(unlink_disputes, rows);

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct unlink_disputes *c = cmd;
	const struct hj_link *link = hj_link_at(t->d, c->link);
	struct hj_link_set *b;

	if (link == NULL || link->state != HJ_LS_STANDING ||
	    link->kind >= HJ_LK_MERGED_INTO) {
		hj_refuse(t, HJ_NO_SUCH_ENTITY, "link");
		return;
	}
	b = hj_link_again(t, link);
	b->link->state = HJ_LS_UNDONE;
	b->reason = c->reason;
	hj_happens(t, &hj_ev_disputes_unlinked, b);
	hj_link_tell_undone(t, b->link);
}

const struct hj_command hj_cmd_unlink_disputes = {
	.name = "unlink-disputes",
	.zh = "解除关联",
	.en = "Undo a link",
	.fields = &fields,
	.right = HJ_MAY_LINK,
	.flags = HJ_NO_PROC | HJ_WHEN_CLOSED,
	.decide = decide,
};
