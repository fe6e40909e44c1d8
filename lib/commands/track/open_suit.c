/*
 * A party brings a suit (起诉).
 *
 * No ladder and no mediation stands in its way (人民调解法3(三), F): mediation
 * that runs without an agreement ends with it, and each party is told of the
 * routes (26, F).  A claim that a court has received and sends to mediation
 * first waits unfiled (特邀11, F); it is filed by the same command.  Where an
 * arbitration is open it ends first (仲裁法5).
 */
#include "lib/commands/track/forum.h"

static void
decide(struct hj_turn *t, const void *cmd)
{
	hj_enter_forum(t, HJ_CH_SUIT);
	hj_file(t, cmd, HJ_CH_SUIT);
	hj_close_others(t, HJ_CH_SUIT);
}

const struct hj_command hj_cmd_open_suit = {
	.name = "open-suit",
	.zh = "起诉登记",
	.en = "A suit was brought",
	.fields = &hj_filing_fields,
	.right = HJ_MAY_COME_IN,
	.flags = HJ_NO_PROC | HJ_WHEN_CLOSED,
	.decide = decide,
};
