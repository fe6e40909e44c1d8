/* The fold of issues, agreements and performances; see agreement.h. */
#include "lib/dispute/event.h"

void
hj_evolve_agreement_drafted(void *state, const struct hj_event *ev)
{
	struct hj_dispute *d = state;
	const struct hj_agreement_drafted *b = ev->body;
	struct hj_agreement *a = hj_agreement_at(d, b->agreement->no);

	if (a == NULL)
		a = HJ_PUSH(d->arena, d->agreement, d->n_agreement);
	*a = *b->agreement;
	/* Terms change with performance; those in the event do not. */
	a->term = NULL;
	a->n_term = 0;
	for (size_t i = 0; i < b->agreement->n_term; i++)
		*HJ_PUSH(d->arena, a->term, a->n_term) = b->agreement->term[i];
}

void
hj_evolve_agreement_signed(void *state, const struct hj_event *ev)
{
	struct hj_dispute *d = state;
	const struct hj_agreement_signed *b = ev->body;
	struct hj_agreement *a = hj_agreement_at(d, b->agreement);

	if (a == NULL)
		return;
	if (b->signature != NULL)
		*HJ_PUSH(d->arena, a->signature, a->n_signature) =
		    *b->signature;
	if (b->mediator != NULL) {
		a->mediator_signed = b->mediator;
		a->mediator_on = b->on;
	}
	if (b->stamped_by != NULL) {
		a->stamped_by = b->stamped_by;
		a->stamped_on = b->on;
	}
	if (b->served) {
		a->served = true;
		a->served_on = b->on;
	}
}

/* Terms of `old` that go on in `a`, with what was paid on them. */
static void
carry(struct hj_agreement *old, struct hj_agreement *a,
    const struct hj_agreement_moved *b)
{
	for (size_t i = 0; i < b->n_carry; i++) {
		const struct hj_carried *c = &b->carry[i];

		if (c->term < 1 || (size_t)c->term > a->n_term)
			continue;
		a->term[c->term - 1].paid = c->paid;
		a->term[c->term - 1].state = c->state;
		if (old != NULL && c->from > 0 &&
		    (size_t)c->from <= old->n_term &&
		    old->term[c->from - 1].state != HJ_TS_PERFORMED)
			old->term[c->from - 1].state = HJ_TS_CARRIED;
	}
}

void
hj_evolve_agreement_moved(void *state, const struct hj_event *ev)
{
	struct hj_dispute *d = state;
	const struct hj_agreement_moved *b = ev->body;
	struct hj_agreement *a = hj_agreement_at(d, b->agreement);
	struct hj_agreement *old = hj_agreement_at(d, b->replaces);

	if (a == NULL)
		return;
	a->state = b->state;
	if (b->state == HJ_AS_EFFECTIVE) {
		a->effective_on = b->on;
		a->confirmable = b->confirmable;
		a->carried = b->carried;
	}
	for (size_t i = 0; i < b->n_settles; i++) {
		struct hj_point *issue = hj_issue_at(d, b->settles[i].no);

		if (issue == NULL)
			continue;
		issue->state = HJ_IS_SETTLED;
		issue->agreement = a->no;
	}
	carry(old != NULL ? old : hj_agreement_at(d, b->supplements), a, b);
	if (old == NULL)
		return;
	old->state = HJ_AS_REPLACED;
	for (size_t i = 0; i < old->n_term; i++)
		if (old->term[i].state != HJ_TS_PERFORMED)
			old->term[i].state = HJ_TS_CARRIED;
}

void
hj_evolve_issue_set(void *state, const struct hj_event *ev)
{
	struct hj_dispute *d = state;
	const struct hj_issue_set *b = ev->body;
	struct hj_point *issue = hj_issue_at(d, b->issue->no);

	if (issue == NULL)
		issue = HJ_PUSH(d->arena, d->issue, d->n_issue);
	*issue = *b->issue;
}

void
hj_evolve_performed(void *state, const struct hj_event *ev)
{
	struct hj_dispute *d = state;
	const struct hj_performed *b = ev->body;
	struct hj_agreement *a = hj_agreement_at(d, b->performance->agreement);
	int64_t term = b->performance->term;

	*HJ_PUSH(d->arena, d->performance, d->n_performance) = *b->performance;
	if (a == NULL || term < 1 || (size_t)term > a->n_term)
		return;
	a->term[term - 1].state = b->term_state;
	if (b->paid != HJ_NONE)
		a->term[term - 1].paid = b->paid;
}

void
hj_evolve_term_set(void *state, const struct hj_event *ev)
{
	struct hj_dispute *d = state;
	const struct hj_term_set *b = ev->body;
	struct hj_agreement *a = hj_agreement_at(d, b->agreement);
	int64_t no = b->term->no;

	if (a == NULL || no < 1 || (size_t)no > a->n_term + 1)
		return;
	if ((size_t)no > a->n_term)
		*HJ_PUSH(d->arena, a->term, a->n_term) = *b->term;
	else
		a->term[no - 1] = *b->term;
}

void
hj_evolve_urged(void *state, const struct hj_event *ev)
{
	(void)state;
	(void)ev;
}

void
hj_evolve_signed_copy(void *state, const struct hj_event *ev)
{
	const struct hj_signed_copy *b = ev->body;
	struct hj_agreement *a = hj_agreement_at(state, b->agreement);

	if (a != NULL)
		a->differs = b->differs;
}
