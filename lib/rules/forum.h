/*
 * Which forum excludes which, and which closes which (排斥矩阵), as rules.
 *
 * A row says what happens to a matter's open procedure of one channel when one
 * of another is to be opened.  Rows for a category go before those for any.
 * No row may keep a party from a court, a commission, a petition or a
 * reconsideration because something is mediated (人民调解法3(三), F): a
 * document that tries is refused.
 *
 * Included by rules.h.
 */
#ifndef HJ_LIB_RULES_FORUM_H
#define HJ_LIB_RULES_FORUM_H

#include "lib/base/field.h"

enum hj_forum_effect {
	HJ_FO_ALLOWED = 1, /* they run beside each other */
	HJ_FO_EXCLUDES,    /* the open one comes first; the fresh one waits */
	HJ_FO_CLOSES,      /* the fresh one ends the open one */
};
extern const struct hj_words hj_forum_effect_words;

/* A channel in a list of bare words. */
struct hj_channel_item {
	int channel; /* enum hj_channel */
};

struct hj_rule_forum {
	const struct hj_channel_item *open; /* what runs */
	size_t n_open;
	const struct hj_channel_item *fresh; /* what is to be opened */
	size_t n_fresh;
	int effect;           /* enum hj_forum_effect */
	const char *category; /* cat_moj; NULL: whatever the matter is */
	const char *article;  /* what it rests on; "" of what is allowed */
	int certainty;        /* enum hj_certainty, of that */
};
extern const struct hj_fields hj_rule_forum_fields;

/* Is the row about this pair? */
bool hj_forum_fits(const struct hj_rule_forum *row, int open, int fresh);

/* Is it about the same pair and category as another, so that both hold? */
bool hj_forums_overlap(
    const struct hj_rule_forum *a, const struct hj_rule_forum *b);

/* Would it keep a party from a forum of its own because of mediation? */
bool hj_forum_bars_way_out(const struct hj_rule_forum *row);

#endif
