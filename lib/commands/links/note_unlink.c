/*
 * The other side undid a link, or the merge by which this dispute went on
 * there: it goes on here again, with what the merge had ended.
 */
#include "lib/commands/links/links.h"

struct note_unlink {
	struct hj_frame frame;
	int kind;
	const char *other;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_WORD(note_unlink, kind, HJ_REQUIRED, &hj_link_kind_words, "关系|what the other is to this one"),
	HJ_ID(note_unlink, other, HJ_REQUIRED, "另一纠纷|the other dispute"),
};
static const struct hj_fields fields = HJ_COMMAND_FIELDS(note_unlink, rows);
/* clang-format on */

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct note_unlink *c = cmd;
	const struct hj_link *link = hj_link_to(t->d, c->kind, c->other);
	bool merged = c->kind == HJ_LK_MERGED_INTO;
	struct hj_link_set *b;

	if (link == NULL) {
		hj_refuse(t, HJ_NO_SUCH_ENTITY, "other");
		return;
	}
	b = hj_link_again(t, link);
	b->link->state = HJ_LS_UNDONE;
	hj_happens(
	    t, merged ? &hj_ev_merge_undone : &hj_ev_disputes_unlinked, b);
	if (merged)
		hj_link_resume(t, b->link);
}

const struct hj_command hj_cmd_note_unlink = {
	.name = "note-unlink",
	.zh = "记入解除关联",
	.en = "Take note of a link undone",
	.fields = &fields,
	.right = HJ_MAY_SETTLE,
	.flags = HJ_INTERNAL | HJ_NO_PROC | HJ_WHEN_CLOSED,
	.decide = decide,
};
