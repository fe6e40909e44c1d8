/*
 * A party applies for administrative reconsideration (申请行政复议).
 *
 * Sixty days from knowing of the act (行政复议法20, F); it is decided in sixty
 * more, in a simplified trial in thirty.  It runs beside the mediation of a
 * civil loss and bars nothing.
 */
#include "lib/commands/track/forum.h"

static void
decide(struct hj_turn *t, const void *cmd)
{
	hj_enter_forum(t, HJ_CH_RECONSIDERATION);
	hj_file(t, cmd, HJ_CH_RECONSIDERATION);
}

const struct hj_command hj_cmd_open_reconsideration = {
	.name = "open-reconsideration",
	.zh = "申请行政复议登记",
	.en = "Reconsideration was applied for",
	.fields = &hj_filing_fields,
	.right = HJ_MAY_COME_IN,
	.flags = HJ_NO_PROC | HJ_WHEN_CLOSED,
	.decide = decide,
};
