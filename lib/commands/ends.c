/*
 * The law ends a mediation whose limit is over (视为调解不成、终止调解).
 *
 * Of which limits that is so is data: those with the effect `ends`.  Nobody has
 * to do anything: the end is dated at the instant at which the limit falls, is
 * owed the notice of other routes like any other, and stays.  Where the law
 * lets the parties go on they say so before (extend-term); afterwards only a
 * fact that met the limit in time sets the end aside.
 */
#include "lib/commands/agreement/agreement.h"
#include "lib/commands/clocks.h"
#include "lib/commands/correct/back.h"
#include "lib/commands/procedure/consent.h"

/* Is there a paper of `p` that all who are bound have signed? */
static bool
agreed(const struct hj_dispute *d, const struct hj_procedure *p)
{
	for (size_t i = 0; i < d->n_agreement; i++) {
		const struct hj_agreement *a = &d->agreement[i];

		if (a->procedure == p->no && a->state == HJ_AS_DRAFT &&
		    hj_all_signed(d, p, a))
			return true;
	}
	return false;
}

void
hj_limit_ends(struct hj_turn *t, int64_t clock)
{
	const struct hj_clock *c = hj_clock_at(t->d, clock);
	struct hj_procedure *p = hj_procedure_at(t->d, c->procedure);

	if (c->effect != HJ_EF_ENDS || p == NULL || !hj_procedure_live(p) ||
	    p->phase == HJ_PH_SETTLED || agreed(t->d, p))
		return;
	hj_end_procedure(t, p, HJ_GR_TERM_OVER, HJ_NO_TEXT);
}

const struct hj_clock *
hj_ended_by_limit(const struct hj_dispute *d, int64_t procedure)
{
	const struct hj_procedure *p = hj_procedure_at(d, procedure);

	if (p == NULL || hj_procedure_live(p))
		return NULL;
	for (size_t i = 0; i < d->n_clock; i++)
		if (d->clock[i].procedure == procedure &&
		    d->clock[i].effect == HJ_EF_ENDS &&
		    d->clock[i].state == HJ_CS_FIRED)
			return &d->clock[i];
	return NULL;
}

/* The routes that were told, or are owed, because it had ended. */
static void
withdraw_routes(struct hj_turn *t, int64_t procedure)
{
	size_t n = t->d->n_notice;

	for (size_t i = 0; i < n; i++)
		if (t->d->notice[i].procedure == procedure &&
		    t->d->notice[i].kind == HJ_NK_ROUTES)
			hj_undo_notice(t, (int64_t)i + 1);
}

void
hj_unend(
    struct hj_turn *t, const struct hj_clock *clock, struct hj_sealed reason)
{
	const int64_t procedure = clock->procedure;
	const struct hj_procedure *p = hj_procedure_at(t->d, procedure);
	struct hj_procedure_moved *b;

	if (p == NULL || hj_procedure_live(p))
		return;
	withdraw_routes(t, procedure);
	for (size_t i = 0; i < t->d->n_referral; i++)
		if (t->d->referral[i].rule != NULL &&
		    t->d->referral[i].from_procedure == procedure)
			hj_take_back(t, (int64_t)i + 1, reason);
	if (t->d->closed) {
		b = HJ_NEW(t->a, struct hj_procedure_moved);
		b->on = hj_occurred_on(t);
		hj_happens(t, &hj_ev_dispute_reopened, b);
	}
	b = HJ_NEW(t->a, struct hj_procedure_moved);
	*b = (struct hj_procedure_moved){
		.procedure = procedure,
		.phase = hj_phase_again(t->d, hj_procedure_at(t->d, procedure)),
		.on = hj_occurred_on(t),
		.reason = reason,
	};
	hj_happens(t, &hj_ev_procedure_reopened, b);
}
