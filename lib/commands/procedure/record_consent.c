/*
 * Record what a party answered to mediation (同意或拒绝调解).
 *
 * Consent belongs to a party in a procedure.  A clear refusal ends mediation
 * between that party and the others at once (人民调解法17, F); the procedure
 * ends when no two opposing sides are left.  A refusal counts
 * however it is given; consent by code alone does not make an agreement.
 */
#include "lib/commands/party/agency.h"
#include "lib/commands/procedure/consent.h"

struct record_consent {
	struct hj_frame frame;
	int64_t party;
	int64_t agency; /* by which somebody answers for the party */
	int answer;     /* enum hj_answer */
	int manner;     /* enum hj_manner */
	struct hj_sealed text;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_INT(record_consent, agency, 0, 1, HJ_AGENCIES_MOST, "代理编号|agency of who answers for it"),
	HJ_WORD(record_consent, answer, HJ_REQUIRED, &hj_answer_words, "答复|answer"),
	HJ_WORD(record_consent, manner, HJ_REQUIRED, &hj_entered_manner_words, "方式|form"),
	HJ_INT(record_consent, party, HJ_REQUIRED, 1, 1000, "当事人编号|party"),
	HJ_SEALED(record_consent, text, HJ_KEY_TEXT, 2000, "说明|in words"),
};
static const struct hj_fields fields = HJ_COMMAND_FIELDS(record_consent, rows);
/* clang-format on */

/* Who agrees for another may on that day. */
static void
check_agent(struct hj_turn *t, const struct record_consent *c)
{
	int32_t day = hj_occurred_on(t);

	if (c->agency != 0)
		(void)hj_acts_for(t, c->party, c->agency, day, false, "agency");
	hj_needs_guardian(t, c->party, day, "party");
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct record_consent *c = cmd;
	int64_t procedure = t->p->no;
	bool agreed = hj_all_agree(t->d, t->p);
	struct hj_consent_recorded *b;

	if (!hj_party_answers(t, c->party, "party"))
		return;
	if (c->answer == HJ_AN_AGREES)
		check_agent(t, c);
	if (t->refused != HJ_NO)
		return;
	b = HJ_NEW(t->a, struct hj_consent_recorded);
	*b = (struct hj_consent_recorded){
		.procedure = procedure,
		.party = c->party,
		.answer = c->answer,
		.manner = c->manner,
		.agency = c->agency,
		.on = hj_occurred_on(t),
		.text = c->text,
	};
	hj_happens(t, &hj_ev_consent_recorded, b);
	/* A petition or an arbitration goes on without a settlement. */
	if (c->answer == HJ_AN_REFUSES &&
	    (HJ_CH_ACCEPTED & 1u << hj_procedure_at(t->d, procedure)->channel))
		hj_party_leaves(t, procedure, c->party, HJ_GR_REFUSED);
	if (!agreed)
		hj_consent_completed(t, procedure);
}

const struct hj_command hj_cmd_record_consent = {
	.name = "record-consent",
	.zh = "记录当事人意见",
	.en = "Record a party's answer to mediation",
	.fields = &fields,
	.right = HJ_MAY_INTAKE,
	.phases = HJ_PH_LIVE,
	.channels = HJ_CH_CONSENT,
	.decide = decide,
};
