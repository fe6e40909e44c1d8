/*
 * Which documents this build carries out in disputes, not only reads and plays;
 * see rules.h.
 *
 * Whatever happens in a dispute is decided by the days as they are then.  But
 * nothing wakes a dispute because a day has passed: what would follow of days
 * alone is not carried out.  Whoever teaches the live path that takes this file
 * away.
 */
#include "lib/rules/rules.h"

#include <string.h>

#define FACTS_MOST 40 /* the most that the field table reads */

/* Which facts of a set change with days alone. */
struct daily {
	const struct hj_rule_set *set;
	bool fact[FACTS_MOST];
};

static bool
reads(const struct daily *d, const struct hj_rule_test *when, size_t n)
{
	for (size_t i = 0; i < n; i++)
		for (size_t f = 0; f < d->set->n_facts; f++)
			if (d->fact[f] &&
			    strcmp(d->set->facts[f].name, when[i].fact) == 0)
				return true;
	return false;
}

static bool
table_reads(const struct daily *d, const char *name)
{
	for (size_t i = 0; name != NULL && i < d->set->n_tables; i++) {
		const struct hj_rule_table *t = &d->set->tables[i];

		for (size_t r = 0; strcmp(t->name, name) == 0 && r < t->n_rows;
		     r++)
			if (reads(d, t->rows[r].when, t->rows[r].n_when))
				return true;
	}
	return false;
}

/* Facts stand in the order in which they are found out. */
static void
find_daily(struct daily *d)
{
	for (size_t f = 0; f < d->set->n_facts && f < FACTS_MOST; f++) {
		const struct hj_rule_fact *fact = &d->set->facts[f];

		d->fact[f] = fact->from == HJ_FF_DAYS_AT_STEP ||
			     fact->from == HJ_FF_DAYS_IN_ALL ||
			     table_reads(d, fact->table);
	}
}

/* Is one of the steps entered, or left, because a fact changed? */
static bool
steps_wait(const struct daily *d, const struct hj_rule_step *step, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (reads(d, step[i].when, step[i].n_when))
			return true;
		for (size_t k = 0; k < step[i].n_exits; k++)
			if (step[i].exits[k].on == HJ_EO_RECLASSIFIED &&
			    reads(d, step[i].exits[k].when,
				step[i].exits[k].n_when))
				return true;
	}
	return false;
}

/* A task that begins when its facts hold. */
static bool
tasks_wait(const struct daily *d)
{
	for (size_t i = 0; i < d->set->n_tasks; i++) {
		const struct hj_rule_task *t = &d->set->tasks[i];

		if (t->starts == NULL && t->after == NULL &&
		    reads(d, t->when, t->n_when))
			return true;
	}
	return false;
}

/* A guard that begins to bar the step at which a matter is. */
static bool
guards_wait(const struct daily *d)
{
	for (size_t i = 0; i < d->set->n_guards; i++)
		if (d->set->guards[i].bars == HJ_BAR_STEP &&
		    reads(d, d->set->guards[i].when, d->set->guards[i].n_when))
			return true;
	return false;
}

const char *
hj_rule_set_held_back(const struct hj_rule_set *set)
{
	struct daily d = { .set = set };

	find_daily(&d);
	if (steps_wait(&d, set->ladder, set->n_ladder))
		return "/ladder";
	for (size_t i = 0; i < set->n_ladders; i++)
		if (steps_wait(
			&d, set->ladders[i].steps, set->ladders[i].n_steps))
			return "/ladders";
	if (tasks_wait(&d))
		return "/tasks";
	return guards_wait(&d) ? "/guards" : NULL;
}

bool
hj_rule_set_carried(const struct hj_rule_set *set)
{
	return hj_rule_set_held_back(set) == NULL;
}
