/*
 * The finer parts of a term: several debtors or creditors, a guarantor, what
 * makes it due, how often it recurs; see agreement.h.
 */
#include "lib/commands/agreement/agreement.h"

#include "lib/commands/guard.h"

static bool
is_party(const struct hj_dispute *d, int64_t no)
{
	const struct hj_party *party = hj_party_at(d, no);

	return party != NULL && hj_party_there(party);
}

/* The parts of debtors, or of creditors: the list, or the `one` there is. */
struct parts {
	const struct hj_share *share;
	size_t n;
	int liability; /* enum hj_liability */
	int64_t one;
};

/* Each once; parts come to the whole to the fen; only several have parts. */
static bool
parts_fit(const struct hj_dispute *d, const struct hj_term_input *in,
    const struct parts *p)
{
	bool several = p->liability == HJ_LB_SEVERAL;
	int64_t sum = 0;

	if (p->n == 0)
		return p->liability == 0;
	if (p->n < 2 || p->one != 0)
		return false;
	for (size_t i = 0; i < p->n; i++) {
		const struct hj_share *s = &p->share[i];

		if (!is_party(d, s->party) ||
		    (s->amount != HJ_NONE) != several ||
		    (s->amount != HJ_NONE && s->amount > HJ_INT_MOST - sum))
			return false;
		if (s->amount != HJ_NONE)
			sum += s->amount;
		for (size_t k = 0; k < i; k++)
			if (p->share[k].party == s->party)
				return false;
	}
	return !several || (in->kind == HJ_TK_MONEY && sum == in->amount);
}

static bool
shares_fit(const struct hj_dispute *d, const struct hj_term_input *in)
{
	const struct parts owe = { in->shares, in->n_shares, in->liability,
		in->debtor };
	const struct parts owed = { in->creditors, in->n_creditors,
		in->entitlement, in->creditor };

	return parts_fit(d, in, &owe) && parts_fit(d, in, &owed);
}

/* Do several owe, or are owed, together without it being said how? */
static bool
unsaid(const struct hj_term_input *in)
{
	return (in->n_shares > 0 && in->liability == 0) ||
	       (in->n_creditors > 0 && in->entitlement == 0);
}

/* Either a date or something to wait for; of terms only an earlier one. */
static bool
trigger_fits(const struct hj_term_input *in, int64_t no)
{
	if (in->after == 0)
		return in->after_term == 0 && in->after_days == 0;
	if ((in->after == HJ_TG_TERM) != (in->after_term != 0))
		return false;
	return in->due_on == 0 && in->every == 0 && in->after_term < no;
}

/* From a date, a number of times, of a sum that is known if it is money. */
static bool
recurs_well(const struct hj_term_input *in)
{
	if (in->every == 0)
		return in->times == 0;
	return in->due_on != 0 && in->times >= 2 && in->carries == 0 &&
	       (in->kind != HJ_TK_MONEY ||
		   (in->amount != HJ_NONE && in->exactness <= HJ_EX_EXACT));
}

void
hj_check_term_detail(
    struct hj_turn *t, const struct hj_term_input *in, int64_t no)
{
	if (in->creditor != 0 && !is_party(t->d, in->creditor))
		hj_refuse(t, HJ_NO_PARTY, "terms");
	else if (in->guarantor != 0 && (!is_party(t->d, in->guarantor) ||
					   in->guarantor == in->debtor))
		hj_refuse(t, HJ_NO_PARTY, "terms");
	else if (in->guarantee != 0 && in->guarantor == 0)
		hj_refuse(t, HJ_NO_PARTY, "terms");
	else if (!shares_fit(t->d, in))
		hj_refuse(t, HJ_NO_SHARES, "terms");
	else if (unsaid(in) && hj_guard_on(t, HJ_NO_LIABILITY))
		hj_refuse(t, HJ_NO_LIABILITY, "terms");
	else if (!trigger_fits(in, no) || !recurs_well(in))
		hj_refuse(t, HJ_NO_TRIGGER, "terms");
}
