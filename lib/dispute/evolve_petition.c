/* The fold of what happens to a petition; see petition.h and evolve.c. */
#include "lib/dispute/event.h"
#include "lib/dispute/petition.h"

/* Acts by which somebody decides about a petition; not an organ outside. */
static bool
decides(const struct hj_event *ev)
{
	static const struct hj_event_kind *const kinds[] = {
		&hj_ev_petition_routed,
		&hj_ev_petition_accepted,
		&hj_ev_petition_taken_up,
		&hj_ev_petition_extended,
		&hj_ev_petition_answered,
		&hj_ev_petition_reviewed,
		&hj_ev_petition_rechecked,
		&hj_ev_petition_terminated,
	};
	const struct hj_petition_set *b = ev->body;

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (ev->kind == kinds[i])
			return b->named == NULL ||
			       ev->kind == &hj_ev_petition_terminated;
	return false;
}

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
	/* Who decides enters no rating of it later. */
	if (decides(ev))
		hj_keep_person(
		    d->arena, &d->answered, &d->n_answered, ev->actor);
	if (decides(ev) && ev->on_behalf != NULL)
		hj_keep_person(
		    d->arena, &d->answered, &d->n_answered, ev->on_behalf);
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
