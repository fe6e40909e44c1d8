/* Which way owed notices take, and warnings owed to parties; see notice.h. */
#include "lib/commands/clocks.h"
#include "lib/commands/notice/notice.h"

int64_t
hj_notice_rights(const struct hj_turn *t, int kind)
{
	const struct hj_notice_text *text =
	    hj_notice_text(kind, hj_occurred_on(t));

	return text == NULL ? 0 : text->version;
}

void
hj_notice_take_way(const struct hj_turn *t, struct hj_notice *n, int64_t turn)
{
	n->turn = hj_next_reach(t->d, n, turn, &n->reach);
	n->attempt++;
}

bool
hj_contact_party(struct hj_turn *t, int64_t no, const char *field)
{
	const struct hj_party *party = hj_party_at(t->d, no);

	if (party == NULL || party->removed)
		hj_refuse(t, HJ_NO_PARTY, field);
	else if (party->erased)
		hj_refuse(t, HJ_NO_ERASED, field);
	return t->refused == HJ_NO;
}

const struct hj_procedure *
hj_court_linked(const struct hj_dispute *d)
{
	for (size_t i = d->n_procedure; i-- > 0;)
		if ((HJ_CH(ASSIGNED) | HJ_CH(ENTRUSTED) | HJ_CH(IN_COURT)) &
		    1u << d->procedure[i].channel)
			return &d->procedure[i];
	return NULL;
}

struct hj_contact_set *
hj_contact_change(struct hj_turn *t, int64_t party)
{
	struct hj_contact_set *b = HJ_NEW(t->a, struct hj_contact_set);
	const struct hj_contact *before = hj_contact_of(t->d, party);

	b->contact = HJ_NEW(t->a, struct hj_contact);
	if (before != NULL)
		*b->contact = *before;
	b->contact->party = party;
	return b;
}

void
hj_notices_reroute(struct hj_turn *t, int64_t party)
{
	for (size_t i = 0; i < t->d->n_notice; i++) {
		struct hj_notice n = t->d->notice[i];
		const int before = n.reach;
		struct hj_notice_set *b;

		if (n.party != party ||
		    (n.state != HJ_NS_OWED && n.state != HJ_NS_RETURNED))
			continue;
		hj_notice_take_way(t, &n, 0);
		/* The same way may lead elsewhere now: a message goes anew. */
		if (n.reach == before && n.state == HJ_NS_OWED &&
		    !hj_reach_sent(n.reach))
			continue;
		b = HJ_NEW(t->a, struct hj_notice_set);
		b->notice = HJ_NEW(t->a, struct hj_notice);
		*b->notice = n;
		hj_happens(t, &hj_ev_notice_routed, b);
	}
}

void
hj_owe_warning(struct hj_turn *t, int64_t clock)
{
	const struct hj_clock c = *hj_clock_at(t->d, clock);
	const struct hj_rule_clock *rule = hj_clock_rule(t, &c);
	int64_t most = (int64_t)t->d->n_party;

	if (rule == NULL || rule->against != HJ_AGAINST_PARTY)
		return;
	for (int64_t party = 1; party <= most; party++)
		if (c.party != 0 ? party == c.party
				 : hj_party_joined(hj_party_at(t->d, party)))
			hj_owe_limit(t, &c, party);
}
