/*
 * The application for legal aid is taken back, or deemed to be
 * (撤回、视为撤回).
 *
 * Who was asked for papers and does not hand them in is deemed to have
 * withdrawn (法律援助法43, F); that is told only after the notice was served or
 * came back. The Act gives no days for it.  One may apply again.
 */
#include "lib/commands/legal_aid/aid.h"

struct withdraw_aid {
	struct hj_frame frame;
	bool deemed;
	struct hj_sealed text;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_BOOL(withdraw_aid, deemed, 0, "未按通知补充,视为撤回|papers were not handed in"),
	HJ_SEALED(withdraw_aid, text, HJ_KEY_TEXT, 2000, "说明|in words"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_COMMAND_FIELDS(withdraw_aid, rows);

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct withdraw_aid *c = cmd;
	struct hj_aid_set *b = hj_aid_change(t);

	if (b == NULL)
		return;
	if (c->deemed && t->p->stage != HJ_ST_AID_SUPPLEMENT)
		hj_refuse(t, HJ_NO_STAGE, "deemed");
	else if (c->deemed && hj_notice_open(t->d, t->p->no))
		hj_refuse(t, HJ_NO_NOTICE_OWED, "deemed");
	if (t->refused != HJ_NO)
		return;
	b->stage = HJ_ST_AID_WITHDRAWN;
	b->text = c->text;
	hj_happens(t, &hj_ev_aid_withdrawn, b);
	hj_end_procedure(t, t->p, HJ_GR_WITHDRAWN, HJ_NO_TEXT);
}

const struct hj_command hj_cmd_withdraw_aid = {
	.name = "withdraw-aid",
	.zh = "撤回援助申请",
	.en = "Withdraw the application",
	.fields = &fields,
	.right = HJ_MAY_AID,
	.phases = HJ_PH(OPENED),
	.channels = HJ_CH(LEGAL_AID),
	.stages = HJ_ST(AID_APPLIED) | HJ_ST(AID_SUPPLEMENT),
	.to = HJ_ST(AID_WITHDRAWN),
	.decide = decide,
};
