/* The decision is not pursued, or the assessment was opened by mistake. */
#include "lib/commands/assessment/assessment.h"

struct withdraw_assessment {
	struct hj_frame frame;
	struct hj_sealed reason;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_SEALED(withdraw_assessment, reason, HJ_REQUIRED | HJ_KEY_TEXT, 2000, "原因|reason"),
};
static const struct hj_fields fields = HJ_COMMAND_FIELDS(withdraw_assessment, rows);
/* clang-format on */

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct withdraw_assessment *c = cmd;
	struct hj_assessment_set *b;

	if (!hj_assessment_ours(t))
		return;
	b = HJ_NEW(t->a, struct hj_assessment_set);
	b->stage = HJ_AS_WITHDRAWN;
	b->reason = c->reason;
	hj_happens(t, &hj_ev_assessment_withdrawn, b);
}

const struct hj_command hj_cmd_withdraw_assessment = {
	.name = "withdraw-assessment",
	.zh = "撤回评估",
	.en = "Withdraw the assessment",
	.fields = &fields,
	.right = HJ_MAY_PREVENT,
	.stages = HJ_AST(OPENED) | HJ_AST(CONCLUDED),
	.to = HJ_AST(WITHDRAWN),
	.decide = decide,
};
