/* A member says that what is due did not arrive (没收到), or that it has. */
#include "lib/commands/group/group.h"

struct report {
	struct hj_frame frame;
	int64_t member;
	bool missing;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_INT(report, member, HJ_REQUIRED, 1, HJ_MEMBERS_MOST, "成员编号|member"),
	HJ_BOOL(report, missing, 0, "没收到|it did not arrive"),
};
static const struct hj_fields fields = HJ_COMMAND_FIELDS(report, rows);
/* clang-format on */

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct report *c = cmd;
	struct hj_members_marked *b = HJ_NEW(t->a, struct hj_members_marked);
	struct hj_member_mark *m =
	    hj_mark_change(t, &b->mark, &b->n_mark, c->member, "member");

	if (m == NULL)
		return;
	if (m->missing == c->missing) {
		hj_refuse(t, HJ_NO_DUPLICATE, "missing");
		return;
	}
	m->missing = c->missing;
	hj_group_marked(t, &hj_ev_receipt_reported, b);
}

const struct hj_command hj_cmd_report_receipt = {
	.name = "report-receipt",
	.zh = "记录收款情况",
	.en = "Record what a member says of the money",
	.fields = &fields,
	.right = HJ_MAY_GROUP,
	.decide = decide,
};
