/*
 * Facts that rule sets look at, by chance: one that a set of the dispute asks
 * somebody for, and a value that it can have.
 */
#ifndef HJ_TESTS_PROPERTY_CHANCE_RULE_H
#define HJ_TESTS_PROPERTY_CHANCE_RULE_H

#include "lib/commands/clocks.h"
#include "lib/commands/ladder.h"
#include "lib/commands/rule_task.h"
#include "tests/property/chance.h"

/* The fact that was named last, for its value. */
static const struct hj_rule_fact *named_fact;
static const struct hj_rule_set *named_set;

static bool
some_fact_of(const struct fixture *fixture, const struct hj_dispute *d)
{
	named_fact = NULL;
	for (size_t i = 0; i < d->n_pin; i++) {
		const struct hj_rule_set *set =
		    hj_rule_set_find(&fixture->rules, d->pin[i].set);

		for (size_t k = 0; set != NULL && k < set->n_facts; k++)
			if (hj_fact_is_judged(&set->facts[k]) &&
			    (named_fact == NULL || percent(50))) {
				named_fact = &set->facts[k];
				named_set = set;
			}
	}
	return named_fact != NULL;
}

static const char *
some_fact(struct making *m)
{
	return m->d != NULL && some_fact_of(m->f, m->d) ? named_fact->name
							: "colour";
}

/* A duty of bodies; of which set is seldom said. */
static const char *
some_duty(struct making *m)
{
	named_fact = NULL;
	return percent(m->wild) ? "no-duty" : "roving";
}

static const char *
some_fact_set(struct making *m)
{
	(void)m;
	return named_fact != NULL ? named_set->name : "method-jiachuan";
}

static const char *
some_value(struct making *m)
{
	const struct hj_words *house;

	if (named_fact == NULL || percent(m->wild) || percent(5))
		return "unknown";
	if (named_fact->type == HJ_FT_FLAG)
		return percent(70) ? "yes" : "no";
	if (named_fact->type != HJ_FT_WORD)
		return percent(50) ? "3" : "2000000";
	if (named_fact->n_words > 0)
		return named_fact
		    ->words[between(0, (int64_t)named_fact->n_words - 1)]
		    .name;
	house = hj_fact_from_list(named_fact->from);
	return house == NULL ? "x"
			     : hj_word_name(house,
				   (int)between(1, (int64_t)house->n - 1));
}

#endif
