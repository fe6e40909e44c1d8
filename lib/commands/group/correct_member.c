/*
 * Correct the entry of a member, with a reason; who left the group, or never
 * was of it, is taken out.  What he has signed for stays as it is.
 */
#include "lib/commands/group/group.h"

struct correct_member {
	struct hj_frame frame;
	struct hj_member_input *member;
	struct hj_sealed reason;
	bool remove;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_OBJECT(correct_member, member, HJ_REQUIRED, &hj_member_correction_fields, "更正内容|what changes"),
	HJ_SEALED(correct_member, reason, HJ_REQUIRED | HJ_KEY_TEXT, 1000, "更正原因|reason"),
	HJ_BOOL(correct_member, remove, 0, "退出或者误录|left, or entered by mistake"),
};
static const struct hj_fields fields = HJ_COMMAND_FIELDS(correct_member, rows);
/* clang-format on */

static struct hj_sealed
either(struct hj_sealed fresh, struct hj_sealed old)
{
	return fresh.box != NULL ? fresh : old;
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct correct_member *c = cmd;
	const struct hj_member_input *in = c->member;
	const struct hj_member *old = hj_member_at(t->state, in->member);
	struct hj_members_set *b = HJ_NEW(t->a, struct hj_members_set);
	struct hj_member_mark *mark =
	    hj_mark_change(t, &b->mark, &b->n_mark, in->member, "member");
	struct hj_member *m;

	if (mark == NULL)
		return;
	if (old->erased) {
		hj_refuse(t, HJ_NO_ERASED, "member");
		return;
	}
	if (mark->signed_on != 0 && (c->remove || in->amount != HJ_NONE)) {
		hj_refuse(
		    t, HJ_NO_PARTY_BOUND, c->remove ? "remove" : "member");
		return;
	}
	m = HJ_PUSH(t->a, b->member, b->n_member);
	*m = *old;
	m->name = either(in->name, old->name);
	m->phone = either(in->phone, old->phone);
	m->identity = either(in->identity, old->identity);
	if (in->identity_index != NULL)
		m->identity_index = in->identity_index;
	if (in->amount != HJ_NONE)
		mark->amount = in->amount;
	if (c->remove) {
		mark->status = HJ_MS_LEFT;
		mark->representative = false;
	}
	b->reason = c->reason;
	hj_happens(t, &hj_ev_member_corrected, b);
	hj_group_tell(t);
}

const struct hj_command hj_cmd_correct_member = {
	.name = "correct-member",
	.zh = "更正成员",
	.en = "Correct the entry of a member",
	.fields = &fields,
	.right = HJ_MAY_GROUP,
	.flags = HJ_IF_MATCH,
	.decide = decide,
};
