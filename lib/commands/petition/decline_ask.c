/*
 * Answer a request for review or re-check that came too late (不予复查、复核):
 * received, and refused in writing with its article (信访工作条例35、36; F).  A
 * request that is in time cannot be declined.
 */
#include "lib/commands/petition/rung.h"

static void
decide(struct hj_turn *t, const void *cmd)
{
	hj_decline_asked(t, cmd);
}

const struct hj_command hj_cmd_decline_ask = {
	.name = "decline-ask",
	.zh = "逾期请求不予复查、复核",
	.en = "Answer a late request",
	.fields = &hj_ask_fields,
	.right = HJ_MAY_COME_IN,
	.flags = HJ_ANY_PART | HJ_WHEN_CLOSED | HJ_ABOUT_FRAME,
	.channels = HJ_CH(PETITION),
	.stages = HJ_ST(ANSWERED) | HJ_ST(REVIEWED),
	.about = hj_petition_about,
	.decide = decide,
};
