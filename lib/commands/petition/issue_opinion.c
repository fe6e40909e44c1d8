/*
 * Issue the opinion (信访处理意见书): request, facts and reasons, opinion, its
 * basis (信访工作条例32, F), and the right to a review with its thirty days
 * (35, F); without one of them it is not issued.
 */
#include "lib/commands/petition/rung.h"

static void
decide(struct hj_turn *t, const void *cmd)
{
	hj_issue_opinion(t, cmd, HJ_RG_OPINION);
}

const struct hj_command hj_cmd_issue_opinion = {
	.name = "issue-opinion",
	.zh = "出具信访处理意见",
	.en = "Issue the opinion on a petition",
	.fields = &hj_issue_fields,
	.right = HJ_MAY_END,
	.flags = HJ_ABOUT_FRAME,
	.phases = HJ_PH_LIVE,
	.channels = HJ_CH(PETITION),
	.stages = HJ_ST(HANDLING),
	.to = HJ_ST(ANSWERED),
	.about = hj_petition_about,
	.ready = hj_petition_handled,
	.decide = decide,
};
