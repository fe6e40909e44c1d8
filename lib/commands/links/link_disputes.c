/*
 * Say what another dispute is to this one (关联纠纷).
 *
 * The other dispute is asked by a follow-up whether the body has a part in it;
 * one that it has no part in looks like one that is not there.
 */
#include "lib/commands/links/links.h"

struct link_disputes {
	struct hj_frame frame;
	int kind; /* enum hj_link_kind */
	const char *other;
	struct hj_sealed reason;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_WORD(link_disputes, kind, HJ_REQUIRED, &hj_plain_link_words, "另一纠纷是本纠纷的|what the other is to this one"),
	HJ_ID(link_disputes, other, HJ_REQUIRED, "另一纠纷|the other dispute"),
	HJ_SEALED(link_disputes, reason, HJ_REQUIRED | HJ_KEY_TEXT, 2000, "理由|reason"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_COMMAND_FIELDS(link_disputes, rows);

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct link_disputes *c = cmd;
	struct hj_link_set *b;

	b = hj_link_new(t, c->kind, c->other);
	if (b == NULL)
		return;
	b->link->asked_here = true;
	b->reason = c->reason;
	hj_happens(t, &hj_ev_disputes_linked, b);
	hj_link_tell(t, b);
}

const struct hj_command hj_cmd_link_disputes = {
	.name = "link-disputes",
	.zh = "关联纠纷",
	.en = "Link to another dispute",
	.fields = &fields,
	.right = HJ_MAY_LINK,
	.flags = HJ_NO_PROC | HJ_WHEN_CLOSED,
	.decide = decide,
};
