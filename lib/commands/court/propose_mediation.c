/*
 * A court asks whether the parties want mediation (征询诉前、诉中调解).
 *
 * What suits mediation is mediated first unless a party refuses (民诉法125, F).
 * From here the court has three working days to see to a mediator (在线10, F);
 * consent is then recorded in the suit, by party.
 */
#include "lib/commands/step.h"

static void
decide(struct hj_turn *t, const void *cmd)
{
	hj_step(t, cmd, &hj_ev_mediation_proposed);
}

const struct hj_command hj_cmd_propose_mediation = {
	.name = "propose-mediation",
	.zh = "征询诉前、诉中调解",
	.en = "The court asks whether the parties want mediation",
	.fields = &hj_step_command_fields,
	.right = HJ_MAY_RULE,
	.phases = HJ_PH(OPENED) | HJ_PH(ACCEPTED),
	.channels = HJ_CH(SUIT),
	.decide = decide,
};
