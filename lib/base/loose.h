/*
 * Values as people type them into tables.
 *
 * Full-width letters, digits and signs are taken for the plain ones.  What is
 * not understood is refused, never guessed: "3-5万" is no amount, "4月" no day.
 */
#ifndef HJ_LIB_BASE_LOOSE_H
#define HJ_LIB_BASE_LOOSE_H

#include "lib/base/arena.h"
#include "lib/base/date.h"

/*
 * `text` with plain letters, digits and signs for full-width ones and without
 * any blanks, made in `a`.
 */
const char *hj_loose_plain(struct hj_arena *a, const char *text);

/*
 * An amount in fen: "3,137元", "¥1.2万", "３１３７.50", "5千元", "一" is none.
 * At most two decimals of a yuan; not negative.  False if it is no amount.
 */
bool hj_loose_money(struct hj_arena *a, const char *text, int64_t *ret_fen);

/*
 * A day: "2026-04-07", "2026/4/7", "2026.4.7", "2026年4月7日", "20260407", each
 * with a time behind it or not, or a number of days as Excel counts them
 * (20000 to 80000: 1954 to 2119).  False if it is none.
 */
bool hj_loose_date(struct hj_arena *a, const char *text, struct hj_date *ret);

/* A whole number of people, pages …; false if it is none. */
bool hj_loose_int(struct hj_arena *a, const char *text, int64_t *ret);

#endif
