/*
 * The parties have an agreement notarised so that it can be enforced
 * (公证债权文书).
 *
 * It runs beside everything; its result is a title (深圳76: F-L; 民诉法: K).
 */
#include "lib/commands/track/forum.h"

static void
decide(struct hj_turn *t, const void *cmd)
{
	hj_enter_forum(t, HJ_CH_NOTARIAL);
	hj_file(t, cmd, HJ_CH_NOTARIAL);
}

const struct hj_command hj_cmd_open_notarial = {
	.name = "open-notarial",
	.zh = "申请公证债权文书登记",
	.en = "A notarial title was applied for",
	.fields = &hj_filing_fields,
	.right = HJ_MAY_COME_IN,
	.flags = HJ_NO_PROC | HJ_WHEN_CLOSED,
	.decide = decide,
};
