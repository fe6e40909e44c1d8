/*
 * A party applies for arbitration (申请仲裁).
 *
 * Like a suit it is not blocked by any mediation (人民调解法3(三), F), and ends
 * those that run without an agreement.  A suit over the same matter ends first
 * (仲裁法5).  Others may join the application while it is open.
 */
#include "lib/commands/track/forum.h"

static void
decide(struct hj_turn *t, const void *cmd)
{
	hj_enter_forum(t, HJ_CH_ARBITRATION);
	hj_file(t, cmd, HJ_CH_ARBITRATION);
	hj_close_others(t, HJ_CH_ARBITRATION);
}

const struct hj_command hj_cmd_open_arbitration = {
	.name = "open-arbitration",
	.zh = "申请仲裁登记",
	.en = "An arbitration was applied for",
	.fields = &hj_filing_fields,
	.right = HJ_MAY_COME_IN,
	.flags = HJ_NO_PROC | HJ_WHEN_CLOSED,
	.decide = decide,
};
