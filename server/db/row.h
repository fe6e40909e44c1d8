/*
 * Rows of a binary result, as typed values.
 *
 * Point a struct hj_row at a result and a row number, read the columns, and
 * ask once at the end whether `bad` is set: a column that is missing, of
 * another type, of the wrong length or NULL where NULL has no meaning sets it
 * and reads as 0 or NULL.  A bad row means that a statement and the schema do
 * not belong together, never that somebody's input was wrong.
 *
 * Texts and bytes are copied into an arena, because the result is cleared
 * right after on_done; only hj_row_peek() and hj_row_lent() leave them where
 * they lie.
 */
#ifndef HJ_SERVER_DB_ROW_H
#define HJ_SERVER_DB_ROW_H

#include <libpq-fe.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/arena.h"
#include "server/db/param.h"

#define HJ_ROW_ARRAY_MOST 100000 /* elements of one array */

struct hj_row {
	const PGresult *result;
	int at; /* from 0 */
	int n;  /* columns */
	bool bad;
};

/* Row `at` of `result`; NULL or no such row makes it bad from the start. */
struct hj_row hj_row(const PGresult *result, int at);

/* How many rows there are; 0 for NULL. */
int hj_row_count(const PGresult *result);

/* Is the column NULL?  Does not make the row bad. */
bool hj_row_is_null(struct hj_row *r, int col);

bool hj_row_bool(struct hj_row *r, int col);

/* int2, int4 or int8. */
int64_t hj_row_int(struct hj_row *r, int col);

/* The same, but NULL reads as `fallback`. */
int64_t hj_row_int_or(struct hj_row *r, int col, int64_t fallback);

/* timestamptz: milliseconds since 1970, rounded down; infinity is bad. */
int64_t hj_row_ms(struct hj_row *r, int col);
int64_t hj_row_ms_or(struct hj_row *r, int col, int64_t fallback);

/* date: days since 1970-01-01; infinity is bad. */
int32_t hj_row_date(struct hj_row *r, int col);

/*
 * text, varchar, name, json and the like, with a NUL behind.  SQL NULL is
 * NULL and not bad.  `ret_n` may be NULL.
 */
const char *hj_row_text(
    struct hj_row *r, int col, struct hj_arena *a, size_t *ret_n);

/* The same where it lies, until the result is cleared. */
const char *hj_row_lent(struct hj_row *r, int col);

/* bytea; SQL NULL is a NULL pointer and not bad, empty bytes are not NULL. */
struct hj_bytes hj_row_bytes(struct hj_row *r, int col, struct hj_arena *a);

/* uuid, or bytea of exactly 16 bytes, into `out`; NULL is bad. */
void hj_row_uuid(struct hj_row *r, int col, unsigned char out[16]);

/* bytea of exactly `n` bytes into `out`; NULL is bad. */
void hj_row_fixed(struct hj_row *r, int col, void *out, size_t n);

/*
 * text[] and bytea[] of one dimension; returns how many elements.  The list
 * is in `a`; an element that is NULL is a NULL pointer.  A NULL array is empty
 * and not bad.
 */
size_t hj_row_texts(
    struct hj_row *r, int col, struct hj_arena *a, const char ***ret_list);
size_t hj_row_bytes_list(
    struct hj_row *r, int col, struct hj_arena *a, struct hj_bytes **ret_list);

/* int8[] of one dimension; a NULL element is bad. */
size_t hj_row_ints(
    struct hj_row *r, int col, struct hj_arena *a, int64_t **ret_list);

/*
 * The wire bytes of a column where they lie, whatever its type; valid until
 * the result is cleared.  SQL NULL is a NULL pointer and not bad.
 */
struct hj_bytes hj_row_peek(struct hj_row *r, int col);

/* The type of a column as its number in pg_type, 0 if there is none. */
unsigned hj_row_type(struct hj_row *r, int col);

#endif
