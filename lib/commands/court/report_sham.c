/*
 * Mediation looks like a sham: it is suspended and reported (虚假调解).
 *
 * Nothing is mediated, drafted or signed in it until it is taken up again
 * (特邀18, in court 在线23 alone: F); the parties may leave, and a suit stays
 * open.
 */
#include "lib/commands/step.h"

static void
decide(struct hj_turn *t, const void *cmd)
{
	struct hj_channel_step *b = hj_step_body(t, cmd);

	b->stage = HJ_ST_SUSPENDED;
	b->article =
	    t->p->channel == HJ_CH_IN_COURT ? "在线23" : "特邀18;在线23";
	hj_happens(t, &hj_ev_sham_suspected, b);
}

const struct hj_command hj_cmd_report_sham = {
	.name = "report-sham",
	.zh = "疑似虚假调解,中止并报告",
	.en = "Suspend and report what looks like a sham",
	.fields = &hj_step_command_fields,
	.right = HJ_MAY_MEDIATE,
	.phases = HJ_PH_LIVE,
	.channels = HJ_CH(ASSIGNED) | HJ_CH(ENTRUSTED) | HJ_CH(IN_COURT),
	.stages = HJ_ST_NOT_SUSPENDED,
	.to = HJ_ST(SUSPENDED),
	.decide = decide,
};
