/*
 * Switch a county's ladder on, change it, or switch it off (分级规则).
 *
 * It acts on what is registered from now on: a dispute keeps the sets that it
 * pinned.
 */
#include "lib/commands/people/people.h"

#include <string.h>

struct choose_ladder {
	struct hj_frame frame;
	const char *county;
	const char *ladder;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_TEXT(choose_ladder, county, HJ_REQUIRED, 6, "县(市、区)|county"),
	HJ_TEXT(choose_ladder, ladder, 0, 100, "规则名,空为不用|name of the rule set; none if absent"),
};
static const struct hj_fields fields = HJ_COMMAND_FIELDS(choose_ladder, rows);
/* clang-format on */

/* The set of that name with a ladder in it: of today, else any; or NULL. */
static const struct hj_rule_set *
named(const struct hj_turn *t, const char *name)
{
	const struct hj_rules *rules = t->world->rules;
	const struct hj_rule_set *found = NULL;

	for (size_t i = 0; i < rules->n; i++) {
		const struct hj_rule_set *set = &rules->set[i];

		if (!set->published && strcmp(set->name, name) == 0 &&
		    set->n_ladder > 0 &&
		    (found == NULL || hj_rule_set_holds_on(set, hj_today(t))))
			found = set;
	}
	return found;
}

static bool
same(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct choose_ladder *c = cmd;
	const struct hj_site_county *county =
	    hj_site_county_at(t->state, c->county);
	const struct hj_rule_set *set =
	    c->ladder == NULL ? NULL : named(t, c->ladder);
	struct hj_county_set *b;

	if (county == NULL) {
		hj_refuse(t, HJ_NO_COUNTY, "county");
		return;
	}
	if (c->ladder != NULL && set == NULL) {
		hj_refuse(t, HJ_NO_LADDER, "ladder");
		return;
	}
	if (set != NULL && !hj_set_fits(t, set, c->county, "ladder"))
		return;
	if (same(c->ladder, county->ladder)) {
		hj_refuse(t, HJ_NO_DUPLICATE, "ladder");
		return;
	}
	b = HJ_NEW(t->a, struct hj_county_set);
	b->county = HJ_NEW(t->a, struct hj_site_county);
	*b->county = *county;
	b->county->ladder = c->ladder;
	hj_happens(t, &hj_ev_ladder_chosen, b);
}

const struct hj_command hj_cmd_choose_ladder = {
	.name = "choose-ladder",
	.zh = "选用分级规则",
	.en = "Choose the ladder of a county",
	.fields = &fields,
	.right = HJ_MAY_ADMINISTER,
	.decide = decide,
};
