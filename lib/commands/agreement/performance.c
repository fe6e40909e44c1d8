/* What performances and defaults share; see performance.h. */
#include "lib/commands/agreement/performance.h"

#define PERFORMANCES_MOST 500 /* of one dispute; a snapshot holds them all */

bool
hj_on_exists(struct hj_turn *t, const struct hj_on *on)
{
	const struct hj_agreement *a = hj_agreement_at(t->d, on->agreement);

	if (t->d->n_performance >= PERFORMANCES_MOST)
		hj_refuse(t, HJ_NO_LIMIT_SIZE, NULL);
	else if (on->on == HJ_PO_TITLE && !hj_has_title(t->d))
		hj_refuse(t, HJ_NO_TITLE, "on");
	else if (on->on != HJ_PO_TERM)
		return t->refused == HJ_NO;
	else if (a == NULL)
		hj_refuse(t, HJ_NO_SUCH_ENTITY, "agreement");
	else if (a->state != HJ_AS_EFFECTIVE)
		hj_refuse_agreement(t, a, HJ_NO_NOT_EFFECTIVE, "agreement");
	else if (on->term < 1 || (size_t)on->term > a->n_term)
		hj_refuse(t, HJ_NO_TERM, "term");
	return t->refused == HJ_NO;
}

const struct hj_term *
hj_on_term(const struct hj_dispute *d, const struct hj_on *on)
{
	return &hj_agreement_at(d, on->agreement)->term[on->term - 1];
}

int64_t
hj_paid_on(const struct hj_dispute *d, int on)
{
	int64_t paid = 0;

	for (size_t i = 0; i < d->n_performance; i++) {
		const struct hj_performance *p = &d->performance[i];

		if (p->on == on && !p->missed && !p->voided &&
		    p->amount != HJ_NONE)
			paid += p->amount;
	}
	return paid;
}

void
hj_perform(struct hj_turn *t, const struct hj_on *on, bool missed,
    int64_t amount, int64_t paid, int state, const char *by_outside,
    struct hj_sealed text)
{
	struct hj_performed *b = HJ_NEW(t->a, struct hj_performed);

	b->performance = HJ_NEW(t->a, struct hj_performance);
	*b->performance = (struct hj_performance){
		.no = HJ_NEXT_NO(t->d->n_performance),
		.on = on->on,
		.agreement = on->on == HJ_PO_TERM ? on->agreement : 0,
		.term = on->on == HJ_PO_TERM ? on->term : 0,
		.amount = amount,
		.missed = missed,
		.day = hj_occurred_on(t),
	};
	b->paid = paid;
	b->term_state = state;
	b->by_outside = by_outside;
	b->text = text;
	hj_happens(t, missed ? &hj_ev_defaulted : &hj_ev_performed, b);
}
