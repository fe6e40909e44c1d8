/*
 * Tab-separated reference data: a line of names, then a line a row.
 *
 * Cells hold no tabs and no line ends; nothing is quoted.  Lines that begin
 * with '#' are skipped.  A cell is found by the name of its column, so a file
 * may gain columns.
 */
#ifndef HJ_LIB_BASE_TSV_H
#define HJ_LIB_BASE_TSV_H

#include "lib/base/arena.h"

#include <stdbool.h>

#define HJ_TSV_COLUMNS 32

struct hj_tsv {
	struct hj_arena *a;
	const char *at, *end;
	const char *name[HJ_TSV_COLUMNS];
	const char *cell[HJ_TSV_COLUMNS]; /* of the present row */
	size_t columns;
};

/* Begin to read `len` bytes at `text`, taking the line of names. */
void hj_tsv_init(
    struct hj_tsv *t, struct hj_arena *a, const char *text, size_t len);

/* Go to the next row; false at the end. */
bool hj_tsv_next(struct hj_tsv *t);

/* The cell under `name`, "" if it is empty or there is no such column. */
const char *hj_tsv_get(const struct hj_tsv *t, const char *name);

/* The cell as a whole number, 0 if it is none. */
int64_t hj_tsv_int(const struct hj_tsv *t, const char *name);

#endif
