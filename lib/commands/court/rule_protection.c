/*
 * The court decides on a protection order (人身安全保护令裁定; 反家庭暴力法28,
 * F).
 */
#include "lib/commands/step.h"

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_BOOL(hj_step_command, granted, 0, "作出保护令|the order is made"),
	HJ_TEXT(hj_step_command, number, 0, 100, "文号|number"),
	HJ_INT(hj_step_command, party, HJ_REQUIRED, 1, 1000, "当事人编号|party"),
};
static const struct hj_fields fields = HJ_STEP_FIELDS(rows);
/* clang-format on */

static void
ready(struct hj_turn *t)
{
	if (hj_turn_org(t) == NULL ||
	    !hj_org_handles(hj_turn_org(t), HJ_CH_SUIT))
		hj_refuse(t, HJ_NO_BODY_CHANNEL, NULL);
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	hj_step(t, cmd, &hj_ev_protection_ruled);
}

const struct hj_command hj_cmd_rule_protection = {
	.name = "rule-protection",
	.zh = "人身安全保护令裁定",
	.en = "A protection order is made or not",
	.fields = &fields,
	.right = HJ_MAY_COME_IN,
	.flags = HJ_NO_PROC | HJ_IF_MATCH | HJ_WHEN_CLOSED,
	.ready = ready,
	.decide = decide,
};
