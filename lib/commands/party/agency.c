/* Acting for a party; see agency.h. */
#include "lib/commands/party/agency.h"

#include "lib/commands/guard.h"

bool
hj_party_minor(const struct hj_party *party, int32_t day)
{
	if (party->kind != HJ_PK_NATURAL)
		return false;
	return party->adult_from != 0 ? day < party->adult_from : party->minor;
}

/* Why `a` does not do, HJ_NO if it does. */
static enum hj_refusal
lacks(const struct hj_turn *t, const struct hj_agency *a, int32_t day,
    bool settles)
{
	if (!hj_agency_holds(a, day))
		return HJ_NO_POWER;
	if (!hj_power_stated(a) && hj_guard_on(t, HJ_NO_POWER_STATED))
		return HJ_NO_POWER_STATED;
	return settles && !hj_agency_settles(a) && hj_guard_on(t, HJ_NO_SPECIAL)
		   ? HJ_NO_SPECIAL
		   : HJ_NO;
}

bool
hj_power_stated(const struct hj_agency *a)
{
	return a->kind != HJ_AG_AGENT || (a->power != 0 && a->until != 0);
}

const struct hj_agency *
hj_acts_for(struct hj_turn *t, int64_t party, int64_t named, int32_t day,
    bool settles, const char *field)
{
	enum hj_refusal why = HJ_NO_PROXY;

	for (size_t i = 0; i < t->d->n_agency; i++) {
		const struct hj_agency *a = &t->d->agency[i];
		enum hj_refusal its;

		if (a->party != party || (named != 0 && a->no != named))
			continue;
		its = lacks(t, a, day, settles);
		if (its == HJ_NO)
			return a;
		/* What comes nearest is told. */
		if (why == HJ_NO_PROXY || its == HJ_NO_SPECIAL)
			why = its;
	}
	hj_refuse(t, why, field);
	return NULL;
}

void
hj_needs_guardian(
    struct hj_turn *t, int64_t party, int32_t day, const char *field)
{
	if (!hj_party_minor(hj_party_at(t->d, party), day))
		return;
	for (size_t i = 0; i < t->d->n_agency; i++)
		if (t->d->agency[i].party == party &&
		    t->d->agency[i].kind == HJ_AG_GUARDIAN &&
		    hj_agency_holds(&t->d->agency[i], day))
			return;
	hj_refuse(t, HJ_NO_AGENT, field);
}

const struct hj_agency *
hj_signs_for(struct hj_turn *t, int64_t party, int how, int64_t named,
    int32_t day, const char *field)
{
	if (how == HJ_SG_REFUSED)
		return NULL;
	hj_needs_guardian(t, party, day, field);
	if (how != HJ_SG_PROXY || t->refused != HJ_NO)
		return NULL;
	return hj_acts_for(t, party, named, day, true, field);
}

void
hj_begin_agency(struct hj_turn *t, struct hj_agency *agency)
{
	struct hj_agency_set *b = HJ_NEW(t->a, struct hj_agency_set);

	agency->no = HJ_NEXT_NO(t->d->n_agency);
	b->agency = agency;
	hj_happens(t, &hj_ev_agent_appointed, b);
}

void
hj_end_agency(struct hj_turn *t, int64_t no, struct hj_sealed reason)
{
	struct hj_agency_set *b = HJ_NEW(t->a, struct hj_agency_set);

	b->agency = HJ_NEW(t->a, struct hj_agency);
	*b->agency = *hj_agency_at(t->d, no);
	b->agency->ended_on = hj_occurred_on(t);
	b->reason = reason;
	hj_happens(t, &hj_ev_agent_revoked, b);
}
