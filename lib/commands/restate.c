/*
 * Limits after the category of a dispute was corrected: those of the former
 * sector stop, those of the new one start where what they run from occurred.
 * So do those that another rule set adds (migration/).
 *
 * Nothing that has ended is touched, and what is over when it starts says so
 * (clock_count.c).  Only rules that speak of categories are asked, and those
 * that gave way to one.
 */
#include "lib/commands/clocks.h"
#include "lib/commands/match.h"

#include <string.h>

/* Is the rule one of `category`? */
static bool
speaks_of(const struct hj_rule_clock *rule, const char *category)
{
	return category != NULL &&
	       hj_name_in(rule->categories, rule->n_categories, category);
}

/* Does a rule of the new category run in the stead of `rule`? */
static bool
outranked(const struct hj_turn *t, const struct hj_rule_clock *rule,
    const struct hj_mark *m)
{
	for (size_t i = 0; i < t->d->n_pin; i++) {
		const struct hj_rule_set *set =
		    hj_rule_set_find(t->world->rules, t->d->pin[i].set);

		for (size_t k = 0; set != NULL && k < set->n_clocks; k++) {
			const struct hj_rule_clock *other = &set->clocks[k];

			if (speaks_of(other, t->d->category_moj) &&
			    hj_name_in(other->replaces, other->n_replaces,
				rule->name) &&
			    hj_rule_starts(t, other, m, rule->starts))
				return true;
		}
	}
	return false;
}

/* The running clocks that the category rules out, or outranks, stop. */
static void
stop_former(struct hj_turn *t, struct hj_sealed reason)
{
	size_t n = t->d->n_clock;

	for (size_t i = 0; i < n; i++) {
		const struct hj_clock *c = &t->d->clock[i];
		const struct hj_rule_clock *rule = hj_clock_rule(t, c);
		struct hj_clock_set *b;
		struct hj_mark m;

		if (rule == NULL || rule->of == HJ_OF_TERM || !hj_clock_open(c))
			continue;
		m = hj_mark_of_clock(rule, c);
		if (rule->n_categories == 0
			? !outranked(t, rule, &m)
			: speaks_of(rule, t->d->category_moj))
			continue;
		b = hj_clock_change(t, c);
		b->clock->state = HJ_CS_STOPPED;
		b->reason = reason;
		hj_happens(t, &hj_ev_clock_stopped, b);
	}
}

/* Does a clock of the rule run, wait, or have its end, about `m`? */
static bool
is_there(const struct hj_turn *t, const struct hj_rule_clock *rule,
    const struct hj_mark *m)
{
	for (size_t i = 0; i < t->d->n_clock; i++) {
		const struct hj_clock *c = &t->d->clock[i];

		if (strcmp(c->rule, rule->name) == 0 &&
		    c->state != HJ_CS_STOPPED && hj_rule_about(rule, c, m))
			return true;
	}
	return false;
}

/*
 * Where another limit that starts at the same kind of event started about `m`:
 * the last time for a rule that starts anew, else the first; NULL: none did.
 */
static const struct hj_clock *
sibling(const struct hj_turn *t, const struct hj_rule_clock *rule,
    const struct hj_mark *m)
{
	const struct hj_clock *found = NULL;

	for (size_t i = 0; i < t->d->n_clock; i++) {
		const struct hj_clock *c = &t->d->clock[i];
		const struct hj_rule_clock *its = hj_clock_rule(t, c);

		if (its == NULL || its->of != rule->of ||
		    strcmp(its->starts, rule->starts) != 0 ||
		    !hj_rule_about(its, c, m) || c->start_to == 0)
			continue;
		if (found == NULL || rule->n_restarts > 0)
			found = c;
	}
	return found;
}

/* The day from which the rule runs by the state itself; 0: it is not there. */
static int32_t
day_of(const struct hj_turn *t, const struct hj_rule_clock *rule,
    const struct hj_mark *m)
{
	const struct hj_procedure *p = hj_procedure_at(t->d, m->procedure);
	const struct hj_notice *n = hj_notice_at(t->d, m->notice);

	if (strcmp(rule->starts, hj_ev_notice_served.name) == 0)
		return n != NULL && n->state == HJ_NS_SERVED ? n->done_on : 0;
	if (p == NULL || !hj_procedure_live(p))
		return 0;
	if (strcmp(rule->starts, hj_ev_procedure_opened.name) == 0)
		return p->opened_on;
	if (strcmp(rule->starts, hj_ev_accepted.name) == 0)
		return p->accepted_on;
	return 0;
}

/* What a set starts, and how. */
struct start {
	const struct hj_rule_set *set;
	struct hj_sealed reason;
	bool ahead; /* not what would be over */
};

static bool
is_over(struct hj_turn *t, const struct hj_clock *wanted)
{
	const struct hj_derivation *der =
	    wanted->unit == 0 ? NULL : hj_clock_derive(t, wanted);

	return der != NULL && der->due_at <= t->now;
}

/* Start `rule` about `m` if it holds by now and nothing runs yet. */
static void
start_new(struct hj_turn *t, const struct start *s,
    const struct hj_rule_clock *rule, const struct hj_mark *m)
{
	const struct hj_clock *like = sibling(t, rule, m);
	int32_t day = like != NULL ? 0 : day_of(t, rule, m);
	struct hj_clock wanted = hj_clock_uncounted(t, s->set, rule, m);

	if ((like == NULL && day == 0) || is_there(t, rule, m) ||
	    !hj_rule_starts(t, rule, m, rule->starts) ||
	    hj_rule_gives_way(t, rule, m, rule->starts))
		return;
	wanted.start_from = like != NULL
				? like->start_from
				: hj_legal_day_first((struct hj_date){ day });
	wanted.start_to = like != NULL
			      ? like->start_to
			      : hj_legal_day_last((struct hj_date){ day });
	if (!s->ahead || !is_over(t, &wanted))
		hj_clock_start(t, &wanted, s->reason);
}

/* The rule about everything that it could be about. */
static void
start_everywhere(
    struct hj_turn *t, const struct start *s, const struct hj_rule_clock *rule)
{
	const struct hj_mark whole = { 0 };
	size_t procedures = t->d->n_procedure, notices = t->d->n_notice;

	if (rule->of == HJ_OF_DISPUTE)
		start_new(t, s, rule, &whole);
	for (size_t i = 0; rule->of == HJ_OF_PROCEDURE && i < procedures; i++) {
		const struct hj_mark m = { .procedure = t->d->procedure[i].no };

		if (hj_procedure_live(&t->d->procedure[i]))
			start_new(t, s, rule, &m);
	}
	for (size_t i = 0; rule->of == HJ_OF_PARTY && i < notices; i++) {
		const struct hj_mark m = { .procedure =
					       t->d->notice[i].procedure,
			.party = t->d->notice[i].party,
			.notice = t->d->notice[i].no };

		start_new(t, s, rule, &m);
	}
}

/* Did the rule give way to one of the former category, or is it of the new? */
static bool
concerned(const struct hj_turn *t, const struct hj_rule_clock *rule,
    const char *former)
{
	if (rule->n_categories > 0)
		return speaks_of(rule, t->d->category_moj);
	for (size_t i = 0; i < t->d->n_pin; i++) {
		const struct hj_rule_set *set =
		    hj_rule_set_find(t->world->rules, t->d->pin[i].set);

		for (size_t k = 0; set != NULL && k < set->n_clocks; k++)
			if (speaks_of(&set->clocks[k], former) &&
			    hj_name_in(set->clocks[k].replaces,
				set->clocks[k].n_replaces, rule->name))
				return true;
	}
	return false;
}

void
hj_restate_clocks(
    struct hj_turn *t, const char *former, struct hj_sealed reason)
{
	stop_former(t, reason);
	for (size_t i = 0; i < t->d->n_pin; i++) {
		const struct hj_rule_set *set =
		    hj_rule_set_find(t->world->rules, t->d->pin[i].set);
		const struct start s = { .set = set, .reason = reason };

		for (size_t k = 0; set != NULL && k < set->n_clocks; k++)
			if (concerned(t, &set->clocks[k], former))
				start_everywhere(t, &s, &set->clocks[k]);
	}
}

void
hj_restate_set(
    struct hj_turn *t, const struct hj_rule_set *set, struct hj_sealed reason)
{
	const struct start s = { .set = set, .reason = reason, .ahead = true };

	for (size_t i = 0; i < set->n_clocks; i++)
		if (set->clocks[i].against != HJ_AGAINST_PARTY)
			start_everywhere(t, &s, &set->clocks[i]);
}
