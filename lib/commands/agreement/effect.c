/* How an agreement takes effect, and what follows; see agreement.h. */
#include "lib/commands/agreement/agreement.h"
#include "lib/commands/guard.h"
#include "lib/commands/clocks.h"
#include "lib/commands/party/agency.h"

#include <string.h>

static int32_t
later(int32_t a, int32_t b)
{
	return a > b ? a : b;
}

/* The day of the last piece that was needed. */
static int32_t
last_day(const struct hj_dispute *d, const struct hj_agreement *a,
    const struct hj_effect_row *row)
{
	const struct hj_procedure *p = hj_procedure_at(d, a->procedure);
	int32_t day = 0;

	for (size_t i = 0; i < d->n_party; i++) {
		const struct hj_signature *s =
		    hj_signature_of(a, d->party[i].no);

		if (s != NULL && hj_party_bound(p, &d->party[i]))
			day = later(day, s->on);
	}
	if (row->pieces & HJ_PIECE_MEDIATOR)
		day = later(day, a->mediator_on);
	if (row->pieces & HJ_PIECE_STAMP)
		day = later(day, a->stamped_on);
	if (row->pieces & HJ_PIECE_SERVED)
		day = later(day, a->served_on);
	return day;
}

/*
 * Only what a lawfully established mediation body concluded can be confirmed
 * (民诉法205, F); a court's or a commission's letter needs no confirmation.
 */
static bool
confirmable(const struct hj_turn *t, const struct hj_procedure *p)
{
	const struct hj_org *signer =
	    hj_org_find(t->world->directory, hj_signer_of(p));

	if (signer == NULL)
		return false;
	if (p->channel == HJ_CH_PEOPLE || p->channel == HJ_CH_ADMINISTRATIVE ||
	    p->channel == HJ_CH_ASSIGNED)
		return hj_org_concludes(signer, p->channel);
	return (p->channel == HJ_CH_PROCURATORIAL ||
		   p->channel == HJ_CH_PETITION) &&
	       p->signer != NULL &&
	       (hj_org_concludes(signer, HJ_CH_PEOPLE) ||
		   hj_org_concludes(signer, HJ_CH_ASSIGNED));
}

/* Is clock `c` about agreement `no`, or a term of it that went on elsewhere? */
static bool
over(const struct hj_turn *t, const struct hj_clock *c,
    const struct hj_agreement *a)
{
	const struct hj_rule_clock *rule = hj_clock_rule(t, c);
	int64_t term = c->subject % HJ_TERMS_MOST;

	if (rule == NULL || !hj_clock_open(c))
		return false;
	if (rule->of == HJ_OF_AGREEMENT)
		return c->subject == a->no && a->state == HJ_AS_REPLACED;
	return rule->of == HJ_OF_TERM && c->subject / HJ_TERMS_MOST == a->no &&
	       a->term[term - 1].state == HJ_TS_CARRIED;
}

/* The limits of what was replaced run no more. */
static void
stop_clocks(struct hj_turn *t, int64_t agreement)
{
	for (size_t i = 0; i < t->d->n_clock; i++)
		if (over(t, &t->d->clock[i], hj_agreement_at(t->d, agreement)))
			hj_clock_stop(t, &t->d->clock[i]);
}

/* Agreement `no` is in effect from `on`. */
static void
take_effect(struct hj_turn *t, int64_t no, int32_t on)
{
	const struct hj_agreement *a = hj_agreement_at(t->d, no);
	const struct hj_procedure *p = hj_procedure_at(t->d, a->procedure);
	const struct hj_effect_row *row =
	    hj_effect_of(t->world->directory, p, a->form);
	struct hj_agreement_moved *b = HJ_NEW(t->a, struct hj_agreement_moved);
	int64_t procedure = a->procedure;

	*b = (struct hj_agreement_moved){
		.agreement = no,
		.state = HJ_AS_EFFECTIVE,
		.on = on,
		.article = a->form == HJ_AF_PRIVATE
			       ? NULL
			       : hj_guard_article_in(t,
				     a->form == HJ_AF_ORAL ? "oral-agreement"
							   : "not-effective",
				     p),
		.confirmable = p != NULL && confirmable(t, p),
	};
	hj_carry_over(t, a, b);
	hj_settle_issues(t, a, b);
	hj_happens(t, &hj_ev_agreement_effective, b);
	if (b->replaces != 0 || b->supplements != 0)
		stop_clocks(t, b->replaces != 0 ? b->replaces : b->supplements);
	hj_settle_procedure(t, procedure, row->title);
	/*
	 * What a court sent out before filing is settled out of court (诉讼外
	 * 调解) and filed with it (特邀19, 在线20: F).
	 */
	if (hj_procedure_at(t->d, procedure) != NULL &&
	    hj_procedure_at(t->d, procedure)->channel == HJ_CH_ASSIGNED)
		hj_owe_notice(t, procedure, 0, HJ_NK_TO_COURT, "特邀19;在线20");
}

void
hj_agreement_complete(struct hj_turn *t, int64_t no)
{
	const struct hj_agreement *a = hj_agreement_at(t->d, no);
	const struct hj_effect_row *row;
	const int64_t from = t->from, to = t->to;
	const int prec = t->prec;
	int32_t on;

	if (t->refused != HJ_NO || hj_agreement_lacks(t, a) != HJ_NO)
		return;
	row = hj_effect_of(
	    t->world->directory, hj_procedure_at(t->d, a->procedure), a->form);
	on = last_day(t->d, a, row);
	if (on != hj_occurred_on(t)) {
		/* The last piece that was entered was not the last in time. */
		t->from = hj_legal_day_first((struct hj_date){ on });
		t->to = hj_legal_day_last((struct hj_date){ on });
		t->prec = HJ_PREC_DAY;
	}
	take_effect(t, no, on);
	t->from = from;
	t->to = to;
	t->prec = prec;
}

/* A minor settles by the guardian (民法典19、20、23). */
static void
guardians_there(struct hj_turn *t, int64_t procedure)
{
	const struct hj_procedure *p = hj_procedure_at(t->d, procedure);

	for (size_t i = 0; i < t->d->n_party; i++)
		if (hj_party_bound(p, &t->d->party[i]))
			hj_needs_guardian(
			    t, t->d->party[i].no, hj_occurred_on(t), "party");
}

/* What is in effect as soon as it is told, as `kind`. */
static void
recorded(struct hj_turn *t, struct hj_agreement *a,
    const struct hj_agreement_input *in, const struct hj_event_kind *kind)
{
	struct hj_agreement_drafted *b =
	    HJ_NEW(t->a, struct hj_agreement_drafted);

	a->state = HJ_AS_EFFECTIVE;
	a->effective_on = hj_occurred_on(t);
	b->agreement = a;
	b->text = in->text;
	hj_happens(t, kind, b);
}

void
hj_oral_agreement(
    struct hj_turn *t, int64_t procedure, const struct hj_agreement_input *in)
{
	struct hj_agreement *a =
	    hj_agreement_make(t, in, procedure, HJ_AF_ORAL);

	guardians_there(t, procedure);
	if (a == NULL || t->refused != HJ_NO)
		return;
	recorded(t, a, in, &hj_ev_oral_agreement_recorded);
	take_effect(t, a->no, a->effective_on);
}

void
hj_private_agreement(struct hj_turn *t, const struct hj_agreement_input *in)
{
	struct hj_agreement *a = hj_agreement_make(t, in, 0, HJ_AF_PRIVATE);

	if (a == NULL)
		return;
	recorded(t, a, in, &hj_ev_private_agreement_recorded);
	if (in->replaces != 0 || in->supplements != 0 || in->n_issues != 0)
		take_effect(t, a->no, a->effective_on);
}
