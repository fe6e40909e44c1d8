/*
 * Bands: a few numbers by which texts that say much the same find each other.
 *
 * From the keyed bigrams of a text (index.h) 72 minima are taken, each under
 * an order of its own (MinHash), and three at a time are mixed into one band.
 * Two texts of which the share j of all bigrams is common have a given band in
 * common with probability j^3, so one of 24 bands with 1 - (1 - j^3)^24: 96 %
 * at one half, 48 % at three tenths, 0.3 % at one twentieth, which is what
 * strangers have.  So an index of bands leads to few wrong rows where one of
 * bigrams would lead to all of them; and it gives away less: not which words
 * two texts share, only that they are alike.
 */
#ifndef HJ_LIB_INTEGRITY_BANDS_H
#define HJ_LIB_INTEGRITY_BANDS_H

#include "lib/base/arena.h"

#include <stddef.h>
#include <stdint.h>

#define HJ_BANDS 24
#define HJ_BANDS_LEAST 6 /* bigrams; what is shorter says too little */

/*
 * The bands of a text whose keyed bigrams are the `n` in `list`, made in `a`,
 * in order of their place.  Returns HJ_BANDS, or 0 if the text is too short.
 */
size_t hj_index_bands(
    struct hj_arena *a, const int64_t *list, size_t n, int64_t **ret);

#endif
