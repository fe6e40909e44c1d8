/*
 * A party applies for enforcement (申请执行).
 *
 * There must be something to enforce (民诉法247): a confirmed agreement, a
 * court's or a commission's letter, an award, a judgment, or a title made
 * elsewhere that record-title tells.
 */
#include "lib/commands/agreement/agreement.h"
#include "lib/commands/track/forum.h"

static void
decide(struct hj_turn *t, const void *cmd)
{
	if (!hj_has_title(t->d))
		hj_refuse(t, HJ_NO_TITLE, NULL);
	hj_file(t, cmd, HJ_CH_ENFORCEMENT);
}

const struct hj_command hj_cmd_open_enforcement = {
	.name = "open-enforcement",
	.zh = "申请执行登记",
	.en = "Enforcement was applied for",
	.fields = &hj_filing_fields,
	.right = HJ_MAY_COME_IN,
	.flags = HJ_NO_PROC | HJ_WHEN_CLOSED,
	.decide = decide,
};
