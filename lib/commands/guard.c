/* Guards by name; see guard.h. */
#include "lib/commands/guard.h"

#include <string.h>

/* Those that are no refusal of their own: what a local rule lets a body do. */
static const char *const more[] = {
	"order-ends-early", "order-ends-repeated",
	"order-redone",      /* 回访不满意的重办 */
	"order-supervised",  /* 督办情形 */
	"order-to-superior", /* 提请上级 */
	"sent-back-goes-up", /* 多次退单、拒收的由共同上级接办 */
};

static const char *
county_of(const struct hj_turn *t)
{
	const struct hj_org *org;

	if (t->d != NULL && t->d->county != NULL)
		return t->d->county;
	org = t->actor.org == NULL ? NULL : hj_turn_org(t);
	return org == NULL ? NULL : org->county;
}

const struct hj_rule_guard *
hj_guard(const struct hj_turn *t, const char *name)
{
	const struct hj_rules *rules = t->world->rules;
	const struct hj_rule_guard *best = NULL;
	const char *county = county_of(t);

	for (size_t i = 0; rules != NULL && i < rules->n; i++) {
		const struct hj_rule_set *set = &rules->set[i];
		const struct hj_rule_guard *g = hj_rule_guard_find(set, name);

		if (g != NULL && g->bars == HJ_BAR_NAMED &&
		    (best == NULL || g->certainty < best->certainty) &&
		    hj_set_in_force(t, set, county))
			best = g;
	}
	return best;
}

bool
hj_guard_on(const struct hj_turn *t, enum hj_refusal rule)
{
	return hj_guard(t, hj_refusals[rule].type) != NULL;
}

const char *
hj_guard_article(const struct hj_turn *t, const char *name)
{
	const struct hj_rule_guard *g = hj_guard(t, name);

	return g == NULL ? NULL : g->article;
}

bool
hj_goes_up(const struct hj_turn *t, int64_t times)
{
	const struct hj_rule_guard *g = hj_guard(t, "sent-back-goes-up");

	return g != NULL && times >= g->most;
}

bool
hj_guard_asks(const struct hj_rule_guard *guard, const char *item)
{
	for (size_t i = 0; i < guard->n_items; i++)
		if (strcmp(guard->items[i].name, item) == 0)
			return true;
	return false;
}

bool
hj_guard_known(const char *name)
{
	for (size_t i = 0; i < sizeof(more) / sizeof(more[0]); i++)
		if (strcmp(more[i], name) == 0)
			return true;
	for (int i = HJ_NO + 1; i < HJ_NO__MAX; i++)
		if (strcmp(hj_refusals[i].type, name) == 0)
			return true;
	return false;
}

const struct hj_rule_guard *
hj_guard_of_law(const struct hj_rules *rules, enum hj_refusal rule)
{
	for (size_t i = 0; i < rules->n; i++) {
		const struct hj_rule_guard *g =
		    hj_rule_guard_find(&rules->set[i], hj_refusals[rule].type);

		if (g != NULL && rules->set[i].on_by_default)
			return g;
	}
	return NULL;
}
