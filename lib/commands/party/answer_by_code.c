/*
 * What a party answers to mediation by itself, with its slip (凭码答复).
 *
 * Nobody has seen whose hand held the slip.  So a refusal works at once, for
 * nobody is kept in mediation (人民调解法17, F), and a yes is written down and
 * leaves the party asked: it becomes consent when a signature or a call back is
 * recorded (record-consent).
 */
#include "lib/commands/procedure/consent.h"

struct answer_by_code {
	struct hj_frame frame;
	bool agrees;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_BOOL(answer_by_code, agrees, 0, "同意调解|agrees to mediation"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_COMMAND_FIELDS(answer_by_code, rows);

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct answer_by_code *c = cmd;
	int64_t party = hj_slip_party(t->d, t->actor.door);
	int64_t procedure;
	int answer = c->agrees ? HJ_AN_AGREES : HJ_AN_REFUSES;

	if (t->p == NULL) {
		hj_refuse(t, HJ_NO_PROCEDURE, "procedure");
		return;
	}
	procedure = t->p->no;
	/* What was said before a witness is not weakened by saying it again. */
	if (hj_consent_of(t->p, party) == answer)
		return;
	hj_answer(t, &hj_ev_consent_recorded, procedure, party, answer,
	    HJ_MN_BY_CODE, HJ_NO_TEXT);
	if (!c->agrees)
		hj_party_leaves(t, procedure, party, HJ_GR_REFUSED);
}

const struct hj_command hj_cmd_answer_by_code = {
	.name = "answer-by-code",
	.zh = "当事人凭码答复",
	.en = "Answer mediation by code",
	.fields = &fields,
	.right = HJ_MAY_SPEAK,
	.flags = HJ_INTERNAL | HJ_ANY_PART,
	.phases = HJ_PH_LIVE,
	.channels = HJ_CH_ACCEPTED,
	.decide = decide,
};
