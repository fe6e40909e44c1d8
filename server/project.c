/* The derived rows of a dispute; see project.h. */
#include "server/project.h"

#include "lib/commands/clocks.h"
#include "lib/dispute/petition.h"
#include "server/project_render.h"

#include <string.h>

#define ROW_MOST ((size_t)16 * 1024)

/* Where the matter came from, for figures; by which rule sets it goes. */
static void
origin(struct render *r)
{
	begin(r);
	put_word(r, "source", &hj_source_words, r->d->source);
	hj_out_key(&r->out, "sets");
	hj_out_open_array(&r->out);
	for (size_t i = 0; i < r->d->n_pin; i++)
		hj_out_str(&r->out, r->d->pin[i].set);
	hj_out_close(&r->out);
	end(r, "origin", "");
}

static bool
presses(const struct hj_dispute *d, const struct hj_procedure *p,
    const struct hj_clock *c)
{
	if (c->procedure != p->no || c->due == 0)
		return false;
	return c->state == HJ_CS_RUNNING ||
	       (c->state == HJ_CS_FIRED &&
		   (c->effect == HJ_EF_OVERDUE || c->effect == HJ_EF_TASK) &&
		   p->phase <= HJ_PH_SETTLED && !hj_clock_done_late(d, c->no));
}

/* Does `c` stand before `other`?  What became a task does, before limits. */
static bool
stands_before(const struct hj_clock *c, const struct hj_clock *other)
{
	bool task = c->state == HJ_CS_FIRED && c->effect == HJ_EF_TASK;
	bool task2 = other->state == HJ_CS_FIRED && other->effect == HJ_EF_TASK;

	return task != task2 ? task : c->due < other->due;
}

const struct hj_clock *
hj_first_limit(const struct hj_dispute *d, const struct hj_procedure *p)
{
	const struct hj_clock *first = NULL;

	for (size_t i = 0; i < d->n_clock; i++) {
		const struct hj_clock *c = &d->clock[i];

		if (presses(d, p, c) &&
		    (first == NULL || stands_before(c, first)))
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

/* The earlier of two days; 0: none. */
static int32_t
earlier(int32_t day, int32_t other)
{
	return day == 0 || (other != 0 && other < day) ? other : day;
}

/* Is something of it still to be done?  Of what comes again, by the occurrence
 * that is due; what is in default, as long as somebody follows it up. */
static bool
to_be_done(const struct hj_procedure *p, const struct hj_term *term)
{
	return term->every == 0 &&
	       (term->state == HJ_TS_OPEN || term->state == HJ_TS_PART ||
		   (term->state == HJ_TS_DEFAULTED &&
		       p->phase == HJ_PH_SETTLED));
}

/*
 * What was agreed in `p` and is to be followed up (回访): while it is settled
 * and not closed, and afterwards as long as a term is open.  It stands at the
 * first day on which a term is due or a task ends, with the mediator named
 * first.
 */
static void
followed_up(struct render *r, const struct hj_procedure *p)
{
	int32_t on = 0;
	size_t n = 0;

	for (size_t i = 0; i < r->d->n_clock; i++)
		if (p->phase == HJ_PH_SETTLED &&
		    r->d->clock[i].effect == HJ_EF_TASK &&
		    presses(r->d, p, &r->d->clock[i]))
			on = earlier(on, r->d->clock[i].due_on);

	for (size_t i = 0; i < r->d->n_agreement; i++) {
		const struct hj_agreement *a = &r->d->agreement[i];

		if (a->procedure != p->no || a->state != HJ_AS_EFFECTIVE)
			continue;
		for (size_t k = 0; k < a->n_term; k++) {
			if (!to_be_done(p, &a->term[k]))
				continue;
			n++;
			on = earlier(on, a->term[k].due_on);
		}
	}
	if (n > 0 || p->phase == HJ_PH_SETTLED)
		hj_stands(
		    r, (struct render_item){ .item = "follow_up",
			   .no = p->no,
			   .own = p->body,
			   .front = p->body != NULL,
			   .turn_on = on,
			   .holder = p->n_mediator == 0 ? NULL
							: p->mediator[0].person,
			   .hidden = true });
}

static void
procedures(struct render *r)
{
	for (size_t i = 0; i < r->d->n_procedure; i++) {
		const struct hj_procedure *p = &r->d->procedure[i];
		const struct hj_clock *next = hj_first_limit(r->d, p);

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
		if (p->opened_on != 0)
			hj_stands(r, (struct render_item){ .item = "procedure",
					 .no = p->no,
					 .own = p->body,
					 .front = p->body != NULL,
					 .turn_on = p->opened_on });
		followed_up(r, p);
	}
}

/* A limit of a body's own acts, kept or missed, as figures count it. */
static void
limit(struct render *r, const struct hj_clock *c)
{
	const struct hj_procedure *p = hj_procedure_at(r->d, c->procedure);

	if (p != NULL && c->due_on != 0 &&
	    (c->effect == HJ_EF_OVERDUE || c->effect == HJ_EF_ENDS) &&
	    (c->state == HJ_CS_MET || c->state == HJ_CS_FIRED))
		hj_stands(r, (struct render_item){ .item = "limit",
				 .no = c->no,
				 .own = p->body,
				 .front = p->body != NULL,
				 .turn_on = c->due_on });
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
		limit(r, c);
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
order_limits(struct render *r, const struct hj_procedure *p)
{
	const struct hj_clock *first = oldest_clock(r->d, p->no);
	const struct hj_clock *next = hj_first_limit(r->d, p);

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
	const struct hj_clock *next = hj_first_limit(r->d, p);

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
	/* One that goes on elsewhere misses nobody any more. */
	put_instant(r, "ownerless_since",
	    hj_procedure_live(p) ? o->ownerless_since : 0);
	put_date(r, "received_on", p->opened_on);
	put_date(r, "replied_on", o->replied_on);
	hj_out_put_int(&r->out, "calls", o->calls);
	put_word(r, "satisfaction", &hj_satisfaction_words, o->satisfaction);
	put_word(r, "supervision", &hj_supervision_words, o->supervision);
	put_date(r, "supervised_on", o->supervised_on);
	hj_out_put_bool(&r->out, "danger", r->d->danger);
	order_limits(r, p);
	end_no(r, "work_order", o->no);
	hj_stands(r, (struct render_item){ .item = "order",
			 .no = o->no,
			 .front = hj_procedure_live(p),
			 .turn_on = next == NULL ? 0 : next->due_on,
			 .word = hj_word_name(&hj_stage_words, p->stage),
			 .number = p->number,
			 .holder = o->holder,
			 .bounced = o->bounces > 0 });
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
	hj_project_access(&r);
	orders(&r);
	hj_project_dossier(&r);
	hj_project_service(&r);
	hj_project_petitions(&r);
	hj_project_board(&r);
	hj_buf_release(&r.buf);
}
