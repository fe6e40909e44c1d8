/*
 * Mediation rests for a while (中止调解): a party is ill, something else has to
 * be settled first.
 *
 * No sitting is held and nothing is signed until it is taken up again; the
 * parties may leave, and every other way stays open.  Its limit runs on: only
 * where a statute says so does time not count, and that is an appraisal's
 * (start-appraisal).  What looks like a sham is reported (report-sham).
 */
#include "lib/commands/step.h"

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct hj_step_command *c = cmd;
	struct hj_channel_step *b;

	if (c->text.box == NULL) {
		hj_refuse(t, HJ_NO_WORDS, "text");
		return;
	}
	b = hj_step_body(t, c);
	b->stage = HJ_ST_SUSPENDED;
	hj_happens(t, &hj_ev_mediation_suspended, b);
}

const struct hj_command hj_cmd_suspend_mediation = {
	.name = "suspend-mediation",
	.zh = "中止调解",
	.en = "Let mediation rest for a while",
	.fields = &hj_step_command_fields,
	.right = HJ_MAY_MEDIATE,
	.phases = HJ_PH(ACCEPTED) | HJ_PH(MEDIATING),
	.channels = HJ_CH(PEOPLE) | HJ_CH(ADMINISTRATIVE),
	.stages = HJ_ST_SITS,
	.to = HJ_ST(SUSPENDED),
	.decide = decide,
};
