/* Derived rows of service: what is to be served, by which way; see project.h.
 */
#include "server/project_render.h"

#include "lib/dispute/petition.h"

/* Does some limit not run because this notice has not been served? */
static bool
holds_a_limit(const struct hj_dispute *d, const struct hj_notice *n)
{
	for (size_t i = 0; i < d->n_clock; i++)
		if (d->clock[i].state == HJ_CS_AWAITING_SERVICE &&
		    d->clock[i].procedure == n->procedure &&
		    d->clock[i].party == n->party)
			return true;
	return false;
}

/* Whose it is to serve: what an organ has decided on a petition, is its own. */
static const char *
server_of(const struct hj_dispute *d, const struct hj_notice *n)
{
	const struct hj_procedure *p = hj_procedure_at(d, n->procedure);
	const struct hj_petition *x =
	    p == NULL ? NULL : hj_petition_of(d, p->no);
	const char *organ = NULL;

	if (x != NULL && (n->kind == HJ_NK_PETITION_OPINION ||
			     n->kind == HJ_NK_PETITION_EXTENDED))
		organ = x->organ;
	else if (x != NULL && n->kind == HJ_NK_PETITION_REVIEW)
		organ = x->reviewer;
	else if (x != NULL && n->kind == HJ_NK_PETITION_RECHECK)
		organ = x->rechecker;
	if (organ != NULL)
		return organ;
	return p == NULL ? d->registered_at : p->body;
}

/* Where the way leads: its own address, else the party's. */
static const char *
place_of(const struct hj_dispute *d, const struct hj_notice *n)
{
	const struct hj_contact *contact = hj_contact_of(d, n->party);
	const struct hj_way *way = hj_way_of(contact, n->reach);
	const struct hj_party *party = hj_party_at(d, n->party);

	if (way != NULL && way->where.box != NULL)
		return way->where.box;
	if (party == NULL)
		return NULL;
	switch ((enum hj_reach)n->reach) {
	case HJ_RC_CALL:
	case HJ_RC_COUNTER:
		return party->phone.box;
	case HJ_RC_VISIT:
	case HJ_RC_POST:
		return party->address.box;
	case HJ_RC_SMS:
	case HJ_RC_MAIL:
	case HJ_RC_E_SERVICE:
		return contact == NULL ? NULL : contact->e_address.box;
	case HJ_RC_AGENT:
	case HJ_RC_ANNOUNCE:
		return NULL;
	}
	return NULL;
}

static void
put_party(struct render *r, const struct hj_notice *n)
{
	const struct hj_way *way =
	    hj_way_of(hj_contact_of(r->d, n->party), n->reach);
	const struct hj_party *party = hj_party_at(r->d, n->party);

	if (party == NULL)
		return;
	hj_out_put_int(&r->out, "party", party->no);
	hj_out_put_some(&r->out, "subject", party->subject);
	hj_out_put_some(&r->out, "name", party->name.box);
	hj_out_put_some(&r->out, "place", place_of(r->d, n));
	if (way == NULL)
		return;
	hj_out_put_some(&r->out, "times", way->times.box);
	hj_out_put_some(&r->out, "language", way->language);
}

void
hj_project_service(struct render *r)
{
	for (size_t i = 0; i < r->d->n_notice; i++) {
		const struct hj_notice *n = &r->d->notice[i];

		begin(r);
		hj_out_put_int(&r->out, "no", n->no);
		put_word(r, "kind", &hj_notice_kind_words, n->kind);
		put_word(r, "state", &hj_notice_state_words, n->state);
		put_some_int(r, "procedure", n->procedure);
		hj_out_put_some(&r->out, "body", server_of(r->d, n));
		put_word(r, "reach", &hj_reach_words, n->reach);
		hj_out_put_int(&r->out, "attempt", n->attempt);
		put_word(r, "tried", &hj_means_words, n->means);
		put_date(r, "owed_on", n->owed_on);
		put_date(r, "done_on", n->done_on);
		hj_out_put_bool(
		    &r->out, "holds_a_limit", holds_a_limit(r->d, n));
		put_party(r, n);
		end_no(r, "service", n->no);
	}
}
