/*
 * A party withdraws (撤回).
 *
 * Every party may demand at any time that mediation end (人民调解法23(二), F),
 * so nothing is asked but who it is.  Mediation is over between that party and
 * the others; the procedure ends when no two opposing sides are left.  In a
 * suit, an arbitration, an enforcement or a petition only who brought it can
 * withdraw it; if an agreement was reached, it ends as settled (撤诉).
 */
#include "lib/commands/procedure/consent.h"

struct withdraw {
	struct hj_frame frame;
	int manner; /* enum hj_manner */
	struct hj_no *parties;
	size_t n_parties;
	struct hj_sealed text;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_WORD(withdraw, manner, 0, &hj_entered_manner_words, "方式|form"),
	HJ_LIST(withdraw, parties, HJ_REQUIRED, &hj_no_fields, 100, "撤回的当事人|who withdraws"),
	HJ_SEALED(withdraw, text, HJ_KEY_TEXT, 2000, "说明|in words"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_COMMAND_FIELDS(withdraw, rows);

/* Is `party` named in the command? */
static bool
named(const struct withdraw *c, int64_t party)
{
	for (size_t i = 0; i < c->n_parties; i++)
		if (c->parties[i].no == party)
			return true;
	return false;
}

/* Mediation: whoever takes part may leave, once. */
static void
leave(struct hj_turn *t, const struct withdraw *c)
{
	int64_t procedure = t->p->no;
	struct hj_sealed text = c->text;

	for (size_t i = 0; i < c->n_parties; i++) {
		int64_t no = c->parties[i].no;

		if (!hj_party_answers(t, no, "parties"))
			return;
		if (hj_consent_of(t->p, no) == HJ_AN_REFUSES) {
			hj_refuse(t, HJ_NO_DUPLICATE, "parties");
			return;
		}
	}
	for (size_t i = 0; i < c->n_parties; i++) {
		hj_answer(t, &hj_ev_consent_recorded, procedure,
		    c->parties[i].no, HJ_AN_REFUSES, c->manner, text);
		text = HJ_NO_TEXT; /* it is told once */
	}
	for (size_t i = 0; i < c->n_parties; i++)
		hj_party_leaves(
		    t, procedure, c->parties[i].no, HJ_GR_WITHDRAWN);
}

/* Is some agreement in this dispute in effect? */
static bool
agreed(const struct hj_dispute *d)
{
	for (size_t i = 0; i < d->n_agreement; i++)
		if (d->agreement[i].state == HJ_AS_EFFECTIVE)
			return true;
	return false;
}

/* A forum: all who brought the matter take it back, and nobody else can. */
static void
take_back(struct hj_turn *t, const struct withdraw *c)
{
	for (size_t i = 0; i < t->d->n_party; i++) {
		const struct hj_party *party = &t->d->party[i];
		bool brought =
		    hj_party_joined(party) && party->side != HJ_SIDE_RESPONDENT;

		if (brought != named(c, party->no)) {
			hj_refuse(t, HJ_NO_PARTY, "parties");
			return;
		}
	}
	hj_end_procedure(t, t->p,
	    agreed(t->d) && !hj_issue_open(t->d) ? HJ_GR_SETTLED
						 : HJ_GR_WITHDRAWN,
	    c->text);
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct withdraw *c = cmd;

	if (c->n_parties == 0)
		hj_refuse(t, HJ_NO_PARTY, "parties");
	else if (HJ_CH_ACCEPTED & 1u << t->p->channel)
		leave(t, c);
	else
		take_back(t, c);
}

const struct hj_command hj_cmd_withdraw = {
	.name = "withdraw",
	.zh = "当事人撤回",
	.en = "A party withdraws",
	.fields = &fields,
	.right = HJ_MAY_INTAKE,
	.phases = HJ_PH_LIVE,
	.channels = HJ_CH_ASKED | HJ_CH(SUIT) | HJ_CH(ENFORCEMENT),
	.decide = decide,
};
