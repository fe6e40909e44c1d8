/*
 * The fold: what each kind of body does to the state of a dispute.
 *
 * Nothing here decides or computes; results stand in the events.
 * A fact is never refused: an event that names an entity which is not there
 * leaves the state as it is.  Bodies must live as long as the state, because
 * lists and texts are taken over, not copied.
 */
#include "lib/dispute/event.h"

#include <string.h>

void
hj_evolve_registered(void *state, const struct hj_event *ev)
{
	struct hj_dispute *d = state;
	const struct hj_registered *b = ev->body;

	d->id = ev->stream;
	d->code = b->code;
	d->county = b->county;
	d->door = b->door;
	d->place = b->place;
	d->source = b->source;
	d->manner = b->manner;
	d->registered_by = ev->actor;
	d->registered_at = ev->body_of;
	d->finder = b->finder;
	d->registered_on = b->registered_on;
	d->requested_on = b->requested_on;
	d->category_moj = b->category_moj;
	d->category_gb = b->category_gb;
	d->title = b->title;
	d->claim = b->claim;
	d->owed = b->owed;
	d->disputed = b->disputed;
	d->adjudged = b->adjudged;
	d->exactness = b->exactness;
	d->violence = b->violence;
	d->on_the_spot = b->on_the_spot;
	d->pin = b->pin;
	d->n_pin = b->n_pin;
	for (size_t i = 0; i < b->n_history; i++)
		d->history += b->history[i].meetings;
	if (b->ladder != NULL) {
		d->ladder = HJ_NEW(d->arena, struct hj_ladder);
		d->ladder->set = b->ladder;
	}
}

void
hj_evolve_party_set(void *state, const struct hj_event *ev)
{
	struct hj_dispute *d = state;
	const struct hj_party_set *b = ev->body;
	struct hj_party *party = hj_party_at(d, b->party->no);

	if (party == NULL)
		party = HJ_PUSH(d->arena, d->party, d->n_party);
	*party = *b->party;
}

void
hj_evolve_procedure_opened(void *state, const struct hj_event *ev)
{
	struct hj_dispute *d = state;
	const struct hj_procedure_opened *b = ev->body;
	struct hj_agreement *agreement =
	    hj_agreement_at(d, b->procedure->agreement);

	*HJ_PUSH(d->arena, d->procedure, d->n_procedure) = *b->procedure;
	d->closed = false;
	if (b->procedure->channel == HJ_CH_CONFIRMATION && agreement != NULL)
		agreement->confirmation = b->procedure->no;
	if (b->order != NULL)
		*HJ_PUSH(d->arena, d->order, d->n_order) = *b->order;
	for (size_t i = 0; i < b->n_pin; i++)
		*HJ_PUSH(d->arena, d->pin, d->n_pin) = b->pin[i];
}

void
hj_evolve_consent_recorded(void *state, const struct hj_event *ev)
{
	struct hj_dispute *d = state;
	const struct hj_consent_recorded *b = ev->body;
	struct hj_procedure *p = hj_procedure_at(d, b->procedure);
	struct hj_consent consent = { .party = b->party,
		.answer = b->answer,
		.manner = b->manner,
		.on = b->on };

	if (p == NULL)
		return;
	for (size_t i = 0; i < p->n_consent; i++)
		if (p->consent[i].party == b->party) {
			p->consent[i] = consent;
			return;
		}
	*HJ_PUSH(d->arena, p->consent, p->n_consent) = consent;
}

/* A ruling that an agreement is valid makes it enforceable (民诉法206). */
static void
confirm_agreement(struct hj_dispute *d, const struct hj_procedure *p)
{
	struct hj_agreement *agreement = hj_agreement_at(d, p->agreement);

	if (agreement != NULL && p->title == HJ_TI_CONFIRMED)
		agreement->confirmed = true;
}

void
hj_evolve_procedure_moved(void *state, const struct hj_event *ev)
{
	struct hj_dispute *d = state;
	const struct hj_procedure_moved *b = ev->body;
	struct hj_procedure *p = hj_procedure_at(d, b->procedure);

	if (ev->kind == &hj_ev_dispute_closed ||
	    ev->kind == &hj_ev_dispute_reopened)
		d->closed = ev->kind == &hj_ev_dispute_closed;
	/* A title made elsewhere has no procedure here. */
	if (ev->kind == &hj_ev_result_recorded && b->procedure == 0)
		d->external_title = b->title;
	if (b->amount != 0)
		d->adjudged = b->amount;
	if (p == NULL)
		return;
	if (b->phase != 0)
		p->phase = b->phase;
	if (b->stage != 0)
		p->stage = b->stage;
	if (ev->kind == &hj_ev_accepted ||
	    (b->phase == HJ_PH_ACCEPTED &&
		ev->kind != &hj_ev_procedure_reopened))
		p->accepted_on = b->on;
	if (b->phase == HJ_PH_ENDED)
		p->ended_on = b->on;
	if (ev->kind == &hj_ev_procedure_reopened) {
		p->ended_on = 0;
		p->archived_on = 0;
		p->ground = 0;
	}
	if (b->ground != 0)
		p->ground = b->ground;
	if (b->number != NULL)
		p->number = b->number;
	if (b->title != 0)
		p->title = b->title;
	if (b->trial != 0)
		p->trial = b->trial;
	if (b->keeps_duties)
		p->keeps_duties = true;
	confirm_agreement(d, p);
}

void
hj_keep_person(
    struct hj_arena *a, struct hj_name **list, size_t *n, const char *person)
{
	for (size_t i = 0; i < *n; i++)
		if (strcmp((*list)[i].text, person) == 0)
			return;
	HJ_PUSH(a, *list, *n)->text = person;
}

void
hj_evolve_mediators_set(void *state, const struct hj_event *ev)
{
	struct hj_dispute *d = state;
	const struct hj_mediators_set *b = ev->body;
	struct hj_procedure *p = hj_procedure_at(d, b->procedure);

	if (p == NULL)
		return;
	p->mediator = b->mediator;
	p->n_mediator = b->n_mediator;
	/* Who was ever assigned here may not act for a party later. */
	for (size_t i = 0; i < b->n_mediator; i++) {
		hj_keep_person(d->arena, &d->mediated, &d->n_mediated,
		    b->mediator[i].person);
		if (p->channel == HJ_CH_ASSIGNED ||
		    p->channel == HJ_CH_ENTRUSTED)
			hj_keep_person(d->arena, &d->invited, &d->n_invited,
			    b->mediator[i].person);
	}
	if (p->phase == HJ_PH_ACCEPTED)
		p->phase = HJ_PH_MEDIATING;
}

void
hj_evolve_signer_joined(void *state, const struct hj_event *ev)
{
	const struct hj_signer_joined *b = ev->body;
	struct hj_procedure *p = hj_procedure_at(state, b->procedure);

	if (p != NULL)
		p->signer = b->signer;
}

void
hj_evolve_appointment_set(void *state, const struct hj_event *ev)
{
	struct hj_dispute *d = state;
	const struct hj_appointment_set *b = ev->body;
	struct hj_appointment *a = hj_appointment_at(d, b->appointment->no);

	if (a == NULL)
		a = HJ_PUSH(d->arena, d->appointment, d->n_appointment);
	*a = *b->appointment;
}

void
hj_evolve_session_logged(void *state, const struct hj_event *ev)
{
	struct hj_dispute *d = state;
	const struct hj_session_logged *b = ev->body;
	struct hj_procedure *p = hj_procedure_at(d, b->session->procedure);
	struct hj_appointment *a = hj_appointment_at(d, b->appointment);
	struct hj_session *s = HJ_PUSH(d->arena, d->session, d->n_session);

	*s = *b->session;
	s->event = ev->id;
	s->logged_by = ev->actor;
	s->logged_at = ev->at;
	if (p != NULL)
		p->sessions++;
	if (a != NULL)
		a->held = true;
	hj_set_counts(d, s->procedure, b->attempts, b->step_attempts);
}

void
hj_evolve_record_completed(void *state, const struct hj_event *ev)
{
	const struct hj_record_completed *b = ev->body;
	struct hj_session *s = hj_session_at(state, b->session);

	if (s == NULL)
		return;
	s->recorded = true;
	s->text_digest = b->text_digest;
}

/* An act is told, and changes nothing that a decision asks for. */
void
hj_evolve_act(void *state, const struct hj_event *ev)
{
	const struct hj_act *b = ev->body;
	struct hj_petition *x = hj_petition_of(state, b->procedure);

	if (x != NULL && ev->kind == &hj_ev_petition_hearing_began)
		x->hearing = true;
	else if (x != NULL && ev->kind == &hj_ev_petition_hearing_ended)
		x->hearing = false;
}

void
hj_evolve_notice_set(void *state, const struct hj_event *ev)
{
	struct hj_dispute *d = state;
	const struct hj_notice_set *b = ev->body;
	struct hj_notice *n = hj_notice_at(d, b->notice->no);

	if (n == NULL)
		n = HJ_PUSH(d->arena, d->notice, d->n_notice);
	*n = *b->notice;
}

void
hj_evolve_referral_set(void *state, const struct hj_event *ev)
{
	struct hj_dispute *d = state;
	const struct hj_referral_set *b = ev->body;
	struct hj_referral *r = hj_referral_at(d, b->referral->no);

	if (r == NULL)
		r = HJ_PUSH(d->arena, d->referral, d->n_referral);
	*r = *b->referral;
	r->refused_by = ev->kind == &hj_ev_referral_refused ? ev->id : NULL;
}

void
hj_evolve_ladder_moved(void *state, const struct hj_event *ev)
{
	struct hj_dispute *d = state;
	const struct hj_ladder_moved *b = ev->body;

	/* Attempts are counted on; those in the event are not. */
	d->ladder = HJ_NEW(d->arena, struct hj_ladder);
	*d->ladder = *b->ladder;
}

void
hj_evolve_fact_judged(void *state, const struct hj_event *ev)
{
	struct hj_dispute *d = state;
	const struct hj_judged *j =
	    ((const struct hj_fact_judged *)ev->body)->judged;

	for (size_t i = 0; i < d->n_judged; i++)
		if (strcmp(d->judged[i].set, j->set) == 0 &&
		    strcmp(d->judged[i].fact, j->fact) == 0) {
			d->judged[i] = *j;
			return;
		}
	*HJ_PUSH(d->arena, d->judged, d->n_judged) = *j;
}

void
hj_evolve_danger_reported(void *state, const struct hj_event *ev)
{
	struct hj_dispute *d = state;
	const struct hj_danger_reported *b = ev->body;
	struct hj_procedure *p = hj_procedure_at(d, b->procedure);

	d->danger = true;
	if (p != NULL)
		p->reported = true;
}

void
hj_evolve_clock_set(void *state, const struct hj_event *ev)
{
	struct hj_dispute *d = state;
	const struct hj_clock_set *b = ev->body;
	struct hj_clock *c;

	if (b->clock == NULL)
		return;
	c = hj_clock_at(d, b->clock->no);
	if (c == NULL)
		c = HJ_PUSH(d->arena, d->clock, d->n_clock);
	*c = *b->clock;
	/* A task without a day is explained by its beginning. */
	if (b->derivation != NULL || ev->kind == &hj_ev_clock_started)
		c->seq = ev->seq;
	if (ev->kind == &hj_ev_clock_done_late)
		HJ_PUSH(d->arena, d->done_late, d->n_done_late)->no =
		    b->clock->no;
}

void
hj_evolve_follow_up_failed(void *state, const struct hj_event *ev)
{
	(void)state;
	(void)ev;
}
