/* What the rules make of an event, and what they bar; see ruled.h. */
#include "lib/commands/clocks.h"
#include "lib/commands/common.h"
#include "lib/commands/ladder.h"
#include "lib/commands/mark.h"
#include "lib/commands/rule_past.h"
#include "lib/commands/rule_task.h"

#include <string.h>

static void
carry_out(
    struct hj_turn *t, const struct hj_ruled *m, const struct hj_event *ev)
{
	const struct hj_ladder_cause why = { .why = "规则所看的事实已变化",
		.ev = ev };
	size_t n;
	const struct hj_did *did = hj_course_done(m->course, &n);

	for (size_t i = 0; i < n; i++)
		if (did[i].act == HJ_DO_TASK)
			hj_rule_task_begin(t, &did[i], ev);
	if (m->ladder != HJ_NO_STRAND)
		hj_ladder_carry_out(t, m, &why);
}

/*
 * The expiry of a limit says what is to be told or given, and no ladder of its
 * set carries it out: that is owed in the limit's procedure.
 */
static void
owe_expired(struct hj_turn *t, const struct hj_ruled *m,
    const struct hj_clock *c, const struct hj_rule_clock *rule,
    const struct hj_event *ev)
{
	const struct hj_rule_set *set =
	    hj_rule_set_find(t->world->rules, c->set);
	size_t n, i = hj_ruled_strand(t, set);
	const struct hj_did *did;

	if (i == HJ_NO_STRAND || i == m->ladder)
		return;
	hj_resumed_expired(m->course, i, rule);
	did = hj_course_done(m->course, &n);
	for (size_t k = 0; k < n; k++)
		if (did[k].act == HJ_DO_RIGHT || did[k].act == HJ_DO_OUTLETS ||
		    did[k].act == HJ_DO_CHANNEL || did[k].act == HJ_DO_REASONS)
			hj_rule_owed_begin(t,
			    did[k].act == HJ_DO_REASONS ? HJ_OWED_REASONS
							: HJ_OWED_RIGHT,
			    hj_because(t->a, &did[k]), c->procedure, ev);
}

/* The day has come that rules await: what holds by now, and did not before. */
static void
on_day(struct hj_turn *t, const struct hj_event *ev)
{
	struct hj_ruled m = hj_ruled_now(t);
	struct hj_ruled before = hj_ruled_at(t, hj_turn_moment(t) - 1);

	hj_resumed_facts(m.course, before.course);
	carry_out(t, &m, ev);
	hj_rule_days(t);
}

/* A limit of a rule, or of a step, is over: what begins with that. */
static void
on_fired(struct hj_turn *t, const struct hj_event *ev)
{
	const struct hj_clock *c =
	    ((const struct hj_clock_set *)ev->body)->clock;
	const struct hj_rule_clock *rule = hj_clock_rule(t, c);
	struct hj_ruled m;

	if (rule == NULL && !hj_clock_of_ladder(c->rule))
		return;
	if (strcmp(c->rule, HJ_RULE_DAYS) == 0) {
		on_day(t, ev);
		return;
	}
	m = hj_ruled_now(t);
	if (rule != NULL && rule->n_then > 0) {
		owe_expired(t, &m, c, rule, ev);
		m = hj_ruled_now(t);
	}
	hj_resumed_event(
	    m.course, ev->kind->name, rule == NULL ? NULL : rule->name);
	carry_out(t, &m, ev);
}

void
hj_rules_react(
    struct hj_turn *t, const struct hj_event *ev, const struct hj_ruled *before)
{
	struct hj_ruled m;

	hj_rule_past_react(t, ev);
	if (!hj_ruled_reads(t))
		return;
	/* What was there before it is no news under other rules. */
	if (ev->kind == &hj_ev_rules_migrated) {
		hj_rule_days(t);
		return;
	}
	if (ev->kind->body == &hj_clock_set_fields) {
		hj_rule_task_again(t, ev);
		if (ev->kind == &hj_ev_clock_fired)
			on_fired(t, ev);
		return;
	}
	if (ev->kind == &hj_ev_dispute_closed)
		hj_rule_tasks_close(t);
	m = hj_ruled_now(t);
	hj_resumed_event(m.course, ev->kind->name, NULL);
	hj_resumed_facts(m.course, before->course);
	carry_out(t, &m, ev);
	hj_rule_days(t);
}

/* What commands do that a guard of a rule set may bar. */
static const struct {
	const char *command;
	int bars; /* enum hj_bars */
} barred[] = {
	{ "accept", HJ_BAR_ACCEPTING },
	{ "log-session", HJ_BAR_MEDIATING },
	{ "draft-agreement", HJ_BAR_SETTLING },
	{ "record-oral-agreement", HJ_BAR_SETTLING },
	{ "close", HJ_BAR_CLOSING },
};

static void
refuse(struct hj_turn *t, const struct hj_rule_guard *g)
{
	hj_refuse(t, HJ_NO_BARRED, NULL);
	hj_cite(t, g->article, g->certainty);
	t->refused_do = g->toward != NULL ? g->toward : g->zh;
}

const struct hj_rule_guard *
hj_ruled_guard(const struct hj_turn *t, int bars)
{
	for (size_t i = 0; i < t->d->n_pin; i++) {
		const struct hj_rule_set *set =
		    hj_rule_set_find(t->world->rules, t->d->pin[i].set);

		for (size_t k = 0; set != NULL && k < set->n_guards; k++)
			if (set->guards[k].bars == bars &&
			    hj_ruled_holds(t, set, set->guards[k].when,
				set->guards[k].n_when))
				return &set->guards[k];
	}
	return NULL;
}

void
hj_ruled_bars(struct hj_turn *t, const char *command)
{
	const struct hj_rule_guard *g;
	int bars = 0;

	for (size_t i = 0; i < sizeof(barred) / sizeof(barred[0]); i++)
		if (strcmp(barred[i].command, command) == 0)
			bars = barred[i].bars;
	/* What was not settled has nothing to be performed before it closes. */
	if (bars == 0 || t->refused != HJ_NO ||
	    (bars == HJ_BAR_CLOSING &&
		(t->p == NULL || t->p->phase != HJ_PH_SETTLED)))
		return;
	g = hj_ruled_guard(t, bars);
	if (g != NULL)
		refuse(t, g);
}
