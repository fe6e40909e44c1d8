/*
 * Give back what was accepted, with result and papers (退回).
 *
 * Without an agreement the procedure ends and the parties are told of the other
 * routes (人民调解法26, F); the sender goes on: after assignment a court files
 * if a party insists, after entrustment the trial resumes (特邀21, F).  Who was
 * designated does not give the matter back before it is done.
 */
#include "lib/commands/custody/custody.h"
#include "lib/commands/referral/referral.h"

#include <string.h>

struct return_referral {
	struct hj_frame frame;
	int64_t referral;
	int result; /* enum hj_result */
	struct hj_name *materials;
	size_t n_materials;
	struct hj_sealed reason;
	struct hj_sealed text;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_LIST(return_referral, materials, 0, &hj_id_fields, 100, "随案材料|papers"),
	HJ_SEALED(return_referral, reason, HJ_KEY_TEXT, 2000, "理由|reason"),
	HJ_INT(return_referral, referral, HJ_REQUIRED, 1, 1000, "移交编号|referral"),
	HJ_WORD(return_referral, result, HJ_REQUIRED, &hj_result_words, "结果|result"),
	HJ_SEALED(return_referral, text, HJ_KEY_TEXT, 4000, "退回函|report"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_COMMAND_FIELDS(return_referral, rows);

static const struct hj_referral *
accepted_by_us(struct hj_turn *t, int64_t no)
{
	const struct hj_referral *r = hj_referral_at(t->d, no);

	if (r == NULL)
		hj_refuse(t, HJ_NO_SUCH_ENTITY, "referral");
	else if (hj_petition_passed(t->d, r))
		hj_refuse(t, HJ_NO_CHANNEL, "referral");
	else if (r->to == NULL || strcmp(r->to, t->actor.org) != 0)
		hj_refuse(t, HJ_NO_NOT_OFFERED_YOU, "referral");
	else if (r->state != HJ_RS_ACCEPTED)
		hj_refuse(t, HJ_NO_NOT_OPEN_OFFER, "referral");
	return t->refused == HJ_NO ? r : NULL;
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct return_referral *c = cmd;
	const struct hj_referral *r = accepted_by_us(t, c->referral);
	struct hj_procedure *p;
	struct hj_referral_set *b;

	if (r == NULL)
		return;
	p = hj_procedure_at(t->d, r->to_procedure);
	if (r->designated && p != NULL && hj_procedure_live(p)) {
		hj_refuse(t, HJ_NO_SECOND_RETURN, "referral");
		return;
	}
	/* Papers go back with what failed before filing (在线15, F). */
	if (r->channel == HJ_CH_ASSIGNED || r->channel == HJ_CH_ENTRUSTED)
		hj_custody_check(t, p);
	if (t->refused != HJ_NO)
		return;
	b = HJ_NEW(t->a, struct hj_referral_set);
	*b = (struct hj_referral_set){
		.referral = HJ_NEW(t->a, struct hj_referral),
		.result = c->result,
		.materials = c->materials,
		.n_materials = c->n_materials,
		.reason = c->reason,
		.text = c->text,
	};
	*b->referral = *r;
	b->referral->state = HJ_RS_RETURNED;
	hj_happens(t, &hj_ev_referral_returned, b);
	p = hj_procedure_at(t->d, b->referral->to_procedure);
	if (p != NULL && hj_procedure_live(p))
		hj_end_procedure(t, p, HJ_GR_RETURNED, c->reason);
}

const struct hj_command hj_cmd_return_referral = {
	.name = "return-referral",
	.zh = "退回移交",
	.en = "Give back what was accepted",
	.fields = &fields,
	.right = HJ_MAY_ANSWER_OFFER,
	.flags = HJ_NO_PROC,
	.ready = hj_some_taken_by_us,
	.decide = decide,
};
