/*
 * Issue the re-check opinion (复核意见书): by an organ above the reviewing one;
 * it says that the same facts and reasons are not taken up again
 * (信访工作条例36, F).  When it is served, the petition is over.
 */
#include "lib/commands/petition/rung.h"

static void
decide(struct hj_turn *t, const void *cmd)
{
	hj_issue_opinion(t, cmd, HJ_RG_RECHECK);
}

const struct hj_command hj_cmd_issue_recheck = {
	.name = "issue-recheck",
	.zh = "出具复核意见",
	.en = "Issue the re-check opinion",
	.fields = &hj_issue_fields,
	.right = HJ_MAY_COME_IN,
	.flags = HJ_ANY_PART | HJ_ABOUT_FRAME,
	.phases = HJ_PH_LIVE,
	.channels = HJ_CH(PETITION),
	.stages = HJ_ST(RECHECKING),
	.to = HJ_ST(RECHECKED),
	.about = hj_petition_about,
	.decide = decide,
};
