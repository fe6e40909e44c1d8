/*
 * Take a matter up again (恢复办理), with a reason.
 *
 * The body that handled a procedure, or its head, goes on with it: where all
 * who take part still agree, mediation continues with its mediators; where
 * somebody had refused or left, it stands again before acceptance, and consent
 * is asked anew (人民调解法17, F).  A body that has no procedure of its own
 * that is over only reopens the dispute: it is closed, or all that was handled
 * in it is settled or over.  Legal aid is applied for anew, and so is mediation
 * that its limit has ended by law (医疗条例38、40: F).
 */
#include "lib/commands/clocks.h"
#include "lib/commands/dispatch/order.h"
#include "lib/commands/procedure/consent.h"

struct reopen {
	struct hj_frame frame;
	struct hj_sealed reason;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_SEALED(reopen, reason, HJ_REQUIRED | HJ_KEY_TEXT, 2000, "恢复理由|reason"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_COMMAND_FIELDS(reopen, rows);

/* Is something still being handled that is neither settled nor over? */
static bool
runs(const struct hj_dispute *d)
{
	for (size_t i = 0; i < d->n_procedure; i++)
		if (hj_procedure_live(&d->procedure[i]) &&
		    d->procedure[i].phase != HJ_PH_SETTLED)
			return true;
	return false;
}

/*
 * What was decided about a petition stands: review and re-check are its way
 * up, and a new fact makes a new petition (信访工作条例35, 36; F).
 */
static void
check_petition(struct hj_turn *t)
{
	const struct hj_petition *x = hj_petition_of(t->d, t->p->no);

	if (x == NULL)
		return;
	if (x->end == HJ_PE_OPINION || x->end == HJ_PE_REVIEW ||
	    x->end == HJ_PE_FINAL || x->end == HJ_PE_LEGAL)
		hj_refuse(t, HJ_NO_SAME_FACTS, "procedure");
	for (size_t i = 0; i < t->d->n_petition; i++)
		if (hj_procedure_live(
			hj_procedure_at(t->d, t->d->petition[i].procedure)))
			hj_refuse(t, HJ_NO_PETITION_RUNNING, "procedure");
	if (hj_occurred_on(t) < t->p->ended_on)
		hj_refuse(t, HJ_NO_ORDER, "occurred_on");
}

/* What the law has ended by limit `c` goes on by no body's decision. */
static void
refuse_ended(struct hj_turn *t, const struct hj_clock *c)
{
	hj_refuse(t, HJ_NO_REOPEN, "procedure");
	hj_cite(t, c->article, c->certainty);
}

static void
ready(struct hj_turn *t)
{
	if (t->p == NULL && !t->d->closed && runs(t->d))
		hj_refuse(t, HJ_NO_NOT_CLOSED, NULL);
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct reopen *c = cmd;
	struct hj_procedure_moved *b;
	int64_t procedure = t->p != NULL ? t->p->no : 0;
	const struct hj_clock *ended = hj_ended_by_limit(t->d, procedure);

	if (t->p != NULL && !hj_ours(t, t->p))
		hj_refuse(t, HJ_NO_REOPEN, "procedure");
	else if (t->p != NULL && t->p->channel == HJ_CH_LEGAL_AID)
		hj_refuse(t, HJ_NO_CHANNEL, "procedure");
	else if (t->p != NULL && hj_mediated_elsewhere(t->d, t->p))
		hj_refuse(t, HJ_NO_FORUM, "procedure");
	else if (ended != NULL)
		refuse_ended(t, ended);
	else if (t->p != NULL && t->p->channel == HJ_CH_PETITION)
		check_petition(t);
	else if (t->p != NULL && hj_occurred_on(t) < t->p->ended_on)
		hj_refuse(t, HJ_NO_ORDER, "occurred_on");
	if (t->refused != HJ_NO)
		return;
	if (t->d->closed || procedure == 0) {
		b = HJ_NEW(t->a, struct hj_procedure_moved);
		b->on = hj_occurred_on(t);
		if (procedure == 0)
			b->reason = c->reason;
		hj_happens(t, &hj_ev_dispute_reopened, b);
	}
	if (procedure == 0)
		return;
	b = HJ_NEW(t->a, struct hj_procedure_moved);
	*b = (struct hj_procedure_moved){
		.procedure = procedure,
		.phase = hj_phase_again(t->d, hj_procedure_at(t->d, procedure)),
		.on = hj_occurred_on(t),
		.reason = c->reason,
	};
	hj_happens(t, &hj_ev_procedure_reopened, b);
	if (hj_order_of(t->d, procedure) != NULL)
		hj_order_redo(t, c->reason, NULL);
}

const struct hj_command hj_cmd_reopen = {
	.name = "reopen",
	.zh = "恢复办理",
	.en = "Take the matter up again",
	.fields = &fields,
	.right = HJ_MAY_REOPEN,
	.flags = HJ_LEADS_ON | HJ_ANY_PART | HJ_WHEN_CLOSED,
	.phases = HJ_PH(SETTLED) | HJ_PH(ENDED) | HJ_PH(CLOSED),
	.ready = ready,
	.decide = decide,
};
