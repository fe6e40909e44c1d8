/* The fold of work orders; see order.h. */
#include "lib/dispute/event.h"

void
hj_evolve_order_set(void *state, const struct hj_event *ev)
{
	struct hj_dispute *d = state;
	const struct hj_order_set *b = ev->body;
	struct hj_order *o = hj_order_at(d, b->order->no);
	struct hj_procedure *p = hj_procedure_at(d, b->order->procedure);

	if (o == NULL)
		o = HJ_PUSH(d->arena, d->order, d->n_order);
	*o = *b->order;
	if (ev->kind == &hj_ev_order_replied)
		o->reply = ev->id;
	if (p != NULL && b->stage != 0)
		p->stage = b->stage;
}
