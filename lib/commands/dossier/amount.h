/*
 * Sums of money that a text names: 800元, 1,234.50元, 2.5万元, ¥800,
 * 捌佰元整, 三万五千元, 十二元五角.
 *
 * Only what is a sum for certain: about so much (八百余元), a rate (每月500元,
 * 500元/月), another currency are no sums.
 */
#ifndef HJ_LIB_COMMANDS_DOSSIER_AMOUNT_H
#define HJ_LIB_COMMANDS_DOSSIER_AMOUNT_H

#include "lib/base/arena.h"

#include <stddef.h>
#include <stdint.h>

/*
 * The sums that `text` (checked UTF-8) names, in fen, in order; made in `a`.
 * Returns how many.
 */
size_t hj_amounts_said(struct hj_arena *a, const char *text, int64_t **ret);

#endif
