/* Erase the line of a member, or the texts of the roll (删除个人信息). */
#include "lib/commands/erase.h"
#include "lib/commands/group/group.h"

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct hj_erase *c = cmd;
	const struct hj_member *m = hj_member_at(t->state, c->party);
	struct hj_erased *b = hj_erased_new(
	    t, c, m != NULL, m != NULL && m->erased, HJ_NO_MEMBER);

	if (b == NULL)
		return;
	hj_erased_add(t, b, m != NULL ? m->subject : "text");
	hj_happens(t, &hj_ev_group_erased, b);
}

const struct hj_command hj_cmd_erase_member = {
	.name = "erase",
	.zh = "删除个人信息",
	.en = "Erase particulars or texts",
	.fields = &hj_erase_fields,
	.right = HJ_MAY_SETTLE,
	.flags = HJ_INTERNAL | HJ_NO_PROC | HJ_WHEN_CLOSED,
	.decide = decide,
};
