/*
 * Take a matter up (受理).
 *
 * Mediation starts on application or ex officio, never against a clear refusal
 * (人民调解法17, F): each party that takes part has agreed before.  Accepting
 * owes each party the sheet of rights and duties and starts the term.  Where
 * mediators were named before, mediation begins with it.  The traffic police
 * mediate only once funeral, treatment, disability or loss is settled
 * (道交事故处理程序规定90, F): acceptance that does not say so waits for
 * open-mediation.
 */
#include "lib/commands/organ/organ.h"
#include "lib/commands/procedure/consent.h"
#include "lib/commands/procedure/file_number.h"

struct accept {
	struct hj_frame frame;
	int basis;          /* enum hj_basis, of traffic accidents */
	const char *number; /* file number of the body */
	struct hj_sealed text;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_WORD(accept, basis, 0, &hj_basis_words, "可以开始调解的条件(交通)|why it may begin, of traffic accidents"),
	HJ_TEXT(accept, number, 0, 100, "案卷号|file number"),
	HJ_SEALED(accept, text, HJ_KEY_TEXT, 4000, "说明|in words"),
};
static const struct hj_fields fields = HJ_COMMAND_FIELDS(accept, rows);
/* clang-format on */

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct accept *c = cmd;
	struct hj_procedure_moved *b;
	int64_t procedure = t->p->no;

	if (c->basis != 0 && !hj_is_traffic(t, t->p)) {
		hj_refuse(t, HJ_NO_CHANNEL, "basis");
		return;
	}
	if (!hj_two_sides_left(t->d, t->p)) {
		hj_refuse(t, HJ_NO_ONE_SIDE, NULL);
		return;
	}
	if (!hj_all_agree(t->d, t->p)) {
		hj_refuse(t, HJ_NO_CONSENT, NULL);
		return;
	}
	b = HJ_NEW(t->a, struct hj_procedure_moved);
	*b = (struct hj_procedure_moved){
		.procedure = procedure,
		.phase =
		    t->p->n_mediator > 0 ? HJ_PH_MEDIATING : HJ_PH_ACCEPTED,
		.on = hj_occurred_on(t),
		.number = c->number,
		.stage = hj_is_traffic(t, t->p) ? HJ_ST_WAITING : 0,
		.text = c->text,
	};
	hj_happens(t, &hj_ev_accepted, b);
	if (c->basis != 0)
		hj_open_mediation(t, procedure, c->basis, HJ_NO_TEXT);
	for (size_t i = 0; i < t->d->n_party; i++) {
		const struct hj_party *party = &t->d->party[i];

		if (hj_party_joined(party) &&
		    hj_consent_of(hj_procedure_at(t->d, procedure),
			party->no) == HJ_AN_AGREES)
			hj_owe_notice(t, procedure, party->no, HJ_NK_RIGHTS,
			    hj_rights_article(
				t, hj_procedure_at(t->d, procedure)));
	}
	hj_ask_file_number(t, procedure, b->on);
}

const struct hj_command hj_cmd_accept = {
	.name = "accept",
	.zh = "受理",
	.en = "Take the matter up",
	.fields = &fields,
	.right = HJ_MAY_INTAKE,
	.flags = HJ_LEADS_ON,
	.phases = HJ_PH(OPENED),
	.to = HJ_ST(WAITING) | HJ_ST(GOING),
	.channels = HJ_CH_ACCEPTED,
	.decide = decide,
};
