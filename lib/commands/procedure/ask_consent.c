/*
 * Ask the parties whether they want mediation (征询意见).
 *
 * A matter brought by one side, or found by a body itself, needs the other
 * side's word before it is taken up (人民调解法17, F).  Without a party named,
 * everybody who has not answered yet is asked.
 */
#include "lib/commands/procedure/consent.h"

struct ask_consent {
	struct hj_frame frame;
	int64_t party; /* 0: all who have not answered */
	int manner;    /* enum hj_manner */
	struct hj_sealed text;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_WORD(ask_consent, manner, 0, &hj_entered_manner_words, "方式|form"),
	HJ_INT(ask_consent, party, 0, 1, 1000, "当事人编号|party"),
	HJ_SEALED(ask_consent, text, HJ_KEY_TEXT, 2000, "说明|in words"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_COMMAND_FIELDS(ask_consent, rows);

/* Has `party` said yes or no already? */
static bool
answered(const struct hj_procedure *p, int64_t party)
{
	int answer = hj_consent_of(p, party);

	return answer == HJ_AN_AGREES || answer == HJ_AN_REFUSES;
}

static void
ask_one(struct hj_turn *t, const struct ask_consent *c)
{
	if (!hj_party_answers(t, c->party, "party"))
		return;
	if (hj_consent_of(t->p, c->party) == HJ_AN_REFUSES)
		hj_refuse(t, HJ_NO_REFUSED, "party");
	else if (answered(t->p, c->party))
		hj_refuse(t, HJ_NO_DUPLICATE, "party");
	else
		hj_answer(t, &hj_ev_consent_asked, t->p->no, c->party,
		    HJ_AN_ASKED, c->manner, c->text);
}

static void
ask_all(struct hj_turn *t, const struct ask_consent *c)
{
	int64_t procedure = t->p->no;
	struct hj_sealed text = c->text;
	size_t asked = 0;

	for (size_t i = 0; i < t->d->n_party; i++) {
		const struct hj_party *party = &t->d->party[i];

		if (!hj_party_joined(party) ||
		    answered(hj_procedure_at(t->d, procedure), party->no))
			continue;
		hj_answer(t, &hj_ev_consent_asked, procedure, party->no,
		    HJ_AN_ASKED, c->manner, text);
		text = HJ_NO_TEXT; /* it is told once */
		asked++;
	}
	if (asked == 0)
		hj_refuse(t, HJ_NO_DUPLICATE, NULL);
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct ask_consent *c = cmd;

	if (c->party != 0)
		ask_one(t, c);
	else
		ask_all(t, c);
}

const struct hj_command hj_cmd_ask_consent = {
	.name = "ask-consent",
	.zh = "征询当事人意见",
	.en = "Ask the parties whether they want mediation",
	.fields = &fields,
	.right = HJ_MAY_INTAKE,
	.phases = HJ_PH_LIVE,
	.channels = HJ_CH_CONSENT,
	.decide = decide,
};
