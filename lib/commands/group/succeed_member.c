/*
 * A member died and an heir steps in (继承人承继).
 *
 * The heir takes over what is still due, and what the member has signed; an
 * answer that was not signed is the member's own, and the heir is asked anew.
 */
#include "lib/commands/group/group.h"

struct succeed_member {
	struct hj_frame frame;
	struct hj_member_input *heir; /* his amount: what the member claimed */
	int64_t member;
	struct hj_sealed reason;
};

/* clang-format off */
static const struct hj_field heir_rows[] = {
	HJ_SEALED(hj_member_input, code, HJ_KEY_PARTY, 40, "查询码,由系统生成|drawn by the service"),
	HJ_SEALED(hj_member_input, identity, HJ_KEY_PARTY, 40, "证件号码|identity number"),
	HJ_SEALED(hj_member_input, name, HJ_REQUIRED | HJ_KEY_PARTY, 80, "姓名|name"),
	HJ_SEALED(hj_member_input, phone, HJ_KEY_PARTY, 40, "电话|telephone"),
};
const struct hj_fields hj_member_heir_fields = HJ_FIELDS(hj_member_input, heir_rows);

static const struct hj_field rows[] = {
	HJ_OBJECT(succeed_member, heir, 0, &hj_member_heir_fields, "继承人,尚未确定的不写|heir, if known"),
	HJ_INT(succeed_member, member, HJ_REQUIRED, 1, HJ_MEMBERS_MOST, "死亡的成员|the member who died"),
	HJ_SEALED(succeed_member, reason, HJ_REQUIRED | HJ_KEY_TEXT, 1000, "依据|what it rests on"),
};
static const struct hj_fields fields = HJ_COMMAND_FIELDS(succeed_member, rows);
/* clang-format on */

/* The heir of one who died before, and was not known then. */
static bool
late_heir(const struct hj_turn *t, const struct succeed_member *c)
{
	const struct hj_group *g = t->state;
	const struct hj_member_mark *m = hj_mark_at(g, c->member);

	if (c->heir == NULL || m == NULL || m->status != HJ_MS_DIED)
		return false;
	for (size_t i = 0; i < g->n_member; i++)
		if (g->member[i].heir_of == c->member)
			return false;
	return true;
}

/* The heir has the rest; what was paid stays with the one who got it. */
static void
step_in(
    struct hj_turn *t, struct hj_members_set *b, const struct succeed_member *c)
{
	const struct hj_member_mark *dead = hj_mark_at(t->state, c->member);
	struct hj_member_input in = *c->heir;
	struct hj_member_mark *heir;

	in.amount = dead->amount - dead->paid;
	hj_member_add(t, b, &in, c->member);
	b->mark[0].amount = dead->paid;
	heir = &b->mark[b->n_mark - 1];
	if (dead->signed_on != 0) {
		heir->offer = dead->offer;
		heir->how = dead->how;
		heir->signed_on = dead->signed_on;
	}
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct succeed_member *c = cmd;
	struct hj_members_set *b = HJ_NEW(t->a, struct hj_members_set);
	struct hj_member_mark *mark;

	if (late_heir(t, c)) {
		mark = HJ_PUSH(t->a, b->mark, b->n_mark);
		*mark = *hj_mark_at(t->state, c->member);
	} else {
		mark = hj_mark_change(
		    t, &b->mark, &b->n_mark, c->member, "member");
	}
	if (mark == NULL)
		return;
	mark->status = HJ_MS_DIED;
	mark->representative = false;
	if (c->heir != NULL)
		step_in(t, b, c);
	if (t->refused != HJ_NO)
		return;
	b->reason = c->reason;
	hj_happens(t, &hj_ev_member_succeeded, b);
	hj_group_tell(t);
}

const struct hj_command hj_cmd_succeed_member = {
	.name = "succeed-member",
	.zh = "成员死亡,继承人承继",
	.en = "A member died, an heir steps in",
	.fields = &fields,
	.right = HJ_MAY_GROUP,
	.flags = HJ_IF_MATCH,
	.decide = decide,
};
