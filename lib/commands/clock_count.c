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

bool
hj_clock_to_confirm(const struct hj_turn *t, const struct hj_clock *c)
{
	const struct hj_rule_clock *rule = hj_clock_rule(t, c);

	return rule != NULL && rule->of == HJ_OF_AGREEMENT &&
	       hj_name_in(rule->meets, rule->n_meets, "confirmation_applied");
}

bool
hj_clock_of_ladder(const char *rule)
{
	return strcmp(rule, HJ_LADDER_STEP) == 0 ||
	       strcmp(rule, HJ_LADDER_ACCEPT) == 0 ||
	       strcmp(rule, HJ_LADDER_OVERALL) == 0 ||
	       strcmp(rule, HJ_RULE_DAYS) == 0;
}

bool
hj_clock_owed_act(const struct hj_turn *t, const struct hj_clock *c)
{
	return hj_clock_task(t, c) != NULL ||
	       strcmp(c->rule, HJ_OWED_RIGHT) == 0 ||
	       strcmp(c->rule, HJ_OWED_REASONS) == 0 ||
	       strcmp(c->rule, HJ_OWED_EXTENSION) == 0;
}

struct hj_clock_set *
hj_clock_change(struct hj_turn *t, const struct hj_clock *c)
{
	struct hj_clock_set *body = HJ_NEW(t->a, struct hj_clock_set);

	body->clock = HJ_NEW(t->a, struct hj_clock);
	*body->clock = *c;
	return body;
}

void
hj_clock_stop(struct hj_turn *t, const struct hj_clock *c)
{
	struct hj_clock_set *b = hj_clock_change(t, c);

	b->clock->state = HJ_CS_STOPPED;
	hj_happens(t, &hj_ev_clock_stopped, b);
}

bool
hj_clock_done_late(const struct hj_dispute *d, int64_t clock)
{
	for (size_t i = 0; i < d->n_done_late; i++)
		if (d->done_late[i].no == clock)
			return true;
	return false;
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
	return hj_calendar_current(
	    t->world->calendar, hj_legal_day(hj_turn_moment(t)));
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
		limit->next_hour = rule->next_hour;
	}
	/* A table that gives lengths was asked when it started. */
	if (rule != NULL && rule->lengths == NULL) {
		limit->n = rule->length;
		limit->unit = rule->unit;
	}
	if (task != NULL)
		limit->certainty = task->certainty;
	return rule != NULL || task != NULL || hj_clock_of_ladder(c->rule);
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

/* Nine o'clock of the day `n` days behind `ymd`. */
static int64_t
morning(int32_t ymd, int64_t n)
{
	struct hj_date day = hj_date_add_days((struct hj_date){ ymd }, n);

	return hj_legal_day_first(day) + 9 * HJ_HOUR_MS;
}

/* When `percent` of the time of `c` is used up. */
static int64_t
share_at(
    const struct hj_clock *c, const struct hj_derivation *der, int64_t percent)
{
	if (hj_unit_exact(c->unit))
		return der->began_at + (c->due - der->began_at) * percent / 100;
	return morning(
	    c->day0, (int64_t)hj_date_days_between((struct hj_date){ c->day0 },
			 (struct hj_date){ c->due_on }) *
			 percent / 100);
}

/* One more warning at `at`; they stand in the order of time. */
static void
add_warning(struct hj_turn *t, struct hj_clock *c, int64_t at)
{
	size_t i = c->n_warn;

	HJ_PUSH(t->a, c->warn, c->n_warn)->at = at;
	for (; i > 0 && c->warn[i - 1].at > at; i--) {
		c->warn[i] = c->warn[i - 1];
		c->warn[i - 1].at = at;
	}
}

/*
 * The instants at which to warn: so many days before the last day, or when so
 * much of the time is used up, and reminders after it; in days at 09:00.
 */
static void
set_warnings(
    struct hj_turn *t, struct hj_clock *c, const struct hj_derivation *der)
{
	const struct hj_rule_clock *rule = hj_clock_rule(t, c);
	/* A term's limit is its day alone; it is known before it begins. */
	int64_t known =
	    rule != NULL && rule->of == HJ_OF_TERM ? t->now : c->start_to;

	c->warn = NULL;
	c->n_warn = 0;
	c->warned = 0;
	if (rule == NULL)
		return;
	for (size_t i = 0; i < rule->n_warn + rule->n_warn_share; i++) {
		int64_t at = i < rule->n_warn
				 ? morning(c->due_on, -rule->warn[i].no)
				 : share_at(c, der,
				       rule->warn_share[i - rule->n_warn].no);

		if (at > known && at < c->due)
			add_warning(t, c, at);
	}
	for (size_t i = 0; i < rule->n_warn_after; i++)
		add_warning(t, c, morning(c->due_on, rule->warn_after[i].no));
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
	set_warnings(t, c, der);
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
	if (c->effect == HJ_EF_ESCALATE || c->effect == HJ_EF_LAPSE ||
	    c->effect == HJ_EF_ENDS)
		c->effect = HJ_EF_OVERDUE;
}

/* How sure it is that `c`, which has no day, is owed. */
static int
sure(const struct hj_turn *t, const struct hj_clock *c,
    const struct hj_reason *because)
{
	const struct hj_rule_task *task = hj_clock_task(t, c);

	return task != NULL      ? task->certainty
	       : because != NULL ? because->certainty
				 : HJ_CERTAINTY_LOCAL;
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
	/* A limit of a table waits until the table tells its length. */
	if (c->start_to == 0 || (c->unit == 0 && hj_clock_rule(t, c) != NULL)) {
		if (!hj_clock_waits(c))
			c->state = HJ_CS_AWAITING_DATE;
		hj_happens(t, &hj_ev_clock_awaits, body);
		return;
	}
	c->state = HJ_CS_RUNNING;
	/* A task may be owed without a day. */
	if (c->unit == 0)
		c->certainty = sure(t, c, because);
	else if (!hj_clock_count(t, body, version_of(t)))
		return;
	say_late(t, body);
	hj_happens(t, &hj_ev_clock_started, body);
}

void
hj_extension_check(struct hj_turn *t, const struct hj_clock *c,
    const struct hj_rule_clock *rule, const char *field)
{
	if (rule->extension_times == 0 ||
	    (int64_t)c->n_extension < rule->extension_times)
		return;
	hj_refuse(t, HJ_NO_EXTENSION_CAP, field);
	hj_cite(t, rule->article, rule->certainty);
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
