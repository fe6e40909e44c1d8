/*
 * Clocks: started, met, stopped by what happens; warned and fired by time.
 *
 * Which clocks there are is data (the pinned rule sets); this file only
 * matches events against the rows.  A clock keeps its own rule for ever, so a
 * later version of a set does not move it.
 */
#include "lib/commands/clocks.h"
#include "lib/commands/common.h"
#include "lib/commands/match.h"
#include "lib/commands/rule_past.h"
#include "lib/commands/ruled.h"

#include <string.h>

/* The clock of `rule` about `m` that waits; NULL if there is none. */
static const struct hj_clock *
waiting(const struct hj_turn *t, const struct hj_rule_clock *rule,
    const struct hj_mark *m)
{
	for (size_t i = 0; i < t->d->n_clock; i++) {
		const struct hj_clock *c = &t->d->clock[i];

		if (hj_clock_waits(c) && hj_rule_about(rule, c, m) &&
		    c->party == m->party && strcmp(c->rule, rule->name) == 0)
			return c;
	}
	return NULL;
}

struct hj_clock
hj_clock_uncounted(const struct hj_turn *t, const struct hj_rule_set *set,
    const struct hj_rule_clock *rule, const struct hj_mark *m)
{
	const struct hj_rule_row *row = hj_ruled_row(t, set, rule->lengths);

	return (struct hj_clock){
		.rule = rule->name,
		.set = set->id,
		.article = rule->article,
		.effect = rule->effect,
		.procedure = m->procedure,
		.subject = hj_rule_subject(rule, m),
		.party = m->party,
		.length = row != NULL ? row->length : rule->length,
		.unit = row != NULL ? row->unit : rule->unit,
	};
}

/*
 * Why `rule` of `set` starts: the facts it looks at, and the limits that would
 * have started at `ev` and give way to it.
 */
static struct hj_reason *
because(struct hj_turn *t, const struct hj_rule_set *set,
    const struct hj_rule_clock *rule, const struct hj_mark *m,
    const struct hj_event *ev)
{
	struct hj_reason *r = HJ_NEW(t->a, struct hj_reason);

	*r = (struct hj_reason){
		.set = set->id,
		.rule = hj_rule_place(
		    t->a, "/clocks", (size_t)(rule - set->clocks)),
		.zh = rule->zh,
		.en = rule->en,
		.article = rule->article,
		.certainty = rule->certainty,
	};
	hj_because_facts(t, r, set, rule->when, rule->n_when, rule->lengths);
	for (size_t i = 0; i < t->d->n_pin; i++) {
		const struct hj_rule_set *other =
		    hj_rule_set_find(t->world->rules, t->d->pin[i].set);

		for (size_t k = 0; other != NULL && k < other->n_clocks; k++) {
			const struct hj_rule_clock *lost = &other->clocks[k];

			if (!hj_name_in(
				rule->replaces, rule->n_replaces, lost->name) ||
			    !hj_rule_starts(t, lost, m, ev->kind->name))
				continue;
			*HJ_PUSH(t->a, r->losers, r->n_losers) =
			    (struct hj_reason_loser){
				    .set = other->name,
				    .rule = lost->name,
				    .zh = lost->zh,
				    .en = lost->en,
				    .why_zh =
					hj_lost_words.word[HJ_LOST_REPLACED].zh,
				    .why_en =
					hj_lost_words.word[HJ_LOST_REPLACED].en,
			    };
		}
	}
	return r->n_facts + r->n_losers > 0 ? r : NULL;
}

/*
 * Start `rule` for what `ev` is about, or wait as `state` says, because what it
 * runs from is not known or not there yet.
 */
static void
start(struct hj_turn *t, const struct hj_rule_set *set,
    const struct hj_rule_clock *rule, const struct hj_mark *m,
    const struct hj_event *ev, int state)
{
	const struct hj_clock *before = waiting(t, rule, m);
	/* What it may run from besides is under way: it waits for its end. */
	bool later = state == HJ_CS_RUNNING && hj_rule_past_waits(t->d, rule);
	struct hj_clock wanted = hj_clock_uncounted(t, set, rule, m);

	if (later)
		state = HJ_CS_AWAITING_DATE;
	wanted.no = before == NULL ? 0 : before->no;
	wanted.state = state;
	if (state != HJ_CS_AWAITING_SERVICE && !later) {
		wanted.start_from = ev->from;
		wanted.start_to = ev->to;
	}
	/* A day that is set by who assigns it is the limit (限期反馈). */
	if (m->day != 0 && wanted.unit == HJ_UNIT_SAME_DAY) {
		wanted.start_from =
		    hj_legal_day_first((struct hj_date){ m->day });
		wanted.start_to = hj_legal_day_last((struct hj_date){ m->day });
	}
	if (before == NULL || before->state != state)
		hj_clock_start_because(
		    t, &wanted, HJ_NO_TEXT, because(t, set, rule, m, ev));
}

/*
 * The fact that meets an organ's limit was entered after the limit had fallen.
 * Done in time it meets it, and only the entry is late, by the days since it
 * was done; done late, the act is, by the days since the last day.
 */
static void
enter_late(
    struct hj_turn *t, const struct hj_clock *c, const struct hj_event *ev)
{
	struct hj_clock_set *body;
	struct hj_date done;

	/* When it was done nobody knows; or it was done before. */
	if (ev->to == 0 || hj_clock_done_late(t->d, c->no))
		return;
	done = hj_legal_day(ev->to);
	body = hj_clock_change(t, c);
	if (ev->to < c->due) {
		body->clock->state = HJ_CS_MET;
		body->old_due_on = done.ymd;
		body->days_late =
		    hj_date_days_between(done, hj_legal_day(t->now));
	} else {
		body->days_late =
		    hj_date_days_between((struct hj_date){ c->due_on }, done);
	}
	hj_happens(t,
	    ev->to < c->due ? &hj_ev_late_entry : &hj_ev_clock_done_late, body);
}

/* Does `ev` end this clock, and how? */
static void
end(struct hj_turn *t, size_t at, const struct hj_rule_clock *rule,
    const struct hj_mark *m, const struct hj_event *ev)
{
	const struct hj_clock c = t->d->clock[at];
	bool early = rule->not_before && hj_legal_day(ev->to).ymd < c.due_on;
	bool meets = !early && hj_rule_meets(t->d, rule, m, ev);
	bool stops = hj_rule_stops(t->d, rule, m, ev);
	struct hj_clock_set *body;

	if (!meets && !stops &&
	    (t->undoing ||
		!hj_name_in(rule->restarts, rule->n_restarts, ev->kind->name)))
		return;
	if (c.state == HJ_CS_FIRED && meets && c.effect == HJ_EF_OVERDUE) {
		enter_late(t, &c, ev);
		return;
	}
	/* A task that was waiting is done, or not asked for any more. */
	if (!hj_clock_open(&c) &&
	    !((meets || stops) && c.state == HJ_CS_FIRED &&
		c.effect == HJ_EF_TASK))
		return;
	/* Whether it was met in time nobody can say while it waits. */
	meets = meets && !hj_clock_waits(&c);
	body = hj_clock_change(t, &c);
	body->clock->state = meets ? HJ_CS_MET : HJ_CS_STOPPED;
	hj_happens(t, meets ? &hj_ev_clock_met : &hj_ev_clock_stopped, body);
}

/* Pauses of its own for `c`, so that the state's are not changed. */
static void
own_pauses(struct hj_turn *t, struct hj_clock *c)
{
	const struct hj_pause *old = c->pause;
	size_t n = c->n_pause;

	c->pause = NULL;
	c->n_pause = 0;
	for (size_t i = 0; i < n; i++)
		*HJ_PUSH(t->a, c->pause, c->n_pause) = old[i];
}

/*
 * Time that does not count begins or ends with `ev` (鉴定评估 …, only where the
 * rule says so): the dates are counted anew.
 */
static void
pause(struct hj_turn *t, size_t at, const struct hj_rule_clock *rule,
    const struct hj_event *ev)
{
	bool begins = hj_name_in(rule->pauses, rule->n_pauses, ev->kind->name);
	bool ends = hj_name_in(rule->resumes, rule->n_resumes, ev->kind->name);
	const struct hj_clock *was = &t->d->clock[at];
	bool lasts =
	    was->n_pause > 0 && was->pause[was->n_pause - 1].to.ymd == 0;
	struct hj_clock_set *body;
	struct hj_clock *c;

	if (was->state != HJ_CS_RUNNING || (lasts ? !ends : !begins))
		return;
	body = hj_clock_change(t, was);
	body->old_due_on = was->due_on;
	c = body->clock;
	own_pauses(t, c);
	if (lasts)
		c->pause[c->n_pause - 1].to = hj_legal_day(ev->to);
	else
		*HJ_PUSH(t->a, c->pause, c->n_pause) = (struct hj_pause){
			.from = hj_legal_day(ev->from),
			.reason = rule->pause_reason,
			.article = rule->pause_article,
			.evidence = ev->id,
		};
	if (hj_clock_count(t, body, was->calendar))
		hj_happens(t, &hj_ev_clock_moved, body);
}

/*
 * The start is the later of two events (两者取后): what began, and was not met,
 * begins anew with the later one, and waits while that is under way.
 */
static void
move_start(struct hj_turn *t, size_t at, const struct hj_rule_clock *rule,
    const struct hj_mark *m, const struct hj_event *ev)
{
	const char *kind = ev->kind->name, *end = hj_span_end(kind);
	struct hj_clock c = t->d->clock[at];
	bool under_way = end != NULL && hj_name_in(rule->starts_also,
					    rule->n_starts_also, end);

	if ((!hj_clock_open(&c) && c.state != HJ_CS_FIRED) ||
	    (!under_way &&
		!hj_name_in(rule->starts_also, rule->n_starts_also, kind)))
		return;
	c.pause = NULL;
	c.n_pause = 0;
	c.entered_late = false;
	c.start_from = under_way ? 0 : ev->from;
	c.start_to = under_way ? 0 : ev->to;
	if (c.start_to == 0) {
		c.state = HJ_CS_AWAITING_DATE;
		c.day0 = c.due_on = 0;
		c.due = 0;
	}
	hj_clock_start_because(t, &c, HJ_NO_TEXT,
	    because(t, hj_rule_set_find(t->world->rules, c.set), rule, m, ev));
}

/* What runs, or would run, from `kind` starts, or waits as `state` says. */
static void
start_all(struct hj_turn *t, const struct hj_mark *m, const struct hj_event *ev,
    const char *kind, int state)
{
	for (size_t i = 0; i < t->d->n_pin; i++) {
		const struct hj_rule_set *set =
		    hj_rule_set_find(t->world->rules, t->d->pin[i].set);

		for (size_t k = 0; set != NULL && k < set->n_clocks; k++) {
			const struct hj_rule_clock *rule = &set->clocks[k];

			if (hj_rule_starts(t, rule, m, kind) &&
			    !hj_rule_gives_way(t, rule, m, kind))
				start(t, set, rule, m, ev, state);
		}
	}
}

/* A limit expired: what runs from its expiry starts. */
static void
start_after(struct hj_turn *t, const struct hj_event *ev)
{
	const struct hj_clock *c =
	    ((const struct hj_clock_set *)ev->body)->clock;
	const struct hj_rule_clock *rule = hj_clock_rule(t, c);
	struct hj_mark m;

	if (rule == NULL || ev->kind != &hj_ev_clock_fired)
		return;
	m = hj_mark_of_expiry(rule, c);
	start_all(t, &m, ev, ev->kind->name, HJ_CS_RUNNING);
}

/* Limits that only waited for a table to tell their length, if it does now. */
static void
start_measured(struct hj_turn *t)
{
	size_t n = t->d->n_clock;

	for (size_t i = 0; i < n; i++) {
		struct hj_clock c = t->d->clock[i];
		const struct hj_rule_clock *rule = hj_clock_rule(t, &c);
		const struct hj_rule_row *row;

		if (c.state != HJ_CS_AWAITING_DATE || c.start_to == 0 ||
		    c.unit != 0 || rule == NULL)
			continue;
		row = hj_ruled_row(
		    t, hj_rule_set_find(t->world->rules, c.set), rule->lengths);
		if (row == NULL)
			continue;
		c.length = row->length;
		c.unit = row->unit;
		hj_clock_start_because(t, &c, HJ_NO_TEXT, NULL);
	}
}

void
hj_clocks_unserve(struct hj_turn *t, const struct hj_event *ev)
{
	const struct hj_mark m = hj_mark_of(t->d, ev);
	size_t n = t->d->n_clock;

	for (size_t i = 0; i < n; i++) {
		const struct hj_clock *c = &t->d->clock[i];
		const struct hj_rule_clock *rule = hj_clock_rule(t, c);
		struct hj_clock waits;

		if (rule == NULL || c->state != HJ_CS_RUNNING ||
		    c->party != m.party || !hj_rule_about(rule, c, &m) ||
		    !hj_rule_starts(t, rule, &m, hj_ev_notice_served.name))
			continue;
		waits = hj_clock_uncounted(
		    t, hj_rule_set_find(t->world->rules, c->set), rule, &m);
		waits.no = c->no;
		waits.state = HJ_CS_AWAITING_SERVICE;
		hj_clock_start(t, &waits, HJ_NO_TEXT);
	}
}

void
hj_clocks_react(struct hj_turn *t, const struct hj_event *ev)
{
	const struct hj_dispute *d = t->d;
	struct hj_mark m;
	size_t running = d->n_clock;

	if (ev->kind->body == &hj_clock_set_fields) {
		hj_exclude_extension(t, ev);
		start_after(t, ev);
		return;
	}
	m = hj_mark_of(d, ev);
	for (size_t i = 0; i < running; i++) {
		const struct hj_clock *c = &d->clock[i];
		const struct hj_rule_clock *rule = hj_clock_rule(t, c);

		if (rule == NULL || !hj_rule_about(rule, c, &m))
			continue;
		end(t, i, rule, &m, ev);
		pause(t, i, rule, ev);
		move_start(t, i, rule, &m, ev);
	}
	start_all(t, &m, ev, ev->kind->name,
	    ev->to == 0 ? HJ_CS_AWAITING_DATE : HJ_CS_RUNNING);
	/* No limit runs from sending; that it is not served yet is shown. */
	if (ev->kind == &hj_ev_notice_owed)
		start_all(t, &m, ev, hj_ev_notice_served.name,
		    HJ_CS_AWAITING_SERVICE);
	start_measured(t);
}
