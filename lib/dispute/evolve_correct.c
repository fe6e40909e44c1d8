/*
 * The fold of corrections, and what the state keeps so that entries can be
 * corrected; see event.h.
 */
#include "lib/dispute/event.h"

#include <string.h>

void
hj_keep_entry(struct hj_dispute *d, const struct hj_event *ev, int64_t no)
{
	struct hj_entry *entry;

	/* What the clocks and the ladder did by themselves is nobody's. */
	if (ev->body_of == NULL)
		return;
	if (d->n_entry == HJ_ENTRIES_MOST) {
		memmove(d->entry, d->entry + 1,
		    (HJ_ENTRIES_MOST - 1) * sizeof(*d->entry));
		entry = &d->entry[HJ_ENTRIES_MOST - 1];
	} else {
		entry = HJ_PUSH(d->arena, d->entry, d->n_entry);
	}
	*entry = (struct hj_entry){
		.event = ev->id,
		.kind = ev->kind->name,
		.seq = ev->seq,
		.by = ev->actor,
		.at = ev->at,
		.no = no,
	};
}

void
hj_set_counts(struct hj_dispute *d, int64_t procedure, int64_t attempts,
    int64_t step_attempts)
{
	struct hj_procedure *p = hj_procedure_at(d, procedure);

	if (p != NULL)
		p->attempts = attempts;
	if (d->ladder != NULL && d->ladder->procedure == procedure)
		d->ladder->attempts = step_attempts;
}

/* The sitting no longer counts; others of the same time may, in its stead. */
static void
void_session(struct hj_dispute *d, const struct hj_event_voided *b)
{
	struct hj_session *s = hj_session_at(d, b->session);
	struct hj_procedure *p = hj_procedure_at(d, b->procedure);

	if (s == NULL)
		return;
	s->voided = true;
	if (p != NULL)
		p->sessions--;
	for (size_t i = 0; i < b->n_recount; i++) {
		struct hj_session *other = hj_session_at(d, b->recount[i].no);

		if (other != NULL)
			other->counts = HJ_CO_YES;
	}
	hj_set_counts(d, b->procedure, b->attempts, b->step_attempts);
}

static void
void_performance(struct hj_dispute *d, const struct hj_event_voided *b)
{
	struct hj_agreement *a = hj_agreement_at(d, b->agreement);

	if (b->performance < 1 || (size_t)b->performance > d->n_performance)
		return;
	d->performance[b->performance - 1].voided = true;
	if (a == NULL || b->term < 1 || (size_t)b->term > a->n_term)
		return;
	a->term[b->term - 1].paid = b->paid;
	a->term[b->term - 1].state = b->term_state;
	for (size_t i = 0; i < b->n_standing; i++) {
		const struct hj_standing *s = &b->standing[i];

		a = hj_agreement_at(d, s->agreement);
		if (a == NULL)
			continue;
		a->carried = s->carried;
		if (s->term < 1 || (size_t)s->term > a->n_term)
			continue;
		a->term[s->term - 1].paid = s->paid;
		a->term[s->term - 1].state = s->state;
	}
}

void
hj_evolve_event_voided(void *state, const struct hj_event *ev)
{
	struct hj_dispute *d = state;
	const struct hj_event_voided *b = ev->body;

	HJ_PUSH(d->arena, d->voided, d->n_voided)->text = b->event;
	void_session(d, b);
	void_performance(d, b);
}

/* A correction is read beside what it corrects; decisions rest on neither. */
void
hj_evolve_event_amended(void *state, const struct hj_event *ev)
{
	(void)state;
	(void)ev;
}

void
hj_evolve_category_corrected(void *state, const struct hj_event *ev)
{
	struct hj_dispute *d = state;
	const struct hj_category_corrected *b = ev->body;

	d->category_moj = b->category_moj;
	d->category_gb = b->category_gb;
	hj_keep_entry(d, ev, 0);
}
