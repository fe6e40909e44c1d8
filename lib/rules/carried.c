/*
 * Which documents this build carries out, not only reads; see rules.h.
 *
 * Whoever teaches the engine a key takes it out here.
 */
#include "lib/rules/rules.h"

static bool
step_carried(const struct hj_rule_step *s)
{
	bool who = s->n_kinds > 0 && s->n_roles == 0 && !s->joint_owner &&
		   !s->from_below && !s->above_last && s->people_most == 0;
	bool how = s->n_rounds == 0 && s->attempts_least == 0 &&
		   s->attempts_over != HJ_AO_LADDER && !s->duties_stay;
	bool time = s->starts == NULL && s->lengths == NULL;

	return who && how && time && s->n_when == 0 && s->n_exits == 0;
}

static bool
clock_carried(const struct hj_rule_clock *c)
{
	bool start =
	    c->n_when == 0 && c->n_starts_also == 0 && c->after == NULL;
	bool extension = c->extension_times == 0 && !c->extension_before &&
			 !c->extension_told;
	bool warning = c->n_warn_share == 0 && c->n_warn_after == 0;

	return start && extension && warning && c->lengths == NULL &&
	       c->n_then == 0;
}

bool
hj_rule_set_carried(const struct hj_rule_set *set)
{
	bool carried = set->n_facts == 0 && set->n_tables == 0 &&
		       set->n_ladders == 0 && set->overall == NULL &&
		       set->n_tasks == 0 && set->n_rates == 0;

	for (size_t i = 0; carried && i < set->n_guards; i++)
		carried = set->guards[i].bars == HJ_BAR_NAMED;
	for (size_t i = 0; carried && i < set->n_ladder; i++)
		carried = step_carried(&set->ladder[i]);
	for (size_t i = 0; carried && i < set->n_clocks; i++)
		carried = clock_carried(&set->clocks[i]);
	return carried;
}
