/* What counties have published, beside what ships; see published.h. */
#include "server/published.h"

#include <string.h>

struct hj_rules
hj_published_join(struct hj_arena *a, const struct hj_rules *shipped,
    const struct hj_ruleset *const *list, size_t n)
{
	struct hj_rule_set *all = NULL;
	size_t count = 0;

	for (size_t i = 0; i < shipped->n; i++)
		*HJ_PUSH(a, all, count) = shipped->set[i];
	for (size_t i = 0; i < n; i++) {
		const struct hj_rule_set *set =
		    list[i]->from == 0 ? NULL
				       : hj_ruleset_read(a, list[i]->document,
					     list[i]->digest);
		struct hj_rule_set *put;

		if (set == NULL)
			continue;
		put = HJ_PUSH(a, all, count);
		*put = *set;
		put->published = true;
		put->instead = list[i]->head->instead;
	}
	return (struct hj_rules){ all, count };
}

static struct hj_county_rules *
county_of(
    struct hj_arena *a, struct hj_county_list *counties, const char *county)
{
	struct hj_county_rules *c;

	for (size_t i = 0; i < counties->n; i++)
		if (strcmp(counties->item[i].county, county) == 0)
			return &counties->item[i];
	c = HJ_PUSH(a, counties->item, counties->n);
	c->county = county;
	return c;
}

void
hj_published_enact(struct hj_arena *a, struct hj_county_list *counties,
    const struct hj_rules *rules, const struct hj_ruleset *const *list,
    size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const struct hj_rule_set *set =
		    hj_rule_set_find(rules, list[i]->digest);
		struct hj_county_rules *c;
		struct hj_enacted *grown;

		if (list[i]->stage != HJ_RSS_IN_FORCE || set == NULL)
			continue;
		c = county_of(a, counties, list[i]->head->county);
		grown = hj_alloc(a, (c->n_enacted + 1) * sizeof(*grown));
		if (c->n_enacted > 0)
			memcpy(
			    grown, c->enacted, c->n_enacted * sizeof(*grown));
		grown[c->n_enacted++] =
		    (struct hj_enacted){ .set = list[i]->digest,
			    .instead = list[i]->head->instead,
			    .ladder = set->n_ladder > 0,
			    .from = list[i]->from,
			    .at = list[i]->last_at };
		c->enacted = grown;
	}
}
