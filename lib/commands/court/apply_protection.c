/*
 * A court takes an application for a protection order (人身安全保护令).
 *
 * It decides within seventy-two hours, in urgent cases twenty-four
 * (反家庭暴力法28, F), from the next full hour on (民诉法85, F).  No mediation
 * waits for it, nor it for any.
 */
#include "lib/commands/step.h"

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_TEXT(hj_step_command, number, 0, 100, "文号|number"),
	HJ_INT(hj_step_command, party, HJ_REQUIRED, 1, 1000, "当事人编号|party"),
	HJ_BOOL(hj_step_command, urgent, 0, "情况紧急|urgent"),
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
	const struct hj_step_command *c = cmd;

	hj_step(t, c,
	    c->urgent ? &hj_ev_protection_urgent : &hj_ev_protection_applied);
}

const struct hj_command hj_cmd_apply_protection = {
	.name = "apply-protection",
	.zh = "受理人身安全保护令申请",
	.en = "A protection order is applied for",
	.fields = &fields,
	.right = HJ_MAY_COME_IN,
	.flags = HJ_NO_PROC | HJ_WHEN_CLOSED,
	.ready = ready,
	.decide = decide,
};
