/* What a party sees by its slip; see own_view.h. */
#include "server/own_view.h"

/* Channels that one side goes alone. */
#define ALONE                                                                  \
	(HJ_CH(PETITION) | HJ_CH(HOTLINE) | HJ_CH(REPORT) | HJ_CH(LEGAL_AID))

/* Is the legal aid of procedure `no` the party's? */
static bool
receives_aid(const struct hj_dispute *d, int64_t no, int64_t party)
{
	for (size_t i = 0; i < d->n_aid; i++)
		for (size_t k = 0;
		     d->aid[i].procedure == no && k < d->aid[i].n_recipients;
		     k++)
			if (d->aid[i].recipients[k].no == party)
				return true;
	return false;
}

bool
hj_own_procedure(
    const struct hj_dispute *d, const struct hj_procedure *p, int64_t party)
{
	const struct hj_party *own = hj_party_at(d, party);

	if ((ALONE & 1u << p->channel) == 0)
		return true;
	if (p->channel == HJ_CH_LEGAL_AID)
		return receives_aid(d, p->no, party);
	return own != NULL && own->side != HJ_SIDE_RESPONDENT;
}

bool
hj_own_appointment(const struct hj_turn *t, const struct hj_appointment *a)
{
	return !a->held && !a->cancelled && a->starts >= t->now;
}

const struct hj_rule_clock *
hj_own_limit(const struct hj_turn *t, const struct hj_clock *c, int64_t party)
{
	const struct hj_rule_set *set =
	    hj_rule_set_find(t->world->rules, c->set);

	const struct hj_procedure *p = hj_procedure_at(t->d, c->procedure);

	if (c->state != HJ_CS_RUNNING || c->due_on == 0 ||
	    (c->party != 0 && c->party != party) || set == NULL ||
	    (p != NULL && !hj_own_procedure(t->d, p, party)))
		return NULL;
	return hj_rule_clock_find(set, c->rule);
}

static bool
has_share(const struct hj_share *share, size_t n, int64_t party)
{
	for (size_t i = 0; i < n; i++)
		if (share[i].party == party)
			return true;
	return false;
}

bool
hj_own_term(const struct hj_term *x, int64_t party)
{
	return x->debtor == party || x->creditor == party ||
	       x->guarantor == party ||
	       has_share(x->share, x->n_share, party) ||
	       has_share(x->creditors, x->n_creditors, party) ||
	       (x->creditor == 0 && x->n_creditors == 0);
}

bool
hj_own_notice(const struct hj_notice *n, int64_t party)
{
	return n->party == party && n->state != HJ_NS_REPLACED;
}
