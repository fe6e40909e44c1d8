/*
 * Enter members of a group, so many at a time.
 *
 * A long list is several commands, each with a key of its own: what was stored
 * is not stored again, so an import that broke off is simply sent again.
 */
#include "lib/commands/group/group.h"

struct add_members {
	struct hj_frame frame;
	struct hj_member_input *members;
	size_t n_members;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_LIST(add_members, members, HJ_REQUIRED, &hj_member_input_fields, HJ_MEMBERS_AT_ONCE, "成员|members"),
};
static const struct hj_fields fields = HJ_COMMAND_FIELDS(add_members, rows);
/* clang-format on */

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct add_members *c = cmd;
	struct hj_members_set *b = HJ_NEW(t->a, struct hj_members_set);

	for (size_t i = 0; i < c->n_members; i++)
		hj_member_add(t, b, &c->members[i], 0);
	if (t->refused != HJ_NO || b->n_member == 0)
		return;
	hj_happens(t, &hj_ev_members_added, b);
	hj_group_tell(t);
}

const struct hj_command hj_cmd_add_members = {
	.name = "add-members",
	.zh = "添加成员",
	.en = "Enter members of the group",
	.fields = &fields,
	.right = HJ_MAY_GROUP,
	.decide = decide,
};
