/*
 * What follows by itself for a petition: its record when its procedure opens,
 * its end when nobody asks for more in time, when the re-check is served, when
 * it is withdrawn.
 */
#include "lib/commands/clocks.h"
#include "lib/commands/petition/petition.h"

/* A petition procedure begins: so does the petition. */
static void
begin(struct hj_turn *t, const struct hj_procedure_opened *opened)
{
	struct hj_petition_set *b = t->petition;

	t->petition = NULL;
	if (b == NULL) {
		b = HJ_NEW(t->a, struct hj_petition_set);
		b->petition = HJ_NEW(t->a, struct hj_petition);
	}
	b->petition->no = HJ_NEXT_NO(t->d->n_petition);
	b->petition->procedure = opened->procedure->no;
	b->on = opened->procedure->opened_on;
	b->stage = HJ_ST_RECEIVED;
	hj_happens(t, &hj_ev_petition_registered, b);
}

/* Is an opinion of `kind` not in the hands of every petitioner? */
static bool
unserved(const struct hj_dispute *d, int64_t procedure, int kind)
{
	for (size_t i = 0; i < d->n_notice; i++) {
		const struct hj_notice *n = &d->notice[i];

		if (n->procedure == procedure && n->kind == kind &&
		    n->state != HJ_NS_SERVED && n->state != HJ_NS_REPLACED)
			return true;
	}
	return false;
}

/*
 * May some petitioner still ask for a review or a re-check, now or when the
 * opinion is in hand?
 */
static bool
somebody_may_ask(const struct hj_dispute *d, int64_t procedure)
{
	for (size_t i = 0; i < d->n_clock; i++)
		if (d->clock[i].procedure == procedure &&
		    hj_clock_open(&d->clock[i]) &&
		    d->clock[i].effect == HJ_EF_RIGHT_LOST &&
		    d->clock[i].party != 0)
			return true;
	return false;
}

/* The right to ask for more ended: what was said stands (35, 36). */
static void
stands(struct hj_turn *t, const struct hj_clock *c)
{
	const struct hj_procedure *p = hj_procedure_at(t->d, c->procedure);
	bool reviewed;

	if (p == NULL || p->channel != HJ_CH_PETITION ||
	    !hj_procedure_live(p) || c->effect != HJ_EF_RIGHT_LOST ||
	    c->party == 0)
		return;
	reviewed = p->stage == HJ_ST_REVIEWED;
	if (!reviewed && p->stage != HJ_ST_ANSWERED)
		return;
	if (somebody_may_ask(t->d, p->no))
		return;
	hj_petition_end(t, p->no, reviewed ? HJ_PE_REVIEW : HJ_PE_OPINION,
	    HJ_GR_DECIDED, c->article, HJ_NO_TEXT);
}

/* The re-check opinion is in the hands of all petitioners: that is the end. */
static void
rechecked(struct hj_turn *t, const struct hj_notice *n)
{
	const struct hj_procedure *p = hj_procedure_at(t->d, n->procedure);

	if (n->kind != HJ_NK_PETITION_RECHECK || p == NULL ||
	    !hj_procedure_live(p) || unserved(t->d, p->no, n->kind))
		return;
	hj_petition_end(
	    t, p->no, HJ_PE_FINAL, HJ_GR_DECIDED, "信访工作条例36", HJ_NO_TEXT);
}

/* It was withdrawn, with an agreement or without. */
static void
ended(struct hj_turn *t, const struct hj_procedure_moved *b)
{
	const struct hj_petition *x = hj_petition_of(t->d, b->procedure);

	if (x != NULL && x->end == 0)
		hj_petition_end(t, b->procedure,
		    b->ground == HJ_GR_SETTLED ? HJ_PE_SETTLE : HJ_PE_WITHDRAW,
		    0, NULL, HJ_NO_TEXT);
}

/* It was reopened: it goes on where a body may act on it. */
static void
resume(struct hj_turn *t, const struct hj_procedure_moved *moved)
{
	const struct hj_petition *x = hj_petition_of(t->d, moved->procedure);
	struct hj_petition_set *b;

	if (x == NULL)
		return;
	b = hj_petition_change(t, moved->procedure);
	b->petition->end = 0;
	b->stage = moved->phase != HJ_PH_OPENED ? HJ_ST_HANDLING
		   : b->petition->class == 0    ? HJ_ST_RECEIVED
		   : b->petition->organ == NULL ? HJ_ST_CLASSIFIED
						: HJ_ST_TAKEN;
	hj_happens(t, &hj_ev_petition_resumed, b);
}

void
hj_petition_react(struct hj_turn *t, const struct hj_event *ev)
{
	if (ev->kind == &hj_ev_procedure_opened) {
		const struct hj_procedure_opened *b = ev->body;

		if (b->procedure->channel == HJ_CH_PETITION)
			begin(t, b);
	} else if (ev->kind == &hj_ev_clock_fired) {
		stands(t, ((const struct hj_clock_set *)ev->body)->clock);
	} else if (ev->kind == &hj_ev_notice_served) {
		rechecked(t, ((const struct hj_notice_set *)ev->body)->notice);
	} else if (ev->kind == &hj_ev_procedure_ended) {
		ended(t, ev->body);
	} else if (ev->kind == &hj_ev_procedure_reopened) {
		resume(t, ev->body);
	}
}
