/*
 * A petitioner asks for a re-check (请求复核), within thirty days of receiving
 * the review opinion (信访工作条例36, F).
 */
#include "lib/commands/petition/rung.h"

static void
decide(struct hj_turn *t, const void *cmd)
{
	hj_ask_for(t, cmd, HJ_RG_RECHECK);
}

const struct hj_command hj_cmd_request_recheck = {
	.name = "request-recheck",
	.zh = "请求复核",
	.en = "Ask for a re-check",
	.fields = &hj_ask_fields,
	.right = HJ_MAY_COME_IN,
	.flags = HJ_ANY_PART | HJ_OWN_PHASE | HJ_WHEN_CLOSED | HJ_ABOUT_FRAME,
	.phases = HJ_PH_LIVE,
	.channels = HJ_CH(PETITION),
	.stages = HJ_ST(REVIEWED),
	.to = HJ_ST(RECHECKING),
	.about = hj_petition_about,
	.decide = decide,
};
