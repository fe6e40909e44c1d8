/* The fold of papers; see dossier.h. */
#include "lib/dispute/event.h"

void
hj_evolve_attached(void *state, const struct hj_event *ev)
{
	struct hj_dispute *d = state;
	const struct hj_attached *b = ev->body;
	struct hj_attachment *a =
	    HJ_PUSH(d->arena, d->attachment, d->n_attachment);

	*a = *b->attachment;
	a->seq = ev->seq;
}

void
hj_evolve_detached(void *state, const struct hj_event *ev)
{
	const struct hj_detached *b = ev->body;
	struct hj_attachment *a = hj_attachment_at(state, b->attachment);

	if (a != NULL)
		a->detached = true;
}

void
hj_evolve_archived(void *state, const struct hj_event *ev)
{
	const struct hj_archived *b = ev->body;
	struct hj_procedure *p = hj_procedure_at(state, b->procedure);

	if (p == NULL)
		return;
	p->archived_on = b->on;
	p->retention = b->retention;
	p->kept_until = b->until;
	p->kept_for_ever = b->permanent;
}
