/* Which forum excludes which, as rules; see forum.h. */
#include "lib/rules/forum.h"

#include "lib/dispute/word.h"
#include "lib/time/clock.h"

#include <string.h>

/* A party's own ways, and what two forums of theirs may do to each other. */
#define WAYS_OUT                                                               \
	(HJ_CH(SUIT) | HJ_CH(ARBITRATION) | HJ_CH(PETITION) |                  \
	    HJ_CH(RECONSIDERATION))
#define JUDGED (HJ_CH(SUIT) | HJ_CH(ARBITRATION))

static const struct hj_word effect_list[] = {
	{ NULL, NULL, NULL },
	{ "allowed", "并行", "beside" },
	{ "excludes", "排斥", "excludes" },
	{ "closes", "终止", "closes" },
};
const struct hj_words hj_forum_effect_words = HJ_WORDS(effect_list);

/* clang-format off */
static const struct hj_field channel_item_rows[] = {
	{ .name = "", .type = HJ_T_WORD, .flags = HJ_REQUIRED, .offset = offsetof(struct hj_channel_item, channel), .words = &hj_channel_words },
};
static const struct hj_fields channel_item_fields = HJ_FIELDS(hj_channel_item, channel_item_rows);

static const struct hj_field forum_rows[] = {
	HJ_TEXT(hj_rule_forum, article, HJ_REQUIRED, 200, "依据|article"),
	HJ_TEXT(hj_rule_forum, category, 0, 8, "限于类别(司法部)|only this category, MoJ"),
	HJ_WORD(hj_rule_forum, certainty, HJ_REQUIRED, &hj_certainty_words, "性质|certainty"),
	HJ_WORD(hj_rule_forum, effect, HJ_REQUIRED, &hj_forum_effect_words, "在办的如何|what happens to what is open"),
	HJ_LIST(hj_rule_forum, fresh, HJ_REQUIRED, &channel_item_fields, 20, "新开程序|to be opened"),
	HJ_LIST(hj_rule_forum, open, HJ_REQUIRED, &channel_item_fields, 20, "在办程序|open"),
};
const struct hj_fields hj_rule_forum_fields = HJ_FIELDS(hj_rule_forum, forum_rows);
/* clang-format on */

static unsigned
mask(const struct hj_channel_item *list, size_t n)
{
	unsigned all = 0;

	for (size_t i = 0; i < n; i++)
		all |= 1u << list[i].channel;
	return all;
}

bool
hj_forum_fits(const struct hj_rule_forum *row, int open, int fresh)
{
	return (mask(row->open, row->n_open) & 1u << open) != 0 &&
	       (mask(row->fresh, row->n_fresh) & 1u << fresh) != 0;
}

bool
hj_forums_overlap(const struct hj_rule_forum *a, const struct hj_rule_forum *b)
{
	bool same = a->category == NULL || b->category == NULL
			? a->category == b->category
			: strcmp(a->category, b->category) == 0;

	return same &&
	       (mask(a->open, a->n_open) & mask(b->open, b->n_open)) != 0 &&
	       (mask(a->fresh, a->n_fresh) & mask(b->fresh, b->n_fresh)) != 0;
}

bool
hj_forum_bars_way_out(const struct hj_rule_forum *row)
{
	return row->effect == HJ_FO_EXCLUDES &&
	       (mask(row->fresh, row->n_fresh) & WAYS_OUT) != 0 &&
	       (mask(row->open, row->n_open) & ~JUDGED) != 0;
}
