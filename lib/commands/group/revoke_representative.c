/* Take the office of a representative back (撤换代表人). */
#include "lib/commands/group/group.h"

struct revoke {
	struct hj_frame frame;
	int64_t member;
	struct hj_sealed reason;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_INT(revoke, member, HJ_REQUIRED, 1, HJ_MEMBERS_MOST, "成员编号|member"),
	HJ_SEALED(revoke, reason, HJ_REQUIRED | HJ_KEY_TEXT, 1000, "原因|reason"),
};
static const struct hj_fields fields = HJ_COMMAND_FIELDS(revoke, rows);
/* clang-format on */

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct revoke *c = cmd;
	struct hj_members_marked *b = HJ_NEW(t->a, struct hj_members_marked);
	struct hj_member_mark *m =
	    hj_mark_change(t, &b->mark, &b->n_mark, c->member, "member");

	if (m == NULL)
		return;
	if (!m->representative) {
		hj_refuse(t, HJ_NO_MEMBER, "member");
		return;
	}
	m->representative = false;
	b->reason = c->reason;
	hj_group_marked(t, &hj_ev_representative_revoked, b);
}

const struct hj_command hj_cmd_revoke_representative = {
	.name = "revoke-representative",
	.zh = "撤换代表人",
	.en = "Revoke a representative",
	.fields = &fields,
	.right = HJ_MAY_GROUP,
	.decide = decide,
};
