/* The fold of legal aid and of its draws; see aid.h. */
#include "lib/dispute/event.h"

#include <string.h>

void
hj_evolve_aid_set(void *state, const struct hj_event *ev)
{
	struct hj_dispute *d = state;
	const struct hj_aid_set *b = ev->body;
	struct hj_aid *aid = hj_aid_of(d, b->aid->procedure);
	struct hj_procedure *p = hj_procedure_at(d, b->aid->procedure);

	if (aid == NULL)
		aid = HJ_PUSH(d->arena, d->aid, d->n_aid);
	*aid = *b->aid;
	if (p == NULL)
		return;
	if (b->stage != 0)
		p->stage = b->stage;
	if (b->phase == 0)
		return;
	p->phase = b->phase;
	if (b->phase == HJ_PH_ACCEPTED) {
		p->accepted_on = b->on;
		p->ended_on = 0;
		p->ground = 0;
		d->closed = false;
	}
}

void
hj_evolve_draw_set(void *state, const struct hj_event *ev)
{
	struct hj_dispute *d = state;
	const struct hj_draw_set *b = ev->body;
	struct hj_draw *draw = hj_draw_at(d, b->draw->no);
	struct hj_procedure *p = hj_procedure_at(d, b->draw->procedure);

	if (draw == NULL)
		draw = HJ_PUSH(d->arena, d->draw, d->n_draw);
	*draw = *b->draw;
	if (draw->state == HJ_DR_FROZEN)
		draw->seq = ev->seq;
	/* What is not needed again stays in the event. */
	draw->excluded = NULL;
	draw->n_excluded = 0;
	if (draw->state != HJ_DR_FROZEN) {
		draw->candidate = NULL;
		draw->n_candidate = 0;
	}
	if (p != NULL && b->stage != 0)
		p->stage = b->stage;
}
