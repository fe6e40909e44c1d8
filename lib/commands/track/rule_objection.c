/*
 * The court rules on an objection (异议裁定).
 *
 * If it is granted the ruling confirms nothing any more: the parties may change
 * the agreement, make another, or sue (民诉法206, F).
 */
#include "lib/commands/step.h"

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_BOOL(hj_step_command, granted, 0, "异议成立|the objection is granted"),
	HJ_TEXT(hj_step_command, number, 0, 100, "文号|number"),
	HJ_INT(hj_step_command, party, HJ_REQUIRED, 1, 1000, "当事人编号|party"),
};
static const struct hj_fields fields = HJ_STEP_FIELDS(rows);
/* clang-format on */

static void
decide(struct hj_turn *t, const void *cmd)
{
	if (t->p->title != HJ_TI_CONFIRMED)
		hj_refuse(t, HJ_NO_PHASE, "procedure");
	hj_step(t, cmd, &hj_ev_objection_ruled);
}

const struct hj_command hj_cmd_rule_objection = {
	.name = "rule-objection",
	.zh = "异议裁定",
	.en = "The court rules on an objection",
	.fields = &fields,
	.right = HJ_MAY_RULE,
	.flags = HJ_IF_MATCH | HJ_WHEN_CLOSED,
	.phases = HJ_PH(ENDED) | HJ_PH(CLOSED),
	.channels = HJ_CH(CONFIRMATION),
	.decide = decide,
};
