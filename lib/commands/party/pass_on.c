/* What goes over to who steps in; see pass_on.h. */
#include "lib/commands/party/pass_on.h"

#include "lib/commands/agreement/performance.h"

/* `amount` times `up_to` of `of`, in whole fen, without overflow. */
static int64_t
proportion(int64_t amount, int64_t up_to, int64_t of)
{
	return amount / of * up_to + amount % of * up_to / of;
}

/* Put `more` fen (HJ_NONE: the whole) for `party` into the list. */
static void
give(struct hj_turn *t, struct hj_share **list, size_t *n, int64_t party,
    int64_t more)
{
	for (size_t i = 0; i < *n; i++)
		if ((*list)[i].party == party) {
			if (more != HJ_NONE)
				(*list)[i].amount += more;
			return;
		}
	*HJ_PUSH(t->a, *list, *n) =
	    (struct hj_share){ .party = party, .amount = more };
}

/* Divide `rest` among the heirs by their parts, to the fen. */
static void
divide(struct hj_turn *t, const struct hj_succession *s, int64_t rest,
    struct hj_share **list, size_t *n)
{
	int64_t up_to = 0, before = 0;

	for (size_t i = 0; i < s->n_heir; i++) {
		int64_t sum;

		if (rest == HJ_NONE) {
			give(t, list, n, s->heir[i].party, HJ_NONE);
			continue;
		}
		up_to += s->n_heir == 1 ? 1 : s->heir[i].part;
		sum = proportion(rest, up_to, s->n_heir == 1 ? 1 : s->of);
		give(t, list, n, s->heir[i].party, sum - before);
		before = sum;
	}
}

/* One side of a term: who owes it, or to whom it is owed. */
struct side {
	int64_t *one;
	int *liability;
	struct hj_share **share;
	size_t *n_share;
};

/* It was the old party's alone. */
static void
pass_whole(struct hj_turn *t, const struct hj_succession *s,
    const struct hj_term *term, struct side *side)
{
	bool parts =
	    s->of != 0 && term->kind == HJ_TK_MONEY && term->amount != HJ_NONE;

	*side->one = s->n_heir == 1 ? s->heir[0].party : 0;
	if (s->n_heir == 1)
		return;
	*side->share = NULL;
	*side->n_share = 0;
	*side->liability = parts ? HJ_LB_SEVERAL : HJ_LB_JOINT;
	if (parts && term->paid > 0)
		give(t, side->share, side->n_share, s->party, term->paid);
	divide(t, s,
	    !parts                      ? HJ_NONE
	    : term->paid < term->amount ? term->amount - term->paid
					: 0,
	    side->share, side->n_share);
}

/* It was one of several; `own` is what it paid or got of its part. */
static void
pass_part(struct hj_turn *t, const struct hj_succession *s, int64_t own,
    struct side *side)
{
	const struct hj_share *old = *side->share;
	size_t n = *side->n_share;
	bool joint = *side->liability != HJ_LB_SEVERAL;

	*side->share = NULL;
	*side->n_share = 0;
	for (size_t i = 0; i < n; i++) {
		if (old[i].party != s->party) {
			give(t, side->share, side->n_share, old[i].party,
			    old[i].amount);
			continue;
		}
		if (!joint && s->n_heir > 1 && s->of == 0) {
			hj_refuse(t, HJ_NO_SHARES, "of");
			return;
		}
		if (!joint && own > 0)
			give(t, side->share, side->n_share, s->party, own);
		divide(t, s, joint ? HJ_NONE : old[i].amount - own, side->share,
		    side->n_share);
	}
}

/* Both sides of the term. */
static void
pass_term(struct hj_turn *t, const struct hj_succession *s,
    const struct hj_on *on, struct hj_term *term)
{
	struct side owes = { &term->debtor, &term->liability, &term->share,
		&term->n_share };
	struct side owed = { &term->creditor, &term->entitlement,
		&term->creditors, &term->n_creditors };

	if (term->debtor == s->party)
		pass_whole(t, s, term, &owes);
	else
		pass_part(t, s, hj_paid_by(t->d, on, s->party), &owes);
	if (term->creditor == s->party)
		pass_whole(t, s, term, &owed);
	else
		pass_part(t, s, hj_paid_to(t->d, on, s->party), &owed);
	if (term->guarantor == s->party && s->n_heir == 1)
		term->guarantor = s->heir[0].party;
}

/* Does the old party owe the term, or is it owed to it? */
static bool
names(const struct hj_term *term, int64_t party)
{
	bool found = term->debtor == party || term->creditor == party ||
		     term->guarantor == party;

	for (size_t i = 0; i < term->n_share; i++)
		found = found || term->share[i].party == party;
	for (size_t i = 0; i < term->n_creditors; i++)
		found = found || term->creditors[i].party == party;
	return found;
}

static void
pass_terms(struct hj_turn *t, const struct hj_succession *s, int64_t agreement)
{
	size_t n = hj_agreement_at(t->d, agreement)->n_term;

	for (size_t i = 0; i < n && t->refused == HJ_NO; i++) {
		const struct hj_term *old =
		    &hj_agreement_at(t->d, agreement)->term[i];
		const struct hj_on on = { HJ_PO_TERM, agreement, old->no };
		struct hj_term_set *b;

		if (!names(old, s->party) || old->state == HJ_TS_PERFORMED ||
		    old->state == HJ_TS_CARRIED)
			continue;
		b = HJ_NEW(t->a, struct hj_term_set);
		b->agreement = agreement;
		b->term = HJ_NEW(t->a, struct hj_term);
		*b->term = *old;
		pass_term(t, s, &on, b->term);
		if (t->refused == HJ_NO)
			hj_happens(t, &hj_ev_term_passed_on, b);
	}
}

/* A claim of several: each his part of the sum, or all of it together. */
static void
pass_issue(struct hj_turn *t, const struct hj_succession *s, int64_t no)
{
	const struct hj_point *old = hj_issue_at(t->d, no);
	struct hj_issue_set *b = HJ_NEW(t->a, struct hj_issue_set);
	struct hj_point *issue = HJ_NEW(t->a, struct hj_point);
	bool parts = s->of != 0 && old->amount != HJ_NONE;

	*issue = *old;
	b->issue = issue;
	if (s->n_heir == 1) {
		issue->party = s->heir[0].party;
	} else {
		issue->party = 0;
		divide(t, s, parts ? old->amount : HJ_NONE, &issue->share,
		    &issue->n_share);
	}
	hj_happens(t, &hj_ev_issue_passed_on, b);
}

void
hj_pass_on(struct hj_turn *t, const struct hj_succession *s)
{
	for (size_t i = 0; i < t->d->n_agreement && t->refused == HJ_NO; i++) {
		int state = t->d->agreement[i].state;

		if (state == HJ_AS_DRAFT || state == HJ_AS_EFFECTIVE)
			pass_terms(t, s, t->d->agreement[i].no);
	}
	for (size_t i = 0; i < t->d->n_issue && t->refused == HJ_NO; i++)
		if (t->d->issue[i].party == s->party &&
		    t->d->issue[i].state == HJ_IS_OPEN)
			pass_issue(t, s, t->d->issue[i].no);
}
