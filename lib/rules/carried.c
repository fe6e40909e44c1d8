/*
 * Which documents this build carries out in disputes, not only reads and plays;
 * see rules.h.
 *
 * Whoever teaches the live path a key takes it out here.
 */
#include "lib/rules/rules.h"

#include <string.h>

/* Events whose day the state of a dispute tells, or that come after entry. */
static bool
start_known(const char *kind)
{
	static const char *const known[] = { "registered", "accepted",
		"procedure_opened", "referral_accepted" };

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (strcmp(known[i], kind) == 0)
			return true;
	return false;
}

static const char *
of_step(const struct hj_rule_step *s)
{
	if (s->above_last)
		return "ladder/above_last";
	if (s->people_most != 0)
		return "ladder/people_most";
	if (s->starts != NULL && !start_known(s->starts))
		return "ladder/starts";
	return NULL;
}

static const char *
of_ladder(const struct hj_rule_step *list, size_t n)
{
	const char *key = NULL;

	for (size_t i = 0; key == NULL && i < n; i++)
		key = of_step(&list[i]);
	return key;
}

static const char *
of_clock(const struct hj_rule_set *set, const struct hj_rule_clock *c)
{
	if (c->n_starts_also > 0)
		return "clocks/starts_also";
	if (c->after != NULL)
		return "clocks/after";
	if (c->extension_times > 0 || c->extension_before || c->extension_told)
		return "clocks/extension";
	if (c->n_warn_share > 0 || c->n_warn_after > 0)
		return "clocks/warn";
	if (c->lengths != NULL && c->unit == 0)
		return "clocks/lengths";
	return c->n_then > 0 && set->n_ladder == 0 ? "clocks/then" : NULL;
}

static const char *
of_fact(const struct hj_rule_fact *f)
{
	if (f->n_counts > 0)
		return "facts/counts";
	return f->from == HJ_FF_DAYS_AT_STEP || f->from == HJ_FF_DAYS_IN_ALL
		   ? "facts/days"
		   : NULL;
}

/* Its commands know nothing of these; others they ask for. */
static const char *
of_guard(const struct hj_rule_guard *g)
{
	return g->bars == HJ_BAR_REPEAT ? "guards/repeat" : NULL;
}

static const char *
of_others(const struct hj_rule_set *set)
{
	const char *key = set->n_rates > 0       ? "rates"
			  : set->overall != NULL ? "overall"
						 : NULL;

	for (size_t i = 0; key == NULL && i < set->n_ladders; i++)
		key = set->ladders[i].overall != NULL
			  ? "overall"
			  : of_ladder(
				set->ladders[i].steps, set->ladders[i].n_steps);
	for (size_t i = 0; key == NULL && i < set->n_tasks; i++)
		if (set->tasks[i].of == HJ_TO_ORGANISATION)
			key = "tasks/organisation";
	for (size_t i = 0; key == NULL && i < set->n_guards; i++)
		key = of_guard(&set->guards[i]);
	return key;
}

const char *
hj_rule_set_held_back(const struct hj_rule_set *set)
{
	const char *key = of_ladder(set->ladder, set->n_ladder);

	for (size_t i = 0; key == NULL && i < set->n_clocks; i++)
		key = of_clock(set, &set->clocks[i]);
	for (size_t i = 0; key == NULL && i < set->n_facts; i++)
		key = of_fact(&set->facts[i]);
	return key != NULL ? key : of_others(set);
}

bool
hj_rule_set_carried(const struct hj_rule_set *set)
{
	return hj_rule_set_held_back(set) == NULL;
}
