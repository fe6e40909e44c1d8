/*
 * Which forum excludes which, and which closes which (排斥矩阵).
 *
 * One matter may be in several hands at once, but not in any two.  For each
 * pair of channels the rows `forums` of the rule sets in force say what happens
 * to what is open when another is to be opened (national-forums.json; `hejie
 * rules show national-forums` prints them), and two conventions of this program
 * in matrix.c where no statute does.  forum.c, open-procedure and
 * accept-referral obey it, and a test walks every pair and category.
 *
 * Nothing here bars a party from a suit for good (人民调解法3(三), F): what is
 * excluded waits until the open forum is ended, which its parties can do.
 */
#ifndef HJ_LIB_COMMANDS_TRACK_MATRIX_H
#define HJ_LIB_COMMANDS_TRACK_MATRIX_H

#include "lib/commands/turn.h"

/* What a hotline does not take up while it runs (国办发〔2020〕53号, F). */
#define HJ_BARS_HOTLINE                                                        \
	(HJ_CH(SUIT) | HJ_CH(ARBITRATION) | HJ_CH(RECONSIDERATION) |           \
	    HJ_CH(PETITION))

/*
 * The row for a matter of `category` (NULL: not known) by the sets in force for
 * `t` (NULL: those that are on everywhere); one that allows, without an
 * article, if none fits.  Never NULL.
 */
const struct hj_rule_forum *hj_forum_rule(const struct hj_rules *rules,
    const struct hj_turn *t, int open, int fresh, const char *category);

#endif
