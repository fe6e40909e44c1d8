/* Which forum excludes which; see matrix.h. */
#include "lib/commands/track/matrix.h"

#include <stddef.h>
#include <string.h>

/* clang-format off */
static const struct hj_channel_item out_of_court[] = { { HJ_CH_PEOPLE }, { HJ_CH_ADMINISTRATIVE }, { HJ_CH_ASSIGNED }, { HJ_CH_ENTRUSTED }, { HJ_CH_IN_COURT } };
static const struct hj_channel_item organ[] = { { HJ_CH_ADMINISTRATIVE } };
static const struct hj_channel_item judged[] = { { HJ_CH_SUIT }, { HJ_CH_ARBITRATION } };

#define LIST(l) l, sizeof(l) / sizeof((l)[0])
#define HOUSE HJ_CERTAINTY_HOUSE

/*
 * What no statute says and this program does everywhere: one body mediates a
 * matter at a time; and there is no statute on administrative mediation in
 * general, which a court or commission ends and excludes as it does people's.
 */
static const struct hj_rule_forum house[] = {
	{ LIST(out_of_court), LIST(out_of_court), HJ_FO_EXCLUDES, NULL, "同一纠纷同时由一个组织调解(本系统约定)", HOUSE },
	{ LIST(organ),        LIST(judged),       HJ_FO_CLOSES,   NULL, "行政调解无全国统一规定,起诉、仲裁的终止(本系统约定)", HOUSE },
	{ LIST(judged),       LIST(organ),        HJ_FO_EXCLUDES, NULL, "行政调解无全国统一规定,诉讼、仲裁在办的不另行调解(本系统约定)", HOUSE },
};
/* clang-format on */

/* Is the set in force for the turn; without one, everywhere? */
static bool
holds(const struct hj_turn *t, const struct hj_rule_set *set)
{
	return t == NULL ? set->on_by_default
			 : hj_set_in_force(
			       t, set, t->d == NULL ? NULL : t->d->county);
}

static bool
same(const char *a, const char *b)
{
	return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

/* The surest row for exactly this category. */
static const struct hj_rule_forum *
row_for(const struct hj_rules *rules, const struct hj_turn *t, int open,
    int fresh, const char *category)
{
	const struct hj_rule_forum *best = NULL;

	for (size_t i = 0; rules != NULL && i < rules->n; i++)
		for (size_t k = 0; k < rules->set[i].n_forums; k++) {
			const struct hj_rule_forum *f =
			    &rules->set[i].forums[k];

			if (hj_forum_fits(f, open, fresh) &&
			    same(f->category, category) &&
			    (best == NULL || f->certainty < best->certainty) &&
			    holds(t, &rules->set[i]))
				best = f;
		}
	return best;
}

const struct hj_rule_forum *
hj_forum_rule(const struct hj_rules *rules, const struct hj_turn *t, int open,
    int fresh, const char *category)
{
	static const struct hj_rule_forum beside = { .effect = HJ_FO_ALLOWED,
		.article = "" };
	const struct hj_rule_forum *row = NULL;

	if (category != NULL)
		row = row_for(rules, t, open, fresh, category);
	if (row == NULL)
		row = row_for(rules, t, open, fresh, NULL);
	for (size_t i = 0; row == NULL && i < sizeof(house) / sizeof(house[0]);
	     i++)
		if (hj_forum_fits(&house[i], open, fresh))
			row = &house[i];
	return row == NULL ? &beside : row;
}
