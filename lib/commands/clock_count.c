/* Counting the dates of a clock, and starting it; see clocks.h. */
#include "lib/commands/clocks.h"

#include <string.h>

const struct hj_rule_clock *
hj_clock_rule(const struct hj_turn *t, const struct hj_clock *c)
{
	return hj_rule_clock_find(
	    hj_rule_set_find(t->world->rules, c->set), c->rule);
}

const struct hj_rule_task *
hj_clock_task(const struct hj_turn *t, const struct hj_clock *c)
{
	const struct hj_rule_set *set =
	    hj_rule_set_find(t->world->rules, c->set);

	for (size_t i = 0;
	     set != NULL && c->effect == HJ_EF_TASK && i < set->n_tasks; i++)
		if (strcmp(set->tasks[i].name, c->rule) == 0)
			return &set->tasks[i];
	return NULL;
}

struct hj_clock_set *
hj_clock_change(struct hj_turn *t, const struct hj_clock *c)
{
	struct hj_clock_set *body = HJ_NEW(t->a, struct hj_clock_set);

	body->clock = HJ_NEW(t->a, struct hj_clock);
	*body->clock = *c;
	return body;
}

bool
hj_clock_waits(const struct hj_clock *c)
{
	return c->state == HJ_CS_AWAITING_DATE ||
	       c->state == HJ_CS_AWAITING_SERVICE;
}

bool
hj_clock_open(const struct hj_clock *c)
{
	return c->state == HJ_CS_RUNNING || hj_clock_waits(c);
}

/* The version that holds for the turn; while settling, for what is told. */
static int64_t
version_of(const struct hj_turn *t)
{
	int64_t at = t->frame == NULL && t->to != 0 ? t->to : t->now;

	return hj_calendar_current(t->world->calendar, hj_legal_day(at));
}

/* The limit as its rule has it; false if the rule is not known any more. */
static bool
limit_of(
    const struct hj_turn *t, const struct hj_clock *c, struct hj_limit *limit)
{
	const struct hj_rule_clock *rule = hj_clock_rule(t, c);
	const struct hj_rule_task *task = hj_clock_task(t, c);

	*limit = (struct hj_limit){ .rule = c->rule,
		.set = c->set,
		.article = c->article,
		.certainty = HJ_CERTAINTY_LOCAL,
		.n = c->length,
		.unit = c->unit,
		.against = HJ_AGAINST_STATE };
	if (rule != NULL) {
		limit->certainty = rule->certainty;
		limit->against = rule->against;
		limit->roll = rule->roll;
	}
	/* A table that gives lengths was asked when it started. */
	if (rule != NULL && rule->lengths == NULL) {
		limit->n = rule->length;
		limit->unit = rule->unit;
	}
	if (task != NULL)
		limit->certainty = task->certainty;
	return rule != NULL || task != NULL ||
	       strcmp(c->rule, HJ_LADDER_STEP) == 0 ||
	       strcmp(c->rule, HJ_LADDER_ACCEPT) == 0;
}

/* The dates of `c` under version `calendar`; NULL if no date is known. */
static struct hj_derivation *
derive(struct hj_turn *t, const struct hj_clock *c, int64_t calendar)
{
	struct hj_derivation *der = HJ_NEW(t->a, struct hj_derivation);
	struct hj_error err;
	struct hj_period period = {
		.start_from = c->start_from,
		.start_to = c->start_to,
		.pauses = c->pause,
		.n_pauses = c->n_pause,
		.extensions = c->extension,
		.n_extensions = c->n_extension,
	};

	if (!limit_of(t, c, &period.limit) ||
	    hj_derive(t->a, &period, t->world->calendar, calendar, der, &err) !=
		HJ_OK)
		return NULL;
	return der;
}

struct hj_derivation *
hj_clock_derive(struct hj_turn *t, const struct hj_clock *c)
{
	return derive(t, c, version_of(t));
}

/* The instants at which to warn: so many days before the last day, 09:00. */
static void
set_warnings(struct hj_turn *t, struct hj_clock *c)
{
	const struct hj_rule_clock *rule = hj_clock_rule(t, c);
	/* A term's limit is its day alone; it is known before it begins. */
	int64_t known =
	    rule != NULL && rule->of == HJ_OF_TERM ? t->now : c->start_to;

	c->warn = NULL;
	c->n_warn = 0;
	c->warned = 0;
	for (size_t i = 0; rule != NULL && i < rule->n_warn; i++) {
		struct hj_date day = hj_date_add_days(
		    (struct hj_date){ c->due_on }, -rule->warn[i].no);
		int64_t at = hj_legal_day_first(day) + 9 * HJ_HOUR_MS;

		if (at > known && at < c->due)
			HJ_PUSH(t->a, c->warn, c->n_warn)->at = at;
	}
}

bool
hj_clock_count(struct hj_turn *t, struct hj_clock_set *body, int64_t calendar)
{
	struct hj_clock *c = body->clock;
	struct hj_derivation *der = derive(t, c, calendar);

	if (der == NULL)
		return false;
	c->day0 = der->day0.ymd;
	c->due_on = der->due_on.ymd;
	c->due = der->due_at;
	c->provisional = der->provisional;
	c->certainty = der->certainty;
	c->calendar = calendar;
	set_warnings(t, c);
	body->derivation = der;
	return true;
}

/*
 * It was over when it was entered.  What nobody could know of does nothing by
 * itself; a party's right counts as the law has it, and the body may set its
 * end aside.
 */
static void
say_late(struct hj_turn *t, struct hj_clock_set *body)
{
	struct hj_clock *c = body->clock;

	if (t->frame == NULL || c->due == 0 || c->due > t->now ||
	    c->start_to >= t->now)
		return;
	c->entered_late = true;
	body->days_late = hj_date_days_between(
	    (struct hj_date){ c->due_on }, hj_legal_day(t->now));
	if (c->effect == HJ_EF_ESCALATE || c->effect == HJ_EF_LAPSE)
		c->effect = HJ_EF_OVERDUE;
}

void
hj_clock_start(
    struct hj_turn *t, const struct hj_clock *wanted, struct hj_sealed reason)
{
	hj_clock_start_because(t, wanted, reason, NULL);
}

void
hj_clock_start_because(struct hj_turn *t, const struct hj_clock *wanted,
    struct hj_sealed reason, struct hj_reason *because)
{
	struct hj_clock_set *body = hj_clock_change(t, wanted);
	struct hj_clock *c = body->clock;

	body->reason = reason;
	body->because = because;
	if (c->no == 0)
		c->no = HJ_NEXT_NO(t->d->n_clock);
	if (c->start_to == 0) {
		if (!hj_clock_waits(c))
			c->state = HJ_CS_AWAITING_DATE;
		hj_happens(t, &hj_ev_clock_awaits, body);
		return;
	}
	c->state = HJ_CS_RUNNING;
	/* A task may be owed without a day. */
	if (c->unit == 0)
		c->certainty = hj_clock_task(t, c)->certainty;
	else if (!hj_clock_count(t, body, version_of(t)))
		return;
	say_late(t, body);
	hj_happens(t, &hj_ev_clock_started, body);
}

void
hj_clock_recount(struct hj_turn *t, const struct hj_event_kind *kind,
    const struct hj_clock *changed, struct hj_sealed reason)
{
	struct hj_clock_set *body = hj_clock_change(t, changed);

	body->old_due_on = changed->due_on;
	body->reason = reason;
	if (!hj_clock_count(t, body, version_of(t))) {
		hj_refuse(t, HJ_NO_EXTENSION, NULL);
		return;
	}
	hj_happens(t, kind, body);
}
