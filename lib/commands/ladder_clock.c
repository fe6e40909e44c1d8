/*
 * How long a step of the ladder may take, and how long the body above has to
 * accept what is handed up; see ladder.h.
 *
 * Lengths are those of the rule set; an offer that nobody took in time lapses
 * and stays with the sender, who may offer it again or to somebody else.
 */
#include "lib/commands/clocks.h"
#include "lib/commands/ladder.h"

#include <string.h>

const struct hj_rule_step *
hj_ladder_step(const struct hj_turn *t, int64_t no)
{
	const struct hj_ladder *l = t->d->ladder;
	const struct hj_rule_set *set =
	    l == NULL ? NULL : hj_rule_set_find(t->world->rules, l->set);

	return set == NULL || no < 1 || (size_t)no > set->n_ladder
		   ? NULL
		   : &set->ladder[no - 1];
}

/* The newest clock `rule` of `subject`; NULL if there is none. */
static const struct hj_clock *
newest(const struct hj_dispute *d, const char *rule, int64_t subject)
{
	for (size_t i = d->n_clock; i-- > 0;)
		if (d->clock[i].subject == subject &&
		    strcmp(d->clock[i].rule, rule) == 0)
			return &d->clock[i];
	return NULL;
}

const struct hj_clock *
hj_step_clock(const struct hj_dispute *d)
{
	return newest(d, HJ_LADDER_STEP, d->ladder->step);
}

/*
 * Start at `ev` a clock with rule, article, effect, length, unit and belongings
 * of `wanted`.
 */
static void
start(struct hj_turn *t, struct hj_clock *wanted, const struct hj_event *ev)
{
	wanted->set = t->d->ladder->set;
	wanted->start_from = ev->from;
	wanted->start_to = ev->to;
	hj_clock_start(t, wanted, HJ_NO_TEXT);
}

static void
end(struct hj_turn *t, const struct hj_clock *c, int state,
    const struct hj_event_kind *kind)
{
	struct hj_clock_set *b;

	if (c == NULL || !hj_clock_open(c))
		return;
	b = HJ_NEW(t->a, struct hj_clock_set);
	b->clock = HJ_NEW(t->a, struct hj_clock);
	*b->clock = *c;
	/* Whether it was met in time nobody can say while it waits. */
	if (c->state != HJ_CS_RUNNING) {
		state = HJ_CS_STOPPED;
		kind = &hj_ev_clock_stopped;
	}
	b->clock->state = state;
	hj_happens(t, kind, b);
}

void
hj_step_clock_start(struct hj_turn *t, const struct hj_event *ev)
{
	const struct hj_ladder *l = t->d->ladder;
	const struct hj_rule_step *step = hj_ladder_step(t, l->step);
	struct hj_clock wanted;

	if (step == NULL || step->length == 0)
		return;
	wanted = (struct hj_clock){
		.rule = HJ_LADDER_STEP,
		.article = step->zh,
		.effect =
		    step->time_only_warns ? HJ_EF_OVERDUE : HJ_EF_ESCALATE,
		.procedure = l->procedure,
		.subject = l->step,
		.length = step->length,
		.unit = step->unit,
	};
	start(t, &wanted, ev);
}

void
hj_step_clock_end(
    struct hj_turn *t, int state, const struct hj_event_kind *kind)
{
	end(t, hj_step_clock(t->d), state, kind);
}

/* The ladder offered: so long does the body above have to accept. */
static void
on_offered(
    struct hj_turn *t, const struct hj_referral *r, const struct hj_event *ev)
{
	const struct hj_rule_step *step = hj_ladder_step(t, r->step);
	struct hj_clock wanted;

	if (step == NULL || step->accept_length == 0)
		return;
	wanted = (struct hj_clock){
		.rule = HJ_LADDER_ACCEPT,
		.article = step->zh,
		.effect = HJ_EF_LAPSE,
		.procedure = r->from_procedure,
		.subject = r->no,
		.length = step->accept_length,
		.unit = step->accept_unit,
	};
	start(t, &wanted, ev);
}

/* Time to answer is over: the offer lapses, whatever rule set the limit. */
static void
on_fired(struct hj_turn *t, const struct hj_clock *c)
{
	const struct hj_referral *r = hj_referral_at(t->d, c->subject);

	if (c->effect == HJ_EF_LAPSE && r != NULL && r->state == HJ_RS_OFFERED)
		hj_referral_move(
		    t, r->no, HJ_RS_LAPSED, &hj_ev_referral_lapsed, HJ_NO_TEXT);
}

void
hj_offers_react(struct hj_turn *t, const struct hj_event *ev)
{
	const struct hj_referral *r;

	if (ev->kind == &hj_ev_clock_fired) {
		on_fired(t, ((const struct hj_clock_set *)ev->body)->clock);
		return;
	}
	if (ev->kind->body != &hj_referral_set_fields)
		return;
	r = ((const struct hj_referral_set *)ev->body)->referral;
	if (ev->kind == &hj_ev_referral_offered)
		on_offered(t, r, ev);
	else if (ev->kind == &hj_ev_referral_accepted ||
		 ev->kind == &hj_ev_referral_refused)
		end(t, newest(t->d, HJ_LADDER_ACCEPT, r->no), HJ_CS_MET,
		    &hj_ev_clock_met);
	else if (ev->kind == &hj_ev_referral_revoked)
		end(t, newest(t->d, HJ_LADDER_ACCEPT, r->no), HJ_CS_STOPPED,
		    &hj_ev_clock_stopped);
}
