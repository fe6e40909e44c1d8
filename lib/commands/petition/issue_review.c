/*
 * Issue the review opinion (复查意见书): by an organ above the one that handled
 * the petition (信访工作条例35, F).  Where that organ is no user, who records
 * it names it.
 */
#include "lib/commands/petition/rung.h"

static void
decide(struct hj_turn *t, const void *cmd)
{
	hj_issue_opinion(t, cmd, HJ_RG_REVIEW);
}

const struct hj_command hj_cmd_issue_review = {
	.name = "issue-review",
	.zh = "出具复查意见",
	.en = "Issue the review opinion",
	.fields = &hj_issue_fields,
	.right = HJ_MAY_COME_IN,
	.flags = HJ_ANY_PART | HJ_ABOUT_FRAME,
	.phases = HJ_PH_LIVE,
	.channels = HJ_CH(PETITION),
	.stages = HJ_ST(REVIEWING),
	.to = HJ_ST(REVIEWED),
	.about = hj_petition_about,
	.decide = decide,
};
