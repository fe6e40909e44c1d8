/*
 * Which forum excludes which, and which closes which (排斥矩阵).
 *
 * One matter may be in several hands at once, but not in any two.  The table in
 * matrix.c says for each pair of channels what happens to what is open when
 * another is to be opened; forum.c, open-procedure and accept-referral obey it,
 * `hejie help flows` prints it, and a test walks every pair.
 *
 * Nothing here bars a party from a suit for good (人民调解法3(三), F): what is
 * excluded waits until the open forum is ended, which its parties can do.
 */
#ifndef HJ_LIB_COMMANDS_TRACK_MATRIX_H
#define HJ_LIB_COMMANDS_TRACK_MATRIX_H

#include "lib/dispute/word.h"
#include "lib/time/clock.h"

enum hj_forum_effect {
	HJ_FO_ALLOWED = 1, /* they run beside each other */
	HJ_FO_EXCLUDES,    /* the open one comes first; the fresh one waits */
	HJ_FO_CLOSES,      /* the fresh one ends the open one */
};
extern const struct hj_words hj_forum_effect_words;

/* What a hotline does not take up while it runs (国办发〔2020〕53号, F). */
#define HJ_BARS_HOTLINE (HJ_CH(SUIT) | HJ_CH(ARBITRATION) | HJ_CH(PETITION))

struct hj_forum_row {
	unsigned open;        /* mask of HJ_CH(): what runs */
	unsigned fresh;       /* mask of HJ_CH(): what is to be opened */
	int effect;           /* enum hj_forum_effect */
	const char *category; /* cat_moj; NULL: whatever the matter is */
	const char *article;  /* what it rests on; "" of what is allowed */
	int certainty;        /* enum hj_certainty, of that */
};

/*
 * The first row that fits a matter of `category` (NULL: not known); one that
 * allows, without an article, if none does.  Never NULL.
 */
const struct hj_forum_row *hj_forum_rule(
    int open, int fresh, const char *category);

/* Row `i` of the table, in its order; NULL behind the last. */
const struct hj_forum_row *hj_forum_row_at(size_t i);

#endif
