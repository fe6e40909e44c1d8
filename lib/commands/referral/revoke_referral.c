/* Take an offer back that nobody has answered yet (撤回移交). */
#include "lib/commands/referral/referral.h"

struct revoke_referral {
	struct hj_frame frame;
	int64_t referral;
	struct hj_sealed reason;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_SEALED(revoke_referral, reason, HJ_KEY_TEXT, 2000, "理由|reason"),
	HJ_INT(revoke_referral, referral, HJ_REQUIRED, 1, 1000, "移交编号|referral"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_COMMAND_FIELDS(revoke_referral, rows);

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct revoke_referral *c = cmd;
	const struct hj_referral *r = hj_offered_by_us(t, c->referral);

	if (r == NULL)
		return;
	if (r->rule != NULL) /* set-aside-escalation has its own bounds */
		hj_refuse(t, HJ_NO_SET_ASIDE, "referral");
	else
		hj_referral_move(t, c->referral, HJ_RS_REVOKED,
		    &hj_ev_referral_revoked, c->reason);
}

const struct hj_command hj_cmd_revoke_referral = {
	.name = "revoke-referral",
	.zh = "撤回移交",
	.en = "Take an offer back",
	.fields = &fields,
	.right = HJ_MAY_REFER,
	.flags = HJ_NO_PROC,
	.ready = hj_some_offer_by_us,
	.decide = decide,
};
