/*
 * What was paid goes with the term, to the fen: over to the agreement that
 * continues it, and back when a payment is taken back; see agreement.h.
 */
#include "lib/commands/agreement/agreement.h"

/* The sum of `term` if it is one that can be reached. */
static bool
bounded(const struct hj_term *term)
{
	return term->amount != HJ_NONE && term->exactness != HJ_EX_AT_LEAST &&
	       term->exactness != HJ_EX_PERIODIC;
}

bool
hj_builds_on(const struct hj_agreement *a, const struct hj_agreement *old)
{
	if (old->state != HJ_AS_EFFECTIVE)
		return false;
	for (size_t i = 0; i < a->n_term; i++) {
		const struct hj_term *term = &a->term[i];
		const struct hj_term *before;

		if (term->carries == 0)
			continue;
		before = &old->term[term->carries - 1];
		if (before->state == HJ_TS_CARRIED ||
		    (bounded(term) && before->paid > term->amount))
			return false;
	}
	return true;
}

/* How `term` begins, of which `before` was paid or done so far. */
static struct hj_carried
begins(const struct hj_term *before, const struct hj_term *term)
{
	struct hj_carried c = { .term = term->no,
		.from = before->no,
		.paid = before->paid,
		.state = HJ_TS_OPEN };

	if (bounded(term)) {
		if (before->paid >= term->amount && before->paid != 0)
			c.state = HJ_TS_PERFORMED;
		else if (before->paid != 0)
			c.state = HJ_TS_PART;
	} else if (before->state == HJ_TS_PERFORMED) {
		c.state = HJ_TS_PERFORMED;
	} else if (before->paid != 0 || before->state == HJ_TS_PART) {
		c.state = HJ_TS_PART;
	}
	return c;
}

/* What was paid under `a` as a whole, with what it took over itself. */
static int64_t
paid_under(const struct hj_dispute *d, const struct hj_agreement *a)
{
	int64_t paid = a->carried;

	for (size_t i = 0; i < d->n_performance; i++) {
		const struct hj_performance *p = &d->performance[i];

		if (p->agreement == a->no && !p->voided && !p->missed &&
		    p->amount != HJ_NONE)
			paid += p->amount;
	}
	return paid;
}

void
hj_carry_over(struct hj_turn *t, const struct hj_agreement *a,
    struct hj_agreement_moved *b)
{
	const struct hj_agreement *old = hj_agreement_at(
	    t->d, a->replaces != 0 ? a->replaces : a->supplements);

	if (old == NULL)
		return;
	b->replaces = a->replaces;
	b->supplements = a->supplements;
	if (a->replaces != 0)
		b->carried = paid_under(t->d, old);
	for (size_t i = 0; i < a->n_term; i++) {
		const struct hj_term *term = &a->term[i];

		if (term->carries == 0)
			continue;
		*HJ_PUSH(t->a, b->carry, b->n_carry) =
		    begins(&old->term[term->carries - 1], term);
		if (a->supplements != 0)
			b->carried += old->term[term->carries - 1].paid;
	}
}

/* The agreement in which `term` of agreement `no` goes on, and its term. */
static const struct hj_agreement *
next(const struct hj_dispute *d, int64_t no, int64_t term, size_t *ret_term)
{
	for (size_t i = 0; i < d->n_agreement; i++) {
		const struct hj_agreement *a = &d->agreement[i];

		if ((a->replaces != no && a->supplements != no) ||
		    a->state == HJ_AS_DRAFT || a->state == HJ_AS_DROPPED)
			continue;
		for (size_t k = 0; k < a->n_term; k++)
			if (a->term[k].carries == term) {
				*ret_term = k;
				return a;
			}
	}
	return NULL;
}

/* The agreement that took the place of `no`, whatever it continues. */
static const struct hj_agreement *
successor(const struct hj_dispute *d, int64_t no)
{
	for (size_t i = 0; i < d->n_agreement; i++)
		if (d->agreement[i].replaces == no &&
		    d->agreement[i].state != HJ_AS_DRAFT &&
		    d->agreement[i].state != HJ_AS_DROPPED)
			return &d->agreement[i];
	return NULL;
}

/* What `term` stands at with `paid`, by its entries but `without`. */
static int
stands(const struct hj_dispute *d, int64_t agreement,
    const struct hj_term *term, int64_t paid, int64_t without)
{
	int state = paid > 0 ? HJ_TS_PART : HJ_TS_OPEN;

	if (bounded(term) && paid >= term->amount && paid > 0)
		return HJ_TS_PERFORMED;
	for (size_t i = 0; i < d->n_performance; i++) {
		const struct hj_performance *p = &d->performance[i];

		if (p->no != without && !p->voided &&
		    p->agreement == agreement && p->term == term->no)
			state = p->missed ? HJ_TS_DEFAULTED : HJ_TS_PART;
	}
	return state;
}

/* The rows below the term itself: where `amount` fen went on to. */
static void
follow(struct hj_turn *t, const struct hj_performance *gone, int64_t amount,
    struct hj_event_voided *b)
{
	const struct hj_agreement *a;
	int64_t no = gone->agreement, term = gone->term;
	size_t k;

	while ((a = next(t->d, no, term, &k)) != NULL) {
		const struct hj_term *at = &a->term[k];
		struct hj_standing *s =
		    HJ_PUSH(t->a, b->standing, b->n_standing);
		size_t beyond;

		*s = (struct hj_standing){ .agreement = a->no,
			.term = at->no,
			.paid = at->paid - amount,
			.carried = a->carried - amount,
			.state = at->state };
		if (next(t->d, a->no, at->no, &beyond) != NULL)
			s->state = HJ_TS_CARRIED;
		else if (bounded(at) && amount != 0)
			s->state = stands(t->d, a->no, at, s->paid, 0);
		no = a->no;
		term = at->no;
	}
	/* A version that took its place without continuing the term. */
	while ((a = successor(t->d, no)) != NULL) {
		*HJ_PUSH(t->a, b->standing, b->n_standing) =
		    (struct hj_standing){ .agreement = a->no,
			    .carried = a->carried - amount };
		no = a->no;
	}
}

void
hj_carry_back(struct hj_turn *t, const struct hj_performance *gone,
    struct hj_event_voided *b)
{
	const struct hj_agreement *a = hj_agreement_at(t->d, gone->agreement);
	const struct hj_term *term;
	int64_t amount;
	size_t k;

	b->performance = gone->no;
	if (a == NULL)
		return;
	term = &a->term[gone->term - 1];
	amount = gone->missed || gone->amount == HJ_NONE ? 0 : gone->amount;
	b->agreement = a->no;
	b->term = term->no;
	b->paid = term->paid - amount;
	b->term_state = stands(t->d, a->no, term, b->paid, gone->no);
	if (a->state == HJ_AS_REPLACED ||
	    next(t->d, a->no, term->no, &k) != NULL)
		b->term_state = HJ_TS_CARRIED;
	follow(t, gone, amount, b);
}
