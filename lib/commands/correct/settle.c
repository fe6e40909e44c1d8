/*
 * Let what is due fall.  Settling comes before every decision, so
 * there is nothing left to decide; the clocks agent sends this when nobody else
 * comes.
 */
#include "lib/commands/command.h"

struct settle {
	struct hj_frame frame;
};

static const struct hj_fields fields = {
	.size = sizeof(struct settle),
	.base = &hj_frame_fields,
};

static void
decide(struct hj_turn *t, const void *cmd)
{
	(void)t;
	(void)cmd;
}

const struct hj_command hj_cmd_settle = {
	.name = "settle",
	.zh = "期限到期处理",
	.en = "Let what is due fall",
	.fields = &fields,
	.right = HJ_MAY_SETTLE,
	.flags = HJ_INTERNAL | HJ_NO_PROC | HJ_WHEN_CLOSED,
	.decide = decide,
};
