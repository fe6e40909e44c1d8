/*
 * Clocks: started, met, stopped by what happens; warned and fired by time.
 *
 * Which clocks there are is data (the pinned rule sets); this file only
 * matches events against the rows.  A clock keeps its own rule for ever, so a
 * later version of a set does not move it.
 */
#include "lib/commands/mark.h"
#include "lib/commands/turn.h"

#include <string.h>

static int64_t
subject_of(const struct hj_rule_clock *rule, const struct hj_mark *m)
{
	switch ((enum hj_clock_of)rule->of) {
	case HJ_OF_PROCEDURE:
		return m->procedure;
	case HJ_OF_AGREEMENT:
		return m->agreement;
	case HJ_OF_REFERRAL:
		return m->referral;
	case HJ_OF_NOTICE:
		return m->notice;
	}
	return 0;
}

/* A copy of clock `c` in a body of its own, to be changed and told. */
static struct hj_clock_set *
change(struct hj_turn *t, const struct hj_clock *c)
{
	struct hj_clock_set *body = HJ_NEW(t->a, struct hj_clock_set);

	body->clock = HJ_NEW(t->a, struct hj_clock);
	*body->clock = *c;
	return body;
}

static const char *
cause(struct hj_turn *t, int64_t no)
{
	struct hj_buf b;
	const char *text;

	hj_buf_init(&b, 64);
	hj_buf_puts(&b, "clock/");
	hj_buf_int(&b, no);
	text = hj_strdup(t->a, hj_buf_text(&b));
	hj_buf_release(&b);
	return text;
}

/* The instants at which to warn: so many days before the last day, 09:00. */
static void
set_warnings(
    struct hj_turn *t, const struct hj_rule_clock *rule, struct hj_clock *c)
{
	for (size_t i = 0; i < rule->n_warn; i++) {
		struct hj_date day = hj_date_add_days(
		    (struct hj_date){ c->due_on }, -rule->warn[i].no);
		int64_t at = hj_legal_day_first(day) + 9 * HJ_HOUR_MS;

		if (at > c->start_to && at < c->due)
			HJ_PUSH(t->a, c->warn, c->n_warn)->at = at;
	}
}

/* The dates of `c` by its rule; NULL if no date is known. */
static struct hj_derivation *
derive(struct hj_turn *t, const struct hj_rule_clock *rule,
    const struct hj_clock *c)
{
	const struct hj_calendar *cal = t->world->calendar;
	struct hj_derivation *der = HJ_NEW(t->a, struct hj_derivation);
	struct hj_error err;
	const struct hj_period period = {
		.limit = { .rule = c->rule,
		    .set = c->set,
		    .article = c->article,
		    .certainty = rule->certainty,
		    .n = rule->length,
		    .unit = rule->unit,
		    .against = rule->against,
		    .roll = rule->roll },
		.start_from = c->start_from,
		.start_to = c->start_to,
		.pauses = c->pause,
		.n_pauses = c->n_pause,
		.extensions = c->extension,
		.n_extensions = c->n_extension,
	};

	if (hj_derive(t->a, &period, cal,
		hj_calendar_current(cal, hj_legal_day(t->now)), der,
		&err) != HJ_OK)
		return NULL;
	return der;
}

/*
 * Count the clock's dates by its rule, with its pauses and extensions; false
 * if it cannot be counted.
 */
static bool
count(struct hj_turn *t, const struct hj_rule_clock *rule, struct hj_clock *c,
    struct hj_clock_set *body)
{
	struct hj_derivation *der = derive(t, rule, c);

	if (der == NULL)
		return false;
	c->day0 = der->day0.ymd;
	c->due_on = der->due_on.ymd;
	c->due = der->due_at;
	c->provisional = der->provisional;
	c->certainty = der->certainty;
	c->warn = NULL;
	c->n_warn = 0;
	c->warned = 0;
	set_warnings(t, rule, c);
	body->derivation = der;
	return true;
}

/* Start `rule` for what `ev` is about. */
static void
start(struct hj_turn *t, const struct hj_rule_set *set,
    const struct hj_rule_clock *rule, const struct hj_mark *m,
    const struct hj_event *ev)
{
	struct hj_clock clock = {
		.no = HJ_NEXT_NO(t->d->n_clock),
		.rule = rule->name,
		.set = set->id,
		.article = rule->article,
		.state = HJ_CS_RUNNING,
		.effect = rule->effect,
		.procedure = m->procedure,
		.subject = subject_of(rule, m),
		.party = m->party,
		.length = rule->length,
		.unit = rule->unit,
		.start_from = ev->from,
		.start_to = ev->to,
	};
	struct hj_clock_set *body;

	body = change(t, &clock);
	if (!count(t, rule, body->clock, body))
		return;
	hj_happens(t, &hj_ev_clock_started, body);
}

/* The fact that meets a limit came after the limit had fallen. */
static void
enter_late(
    struct hj_turn *t, const struct hj_clock *c, const struct hj_event *ev)
{
	struct hj_clock_set *body = change(t, c);
	struct hj_date recorded = hj_legal_day(t->now);

	body->days_late =
	    hj_date_days_between((struct hj_date){ c->due_on }, recorded);
	/* By occurrence it was in time: the owner may set the expiry aside. */
	if (ev->to != 0 && ev->to < c->due)
		body->old_due_on = hj_legal_day(ev->to).ymd;
	hj_happens(t, &hj_ev_late_entry, body);
}

/* Does `ev` end this clock, and how? */
static void
end(struct hj_turn *t, size_t at, const struct hj_rule_clock *rule,
    const struct hj_event *ev)
{
	const struct hj_clock c = t->d->clock[at];
	bool meets = hj_name_in(rule->meets, rule->n_meets, ev->kind->name);
	struct hj_clock_set *body;

	if (!meets && !hj_name_in(rule->stops, rule->n_stops, ev->kind->name))
		return;
	if (c.state == HJ_CS_FIRED && meets && c.effect == HJ_EF_OVERDUE) {
		enter_late(t, &c, ev);
		return;
	}
	if (c.state != HJ_CS_RUNNING)
		return;
	body = change(t, &c);
	body->clock->state = meets ? HJ_CS_MET : HJ_CS_STOPPED;
	hj_happens(t, meets ? &hj_ev_clock_met : &hj_ev_clock_stopped, body);
}

static const struct hj_rule_clock *
rule_of(const struct hj_turn *t, const struct hj_clock *c)
{
	return hj_rule_clock_find(
	    hj_rule_set_find(t->world->rules, c->set), c->rule);
}

struct hj_derivation *
hj_clock_derive(struct hj_turn *t, const struct hj_clock *c)
{
	const struct hj_rule_clock *rule = rule_of(t, c);

	return rule == NULL ? NULL : derive(t, rule, c);
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
	body = change(t, was);
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
	if (count(t, rule, c, body))
		hj_happens(t, &hj_ev_clock_moved, body);
}

/*
 * A limit for asking a court to confirm runs only for an agreement that can be
 * confirmed (民诉法205): not for a court's letter.
 */
static bool
can_be_met(const struct hj_turn *t, const struct hj_rule_clock *rule,
    const struct hj_mark *m)
{
	const struct hj_agreement *a = hj_agreement_at(t->d, m->agreement);

	return rule->of != HJ_OF_AGREEMENT || a == NULL || a->confirmable ||
	       !hj_name_in(
		   rule->meets, rule->n_meets, hj_ev_confirmation_applied.name);
}

/* Does what `ev` is about lie within the bounds of `rule`? */
static bool
within(const struct hj_turn *t, const struct hj_rule_clock *rule,
    const struct hj_mark *m)
{
	const struct hj_procedure *p = hj_procedure_at(t->d, m->procedure);
	const struct hj_notice *n = hj_notice_at(t->d, m->notice);
	const struct hj_org *org =
	    p == NULL ? NULL : hj_org_find(t->world->directory, p->body);
	const char *category = t->d->category_moj;

	if (rule->channel != 0 && (p == NULL || p->channel != rule->channel))
		return false;
	if (rule->notice != 0 && (n == NULL || n->kind != rule->notice))
		return false;
	if (rule->n_kinds > 0 &&
	    (org == NULL ||
		!hj_name_in(rule->kinds, rule->n_kinds, org->kind->name)))
		return false;
	return rule->n_categories == 0 ||
	       (category != NULL &&
		   hj_name_in(rule->categories, rule->n_categories, category));
}

/* Does `rule` start at `ev`? */
static bool
starts(const struct hj_turn *t, const struct hj_rule_clock *rule,
    const struct hj_mark *m, const struct hj_event *ev)
{
	return strcmp(rule->starts, ev->kind->name) == 0 &&
	       subject_of(rule, m) != 0 && can_be_met(t, rule, m) &&
	       within(t, rule, m);
}

/* Does a more special limit of the pinned sets start in its stead? */
static bool
gives_way(const struct hj_turn *t, const struct hj_rule_clock *rule,
    const struct hj_mark *m, const struct hj_event *ev)
{
	for (size_t i = 0; i < t->d->n_pin; i++) {
		const struct hj_rule_set *set =
		    hj_rule_set_find(t->world->rules, t->d->pin[i].set);

		for (size_t k = 0; set != NULL && k < set->n_clocks; k++) {
			const struct hj_rule_clock *other = &set->clocks[k];

			if (hj_name_in(other->replaces, other->n_replaces,
				rule->name) &&
			    starts(t, other, m, ev))
				return true;
		}
	}
	return false;
}

void
hj_clocks_react(struct hj_turn *t, const struct hj_event *ev)
{
	const struct hj_dispute *d = t->d;
	struct hj_mark m;
	size_t running = d->n_clock;

	if (ev->kind->body == &hj_clock_set_fields)
		return;
	m = hj_mark_of(d, ev);
	for (size_t i = 0; i < running; i++) {
		const struct hj_clock *c = &d->clock[i];
		const struct hj_rule_clock *rule = rule_of(t, c);

		if (rule == NULL || c->subject != subject_of(rule, &m))
			continue;
		end(t, i, rule, ev);
		pause(t, i, rule, ev);
	}
	for (size_t i = 0; i < d->n_pin; i++) {
		const struct hj_rule_set *set =
		    hj_rule_set_find(t->world->rules, d->pin[i].set);

		for (size_t k = 0; set != NULL && k < set->n_clocks; k++) {
			const struct hj_rule_clock *rule = &set->clocks[k];

			if (starts(t, rule, &m, ev) &&
			    !gives_way(t, rule, &m, ev))
				start(t, set, rule, &m, ev);
		}
	}
}

/* When something is due on this clock: the next warning, or its end. */
static int64_t
due_of(const struct hj_clock *c)
{
	if (c->state != HJ_CS_RUNNING || c->due == 0)
		return 0;
	return (size_t)c->warned < c->n_warn ? c->warn[c->warned].at : c->due;
}

int64_t
hj_next_due(const struct hj_dispute *d)
{
	int64_t next = 0;

	for (size_t i = 0; i < d->n_clock; i++) {
		int64_t due = due_of(&d->clock[i]);

		if (due != 0 && (next == 0 || due < next))
			next = due;
	}
	return next;
}

/* What is due is told, dated at the due instant. */
static void
fall(struct hj_turn *t, const struct hj_clock *c)
{
	struct hj_clock_set *body = change(t, c);
	bool warns = (size_t)c->warned < c->n_warn;

	t->from = t->to = due_of(c);
	t->prec = HJ_PREC_INSTANT;
	t->caused_by = cause(t, c->no);
	if (warns) {
		body->clock->warned++;
		hj_happens(t, &hj_ev_clock_warned, body);
	} else {
		body->clock->state = HJ_CS_FIRED;
		hj_happens(t, &hj_ev_clock_fired, body);
	}
}

size_t
hj_settle(struct hj_turn *t)
{
	const struct hj_actor asked = t->actor;
	const char *caused_by = t->caused_by;
	size_t n = 0;

	if (t->d == NULL)
		return 0;
	/* Acts of the rules are nobody's: they carry the service's word. */
	t->actor = (struct hj_actor){ .person = "clock", .service = true };
	while (t->refused == HJ_NO) {
		int64_t next = hj_next_due(t->d);
		size_t i = 0;

		if (next == 0 || next > t->now)
			break;
		while (due_of(&t->d->clock[i]) != next)
			i++;
		fall(t, &t->d->clock[i]);
		n++;
	}
	t->actor = asked;
	t->caused_by = caused_by;
	t->from = t->to = 0;
	t->prec = 0;
	return n;
}

void
hj_clock_recount(struct hj_turn *t, const struct hj_event_kind *kind,
    const struct hj_clock *changed, struct hj_sealed reason)
{
	const struct hj_rule_clock *rule = rule_of(t, changed);
	struct hj_clock_set *body = change(t, changed);

	body->old_due_on = changed->due_on;
	body->reason = reason;
	if (rule == NULL || !count(t, rule, body->clock, body)) {
		hj_refuse(t, HJ_NO_EXTENSION, NULL);
		return;
	}
	hj_happens(t, kind, body);
}
