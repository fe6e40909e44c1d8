/*
 * Rows of a binary result, as typed values; see row.h.
 *
 * The bytes come from a server that we trust to run our statements, not to
 * be our allocator: every length is checked before it is used.
 */
#include "server/db/row.h"

#include <string.h>

#include "server/db/wire.h"

/* Types that arrive as plain text, besides HJ_PG_TEXT and HJ_PG_JSON. */
enum {
	TYPE_NAME = 19,
	TYPE_UNKNOWN = 705,
	TYPE_BPCHAR = 1042,
	TYPE_VARCHAR = 1043,
};

int
hj_row_count(const PGresult *result)
{
	return result == NULL ? 0 : PQntuples(result);
}

struct hj_row
hj_row(const PGresult *result, int at)
{
	bool there = at >= 0 && at < hj_row_count(result);

	return (struct hj_row){
		.result = result,
		.at = at,
		.n = there ? PQnfields(result) : 0,
		.bad = !there || PQbinaryTuples(result) != 1,
	};
}

static bool
has(struct hj_row *r, int col)
{
	if (col < 0 || col >= r->n)
		r->bad = true;
	return !r->bad;
}

unsigned
hj_row_type(struct hj_row *r, int col)
{
	return has(r, col) ? PQftype(r->result, col) : 0;
}

bool
hj_row_is_null(struct hj_row *r, int col)
{
	return !has(r, col) || (PQgetlength(r->result, r->at, col) == 0 &&
				   PQgetisnull(r->result, r->at, col) != 0);
}

struct hj_bytes
hj_row_peek(struct hj_row *r, int col)
{
	struct hj_bytes span = { NULL, 0 };

	if (!has(r, col))
		return span;
	span.n = (size_t)PQgetlength(r->result, r->at, col);
	if (span.n > 0 || PQgetisnull(r->result, r->at, col) == 0)
		span.p = PQgetvalue(r->result, r->at, col);
	return span;
}

/* The bytes of a column of this type and length; otherwise NULL and bad. */
static const unsigned char *
exactly(struct hj_row *r, int col, unsigned type, size_t n)
{
	struct hj_bytes span = hj_row_peek(r, col);

	if (span.p == NULL || span.n != n || hj_row_type(r, col) != type) {
		r->bad = true;
		return NULL;
	}
	return span.p;
}

bool
hj_row_bool(struct hj_row *r, int col)
{
	const unsigned char *at = exactly(r, col, HJ_PG_BOOL, 1);

	return at != NULL && at[0] != 0;
}

int64_t
hj_row_int(struct hj_row *r, int col)
{
	unsigned type = hj_row_type(r, col);
	struct hj_bytes span = hj_row_peek(r, col);
	int size = type == HJ_PG_INT2   ? 2
		   : type == HJ_PG_INT4 ? 4
		   : type == HJ_PG_INT8 ? 8
					: 0;

	if (size == 0 || span.n != (size_t)size) {
		r->bad = true;
		return 0;
	}
	return hj_wire_get(span.p, size);
}

int64_t
hj_row_int_or(struct hj_row *r, int col, int64_t fallback)
{
	return hj_row_is_null(r, col) ? fallback : hj_row_int(r, col);
}

int64_t
hj_row_ms(struct hj_row *r, int col)
{
	const unsigned char *at = exactly(r, col, HJ_PG_TIMESTAMPTZ, 8);
	int64_t us = at == NULL ? 0 : hj_wire_get(at, 8);
	/* Down, not towards zero, also before 2000. */
	int64_t ms = us / 1000 - (us % 1000 < 0) + HJ_WIRE_EPOCH_MS;

	/* Infinity is an end of the range of us, far outside. */
	if (at == NULL || !hj_wire_is_ms(ms)) {
		r->bad = true;
		return 0;
	}
	return ms;
}

int64_t
hj_row_ms_or(struct hj_row *r, int col, int64_t fallback)
{
	return hj_row_is_null(r, col) ? fallback : hj_row_ms(r, col);
}

int32_t
hj_row_date(struct hj_row *r, int col)
{
	const unsigned char *at = exactly(r, col, HJ_PG_DATE, 4);
	int64_t days = at == NULL ? 0 : hj_wire_get(at, 4);

	if (at == NULL || !hj_wire_is_days(days + HJ_WIRE_EPOCH_DAYS)) {
		r->bad = true;
		return 0;
	}
	return (int32_t)(days + HJ_WIRE_EPOCH_DAYS);
}

static bool
is_text(unsigned type)
{
	return type == HJ_PG_TEXT || type == TYPE_VARCHAR ||
	       type == TYPE_NAME || type == HJ_PG_JSON || type == TYPE_BPCHAR ||
	       type == TYPE_UNKNOWN;
}

const char *
hj_row_lent(struct hj_row *r, int col)
{
	/* libpq writes a NUL behind every value. */
	const char *text = hj_row_peek(r, col).p;

	if (!is_text(hj_row_type(r, col)))
		r->bad = true;
	return r->bad ? NULL : text;
}

const char *
hj_row_text(struct hj_row *r, int col, struct hj_arena *a, size_t *ret_n)
{
	struct hj_bytes span = hj_row_peek(r, col);

	if (!is_text(hj_row_type(r, col)))
		r->bad = true;
	if (r->bad || span.p == NULL)
		return NULL;
	if (ret_n != NULL)
		*ret_n = span.n;
	return hj_strndup(a, span.p, span.n);
}

struct hj_bytes
hj_row_bytes(struct hj_row *r, int col, struct hj_arena *a)
{
	struct hj_bytes span = hj_row_peek(r, col);

	if (hj_row_type(r, col) != HJ_PG_BYTEA)
		r->bad = true;
	if (r->bad || span.p == NULL)
		return (struct hj_bytes){ NULL, 0 };
	span.p = hj_strndup(a, span.p, span.n);
	return span;
}

void
hj_row_fixed(struct hj_row *r, int col, void *out, size_t n)
{
	const unsigned char *at = exactly(r, col, HJ_PG_BYTEA, n);

	if (at != NULL)
		memcpy(out, at, n);
	else
		memset(out, 0, n);
}

void
hj_row_uuid(struct hj_row *r, int col, unsigned char out[16])
{
	const unsigned char *at;

	if (hj_row_type(r, col) == HJ_PG_BYTEA) {
		hj_row_fixed(r, col, out, 16);
		return;
	}
	at = exactly(r, col, HJ_PG_UUID, 16);
	if (at != NULL)
		memcpy(out, at, 16);
	else
		memset(out, 0, 16);
}

/* An array being read: what is left of its bytes. */
struct array {
	const unsigned char *at;
	size_t left;
	size_t n; /* elements still to come */
};

/* Open the array of a column.  Empty if NULL, and if the row is bad. */
static struct array
open_array(struct hj_row *r, int col, unsigned type, int32_t element)
{
	struct hj_bytes span = hj_row_peek(r, col);
	struct array none = { NULL, 0, 0 };
	const unsigned char *p = span.p;
	int64_t dims;
	int64_t n;

	if (hj_row_type(r, col) != type || (p != NULL && span.n < 12))
		r->bad = true;
	if (r->bad || p == NULL)
		return none;
	dims = hj_wire_get(p, 4);
	if (hj_wire_get(p + 8, 4) != element || dims < 0 || dims > 1 ||
	    (dims == 1 && span.n < 20) || (dims == 0 && span.n != 12)) {
		r->bad = true;
		return none;
	}
	if (dims == 0)
		return none;
	n = hj_wire_get(p + 12, 4);
	/* Each element takes at least the four bytes of its length. */
	if (n < 0 || n > HJ_ROW_ARRAY_MOST || (size_t)n > (span.n - 20) / 4) {
		r->bad = true;
		return none;
	}
	return (struct array){ p + 20, span.n - 20, (size_t)n };
}

/* The next element, where it lies; a NULL pointer for SQL NULL. */
static struct hj_bytes
next(struct hj_row *r, struct array *list)
{
	struct hj_bytes span = { NULL, 0 };
	int64_t n;

	list->n--;
	if (r->bad || list->left < 4) {
		r->bad = true;
		return span;
	}
	n = hj_wire_get(list->at, 4);
	list->at += 4;
	list->left -= 4;
	if (n < -1 || (n >= 0 && (size_t)n > list->left)) {
		r->bad = true;
		return span;
	}
	if (n == -1)
		return span;
	span.p = list->at;
	span.n = (size_t)n;
	list->at += n;
	list->left -= (size_t)n;
	return span;
}

/* What was read of an array counts only if all of it was good. */
static size_t
close_array(struct hj_row *r, const struct array *list, size_t n)
{
	if (list->left != 0)
		r->bad = true;
	return r->bad ? 0 : n;
}

size_t
hj_row_texts(
    struct hj_row *r, int col, struct hj_arena *a, const char ***ret_list)
{
	struct array list = open_array(r, col, HJ_PG_TEXTS, HJ_PG_TEXT);
	const char **out = hj_alloc(a, list.n * sizeof(*out));
	size_t n = 0;

	while (list.n > 0) {
		struct hj_bytes span = next(r, &list);

		out[n++] =
		    span.p == NULL ? NULL : hj_strndup(a, span.p, span.n);
	}
	*ret_list = out;
	return close_array(r, &list, n);
}

size_t
hj_row_bytes_list(
    struct hj_row *r, int col, struct hj_arena *a, struct hj_bytes **ret_list)
{
	struct array list = open_array(r, col, HJ_PG_BYTEAS, HJ_PG_BYTEA);
	struct hj_bytes *out = hj_alloc(a, list.n * sizeof(*out));
	size_t n = 0;

	while (list.n > 0) {
		struct hj_bytes span = next(r, &list);

		if (span.p != NULL)
			span.p = hj_strndup(a, span.p, span.n);
		out[n++] = span;
	}
	*ret_list = out;
	return close_array(r, &list, n);
}

size_t
hj_row_ints(struct hj_row *r, int col, struct hj_arena *a, int64_t **ret_list)
{
	struct array list = open_array(r, col, HJ_PG_INT8S, HJ_PG_INT8);
	int64_t *out = hj_alloc(a, list.n * sizeof(*out));
	size_t n = 0;

	while (list.n > 0) {
		struct hj_bytes span = next(r, &list);

		if (span.p == NULL || span.n != 8)
			r->bad = true;
		out[n++] = r->bad ? 0 : hj_wire_get(span.p, 8);
	}
	*ret_list = out;
	return close_array(r, &list, n);
}
