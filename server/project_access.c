/* Who may see a dispute; see project.h. */
#include "server/project_render.h"

#include "lib/commands/clocks.h"
#include "lib/dispute/petition.h"

#include <string.h>

static void
bar(struct render *r, const char *whom, bool *any)
{
	if (whom == NULL)
		return;
	if (!*any) {
		hj_out_key(&r->out, "barred");
		hj_out_open_array(&r->out);
	}
	*any = true;
	hj_out_str(&r->out, whom);
}

void
hj_put_barred(struct render *r)
{
	bool any = false;

	for (size_t i = 0; i < r->d->n_petition; i++) {
		const struct hj_petition *x = &r->d->petition[i];

		const char *organ;

		for (size_t k = 0;
		     (organ = hj_petition_accused_organ(x, k)) != NULL; k++)
			bar(r, organ, &any);
		for (size_t k = 0; k < x->n_accused_people; k++)
			bar(r, x->accused_people[k].text, &any);
	}
	if (any)
		hj_out_close(&r->out);
}

/* What opens the dispute, in one capacity; false: it stood there already. */
static bool
open_to(struct render *r, const char *body, const char *capacity, int32_t since,
    int32_t until)
{
	const char *key = hj_concat(r->a, body, " ", capacity, NULL);

	for (size_t i = 0; i < r->rows->n; i++)
		if (strcmp(r->rows->row[i].table, "access") == 0 &&
		    strcmp(r->rows->row[i].key, key) == 0)
			return false;
	begin(r);
	hj_out_put_str(&r->out, "body", body);
	hj_out_put_str(&r->out, "capacity", capacity);
	put_date(r, "since", since);
	put_date(r, "until", until);
	hj_put_barred(r);
	end(r, "access", key);
	return true;
}

/* One organisation in one capacity; the earliest day, open if any is open. */
static void
grant(struct render *r, const char *body, const char *capacity, int32_t since,
    int32_t until)
{
	if (body != NULL && open_to(r, body, capacity, since, until) &&
	    until == 0)
		hj_reads(r, body, strcmp(capacity, "offered") == 0);
}

/* Whoever has a part in an order; who gave it back no more. */
static void
order_accesses(struct render *r)
{
	for (size_t i = 0; i < r->d->n_order; i++) {
		const struct hj_order *o = &r->d->order[i];
		int32_t since = r->d->registered_on;

		for (size_t k = 0; k < o->n_asked; k++)
			grant(r, o->asked[k].text, "superior", since, 0);
		grant(r, o->centre, "centre", since, 0);
		for (size_t k = 0; k < o->n_unit; k++)
			grant(r, o->unit[k].org, "unit", o->unit[k].since,
			    o->unit[k].state == HJ_US_RETURNED
				? o->unit[k].until
				: 0);
	}
}

/* No body: whoever is shown a slip comes in with what it digests to. */
static void
doors(struct render *r)
{
	const struct hj_dispute *d = r->d;

	if (d->door != NULL)
		(void)open_to(r, d->door, "door", d->registered_on, 0);
	for (size_t i = 0; i < d->n_slip; i++)
		if (d->slip[i].door != NULL &&
		    hj_slip_speaks(d, d->slip[i].party))
			(void)open_to(
			    r, d->slip[i].door, "door", d->slip[i].given_on, 0);
	/* And who refused an offer, with the entry, to take that back. */
	for (size_t i = 0; i < d->n_referral; i++)
		if (d->referral[i].state == HJ_RS_REFUSED &&
		    d->referral[i].refused_by != NULL)
			(void)open_to(r, d->referral[i].refused_by, "entry",
			    d->referral[i].offered_on, 0);
}

/*
 * Who may see the dispute.  A body that handled it keeps its
 * sight: it answers for what it did.  An offer gives sight while it is open.
 */
static void
accesses(struct render *r)
{
	const struct hj_dispute *d = r->d;

	grant(r, d->registered_at, "registrar", d->registered_on, 0);
	doors(r);
	for (size_t i = 0; i < d->n_procedure; i++) {
		const struct hj_procedure *p = &d->procedure[i];

		grant(r, p->body, "handler", p->opened_on, 0);
		grant(r, p->signer, "signer", p->opened_on, 0);
		for (size_t k = 0; k < p->n_mediator; k++)
			grant(r, p->mediator[k].body, "mediating", p->opened_on,
			    0);
	}
	for (size_t i = 0; i < d->n_petition; i++) {
		const struct hj_petition *x = &d->petition[i];
		const char *acts[] = { x->organ, x->reviewer, x->rechecker,
			x->handed };

		for (size_t k = 0; k < sizeof(acts) / sizeof(acts[0]); k++)
			grant(r, acts[k], "handler",
			    hj_procedure_at(d, x->procedure)->opened_on, 0);
	}
	/* An open offer to the same body goes before one that is over. */
	for (int open = 1; open >= 0; open--)
		for (size_t i = 0; i < d->n_referral; i++) {
			const struct hj_referral *f = &d->referral[i];

			if ((f->state == HJ_RS_OFFERED) == open)
				grant(r, f->to, "offered", f->offered_on,
				    open ? 0 : f->offered_on);
		}
	/* Who was taken in to assist (协办) has a part without a procedure. */
	for (int open = 1; open >= 0; open--)
		for (size_t i = 0; i < d->n_referral; i++) {
			const struct hj_referral *f = &d->referral[i];

			if (f->channel == 0 &&
			    f->state ==
				(open ? HJ_RS_ACCEPTED : HJ_RS_RETURNED))
				grant(r, f->to, "assisting", f->offered_on,
				    open ? 0 : f->offered_on);
		}
}

/* Who had a part in the other half of a merge. */
static void
link_accesses(struct render *r)
{
	for (int open = 1; open >= 0; open--)
		for (size_t i = 0; i < r->d->n_link; i++) {
			const struct hj_link *link = &r->d->link[i];

			for (size_t k = 0; k < link->n_bodies; k++)
				if ((link->state == HJ_LS_STANDING) == open &&
				    !hj_petition_bars(
					r->d, link->bodies[k].text))
					grant(r, link->bodies[k].text, "merged",
					    link->on, open ? 0 : link->on);
		}
}

void
hj_project_access(struct render *r)
{
	accesses(r);
	order_accesses(r);
	link_accesses(r);
}
