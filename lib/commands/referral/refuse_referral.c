/*
 * Refuse what was offered (拒收), for a reason of the list, so that refusals
 * can be counted by reason; anything else is said in words.
 *
 * The matter stays with the sender; the third time it goes to the nearest body
 * above both.  Who was designated after a refusal handles
 * it and refuses no more.
 */
#include "lib/commands/referral/referral.h"

struct refuse_referral {
	struct hj_frame frame;
	int64_t referral;
	int ground; /* enum hj_turn_down */
	struct hj_sealed reason;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_WORD(refuse_referral, ground, HJ_REQUIRED, &hj_turn_down_words, "拒收理由|why not"),
	HJ_SEALED(refuse_referral, reason, HJ_KEY_TEXT, 2000, "说明|in words"),
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
	if (r->designated)
		hj_refuse(t, HJ_NO_SECOND_RETURN, "referral");
	else if (c->ground == HJ_TDN_OTHER && c->reason.box == NULL)
		hj_refuse(t, HJ_NO_WORDS, "reason");
	if (t->refused != HJ_NO)
		return;
	b = HJ_NEW(t->a, struct hj_referral_set);
	b->referral = HJ_NEW(t->a, struct hj_referral);
	*b->referral = *r;
	b->referral->state = HJ_RS_REFUSED;
	b->referral->refusals++;
	b->referral->turned_down = c->ground;
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
	.ready = hj_some_offer_to_us,
	.decide = decide,
};
