/*
 * Refuse what was offered, with the reason (拒收).
 *
 * The matter stays with the sender; the third time it goes to the nearest body
 * above both.  Who was designated after a refusal handles
 * it and refuses no more.
 */
#include "lib/commands/referral/referral.h"

struct refuse_referral {
	struct hj_frame frame;
	int64_t referral;
	struct hj_sealed reason;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_SEALED(refuse_referral, reason, HJ_REQUIRED | HJ_KEY_TEXT, 2000, "理由|reason"),
	HJ_INT(refuse_referral, referral, HJ_REQUIRED, 1, 1000, "移交编号|referral"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_COMMAND_FIELDS(refuse_referral, rows);

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct refuse_referral *c = cmd;
	const struct hj_referral *r = hj_offered_to_us(t, c->referral);
	struct hj_referral_set *b;

	if (r == NULL)
		return;
	if (r->designated) {
		hj_refuse(t, HJ_NO_SECOND_RETURN, "referral");
		return;
	}
	b = HJ_NEW(t->a, struct hj_referral_set);
	b->referral = HJ_NEW(t->a, struct hj_referral);
	*b->referral = *r;
	b->referral->state = HJ_RS_REFUSED;
	b->referral->refusals++;
	b->reason = c->reason;
	hj_happens(t, &hj_ev_referral_refused, b);
	hj_bounced(t, c->referral);
}

const struct hj_command hj_cmd_refuse_referral = {
	.name = "refuse-referral",
	.zh = "拒收移交",
	.en = "Refuse what was offered",
	.fields = &fields,
	.right = HJ_MAY_ANSWER_OFFER,
	.flags = HJ_NO_PROC,
	.decide = decide,
};
