/* The fold of steps; see step.h. */
#include "lib/dispute/event.h"

/* A ruling that an objection took away confirms nothing any more. */
static void
unconfirm(struct hj_dispute *d, const struct hj_procedure *p)
{
	struct hj_agreement *agreement = hj_agreement_at(d, p->agreement);

	if (agreement != NULL)
		agreement->confirmed = false;
}

void
hj_evolve_channel_step(void *state, const struct hj_event *ev)
{
	struct hj_dispute *d = state;
	const struct hj_channel_step *b = ev->body;
	struct hj_procedure *p = hj_procedure_at(d, b->procedure);

	if (p == NULL)
		return;
	if (b->stage != 0)
		p->stage = b->stage;
	if (ev->kind == &hj_ev_appraisal_started ||
	    ev->kind == &hj_ev_appraisal_ended)
		p->appraisal = ev->kind == &hj_ev_appraisal_started;
	if (ev->kind == &hj_ev_objection_ruled && b->granted) {
		p->title = 0;
		unconfirm(d, p);
	}
}

void
hj_evolve_facts_confirmed(void *state, const struct hj_event *ev)
{
	struct hj_dispute *d = state;
	const struct hj_facts_confirmed *b = ev->body;

	*HJ_PUSH(d->arena, d->fact, d->n_fact) =
	    (struct hj_fact){ .no = b->no, .procedure = b->procedure };
}

/* A report tells the court and changes nothing that a decision asks for. */
void
hj_evolve_failure_report(void *state, const struct hj_event *ev)
{
	(void)state;
	(void)ev;
}

/* What a decision changes is told by the clock's own event. */
void
hj_evolve_restoration_set(void *state, const struct hj_event *ev)
{
	(void)state;
	(void)ev;
}
