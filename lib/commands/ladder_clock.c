/*
 * How long a step of the ladder may take, all steps together (全程期限), and
 * the body above to accept what is handed up; see ladder.h.
 *
 * Lengths are those of the rule set; an offer that nobody took in time lapses
 * and stays with the sender, who may offer it again or to somebody else.
 */
#include "lib/commands/clocks.h"
#include "lib/commands/ladder.h"
#include "lib/commands/rule_past.h"

#include <string.h>

static const struct hj_rule_set *
set_of(const struct hj_turn *t)
{
	return t->d->ladder == NULL
		   ? NULL
		   : hj_rule_set_find(t->world->rules, t->d->ladder->set);
}

const struct hj_rule_step *
hj_ladder_steps(const struct hj_turn *t, size_t *n)
{
	const struct hj_rule_set *set = set_of(t);
	size_t beside = set == NULL ? 0 : (size_t)t->d->ladder->beside;

	if (beside > 0 && beside <= set->n_ladders) {
		*n = set->ladders[beside - 1].n_steps;
		return set->ladders[beside - 1].steps;
	}
	*n = set == NULL ? 0 : set->n_ladder;
	return set == NULL ? NULL : set->ladder;
}

const struct hj_rule_step *
hj_ladder_step(const struct hj_turn *t, int64_t no)
{
	size_t n;
	const struct hj_rule_step *step = hj_ladder_steps(t, &n);

	return no < 1 || (size_t)no > n ? NULL : &step[no - 1];
}

const struct hj_rule_overall *
hj_ladder_overall(const struct hj_turn *t)
{
	const struct hj_rule_set *set = set_of(t);
	size_t beside = set == NULL ? 0 : (size_t)t->d->ladder->beside;

	if (beside > 0 && beside <= set->n_ladders)
		return set->ladders[beside - 1].overall;
	return set == NULL ? NULL : set->overall;
}

/* From when to when something may have happened. */
struct span {
	int64_t from, to;
};

static struct span
day_span(int32_t day)
{
	return (struct span){ hj_legal_day_first((struct hj_date){ day }),
		hj_legal_day_last((struct hj_date){ day }) };
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

/* Start `wanted` when `from` to `to` was. */
static void
start(struct hj_turn *t, struct hj_clock *wanted, int64_t from, int64_t to)
{
	wanted->set = t->d->ladder->set;
	wanted->start_from = from;
	wanted->start_to = to;
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

/* The time of `step`, if its length is known, from `from` to `to`. */
static void
start_step(struct hj_turn *t, const struct hj_rule_step *step, int64_t from,
    int64_t to)
{
	const struct hj_ladder *l = t->d->ladder;
	const struct hj_rule_row *row =
	    hj_ruled_row(t, set_of(t), step->lengths);
	struct hj_clock wanted = {
		.rule = HJ_LADDER_STEP,
		.article = step->zh,
		.effect =
		    step->time_only_warns ? HJ_EF_OVERDUE : HJ_EF_ESCALATE,
		.procedure = l->procedure,
		.subject = l->step,
		.length = row == NULL ? step->length : row->length,
		.unit = row == NULL ? step->unit : row->unit,
	};

	if (wanted.unit != 0)
		start(t, &wanted, from, to);
}

/* The time of all steps, beside theirs; it begins once. */
static void
start_overall(struct hj_turn *t, const struct hj_rule_overall *o, int64_t from,
    int64_t to)
{
	const struct hj_rule_set *set = set_of(t);
	const struct hj_ladder *l = t->d->ladder;
	struct hj_clock wanted = {
		.rule = HJ_LADDER_OVERALL,
		.article = set == NULL ? NULL : set->title_zh,
		.effect = HJ_EF_OVERDUE,
		.procedure = l->procedure,
		.subject = 1,
		.length = o->length,
		.unit = o->unit,
	};

	if (to != 0 && newest(t->d, HJ_LADDER_OVERALL, 1) == NULL)
		start(t, &wanted, from, to);
}

/*
 * The last day on which `kind` happened, as far as the state tells of it; 0:
 * not yet, or it does not tell.
 */
static int32_t
happened_on(const struct hj_turn *t, const char *kind)
{
	const struct hj_procedure *p =
	    hj_procedure_at(t->d, t->d->ladder->procedure);

	if (strcmp(kind, hj_ev_registered.name) == 0)
		return t->d->registered_on;
	if (p == NULL)
		return 0;
	if (strcmp(kind, hj_ev_accepted.name) == 0)
		return p->accepted_on;
	if (strcmp(kind, hj_ev_procedure_opened.name) == 0 ||
	    (p->referral != 0 &&
		strcmp(kind, hj_ev_referral_accepted.name) == 0))
		return p->opened_on;
	return 0;
}

/* When `kind` happened last before now; `to` is 0: not yet, or not known. */
static struct span
last(const struct hj_turn *t, const char *kind)
{
	const struct hj_noted *n = hj_rule_past_last(t->d, kind);
	int32_t day = happened_on(t, kind);

	if (n != NULL)
		return (struct span){ n->from, n->to };
	return day == 0 ? (struct span){ 0, 0 } : day_span(day);
}

/* The step's time runs from what happened before it was entered, if it did. */
static void
start_from_past(struct hj_turn *t, const struct hj_rule_step *step)
{
	struct span s = step->starts == NULL
			    ? day_span(t->d->ladder->entered_on)
			    : last(t, step->starts);

	if (s.to != 0)
		start_step(t, step, s.from, s.to);
}

/* So does the time of all steps. */
static void
start_overall_from_past(struct hj_turn *t)
{
	const struct hj_rule_overall *o = hj_ladder_overall(t);
	struct span all;

	if (o == NULL)
		return;
	all = last(t, o->starts);
	start_overall(t, o, all.from, all.to);
}

void
hj_step_clock_start(struct hj_turn *t, const struct hj_event *ev)
{
	const struct hj_rule_step *step = hj_ladder_step(t, t->d->ladder->step);

	if (step != NULL && step->starts == NULL)
		start_step(t, step, ev->from, ev->to);
	else if (step != NULL)
		start_from_past(t, step);
	start_overall_from_past(t);
}

void
hj_step_clock_resume(struct hj_turn *t)
{
	const struct hj_ladder *l = t->d->ladder;
	const struct hj_rule_step *step = hj_ladder_step(t, l->step);
	const struct hj_clock *c = step == NULL ? NULL : hj_step_clock(t->d);

	if (step == NULL || l->done)
		return;
	if (c == NULL || c->state == HJ_CS_STOPPED)
		start_from_past(t, step);
	start_overall_from_past(t);
}

void
hj_step_clock_react(struct hj_turn *t, const struct hj_event *ev)
{
	const struct hj_ladder *l = t->d->ladder;
	const struct hj_rule_step *step = hj_ladder_step(t, l->step);
	const struct hj_clock *c = step == NULL ? NULL : hj_step_clock(t->d);
	const struct hj_rule_overall *o = hj_ladder_overall(t);

	if (step != NULL && !l->done && o != NULL &&
	    strcmp(o->starts, ev->kind->name) == 0)
		start_overall(t, o, ev->from, ev->to);
	if (step == NULL || l->done || (c != NULL && c->state != HJ_CS_STOPPED))
		return;
	if (step->starts != NULL && strcmp(step->starts, ev->kind->name) == 0)
		start_step(t, step, ev->from, ev->to);
	else if (ev->kind == &hj_ev_fact_judged && step->lengths != NULL)
		start_from_past(t, step);
}

void
hj_step_clock_end(
    struct hj_turn *t, int state, const struct hj_event_kind *kind)
{
	end(t, hj_step_clock(t->d), state, kind);
}

void
hj_ladder_clocks_end(
    struct hj_turn *t, int state, const struct hj_event_kind *kind)
{
	hj_step_clock_end(t, state, kind);
	end(t, newest(t->d, HJ_LADDER_OVERALL, 1), state, kind);
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
	start(t, &wanted, ev->from, ev->to);
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
