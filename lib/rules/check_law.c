/*
 * Limits against the statute: a lower rule may shorten a limit of law, and may
 * not lengthen one; see check.h.
 *
 * A limit is held against that of statute which has its name.  One that claims
 * no law itself is held, besides, against those it replaces, and those that
 * start at the same event, for the same, in the same channel, and are met by
 * the same; of two laws the special one goes before.
 */
#include "lib/rules/checker.h"

#include <string.h>

static bool
same_list(
    const struct hj_name *a, size_t n_a, const struct hj_name *b, size_t n_b)
{
	for (size_t i = 0; i < n_a; i++)
		if (!hj_name_in(b, n_b, a[i].text))
			return false;
	return n_a == n_b;
}

static bool
same_limit(const struct hj_rule_clock *c, const struct hj_rule_clock *law)
{
	if (strcmp(c->name, law->name) == 0)
		return true;
	if (c->certainty == HJ_CERTAINTY_LAW)
		return false;
	if (hj_name_in(c->replaces, c->n_replaces, law->name))
		return true;
	return c->of == law->of && c->channel == law->channel &&
	       c->notice == law->notice && c->trial == law->trial &&
	       c->effect == law->effect && law->n_when == 0 &&
	       strcmp(c->starts, law->starts) == 0 &&
	       same_list(c->kinds, c->n_kinds, law->kinds, law->n_kinds) &&
	       same_list(c->categories, c->n_categories, law->categories,
		   law->n_categories) &&
	       same_list(c->referrals, c->n_referrals, law->referrals,
		   law->n_referrals) &&
	       same_list(
		   c->grounds, c->n_grounds, law->grounds, law->n_grounds) &&
	       c->n_meets > 0 &&
	       same_list(c->meets, c->n_meets, law->meets, law->n_meets);
}

/*
 * The fewest minutes a length can be, and the most: a month has 28 to 31 days;
 * n working days are at least n days, and with weekends and the longest
 * holidays (nine days, in law's calendar so far) at most 2 n + 9.
 */
static int64_t
least(int64_t n, int unit)
{
	int64_t months = hj_unit_months(unit);

	if (unit == HJ_UNIT_MINUTES)
		return n;
	if (unit == HJ_UNIT_HOURS)
		return n * 60;
	return (months > 0 ? n * months * 28 : n) * 1440;
}

static int64_t
most(int64_t n, int unit)
{
	int64_t months = hj_unit_months(unit);

	if (unit == HJ_UNIT_MINUTES)
		return n;
	if (unit == HJ_UNIT_HOURS)
		return n * 60;
	if (unit == HJ_UNIT_WORKING_DAYS)
		return (n * 2 + 9) * 1440;
	return (months > 0 ? n * months * 31 : n) * 1440;
}

static bool
longer(int64_t length, int unit, const struct hj_rule_clock *law)
{
	if (unit == 0)
		return false;
	if (unit == law->unit)
		return length > law->length;
	return least(length, unit) > most(law->length, law->unit);
}

/* Is its length longer, or that which a row of its table gives? */
static bool
longer_limit(const struct hj_rule_set *set, const struct hj_rule_clock *c,
    const struct hj_rule_clock *law)
{
	bool any = longer(c->length, c->unit, law);

	for (size_t i = 0; c->lengths != NULL && i < set->n_tables; i++) {
		const struct hj_rule_table *t = &set->tables[i];

		if (strcmp(t->name, c->lengths) != 0)
			continue;
		for (size_t j = 0; j < t->n_rows; j++)
			any = any ||
			      longer(t->rows[j].length, t->rows[j].unit, law);
		any = any ||
		      (t->otherwise != NULL && longer(t->otherwise->length,
						   t->otherwise->unit, law));
	}
	return any;
}

/* Has it the power to lengthen it further than the law lets anybody? */
static bool
longer_extension(const struct hj_rule_clock *c, const struct hj_rule_clock *law)
{
	if (law->extends == HJ_EXT_NOBODY)
		return c->extends != HJ_EXT_NOBODY;
	return law->extension_most > 0 && c->unit == law->unit &&
	       c->extends != HJ_EXT_NOBODY &&
	       (c->extension_most == 0 ||
		   c->extension_most > law->extension_most);
}

void
hj_check_law(
    struct hj_checker *k, const char *at, const struct hj_rule_clock *c)
{
	const struct hj_rules *sets = k->known->law;

	for (size_t i = 0; sets != NULL && i < sets->n; i++)
		for (size_t j = 0; j < sets->set[i].n_clocks; j++) {
			const struct hj_rule_clock *law =
			    &sets->set[i].clocks[j];

			if (law->certainty != HJ_CERTAINTY_LAW ||
			    !same_limit(c, law))
				continue;
			if (longer_limit(k->set, c, law))
				hj_fault(k, HJ_RF_BEYOND_LAW, at, "length",
				    law->name);
			else if (longer_extension(c, law))
				hj_fault(k, HJ_RF_BEYOND_LAW, at, "extends",
				    law->name);
		}
}
