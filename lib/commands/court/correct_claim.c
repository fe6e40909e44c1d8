/*
 * The papers of a claim were completed (补正起诉材料).
 *
 * The seven days for filing run anew from the day after (民诉法解释126, F).
 */
#include "lib/commands/step.h"

static void
decide(struct hj_turn *t, const void *cmd)
{
	hj_step(t, cmd, &hj_ev_claim_corrected);
}

const struct hj_command hj_cmd_correct_claim = {
	.name = "correct-claim",
	.zh = "补正起诉材料",
	.en = "The papers of a claim were completed",
	.fields = &hj_step_command_fields,
	.right = HJ_MAY_RULE,
	.flags = HJ_IF_MATCH,
	.phases = HJ_PH(OPENED),
	.channels = HJ_CH(SUIT),
	.decide = decide,
};
