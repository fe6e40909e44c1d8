/* The derived rows of a dispute; see project.h. */
#include "server/project.h"

#include "lib/commands/clocks.h"
#include "lib/dispute/petition.h"
#include "server/project_render.h"

#include <string.h>

#define ROW_MOST ((size_t)16 * 1024)

/* Where the matter came from, for figures. */
static void
origin(struct render *r)
{
	begin(r);
	put_word(r, "source", &hj_source_words, r->d->source);
	end(r, "origin", "");
}

/* The first clock of procedure `no` that runs. */
static const struct hj_clock *
first_clock(const struct hj_dispute *d, int64_t no)
{
	const struct hj_clock *first = NULL;

	for (size_t i = 0; i < d->n_clock; i++) {
		const struct hj_clock *c = &d->clock[i];

		if (c->procedure == no && c->state == HJ_CS_RUNNING &&
		    c->due != 0 && (first == NULL || c->due < first->due))
			first = c;
	}
	return first;
}

/* How many limits of procedure `no` wait for a date or a service. */
static int64_t
awaiting(const struct hj_dispute *d, int64_t no)
{
	int64_t n = 0;

	for (size_t i = 0; i < d->n_clock; i++)
		n +=
		    d->clock[i].procedure == no && hj_clock_waits(&d->clock[i]);
	return n;
}

static void
procedures(struct render *r)
{
	for (size_t i = 0; i < r->d->n_procedure; i++) {
		const struct hj_procedure *p = &r->d->procedure[i];
		const struct hj_clock *next = first_clock(r->d, p->no);

		begin(r);
		hj_out_put_int(&r->out, "no", p->no);
		put_word(r, "channel", &hj_channel_words, p->channel);
		put_word(r, "phase", &hj_phase_words, p->phase);
		hj_out_put_some(&r->out, "body", p->body);
		hj_out_key(&r->out, "mediators");
		hj_out_open_array(&r->out);
		for (size_t k = 0; k < p->n_mediator; k++)
			hj_out_str(&r->out, p->mediator[k].person);
		hj_out_close(&r->out);
		put_date(r, "opened_on", p->opened_on);
		put_date(r, "ended_on", p->ended_on);
		put_word(r, "ground", &hj_ground_words, p->ground);
		hj_out_put_int(&r->out, "sessions", p->sessions);
		hj_out_put_int(&r->out, "attempts", p->attempts);
		if (next != NULL) {
			put_date(r, "next_on", next->due_on);
			hj_out_put_str(&r->out, "next_rule", next->rule);
		}
		hj_out_put_int(&r->out, "awaiting", awaiting(r->d, p->no));
		end_no(r, "procedure", p->no);
	}
}

static void
clocks(struct render *r)
{
	for (size_t i = 0; i < r->d->n_clock; i++) {
		const struct hj_clock *c = &r->d->clock[i];

		begin(r);
		hj_out_put_int(&r->out, "no", c->no);
		hj_out_put_str(&r->out, "rule", c->rule);
		hj_out_put_str(&r->out, "set", c->set);
		hj_out_put_some(&r->out, "article", c->article);
		put_word(r, "state", &hj_clock_state_words, c->state);
		put_word(r, "effect", &hj_effect_words, c->effect);
		put_some_int(r, "procedure", c->procedure);
		put_some_int(r, "subject", c->subject);
		put_some_int(r, "party", c->party);
		put_date(r, "day0", c->day0);
		put_date(r, "due_on", c->due_on);
		put_instant(r, "due", c->due);
		hj_out_put_bool(&r->out, "provisional", c->provisional);
		put_word(r, "certainty", &hj_certainty_words, c->certainty);
		put_some_int(r, "seq", c->seq);
		end_no(r, "clock", c->no);
	}
}

static void
referrals(struct render *r)
{
	for (size_t i = 0; i < r->d->n_referral; i++) {
		const struct hj_referral *f = &r->d->referral[i];

		begin(r);
		hj_out_put_int(&r->out, "no", f->no);
		put_word(r, "kind", &hj_referral_kind_words, f->kind);
		put_word(r, "state", &hj_referral_state_words, f->state);
		hj_out_put_some(&r->out, "from_body", f->from);
		hj_out_put_some(&r->out, "to_body", f->to);
		put_date(r, "offered_on", f->offered_on);
		hj_out_put_some(&r->out, "rule", f->rule);
		end_no(r, "referral", f->no);
	}
}

/* Has its sender made another offer since? */
static bool
made_anew(const struct hj_dispute *d, size_t at)
{
	const char *from = d->referral[at].from;

	for (size_t i = at + 1; i < d->n_referral; i++)
		if (d->referral[i].from != NULL &&
		    strcmp(d->referral[i].from, from) == 0)
			return true;
	return false;
}

/* Offers that nobody took and that their sender has to make anew. */
static void
turned_down(struct render *r)
{
	for (size_t i = 0; i < r->d->n_referral && !r->d->closed; i++) {
		const struct hj_referral *f = &r->d->referral[i];

		if ((f->state != HJ_RS_LAPSED && f->state != HJ_RS_REFUSED) ||
		    f->from == NULL || made_anew(r->d, i))
			continue;
		begin(r);
		hj_out_put_int(&r->out, "no", f->no);
		put_word(r, "state", &hj_referral_state_words, f->state);
		hj_out_put_str(&r->out, "from_body", f->from);
		put_date(r, "offered_on", f->offered_on);
		end_no(r, "turned_down", f->no);
	}
}

static void
notices(struct render *r)
{
	for (size_t i = 0; i < r->d->n_notice; i++) {
		const struct hj_notice *n = &r->d->notice[i];

		begin(r);
		hj_out_put_int(&r->out, "no", n->no);
		put_word(r, "kind", &hj_notice_kind_words, n->kind);
		put_word(r, "state", &hj_notice_state_words, n->state);
		put_some_int(r, "procedure", n->procedure);
		put_some_int(r, "party", n->party);
		put_date(r, "owed_on", n->owed_on);
		put_date(r, "done_on", n->done_on);
		end_no(r, "notice", n->no);
	}
}

/* The first limit that procedure `no` ever had, or NULL. */
static const struct hj_clock *
oldest_clock(const struct hj_dispute *d, int64_t no)
{
	for (size_t i = 0; i < d->n_clock; i++)
		if (d->clock[i].procedure == no)
			return &d->clock[i];
	return NULL;
}

static void
units(struct render *r, const struct hj_order *o)
{
	const struct hj_order_unit *unit = hj_order_responsible(o);

	if (unit != NULL) {
		hj_out_put_str(&r->out, "unit", unit->org);
		put_word(r, "unit_state", &hj_unit_state_words, unit->state);
	}
	hj_out_key(&r->out, "assisting");
	hj_out_open_array(&r->out);
	for (size_t i = 0; i < o->n_unit; i++)
		if (o->unit[i].assists)
			hj_out_str(&r->out, o->unit[i].org);
	hj_out_close(&r->out);
}

static void
order_limits(struct render *r, int64_t procedure)
{
	const struct hj_clock *first = oldest_clock(r->d, procedure);
	const struct hj_clock *next = first_clock(r->d, procedure);

	if (first != NULL)
		put_date(r, "first_on", first->due_on);
	if (next == NULL)
		return;
	put_date(r, "next_on", next->due_on);
	hj_out_put_str(&r->out, "next_rule", next->rule);
	put_date(r, "next_from", next->day0);
}

static void
order(struct render *r, const struct hj_order *o, const struct hj_procedure *p)
{
	begin(r);
	hj_out_put_int(&r->out, "no", o->no);
	hj_out_put_int(&r->out, "procedure", o->procedure);
	put_word(r, "channel", &hj_channel_words, p->channel);
	hj_out_put_bool(&r->out, "live", hj_procedure_live(p));
	put_word(r, "stage", &hj_stage_words, p->stage);
	hj_out_put_some(&r->out, "number", p->number);
	hj_out_put_str(&r->out, "holder", o->holder);
	units(r, o);
	hj_out_put_some(&r->out, "superior", o->superior);
	hj_out_put_bool(&r->out, "designated", o->designated);
	hj_out_put_int(&r->out, "bounces", o->bounces);
	hj_out_put_int(&r->out, "redo", o->redo);
	hj_out_put_int(&r->out, "ownerless_ms", o->ownerless_ms);
	put_instant(r, "ownerless_since", o->ownerless_since);
	put_date(r, "received_on", p->opened_on);
	put_date(r, "replied_on", o->replied_on);
	hj_out_put_int(&r->out, "calls", o->calls);
	put_word(r, "satisfaction", &hj_satisfaction_words, o->satisfaction);
	put_word(r, "supervision", &hj_supervision_words, o->supervision);
	put_date(r, "supervised_on", o->supervised_on);
	hj_out_put_bool(&r->out, "danger", r->d->danger);
	order_limits(r, o->procedure);
	end_no(r, "work_order", o->no);
}

static void
orders(struct render *r)
{
	for (size_t i = 0; i < r->d->n_order; i++) {
		const struct hj_order *o = &r->d->order[i];
		const struct hj_procedure *p =
		    hj_procedure_at(r->d, o->procedure);

		if (p != NULL && o->holder != NULL)
			order(r, o, p);
	}
}

static void
draws(struct render *r)
{
	for (size_t i = 0; i < r->d->n_draw; i++) {
		const struct hj_draw *d = &r->d->draw[i];

		begin(r);
		hj_out_put_int(&r->out, "no", d->no);
		hj_out_put_int(&r->out, "procedure", d->procedure);
		hj_out_put_int(&r->out, "seq", d->seq);
		hj_out_put_str(&r->out, "county", r->d->county);
		put_word(r, "state", &hj_draw_state_words, d->state);
		end_no(r, "draw", d->no);
	}
}

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

/* Whom petitions here accuse, organs and people: nothing of it is theirs (30).
 */
static void
barred(struct render *r)
{
	bool any = false;

	for (size_t i = 0; i < r->d->n_petition; i++) {
		const struct hj_petition *x = &r->d->petition[i];

		bar(r, x->accused, &any);
		for (size_t k = 0; k < x->n_accused_people; k++)
			bar(r, x->accused_people[k].text, &any);
	}
	if (any)
		hj_out_close(&r->out);
}

/* Links that stand: who undoes one leaves no row behind. */
static void
links(struct render *r)
{
	for (size_t i = 0; i < r->d->n_link; i++) {
		const struct hj_link *link = &r->d->link[i];

		if (link->state != HJ_LS_STANDING)
			continue;
		begin(r);
		hj_out_put_int(&r->out, "no", link->no);
		put_word(r, "kind", &hj_link_kind_words, link->kind);
		hj_out_put_str(&r->out, "other", link->other);
		put_date(r, "since", link->on);
		end_no(r, "link", link->no);
	}
}

/* One organisation in one capacity; the earliest day, open if any is open. */
static void
grant(struct render *r, const char *body, const char *capacity, int32_t since,
    int32_t until)
{
	const char *key;

	if (body == NULL)
		return;
	key = hj_concat(r->a, body, " ", capacity, NULL);
	for (size_t i = 0; i < r->rows->n; i++)
		if (strcmp(r->rows->row[i].table, "access") == 0 &&
		    strcmp(r->rows->row[i].key, key) == 0)
			return;
	begin(r);
	hj_out_put_str(&r->out, "body", body);
	hj_out_put_str(&r->out, "capacity", capacity);
	put_date(r, "since", since);
	put_date(r, "until", until);
	barred(r);
	end(r, "access", key);
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

	grant(r, d->door, "door", d->registered_on, 0);
	for (size_t i = 0; i < d->n_slip; i++)
		if (hj_slip_speaks(d, d->slip[i].party))
			grant(
			    r, d->slip[i].door, "door", d->slip[i].given_on, 0);
	/* And who refused an offer, with the entry, to take that back. */
	for (size_t i = 0; i < d->n_referral; i++)
		if (d->referral[i].state == HJ_RS_REFUSED)
			grant(r, d->referral[i].refused_by, "entry",
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
hj_project(struct hj_arena *a, const struct hj_dispute *d, struct hj_rows *ret)
{
	struct render r = { .a = a, .d = d, .rows = ret };

	*ret = (struct hj_rows){ 0 };
	hj_buf_init(&r.buf, ROW_MOST);
	origin(&r);
	procedures(&r);
	clocks(&r);
	referrals(&r);
	turned_down(&r);
	notices(&r);
	draws(&r);
	links(&r);
	accesses(&r);
	order_accesses(&r);
	link_accesses(&r);
	orders(&r);
	hj_project_dossier(&r);
	hj_project_service(&r);
	hj_project_petitions(&r);
	hj_buf_release(&r.buf);
}
