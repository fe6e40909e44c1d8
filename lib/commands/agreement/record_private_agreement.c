/*
 * Record an agreement that the parties made by themselves (自行协议).
 *
 * It binds as a contract.  No mediation body made it, so it settles no
 * procedure and cannot be confirmed by a court (民诉法205, F).
 */
#include "lib/commands/agreement/agreement.h"

static void
decide(struct hj_turn *t, const void *cmd)
{
	hj_private_agreement(t, cmd);
}

const struct hj_command hj_cmd_record_private_agreement = {
	.name = "record-private-agreement",
	.zh = "登记自行协议",
	.en = "Record a private agreement",
	.fields = &hj_agreement_input_fields,
	.right = HJ_MAY_RECORD,
	.flags = HJ_NO_PROC,
	.decide = decide,
};
