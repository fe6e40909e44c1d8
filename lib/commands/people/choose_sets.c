/*
 * Choose the local and house rules of a county by name (启用地方规则): sets of
 * limits that are not on by default, such as the five working days of 12345.
 *
 * The list replaces the one before; none at all switches every one off.  It
 * acts on disputes registered and procedures opened from now on.
 */
#include "lib/commands/people/people.h"

#include <string.h>

struct choose_sets {
	struct hj_frame frame;
	const char *county;
	struct hj_name *sets;
	size_t n_sets;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_TEXT(choose_sets, county, HJ_REQUIRED, 6, "县(市、区)|county"),
	HJ_LIST(choose_sets, sets, HJ_REQUIRED, &hj_name_fields, HJ_SETS_MOST, "规则集名称|names of rule sets"),
};
static const struct hj_fields fields = HJ_COMMAND_FIELDS(choose_sets, rows);
/* clang-format on */

static void
check(struct hj_turn *t, const struct choose_sets *c)
{
	for (size_t i = 0; i < c->n_sets; i++) {
		const struct hj_rule_set *set =
		    hj_rule_set_named(t->world->rules, c->sets[i].text);

		if (set == NULL || set->published || set->n_ladder > 0)
			hj_refuse(t, HJ_NO_RULE_SET, "sets");
		else
			(void)hj_set_fits(t, set, c->county, "sets");
		if (hj_name_in(c->sets, i, c->sets[i].text))
			hj_refuse(t, HJ_NO_DUPLICATE, "sets");
	}
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct choose_sets *c = cmd;
	const struct hj_site_county *county =
	    hj_site_county_at(t->state, c->county);
	struct hj_county_set *b;

	if (county == NULL)
		hj_refuse(t, HJ_NO_COUNTY, "county");
	check(t, c);
	if (t->refused != HJ_NO)
		return;
	b = HJ_NEW(t->a, struct hj_county_set);
	b->county = HJ_NEW(t->a, struct hj_site_county);
	*b->county = *county;
	b->county->sets = c->sets;
	b->county->n_sets = c->n_sets;
	hj_happens(t, &hj_ev_sets_chosen, b);
}

const struct hj_command hj_cmd_choose_sets = {
	.name = "choose-sets",
	.zh = "启用地方规则",
	.en = "Choose the local rules of a county",
	.fields = &fields,
	.right = HJ_MAY_ADMINISTER,
	.decide = decide,
};
