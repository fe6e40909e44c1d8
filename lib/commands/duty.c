/* Separation of duty, as data; see duty.h. */
#include "lib/commands/duty.h"

#include "lib/commands/people/absence.h"
#include "lib/rules/sentence.h"

#include <string.h>

static bool
same(const char *a, const char *b)
{
	return a != NULL && b != NULL && strcmp(a, b) == 0;
}

/* Is the actor, whom he stands in for, or the person acted for, `person`? */
static bool
is_person(const struct hj_turn *t, const char *person)
{
	const char *const *self;
	size_t n = hj_selves(t, &self);

	for (size_t i = 0; i < n; i++)
		if (same(person, self[i]))
			return true;
	return false;
}

/* Has the actor the part that `who` names? */
static bool
has_part(const struct hj_turn *t, enum hj_duty_who who)
{
	const struct hj_order *o =
	    t->p == NULL ? NULL : hj_order_of(t->d, t->p->no);
	const struct hj_org *org = hj_turn_org(t);

	switch (who) {
	case HJ_DW_FINDER:
		return is_person(t, t->d->finder);
	case HJ_DW_GRID:
		return (t->actor.roles & ~HJ_RO(GRID)) == 0 ||
		       (org != NULL && strcmp(org->kind->name, "grid") == 0);
	case HJ_DW_HANDLER:
		return o != NULL && is_person(t, o->handler);
	case HJ_DW_SUPERVISOR:
		return o != NULL && (is_person(t, o->supervisor) ||
					same(o->supervisor_body, t->actor.org));
	}
	return false;
}

/* A row in force, and the set that it is of. */
struct row {
	const struct hj_rule_duty *duty; /* NULL: none */
	const struct hj_rule_set *set;
};

/* The first that keeps `who` (0: anybody) from `act`, and is about the actor if
 * `found` does not say that somebody was found to have the part. */
static struct row
barring(const struct hj_turn *t, enum hj_duty_act act, enum hj_duty_who who,
    bool found)
{
	const struct hj_rules *rules = t->world->rules;

	for (size_t i = 0; i < rules->n; i++) {
		const struct hj_rule_set *set = &rules->set[i];

		if (set->n_duties == 0 ||
		    !hj_set_in_force(t, set, t->d->county))
			continue;
		for (size_t k = 0; k < set->n_duties; k++) {
			const struct hj_rule_duty *duty = &set->duties[k];

			if (duty->act == (int)act &&
			    (who == 0 || duty->who == (int)who) &&
			    (duty->source == 0 ||
				duty->source == t->d->source) &&
			    (found || has_part(t, (enum hj_duty_who)duty->who)))
				return (struct row){ duty, set };
		}
	}
	return (struct row){ NULL, NULL };
}

static void
refuse(struct hj_turn *t, enum hj_refusal why, const char *field,
    const struct row *row)
{
	hj_refuse(t, why, field);
	hj_cite(t, row->duty->article, hj_rule_set_certainty(row->set));
}

bool
hj_duty_bars(struct hj_turn *t, enum hj_duty_act act, enum hj_duty_who who)
{
	static const enum hj_refusal rule[] = {
		[HJ_DW_FINDER] = HJ_NO_FINDER_CLOSES,
		[HJ_DW_GRID] = HJ_NO_GRID_CLOSES,
		[HJ_DW_HANDLER] = HJ_NO_SAME_PERSON,
		[HJ_DW_SUPERVISOR] = HJ_NO_SAME_PERSON,
	};
	const struct row row = barring(t, act, who, false);

	if (row.duty == NULL || t->refused != HJ_NO)
		return t->refused != HJ_NO;
	refuse(t, act == HJ_DU_CLOSE ? rule[row.duty->who] : HJ_NO_SAME_PERSON,
	    NULL, &row);
	return true;
}

void
hj_duty_refuse(struct hj_turn *t, enum hj_duty_act act, enum hj_duty_who who,
    const char *field)
{
	const struct row row = barring(t, act, who, true);

	if (row.duty != NULL && t->refused == HJ_NO)
		refuse(t, HJ_NO_SAME_PERSON, field, &row);
}

bool
hj_duty_would_bar(const struct hj_turn *t, enum hj_duty_act act)
{
	return barring(t, act, 0, false).duty != NULL;
}

bool
hj_finder_barred(const struct hj_turn *t, int source)
{
	const struct hj_rules *rules = t->world->rules;

	for (size_t i = 0; i < rules->n; i++) {
		const struct hj_rule_set *set = &rules->set[i];

		for (size_t k = 0; k < set->n_duties; k++)
			if (set->duties[k].who == HJ_DW_FINDER &&
			    (set->duties[k].source == 0 ||
				set->duties[k].source == source))
				return true;
	}
	return false;
}
