/*
 * Sign for a petition that was passed on (签收).  From this day the organ has
 * five working days to object, and fifteen days to tell the petitioner in
 * writing (信访工作条例23, F).
 */
#include "lib/commands/petition/petition.h"

#include <string.h>

struct receive_petition {
	struct hj_frame frame;
	struct hj_sealed text;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_SEALED(receive_petition, text, HJ_KEY_TEXT, 2000, "说明|in words"),
};
/* clang-format on */
static const struct hj_fields fields =
    HJ_COMMAND_FIELDS(receive_petition, rows);

static void
ready(struct hj_turn *t)
{
	const struct hj_petition *x = hj_petition_of(t->d, t->p->no);

	if (strcmp(hj_referral_at(t->d, x->referral)->to, t->actor.org) != 0)
		hj_refuse(t, HJ_NO_NOT_OFFERED_YOU, NULL);
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct receive_petition *c = cmd;
	int64_t procedure = t->p->no;
	const struct hj_petition *x = hj_petition_of(t->d, procedure);
	const struct hj_referral *r = hj_referral_at(t->d, x->referral);
	struct hj_referral_set *taken;
	struct hj_petition_set *b;

	if (hj_occurred_on(t) < r->offered_on) {
		hj_refuse(t, HJ_NO_ORDER, "occurred_on");
		return;
	}
	taken = HJ_NEW(t->a, struct hj_referral_set);
	taken->referral = HJ_NEW(t->a, struct hj_referral);
	*taken->referral = *r;
	taken->referral->state = HJ_RS_ACCEPTED;
	taken->referral->to_procedure = procedure;
	hj_happens(t, &hj_ev_referral_accepted, taken);
	b = hj_petition_change(t, procedure);
	b->petition->organ = t->actor.org;
	b->stage = HJ_ST_TAKEN;
	b->text = c->text;
	hj_happens(t, &hj_ev_petition_taken, b);
}

const struct hj_command hj_cmd_receive_petition = {
	.name = "receive-petition",
	.zh = "签收转送、交办",
	.en = "Sign for a petition passed on",
	.fields = &fields,
	.right = HJ_MAY_ANSWER_OFFER,
	.flags = HJ_ANY_PART | HJ_ABOUT_FRAME,
	.phases = HJ_PH_LIVE,
	.channels = HJ_CH(PETITION),
	.stages = HJ_ST(REFERRED) | HJ_ST(ASSIGNED),
	.to = HJ_ST(TAKEN),
	.about = hj_petition_about,
	.ready = ready,
	.decide = decide,
};
