/* What commands about hand-overs share; see referral.h. */
#include "lib/commands/referral/referral.h"

#include "lib/dispute/petition.h"

#include <string.h>

#define REFERRALS_MOST 100 /* of one dispute; a snapshot holds them all */

static bool
same(const char *a, const char *b)
{
	return a != NULL && b != NULL && strcmp(a, b) == 0;
}

static const struct hj_referral *
open_offer(struct hj_turn *t, int64_t no, bool by_us)
{
	const struct hj_referral *r = hj_referral_at(t->d, no);

	if (r == NULL)
		hj_refuse(t, HJ_NO_SUCH_ENTITY, "referral");
	else if (hj_petition_passed(t->d, r))
		hj_refuse(t, HJ_NO_CHANNEL, "referral");
	else if (by_us && !same(r->from, t->actor.org))
		hj_refuse(t, HJ_NO_RIGHT, "referral");
	else if (!by_us && !same(r->to, t->actor.org))
		hj_refuse(t, HJ_NO_NOT_OFFERED_YOU, "referral");
	else if (r->state != HJ_RS_OFFERED)
		hj_refuse(t, HJ_NO_NOT_OPEN_OFFER, "referral");
	return t->refused == HJ_NO ? r : NULL;
}

const struct hj_referral *
hj_offered_to_us(struct hj_turn *t, int64_t no)
{
	return open_offer(t, no, false);
}

const struct hj_referral *
hj_offered_by_us(struct hj_turn *t, int64_t no)
{
	return open_offer(t, no, true);
}

/*
 * Is one of `state` there between us and others?  If none ever was ours it is
 * another's, else it is answered; petitions have commands of their own.
 */
static void
some(struct hj_turn *t, bool by_us, int state)
{
	bool ours = false, passed = false;

	for (size_t i = 0; i < t->d->n_referral; i++) {
		const struct hj_referral *r = &t->d->referral[i];

		if (!same(by_us ? r->from : r->to, t->actor.org))
			continue;
		if (hj_petition_passed(t->d, r)) {
			passed = true;
			continue;
		}
		if (r->state == state)
			return;
		ours = true;
	}
	hj_refuse(t,
	    ours     ? HJ_NO_NOT_OPEN_OFFER
	    : passed ? HJ_NO_CHANNEL
	    : by_us  ? HJ_NO_RIGHT
		     : HJ_NO_NOT_OFFERED_YOU,
	    "referral");
}

void
hj_some_offer_to_us(struct hj_turn *t)
{
	some(t, false, HJ_RS_OFFERED);
}

void
hj_some_offer_by_us(struct hj_turn *t)
{
	some(t, true, HJ_RS_OFFERED);
}

void
hj_some_taken_by_us(struct hj_turn *t)
{
	some(t, false, HJ_RS_ACCEPTED);
}

int
hj_usual_channel(const struct hj_org *org)
{
	static const int order[] = { HJ_CH_PEOPLE, HJ_CH_ADMINISTRATIVE,
		HJ_CH_ASSIGNED, HJ_CH_PROCURATORIAL, HJ_CH_LEGAL_AID,
		HJ_CH_HOTLINE, HJ_CH_REPORT };

	for (size_t i = 0; i < sizeof(order) / sizeof(order[0]); i++)
		if (hj_org_handles(org, order[i]))
			return order[i];
	/* Many an organ answers petitions; one does nothing else. */
	return org->kind->channels == HJ_CH(PETITION) ? HJ_CH_PETITION : 0;
}

/* Does the procedure take up the matter, so that handing it on ends it? */
static bool
takes_up(const struct hj_procedure *p)
{
	return p->channel == HJ_CH_REPORT ||
	       p->channel == HJ_CH_PROCURATORIAL ||
	       (hj_channel_mediates(p->channel) &&
		   p->channel != HJ_CH_IN_COURT);
}

static const struct hj_procedure *
named(struct hj_turn *t)
{
	const struct hj_procedure *p =
	    hj_procedure_at(t->d, t->frame->procedure);

	if (p == NULL) {
		hj_refuse(t, HJ_NO_SUCH_ENTITY, "procedure");
		return NULL;
	}
	if (!hj_ours(t, p) &&
	    (p->body == NULL ||
		!hj_org_above(t->world->directory, t->actor.org, p->body))) {
		hj_refuse(t, HJ_NO_RIGHT, "procedure");
		return NULL;
	}
	return p;
}

/* Is it held in our house (本院特邀调解室)?  Then we may send it on. */
static bool
hosted(const struct hj_turn *t, const struct hj_procedure *p)
{
	return p->host != NULL && strcmp(p->host, t->actor.org) == 0;
}

const struct hj_procedure *
hj_procedure_handed_on(struct hj_turn *t)
{
	const struct hj_procedure *found = NULL, *last = NULL;

	if (t->frame->procedure != 0)
		return named(t);
	for (size_t i = 0; i < t->d->n_procedure; i++) {
		const struct hj_procedure *p = &t->d->procedure[i];

		if (!hj_ours(t, p) && !hosted(t, p))
			continue;
		last = p;
		if (!hj_procedure_live(p) || !takes_up(p))
			continue;
		if (found != NULL) {
			hj_refuse(t, HJ_NO_PROCEDURE, "procedure");
			return NULL;
		}
		found = p;
	}
	return found != NULL ? found : last;
}

/* Of these one body at a time has the matter. */
static bool
goes_to_one(int kind)
{
	return kind == HJ_RK_ASSIGN || kind == HJ_RK_ENTRUST ||
	       kind == HJ_RK_ESCALATE;
}

bool
hj_offered_elsewhere(
    struct hj_turn *t, const struct hj_referral *r, bool accepting)
{
	const struct hj_procedure *p;
	struct hj_buf b;

	for (size_t i = 0; i < t->d->n_referral && goes_to_one(r->kind); i++) {
		const struct hj_referral *o = &t->d->referral[i];

		if (o->no == r->no || o->kind != r->kind ||
		    !same(o->from, r->from) ||
		    o->from_procedure != r->from_procedure)
			continue;
		p = o->state == HJ_RS_ACCEPTED
			? hj_procedure_at(t->d, o->to_procedure)
			: NULL;
		if ((accepting || o->state != HJ_RS_OFFERED) &&
		    (p == NULL || !hj_procedure_live(p)))
			continue;
		hj_refuse(t, HJ_NO_OFFERED, accepting ? "referral" : "kind");
		hj_buf_init(&b, 64);
		hj_buf_puts(&b, p == NULL ? "revoke-referral, referral "
					  : "return-referral, referral ");
		hj_buf_int(&b, o->no);
		t->refused_do = hj_buf_keep(t->a, &b);
		return true;
	}
	return false;
}

void
hj_send(struct hj_turn *t, struct hj_referral_set *b)
{
	struct hj_referral *r = b->referral;
	bool outside = r->outside != NULL;

	if (t->d->n_referral >= REFERRALS_MOST) {
		hj_refuse(t, HJ_NO_LIMIT_SIZE, NULL);
		return;
	}
	if (hj_petition_bars(t->d, r->to)) {
		hj_refuse(t, HJ_NO_ACCUSED, "to");
		return;
	}
	r->no = HJ_NEXT_NO(t->d->n_referral);
	if (r->state == 0)
		r->state = outside ? HJ_RS_RECORDED : HJ_RS_OFFERED;
	r->offered_on = hj_occurred_on(t);
	hj_happens(
	    t, outside ? &hj_ev_referral_recorded : &hj_ev_referral_offered, b);
}
