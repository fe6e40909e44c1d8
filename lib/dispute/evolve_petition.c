/* The fold of what happens to a petition; see petition.h and evolve.c. */
#include "lib/dispute/event.h"
#include "lib/dispute/petition.h"

void
hj_evolve_petition_set(void *state, const struct hj_event *ev)
{
	struct hj_dispute *d = state;
	const struct hj_petition_set *b = ev->body;
	struct hj_petition *x = hj_petition_at(d, b->petition->no);
	struct hj_procedure *p = hj_procedure_at(d, b->petition->procedure);

	if (x == NULL)
		x = HJ_PUSH(d->arena, d->petition, d->n_petition);
	*x = *b->petition;
	hj_keep_entry(d, ev, 0);
	if (p == NULL)
		return;
	if (b->stage != 0)
		p->stage = b->stage;
	if (b->phase == HJ_PH_ACCEPTED || b->phase == HJ_PH_MEDIATING) {
		if (p->accepted_on == 0)
			p->accepted_on = b->on;
		p->ended_on = 0;
		p->ground = 0;
	}
	if (b->phase == HJ_PH_ENDED) {
		p->ended_on = b->on;
		p->ground = b->ground;
	}
	if (b->phase != 0)
		p->phase = b->phase;
	if (b->petition->number != NULL)
		p->number = b->petition->number;
}
