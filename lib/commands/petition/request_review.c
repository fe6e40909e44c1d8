/*
 * A petitioner asks for a review (请求复查), within thirty days of receiving
 * the opinion (信访工作条例35, F).
 */
#include "lib/commands/petition/rung.h"

static void
decide(struct hj_turn *t, const void *cmd)
{
	hj_ask_for(t, cmd, HJ_RG_REVIEW);
}

const struct hj_command hj_cmd_request_review = {
	.name = "request-review",
	.zh = "请求复查",
	.en = "Ask for a review",
	.fields = &hj_ask_fields,
	.right = HJ_MAY_COME_IN,
	.flags = HJ_ANY_PART | HJ_OWN_PHASE | HJ_WHEN_CLOSED | HJ_ABOUT_FRAME,
	.phases = HJ_PH_LIVE,
	.channels = HJ_CH(PETITION),
	.stages = HJ_ST(ANSWERED),
	.to = HJ_ST(REVIEWING),
	.about = hj_petition_about,
	.decide = decide,
};
