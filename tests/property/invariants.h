/*
 * What holds of every dispute after every turn, whatever was asked.
 *
 * Each function says in words what is broken, or NULL.
 */
#ifndef HJ_TESTS_PROPERTY_INVARIANTS_H
#define HJ_TESTS_PROPERTY_INVARIANTS_H

#include "lib/commands/command.h"
#include "lib/dispute/codec.h"
#include "lib/dispute/notice.h"

#include <string.h>

#define BOUNCES_MOST 3 /* as sent-back-house.json says */

/* From which phase a procedure may go where; 0 is: it is not there yet. */
static const unsigned phase_edges[HJ_PH_CLOSED + 1] = {
	[0] = HJ_PH(OPENED),
	[HJ_PH_OPENED] =
	    HJ_PH(ACCEPTED) | HJ_PH(MEDIATING) | HJ_PH(SETTLED) | HJ_PH(ENDED),
	[HJ_PH_ACCEPTED] = HJ_PH(MEDIATING) | HJ_PH(SETTLED) | HJ_PH(ENDED),
	[HJ_PH_MEDIATING] = HJ_PH(SETTLED) | HJ_PH(ENDED),
	/* A forum in which they settled tells its result afterwards. */
	[HJ_PH_SETTLED] = HJ_PH(CLOSED) | HJ_PH(ENDED) | HJ_PH_LIVE,
	[HJ_PH_ENDED] = HJ_PH(CLOSED) | HJ_PH_LIVE,
	[HJ_PH_CLOSED] = HJ_PH_LIVE,
};

/* Which events bring a procedure into a phase. */
static inline bool
leads_to(const struct hj_event *ev, int phase)
{
	const struct hj_event_kind *k = ev->kind;

	switch ((enum hj_phase)phase) {
	case HJ_PH_OPENED:
		return k == &hj_ev_procedure_opened ||
		       k == &hj_ev_confirmation_applied ||
		       k == &hj_ev_procedure_reopened;
	case HJ_PH_ACCEPTED:
		return k == &hj_ev_accepted || k == &hj_ev_petition_accepted ||
		       k == &hj_ev_petition_taken_up ||
		       k == &hj_ev_petition_review_requested ||
		       k == &hj_ev_petition_recheck_requested ||
		       k == &hj_ev_confirmation_accepted ||
		       k == &hj_ev_procedure_reopened ||
		       k == &hj_ev_aid_granted || k == &hj_ev_aid_notified ||
		       k == &hj_ev_aid_objection_decided;
	case HJ_PH_MEDIATING:
		return k == &hj_ev_accepted || k == &hj_ev_mediators_assigned ||
		       k == &hj_ev_mediators_replaced ||
		       k == &hj_ev_petition_accepted ||
		       k == &hj_ev_petition_taken_up ||
		       k == &hj_ev_procedure_reopened;
	case HJ_PH_SETTLED:
		return k == &hj_ev_procedure_settled;
	case HJ_PH_ENDED:
		return k == &hj_ev_procedure_ended || k == &hj_ev_declined ||
		       k == &hj_ev_result_recorded ||
		       k == &hj_ev_petition_ended ||
		       k == &hj_ev_petition_terminated ||
		       k == &hj_ev_confirmation_ruled;
	case HJ_PH_CLOSED:
		return k == &hj_ev_procedure_closed;
	}
	return false;
}

#define PROCEDURES_MOST 200

/* The phases before an event was folded, to be compared with those after it. */
struct phases {
	int phase[PROCEDURES_MOST];
	size_t n;
};

static inline void
phases_of(struct phases *was, const struct hj_dispute *d)
{
	was->n = d->n_procedure;
	for (size_t i = 0; i < d->n_procedure && i < PROCEDURES_MOST; i++)
		was->phase[i] = d->procedure[i].phase;
}

/* Every edge is one of the table, by an event that leads there; what is voided
 * leads back. */
static inline const char *
phases_move(const struct phases *was, const struct hj_dispute *d,
    const struct hj_event *ev)
{
	for (size_t i = 0; ev->kind != &hj_ev_voided && i < d->n_procedure &&
			   i < PROCEDURES_MOST;
	     i++) {
		int from = i < was->n ? was->phase[i] : 0;
		int to = d->procedure[i].phase;

		if (from == to && from != 0)
			continue;
		if ((phase_edges[from] & 1u << to) == 0)
			return "an edge of phases that is not in the table";
		if (!leads_to(ev, to) ||
		    (from == HJ_PH_SETTLED && to == HJ_PH_ENDED &&
			ev->kind != &hj_ev_result_recorded))
			return "a phase that this event does not lead to";
	}
	return NULL;
}

/* Entity n is item n - 1 of its list, and lists never shrink. */
#define NUMBERED(list)                                                         \
	for (size_t i = 0; i < d->n_##list; i++)                               \
		if (d->list[i].no != (int64_t)i + 1)                           \
			return "a number of " #list " is out of order";        \
	if (before != NULL && d->n_##list < before->n_##list)                  \
	return "the list of " #list " has shrunk"

static inline const char *
numbers_are_kept(const struct hj_dispute *before, const struct hj_dispute *d)
{
	NUMBERED(party);
	NUMBERED(procedure);
	NUMBERED(appointment);
	NUMBERED(session);
	NUMBERED(agreement);
	NUMBERED(referral);
	NUMBERED(notice);
	NUMBERED(clock);
	NUMBERED(performance);
	NUMBERED(aid);
	NUMBERED(draw);
	return NULL;
}

/*
 * Whatever is owed has its row in the table of notices, is owed where the row
 * says, carries its wording and has a way to go; whatever is served went by
 * means that fit it.
 */
static inline const char *
notices_are_of_the_table(const struct hj_dispute *d, const struct hj_event *ev)
{
	const struct hj_notice_set *b = ev->body;
	const struct hj_notice_kind_row *row;
	const struct hj_procedure *p;

	if (ev->kind->body != &hj_notice_set_fields)
		return NULL;
	row = hj_notice_kind_row(b->notice->kind);
	p = hj_procedure_at(d, b->notice->procedure);
	if (row == NULL)
		return "a notice of a kind without a row";
	if (p != NULL && (row->channels & 1u << p->channel) == 0)
		return "a notice owed in a channel that its row does not name";
	if ((row->to == HJ_NT_COURT) != (b->notice->party == 0))
		return "a notice owed to somebody else than its row says";
	if (ev->kind == &hj_ev_notice_owed &&
	    (b->rights == 0 || b->notice->reach == 0))
		return "a notice without wording, or without a way";
	if (ev->kind == &hj_ev_notice_served &&
	    !hj_proof_fits(b->notice->means, b->proof))
		return "a service without the proof of its means";
	if (ev->kind == &hj_ev_notice_served &&
	    !hj_notice_by(b->notice->kind, b->notice->means))
		return "a service by means that do not fit the notice";
	return NULL;
}

/* Attempts are what a count of the sittings gives. */
static inline const char *
attempts_are_counted(const struct hj_dispute *d)
{
	for (size_t i = 0; i < d->n_procedure; i++) {
		const struct hj_procedure *p = &d->procedure[i];
		int64_t sittings = 0, attempts = 0;

		for (size_t k = 0; k < d->n_session; k++) {
			const struct hj_session *s = &d->session[k];

			if (s->procedure != p->no || s->voided)
				continue;
			sittings++;
			attempts += s->counts == HJ_CO_YES;
		}
		if (sittings != p->sessions)
			return "sittings are not what a count gives";
		if (attempts != p->attempts)
			return "attempts are not what a count gives";
	}
	return NULL;
}

static inline bool
notice_is_there(
    const struct hj_dispute *d, int64_t procedure, int64_t party, int kind)
{
	for (size_t i = 0; i < d->n_notice; i++)
		if (d->notice[i].procedure == procedure &&
		    d->notice[i].party == party && d->notice[i].kind == kind &&
		    d->notice[i].state != HJ_NS_REPLACED)
			return true;
	return false;
}

/* The notice that an end on this ground owes every party; 0: none. */
static inline int
owed_by_end(const struct hj_procedure *p)
{
	switch ((enum hj_ground)p->ground) {
	case HJ_GR_NO_AGREEMENT:
	case HJ_GR_REFUSED:
	case HJ_GR_WITHDRAWN:
	case HJ_GR_TERM_OVER:
	case HJ_GR_OTHER_FORUM:
	case HJ_GR_RETURNED:
	case HJ_GR_UNREACHABLE:
	case HJ_GR_OTHER:
		return hj_channel_mediates(p->channel) ? HJ_NK_ROUTES : 0;
	case HJ_GR_DECLINED:
		return hj_channel_mediates(p->channel) ? HJ_NK_NOT_ACCEPTED : 0;
	case HJ_GR_SETTLED:
	case HJ_GR_HANDED_UP:   /* the matter goes on */
	case HJ_GR_HANDED_OVER: /* the same */
	case HJ_GR_DECIDED:
	case HJ_GR_NOT_STATED:
	case HJ_GR_ANSWERED:
	case HJ_GR_UNDERTAKING:
	case HJ_GR_TERMINATED:
	case HJ_GR_COMPLETED:
	case HJ_GR_AID_TERMINATED: /* has a notice of its own */
		return 0;
	}
	return 0;
}

/*
 * Whatever ended between `before` and `d` without an agreement owes each party
 * that takes part its notice (人民调解法26).
 */
static inline const char *
ends_are_told(const struct hj_dispute *before, const struct hj_dispute *d)
{
	for (size_t i = 0; i < d->n_procedure; i++) {
		const struct hj_procedure *p = &d->procedure[i];
		int kind = owed_by_end(p);

		if (p->phase != HJ_PH_ENDED || kind == 0 ||
		    (i < before->n_procedure &&
			before->procedure[i].phase == HJ_PH_ENDED))
			continue;
		/* Who joined in the same turn may have come after the end. */
		for (size_t k = 0; k < before->n_party; k++)
			if (hj_party_joined(&before->party[k]) &&
			    hj_party_joined(&d->party[k]) &&
			    !notice_is_there(d, p->no, d->party[k].no, kind))
				return "an end without its notice to a party";
	}
	return NULL;
}

/* A closed dispute has nothing open. */
static inline const char *
closed_is_over(const struct hj_dispute *d)
{
	if (!d->closed)
		return NULL;
	for (size_t i = 0; i < d->n_procedure; i++)
		if (hj_procedure_live(&d->procedure[i]))
			return "a closed dispute has a live procedure";
	return NULL;
}

/*
 * What fell or warned had been due, and says when; `d` is the state before.
 * `fired` counts by clock: a limit falls once.
 */
#define CLOCKS_MOST 2000
static inline const char *
clocks_are_due(
    const struct hj_dispute *d, const struct hj_event *ev, unsigned char *fired)
{
	const struct hj_clock_set *b = ev->body;
	const struct hj_clock *c;
	int64_t due;

	if (ev->kind != &hj_ev_clock_fired && ev->kind != &hj_ev_clock_warned)
		return NULL;
	c = hj_clock_at(d, b->clock->no);
	if (c == NULL || c->state != HJ_CS_RUNNING)
		return "a clock fell that did not run";
	due = c->due;
	if (ev->kind == &hj_ev_clock_warned) {
		if ((size_t)c->warned >= c->n_warn)
			return "a warning too many";
		due = c->warn[c->warned].at;
	} else if (fired[c->no % CLOCKS_MOST]++ > 0) {
		return "a clock fell twice";
	}
	if (ev->at < due)
		return "a clock fell early";
	if (ev->kind == &hj_ev_clock_fired)
		due = hj_falls_at(c->unit, due);
	if (ev->from != due || ev->to != due)
		return "a clock fell at another instant than it was due";
	return NULL;
}

/* What was paid on term `term` of agreement `no` itself (0: any), in fen. */
static inline int64_t
paid_on(const struct hj_dispute *d, int64_t no, int64_t term)
{
	int64_t paid = 0;

	for (size_t i = 0; i < d->n_performance; i++) {
		const struct hj_performance *p = &d->performance[i];

		if (p->agreement == no && (term == 0 || p->term == term) &&
		    !p->missed && !p->voided && p->amount != HJ_NONE)
			paid += p->amount;
	}
	return paid;
}

/*
 * Money is kept to the fen: a term stands at what was paid on it and on the one
 * it continues, an agreement took over what was paid under the one before, and
 * no term goes on in two.
 */
static inline const char *
money_is_kept(const struct hj_dispute *d)
{
	for (size_t i = 0; i < d->n_agreement; i++) {
		const struct hj_agreement *a = &d->agreement[i];
		const struct hj_agreement *old = hj_agreement_at(
		    d, a->replaces != 0 ? a->replaces : a->supplements);
		bool took = old != NULL && (a->state == HJ_AS_EFFECTIVE ||
					       a->state == HJ_AS_REPLACED);
		int64_t carried = 0;

		for (size_t k = 0; k < a->n_term; k++) {
			const struct hj_term *term = &a->term[k];
			int64_t paid = paid_on(d, a->no, term->no);

			if (took && term->carries != 0) {
				paid += old->term[term->carries - 1].paid;
				carried += old->term[term->carries - 1].paid;
			}
			if (term->paid != paid)
				return "a term is not at what was paid on it";
			if (term->exactness == HJ_EX_EXACT &&
			    term->amount != HJ_NONE && paid > term->amount)
				return "more was paid than is due";
		}
		if (took && a->replaces != 0)
			carried = old->carried + paid_on(d, old->no, 0);
		if (a->carried != carried)
			return "what an agreement took over is not what was "
			       "paid";
	}
	return NULL;
}

/*
 * Every order that runs has a holder, whoever was asked; the time without an
 * owner only grows, and who was designated is who holds it or has answered.
 */
static inline const char *
orders_are_held(const struct hj_directory *dir, const struct hj_dispute *before,
    const struct hj_dispute *d)
{
	for (size_t i = 0; i < d->n_order; i++) {
		const struct hj_order *o = &d->order[i];
		const struct hj_procedure *p = hj_procedure_at(d, o->procedure);

		if (o->holder == NULL || hj_org_find(dir, o->holder) == NULL)
			return "an order without a holder";
		if (p == NULL ||
		    (UINT64_C(1) << p->stage &
			(HJ_ST_ORDER_LIVE | HJ_ST(ORDER_ENDED))) == 0)
			return "an order at a stage that is none of an order";
		if (p->stage == HJ_ST_ORDER_ENDED && hj_procedure_live(p))
			return "an order that ended, but not its procedure";
		if (i < before->n_order &&
		    (o->ownerless_ms < before->order[i].ownerless_ms ||
			o->bounces < before->order[i].bounces ||
			o->redo < before->order[i].redo))
			return "what an order counts has shrunk";
		/* The county next door has no guards but those of statute. */
		if (strcmp(d->county, "999901") != 0)
			continue;
		if (o->bounces > BOUNCES_MOST)
			return "an order that was sent back once too often";
		/* Duties are kept apart where the county has that rule on. */
		if (strcmp(d->county, "999901") != 0)
			continue;
		if (o->verifier != NULL && o->handler != NULL &&
		    strcmp(o->verifier, o->handler) == 0)
			return "an answer verified by who gave it";
		if (o->supervisor != NULL && o->handler != NULL &&
		    p->stage == HJ_ST_ORDER_ANSWERED &&
		    strcmp(o->supervisor, o->handler) == 0)
			return "an order handled by who supervises it";
	}
	return NULL;
}

#endif
