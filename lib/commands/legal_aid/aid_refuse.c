/*
 * Decide not to give legal aid (不予法律援助决定), in writing and with reasons,
 * within seven days (法律援助法43, F).  The decision is owed to each applicant,
 * who may object to the judicial-administration department (49).  Whoever is
 * exempt from showing hardship is not refused for want of it (42, F).
 */
#include "lib/commands/legal_aid/aid.h"

struct aid_refuse {
	struct hj_frame frame;
	int ground; /* enum hj_aid_refusal */
	struct hj_sealed reason;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_WORD(aid_refuse, ground, HJ_REQUIRED, &hj_aid_refusal_words, "不予援助的情形|ground"),
	HJ_SEALED(aid_refuse, reason, HJ_REQUIRED | HJ_KEY_TEXT, 4000, "理由|reasons"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_COMMAND_FIELDS(aid_refuse, rows);

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct aid_refuse *c = cmd;
	struct hj_aid_set *b = hj_aid_change(t);

	if (b == NULL)
		return;
	if (c->ground == HJ_RF_HARDSHIP && hj_aid_unchecked(b->aid)) {
		hj_refuse(t, HJ_NO_AID_UNCHECKED, "ground");
		return;
	}
	b->stage = HJ_ST_AID_REFUSED;
	b->refusal = c->ground;
	b->reason = c->reason;
	hj_happens(t, &hj_ev_aid_refused, b);
	hj_end_procedure(t, t->p, HJ_GR_DECLINED, HJ_NO_TEXT);
	hj_aid_notices(t, b->aid, HJ_NK_AID_REFUSED, "法律援助法43");
}

const struct hj_command hj_cmd_aid_refuse = {
	.name = "aid-refuse",
	.zh = "不予法律援助",
	.en = "Refuse legal aid",
	.fields = &fields,
	.right = HJ_MAY_AID,
	.phases = HJ_PH(OPENED),
	.channels = HJ_CH(LEGAL_AID),
	.stages = HJ_ST(AID_APPLIED) | HJ_ST(AID_SUPPLEMENT),
	.to = HJ_ST(AID_REFUSED),
	.decide = decide,
};
