/* What rule sets look back at; see rule_past.h. */
#include "lib/commands/rule_past.h"

#include "lib/commands/mark.h"

#include <string.h>

/* Does the state tell when it happened, without a note? */
static bool
told_by_state(const char *kind)
{
	static const char *const known[] = { "registered", "accepted",
		"procedure_opened", "referral_accepted" };

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (strcmp(known[i], kind) == 0)
			return true;
	return false;
}

static bool
is(const char *starts, const char *kind)
{
	return starts != NULL && strcmp(starts, kind) == 0 &&
	       !told_by_state(kind);
}

static bool
of_steps(const struct hj_rule_step *step, size_t n,
    const struct hj_rule_overall *overall, const char *kind)
{
	for (size_t i = 0; i < n; i++)
		if (is(step[i].starts, kind))
			return true;
	return overall != NULL && is(overall->starts, kind);
}

static bool
of_clocks(const struct hj_rule_set *set, const char *kind)
{
	const char *end = hj_span_end(kind);

	for (size_t i = 0; i < set->n_clocks; i++) {
		const struct hj_rule_clock *c = &set->clocks[i];

		if (hj_name_in(c->starts_also, c->n_starts_also, kind) ||
		    (end != NULL &&
			hj_name_in(c->starts_also, c->n_starts_also, end)))
			return true;
	}
	return false;
}

/* Does `set` look back at events of this kind? */
static bool
looks_at(const struct hj_rule_set *set, const char *kind)
{
	for (size_t i = 0; i < set->n_facts; i++)
		if (hj_name_in(
			set->facts[i].counts, set->facts[i].n_counts, kind))
			return true;
	for (size_t i = 0; i < set->n_ladders; i++)
		if (of_steps(set->ladders[i].steps, set->ladders[i].n_steps,
			set->ladders[i].overall, kind))
			return true;
	return of_steps(set->ladder, set->n_ladder, set->overall, kind) ||
	       of_clocks(set, kind);
}

static bool
looked_at(const struct hj_turn *t, const char *kind)
{
	for (size_t i = 0; i < t->d->n_pin; i++) {
		const struct hj_rule_set *set =
		    hj_rule_set_find(t->world->rules, t->d->pin[i].set);

		if (set != NULL && looks_at(set, kind))
			return true;
	}
	return false;
}

/* The number for one more: a new one, or that of the oldest. */
static int64_t
free_no(const struct hj_dispute *d)
{
	size_t oldest = 0;

	if (d->n_noted < HJ_NOTED_MOST)
		return HJ_NEXT_NO(d->n_noted);
	for (size_t i = 1; i < d->n_noted; i++)
		if (d->noted[i].to < d->noted[oldest].to)
			oldest = i;
	return d->noted[oldest].no;
}

static void
note(struct hj_turn *t, const struct hj_event *ev)
{
	const struct hj_ladder *l = t->d->ladder;
	int64_t procedure = hj_mark_of(t->d, ev).procedure;
	struct hj_past_noted *b = HJ_NEW(t->a, struct hj_past_noted);
	bool beside = l != NULL && l->procedure != 0 && procedure != 0 &&
		      procedure != l->procedure;

	b->noted = HJ_NEW(t->a, struct hj_noted);
	*b->noted = (struct hj_noted){ .no = free_no(t->d),
		.kind = ev->kind->name,
		.event = ev->id,
		.from = ev->from,
		.to = ev->to,
		.step = l == NULL ? 0 : l->step,
		.beside = beside };
	hj_happens(t, &hj_ev_past_noted, b);
}

/* Is `ev` one that is noted here? */
static bool
is_noted(const struct hj_turn *t, const struct hj_event *ev)
{
	return ev->kind != &hj_ev_past_noted && ev->kind != &hj_ev_registered &&
	       looked_at(t, ev->kind->name);
}

void
hj_rule_past_react(struct hj_turn *t, const struct hj_event *ev)
{
	if (is_noted(t, ev))
		note(t, ev);
}

const struct hj_noted *
hj_rule_past_last(const struct hj_dispute *d, const char *kind)
{
	const struct hj_noted *last = NULL;

	for (size_t i = 0; i < d->n_noted; i++) {
		const struct hj_noted *n = &d->noted[i];

		if (!n->voided && !n->beside && n->to != 0 &&
		    strcmp(n->kind, kind) == 0 &&
		    (last == NULL || n->to >= last->to))
			last = n;
	}
	return last;
}

bool
hj_rule_past_waits(const struct hj_dispute *d, const struct hj_rule_clock *rule)
{
	bool waits = false;

	/* In the order in which it was told. */
	for (size_t i = 0; i < d->n_noted && rule->n_starts_also > 0; i++) {
		const struct hj_noted *n = &d->noted[i];
		const char *end = hj_span_end(n->kind);

		if (n->voided)
			continue;
		if (end != NULL &&
		    hj_name_in(rule->starts_also, rule->n_starts_also, end))
			waits = true;
		else if (hj_name_in(
			     rule->starts_also, rule->n_starts_also, n->kind))
			waits = false;
	}
	return waits;
}

const struct hj_told_past *
hj_rule_past_told(const struct hj_turn *t, size_t *n)
{
	const struct hj_dispute *d = t->d;
	const struct hj_ladder *l = d->ladder;
	int64_t entered =
	    l == NULL || l->step == 0
		? 0
		: hj_legal_day_first((struct hj_date){ l->entered_on });
	struct hj_told_past *list = NULL;

	*n = 0;
	*HJ_PUSH(t->a, list, *n) = (struct hj_told_past){ "registered",
		hj_legal_day_first((struct hj_date){ d->registered_on }) };
	for (size_t i = 0; i < d->n_noted; i++) {
		const struct hj_noted *one = &d->noted[i];
		int64_t at = one->to;

		if (one->voided || at == 0)
			continue;
		/* A step is entered on a day; what was before it, was. */
		if (l != NULL && one->step != l->step && at >= entered)
			at = entered - 1;
		*HJ_PUSH(t->a, list, *n) =
		    (struct hj_told_past){ one->kind, at };
	}
	/* Limits begin at an event before it is noted, and count it. */
	if (t->fresh != NULL && t->fresh->to != 0 && is_noted(t, t->fresh))
		*HJ_PUSH(t->a, list, *n) =
		    (struct hj_told_past){ t->fresh->kind->name, t->fresh->to };
	return list;
}
