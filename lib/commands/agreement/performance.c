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
	else if (a->state == HJ_AS_REPLACED) /* its terms went on elsewhere */
		hj_refuse(t, HJ_NO_TERM, "agreement");
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

/* What was paid by one party, to another, in fen; 0: by or to anybody. */
static int64_t
paid_between(
    const struct hj_dispute *d, const struct hj_on *on, int64_t by, int64_t to)
{
	struct hj_on at = *on;
	int64_t paid = 0;

	while (at.term != 0) {
		const struct hj_agreement *a = hj_agreement_at(d, at.agreement);

		for (size_t i = 0; i < d->n_performance; i++) {
			const struct hj_performance *p = &d->performance[i];

			if (p->agreement == at.agreement &&
			    p->term == at.term && (by == 0 || p->party == by) &&
			    (to == 0 || p->receiver == to) && !p->missed &&
			    !p->voided && p->amount != HJ_NONE)
				paid += p->amount;
		}
		at.term = a->term[at.term - 1].carries;
		at.agreement = a->replaces != 0 ? a->replaces : a->supplements;
	}
	return paid;
}

int64_t
hj_paid_by(const struct hj_dispute *d, const struct hj_on *on, int64_t party)
{
	return paid_between(d, on, party, 0);
}

int64_t
hj_paid_to(const struct hj_dispute *d, const struct hj_on *on, int64_t party)
{
	return paid_between(d, on, 0, party);
}

void
hj_perform(struct hj_turn *t, const struct hj_performing *p)
{
	struct hj_performed *b = HJ_NEW(t->a, struct hj_performed);
	bool term = p->on.on == HJ_PO_TERM;

	b->performance = HJ_NEW(t->a, struct hj_performance);
	*b->performance = (struct hj_performance){
		.no = HJ_NEXT_NO(t->d->n_performance),
		.on = p->on.on,
		.agreement = term ? p->on.agreement : 0,
		.term = term ? p->on.term : 0,
		.amount = p->amount,
		.party = p->party,
		.receiver = p->receiver,
		.extra = p->extra == HJ_NONE ? 0 : p->extra,
		.missed = p->missed,
		.day = hj_occurred_on(t),
	};
	b->paid = p->paid;
	b->term_state = p->state;
	b->cured = p->cured;
	b->by_outside = p->by_outside;
	b->text = p->text;
	hj_happens(t, p->missed ? &hj_ev_defaulted : &hj_ev_performed, b);
}
