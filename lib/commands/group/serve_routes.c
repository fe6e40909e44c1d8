/*
 * Tell members who did not accept the offer the other routes (人民调解法26):
 * suit, arbitration and the rest stay open to each of them.
 */
#include "lib/commands/group/group.h"

struct serve {
	struct hj_frame frame;
	int means;
	struct hj_no *members;
	size_t n_members;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_WORD(serve, means, HJ_REQUIRED, &hj_means_words, "方式|means"),
	HJ_LIST(serve, members, HJ_REQUIRED, &hj_no_fields, HJ_MEMBERS_AT_ONCE, "成员编号|members"),
};
static const struct hj_fields fields = HJ_COMMAND_FIELDS(serve, rows);
/* clang-format on */

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct serve *c = cmd;
	struct hj_members_marked *b = HJ_NEW(t->a, struct hj_members_marked);

	for (size_t i = 0; i < c->n_members; i++) {
		struct hj_member_mark *m = hj_mark_change(
		    t, &b->mark, &b->n_mark, c->members[i].no, "members");

		if (m == NULL)
			return;
		m->routes_on = hj_occurred_on(t);
	}
	b->means = c->means;
	hj_group_marked(t, &hj_ev_routes_served, b);
}

const struct hj_command hj_cmd_serve_routes = {
	.name = "serve-routes",
	.zh = "告知其他途径",
	.en = "Tell members the other routes",
	.fields = &fields,
	.right = HJ_MAY_GROUP,
	.decide = decide,
};
