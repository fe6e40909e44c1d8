/*
 * Which documents this build carries out in disputes, not only reads and plays;
 * see rules.h.
 *
 * Whoever teaches the live path a key takes it out here.
 */
#include "lib/rules/rules.h"

/* Nothing wakes a dispute because a day has passed. */
static bool
counts_days(const struct hj_rule_fact *f)
{
	return f->from == HJ_FF_DAYS_AT_STEP || f->from == HJ_FF_DAYS_IN_ALL;
}

const char *
hj_rule_set_held_back(const struct hj_rule_set *set)
{
	for (size_t i = 0; i < set->n_facts; i++)
		if (counts_days(&set->facts[i]))
			return "facts/days";
	return NULL;
}

bool
hj_rule_set_carried(const struct hj_rule_set *set)
{
	return hj_rule_set_held_back(set) == NULL;
}
