/*
 * Answer an objection (答复异议): who passed the petition on agrees, and it
 * comes back, or does not, and it stays with the organ (信访工作条例23, F).
 */
#include "lib/commands/petition/petition.h"

struct answer_objection {
	struct hj_frame frame;
	bool agreed;
	struct hj_sealed reason;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_BOOL(answer_objection, agreed, HJ_REQUIRED, "同意退回|the return is agreed"),
	HJ_SEALED(answer_objection, reason, HJ_KEY_TEXT, 2000, "理由|reason"),
};
/* clang-format on */
static const struct hj_fields fields =
    HJ_COMMAND_FIELDS(answer_objection, rows);

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct answer_objection *c = cmd;
	int64_t procedure = t->p->no;
	struct hj_petition_set *b;

	if (c->agreed)
		hj_referral_move(t, hj_petition_of(t->d, procedure)->referral,
		    HJ_RS_RETURNED, &hj_ev_referral_returned, c->reason);
	b = hj_petition_change(t, procedure);
	if (c->agreed)
		b->petition->organ = NULL;
	b->stage = c->agreed ? HJ_ST_CLASSIFIED : HJ_ST_TAKEN;
	b->article = "信访工作条例23";
	b->reason = c->reason;
	hj_happens(t,
	    c->agreed ? &hj_ev_petition_return_agreed : &hj_ev_petition_kept,
	    b);
}

const struct hj_command hj_cmd_answer_objection = {
	.name = "answer-objection",
	.zh = "答复异议",
	.en = "Answer an objection",
	.fields = &fields,
	.right = HJ_MAY_END,
	.flags = HJ_ABOUT_FRAME,
	.phases = HJ_PH_LIVE,
	.channels = HJ_CH(PETITION),
	.stages = HJ_ST(RETURN_REQUESTED),
	.to = HJ_ST(CLASSIFIED) | HJ_ST(TAKEN),
	.about = hj_petition_about,
	.ready = hj_petition_held,
	.decide = decide,
};
