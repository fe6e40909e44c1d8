/*
 * Members sign, each for himself.  Who said no to the offer, or nothing, is not
 * bound by it and does not sign; the roll does not know in which procedure, so
 * that rests on no article.  About marriage, adoption, inheritance and other
 * status nobody signs electronically (电子签名法3, F); who has, by a category
 * that was corrected since, signs again by hand.
 */
#include "lib/commands/group/group.h"

struct sign {
	struct hj_frame frame;
	int how;
	struct hj_no *members;
	size_t n_members;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_WORD(sign, how, HJ_REQUIRED, &hj_signing_words, "方式|how"),
	HJ_LIST(sign, members, HJ_REQUIRED, &hj_no_fields, HJ_MEMBERS_AT_ONCE, "成员编号|members"),
};
static const struct hj_fields fields = HJ_COMMAND_FIELDS(sign, rows);
/* clang-format on */

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct sign *c = cmd;
	const struct hj_group *g = t->state;
	struct hj_members_marked *b = HJ_NEW(t->a, struct hj_members_marked);

	if (g->status && c->how == HJ_SG_ELECTRONIC) {
		hj_refuse(t, HJ_NO_ELECTRONIC, "how");
		return;
	}
	for (size_t i = 0; i < c->n_members; i++) {
		struct hj_member_mark *m = hj_mark_change(
		    t, &b->mark, &b->n_mark, c->members[i].no, "members");

		if (m == NULL)
			return;
		if (m->offer != HJ_AN_AGREES || c->how == HJ_SG_REFUSED) {
			hj_refuse(t, HJ_NO_NOT_BOUND, "members");
			return;
		}
		if (m->signed_on != 0 && (m->how != HJ_SG_ELECTRONIC ||
					     c->how == HJ_SG_ELECTRONIC)) {
			hj_refuse(t, HJ_NO_DUPLICATE, "members");
			return;
		}
		m->how = c->how;
		m->signed_on = hj_occurred_on(t);
	}
	hj_group_marked(t, &hj_ev_members_signed, b);
}

const struct hj_command hj_cmd_sign_members = {
	.name = "sign-members",
	.zh = "成员签字",
	.en = "Members sign",
	.fields = &fields,
	.right = HJ_MAY_GROUP,
	.flags = HJ_IF_MATCH,
	.decide = decide,
};
