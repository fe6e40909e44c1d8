/*
 * Mediation that was suspended goes on (恢复调解): it was no sham, or what it
 * waited for is over.
 */
#include "lib/commands/step.h"

static void
decide(struct hj_turn *t, const void *cmd)
{
	struct hj_channel_step *b = hj_step_body(t, cmd);

	b->stage = HJ_ST_GOING;
	hj_happens(t, &hj_ev_mediation_resumed, b);
}

const struct hj_command hj_cmd_resume_mediation = {
	.name = "resume-mediation",
	.zh = "恢复调解",
	.en = "Take suspended mediation up again",
	.fields = &hj_step_command_fields,
	.right = HJ_MAY_MEDIATE,
	.phases = HJ_PH_LIVE,
	.channels = HJ_CH(PEOPLE) | HJ_CH(ADMINISTRATIVE) | HJ_CH(ASSIGNED) |
		    HJ_CH(ENTRUSTED) | HJ_CH(IN_COURT),
	.stages = HJ_ST(SUSPENDED),
	.to = HJ_ST(GOING),
	.decide = decide,
};
