/* Consent to mediation; see consent.h. */
#include "lib/commands/procedure/consent.h"

/* Where limits run from the consent of all (在线10、15; 民事调解规定4: F). */
#define CHOICE                                                                 \
	(HJ_CH(SUIT) | HJ_CH(ASSIGNED) | HJ_CH(ENTRUSTED) | HJ_CH(IN_COURT))

/*
 * A petition may have petitioners alone: its organ is no party to ask.
 */
static bool
each_agrees(const struct hj_dispute *d, const struct hj_procedure *p)
{
	size_t agreed = 0;

	for (size_t i = 0; i < d->n_party; i++) {
		int answer = hj_consent_of(p, d->party[i].no);

		if (!hj_party_joined(&d->party[i]))
			continue;
		if (answer != HJ_AN_AGREES && answer != HJ_AN_REFUSES)
			return false;
		agreed += answer == HJ_AN_AGREES;
	}
	return agreed > 0;
}

bool
hj_settling_agreed(const struct hj_dispute *d, const struct hj_procedure *p)
{
	if (p->channel == HJ_CH_PETITION)
		return each_agrees(d, p);
	return ((HJ_CH_ACCEPTED | HJ_CH(ARBITRATION)) & 1u << p->channel) ==
		   0 ||
	       hj_all_agree(d, p);
}

bool
hj_somebody_refused(const struct hj_procedure *p)
{
	for (size_t i = 0; i < p->n_consent; i++)
		if (p->consent[i].answer == HJ_AN_REFUSES)
			return true;
	return false;
}

bool
hj_party_answers(struct hj_turn *t, int64_t party, const char *field)
{
	const struct hj_party *p = hj_party_at(t->d, party);

	if (p != NULL && hj_party_joined(p))
		return true;
	hj_refuse(t, HJ_NO_PARTY, field);
	return false;
}

void
hj_answer(struct hj_turn *t, const struct hj_event_kind *kind,
    int64_t procedure, int64_t party, int answer, int manner,
    struct hj_sealed text)
{
	struct hj_consent_recorded *b =
	    HJ_NEW(t->a, struct hj_consent_recorded);

	*b = (struct hj_consent_recorded){
		.procedure = procedure,
		.party = party,
		.answer = answer,
		.manner = manner,
		.on = hj_occurred_on(t),
		.text = text,
	};
	hj_happens(t, kind, b);
}

void
hj_consent_completed(struct hj_turn *t, int64_t procedure)
{
	struct hj_procedure *p = hj_procedure_at(t->d, procedure);
	struct hj_channel_step *b;

	if ((CHOICE & 1u << p->channel) == 0 || !hj_procedure_live(p) ||
	    !hj_all_agree(t->d, p))
		return;
	b = HJ_NEW(t->a, struct hj_channel_step);
	b->procedure = procedure;
	hj_happens(t, &hj_ev_consent_completed, b);
}

void
hj_party_leaves(struct hj_turn *t, int64_t procedure, int64_t party, int ground)
{
	struct hj_procedure *p = hj_procedure_at(t->d, procedure);

	if (!hj_procedure_live(p))
		return;
	if (!hj_two_sides_left(t->d, p))
		hj_end_procedure(t, p, ground, HJ_NO_TEXT);
	else if (p->phase != HJ_PH_OPENED)
		hj_owe_notice(
		    t, procedure, party, HJ_NK_ROUTES, hj_routes_article(t, p));
}

int
hj_phase_again(const struct hj_dispute *d, const struct hj_procedure *p)
{
	if ((HJ_CH_ACCEPTED & 1u << p->channel) != 0 &&
	    (p->accepted_on == 0 || !hj_all_agree(d, p)))
		return HJ_PH_OPENED;
	if (p->n_mediator > 0)
		return HJ_PH_MEDIATING;
	return p->accepted_on != 0 ? HJ_PH_ACCEPTED : HJ_PH_OPENED;
}

bool
hj_mediated_elsewhere(const struct hj_dispute *d, const struct hj_procedure *p)
{
	if (!hj_channel_mediates(p->channel))
		return false;
	for (size_t i = 0; i < d->n_procedure; i++)
		if (d->procedure[i].no != p->no &&
		    hj_procedure_live(&d->procedure[i]) &&
		    hj_channel_mediates(d->procedure[i].channel))
			return true;
	return false;
}
