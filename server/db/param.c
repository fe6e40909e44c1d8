/* Parameters of a statement, in PostgreSQL's binary format; see param.h. */
#include "server/db/param.h"

#include <string.h>

#include "server/db/wire.h"

void
hj_params_init(struct hj_params *ps, struct hj_arena *a)
{
	*ps = (struct hj_params){ .arena = a };
}

/* Room for one more parameter of `n` bytes; NULL once the list has failed. */
static unsigned char *
put(struct hj_params *ps, enum hj_pg_type type, size_t n)
{
	struct hj_param *param;
	unsigned char *bytes;

	if (ps->failed || ps->n == HJ_PARAMS_MOST ||
	    n > HJ_PARAM_BYTES_MOST - ps->bytes) {
		ps->failed = true;
		return NULL;
	}
	/* One more byte, so that an empty value is not a NULL pointer. */
	bytes = hj_alloc(ps->arena, n + 1);
	param = HJ_PUSH(ps->arena, ps->list, ps->n);
	*param = (struct hj_param){ type, (int)n, bytes };
	ps->bytes += n;
	return bytes;
}

static void
put_bytes(struct hj_params *ps, enum hj_pg_type type, const void *p, size_t n)
{
	unsigned char *at;

	if (p == NULL) {
		hj_param_null(ps, type);
		return;
	}
	at = put(ps, type, n);
	if (at != NULL && n > 0)
		memcpy(at, p, n);
}

static void
put_int4(struct hj_params *ps, enum hj_pg_type type, int32_t value)
{
	unsigned char *at = put(ps, type, 4);

	if (at != NULL)
		hj_wire_put4(at, value);
}

static void
put_int8(struct hj_params *ps, enum hj_pg_type type, int64_t value)
{
	unsigned char *at = put(ps, type, 8);

	if (at != NULL)
		hj_wire_put8(at, value);
}

static void
put_text(struct hj_params *ps, enum hj_pg_type type, const char *text, size_t n)
{
	if (text != NULL && memchr(text, '\0', n) != NULL)
		ps->failed = true;
	put_bytes(ps, type, text, n);
}

void
hj_param_null(struct hj_params *ps, enum hj_pg_type type)
{
	if (put(ps, type, 0) != NULL)
		ps->list[ps->n - 1].bytes = NULL;
}

void
hj_param_bool(struct hj_params *ps, bool value)
{
	unsigned char *at = put(ps, HJ_PG_BOOL, 1);

	if (at != NULL)
		*at = value;
}

void
hj_param_int4(struct hj_params *ps, int32_t value)
{
	put_int4(ps, HJ_PG_INT4, value);
}

void
hj_param_int8(struct hj_params *ps, int64_t value)
{
	put_int8(ps, HJ_PG_INT8, value);
}

void
hj_param_text(struct hj_params *ps, const char *text)
{
	put_text(ps, HJ_PG_TEXT, text, text == NULL ? 0 : strlen(text));
}

void
hj_param_textn(struct hj_params *ps, const char *text, size_t n)
{
	put_text(ps, HJ_PG_TEXT, text, n);
}

void
hj_param_json(struct hj_params *ps, const char *text, size_t n)
{
	put_text(ps, HJ_PG_JSON, text, n);
}

void
hj_param_bytes(struct hj_params *ps, const void *p, size_t n)
{
	put_bytes(ps, HJ_PG_BYTEA, p, n);
}

void
hj_param_uuid(struct hj_params *ps, const void *bytes16)
{
	put_bytes(ps, HJ_PG_UUID, bytes16, 16);
}

/*
 * Instants and dates outside of the years 1 to 9999 have no text form that
 * readers of JSON understand, so they are not stored in the first place.
 */
void
hj_param_ms(struct hj_params *ps, int64_t ms)
{
	if (!hj_wire_is_ms(ms)) {
		ps->failed = true;
		return;
	}
	put_int8(ps, HJ_PG_TIMESTAMPTZ, hj_wire_from_ms(ms));
}

void
hj_param_date(struct hj_params *ps, int32_t days)
{
	if (!hj_wire_is_days(days)) {
		ps->failed = true;
		return;
	}
	put_int4(ps, HJ_PG_DATE, days - HJ_WIRE_EPOCH_DAYS);
}

/* The head of an array: dimensions, whether NULLs occur, element type. */
static unsigned char *
put_head(unsigned char *at, enum hj_pg_type element, bool any_null, size_t n)
{
	hj_wire_put4(at, n == 0 ? 0 : 1);
	hj_wire_put4(at + 4, any_null);
	hj_wire_put4(at + 8, element);
	if (n == 0)
		return at + 12;
	hj_wire_put4(at + 12, (int32_t)n);
	hj_wire_put4(at + 16, 1);
	return at + 20;
}

/* Is an array of `n` elements within bounds?  Remembers if not. */
static bool
fits(struct hj_params *ps, size_t n)
{
	if (n > HJ_PARAM_BYTES_MOST / 8)
		ps->failed = true;
	return !ps->failed;
}

/* An array whose elements are bytes already. */
static void
put_spans(struct hj_params *ps, enum hj_pg_type type, enum hj_pg_type element,
    const struct hj_bytes *list, size_t n)
{
	size_t bytes = 20;
	bool any_null = false;
	unsigned char *at;

	if (!fits(ps, n))
		return;
	for (size_t i = 0; i < n; i++) {
		bool null = list[i].p == NULL;

		any_null = any_null || null;
		if (!null && list[i].n > HJ_PARAM_BYTES_MOST - bytes) {
			ps->failed = true;
			return;
		}
		bytes += 4 + (null ? 0 : list[i].n);
		if (bytes > HJ_PARAM_BYTES_MOST) {
			ps->failed = true;
			return;
		}
	}
	at = put(ps, type, n == 0 ? 12 : bytes);
	if (at == NULL)
		return;
	at = put_head(at, element, any_null, n);
	for (size_t i = 0; i < n; i++) {
		bool null = list[i].p == NULL;

		hj_wire_put4(at, null ? -1 : (int32_t)list[i].n);
		at += 4;
		if (!null && list[i].n > 0) {
			memcpy(at, list[i].p, list[i].n);
			at += list[i].n;
		}
	}
}

/* An array of integers that take `size` bytes each: 1, 4 or 8. */
static void
put_numbers(struct hj_params *ps, enum hj_pg_type type, enum hj_pg_type element,
    size_t size, const int64_t *list, const bool *nulls, size_t n)
{
	size_t n_null = 0;
	unsigned char *at;

	for (size_t i = 0; nulls != NULL && i < n; i++)
		n_null += nulls[i];
	at = put(ps, type, n == 0 ? 12 : 20 + 4 * n + size * (n - n_null));
	if (at == NULL)
		return;
	at = put_head(at, element, n_null > 0, n);
	for (size_t i = 0; i < n; i++) {
		if (nulls != NULL && nulls[i]) {
			hj_wire_put4(at, -1);
			at += 4;
			continue;
		}
		hj_wire_put4(at, (int32_t)size);
		at += 4;
		if (size == 8)
			hj_wire_put8(at, list[i]);
		else if (size == 4)
			hj_wire_put4(at, (int32_t)list[i]);
		else
			*at = (unsigned char)list[i];
		at += size;
	}
}

void
hj_param_bools(
    struct hj_params *ps, const bool *list, const bool *nulls, size_t n)
{
	int64_t *wide;

	if (!fits(ps, n))
		return;
	wide = hj_alloc(ps->arena, n * sizeof(*wide));
	for (size_t i = 0; i < n; i++)
		wide[i] = list[i];
	put_numbers(ps, HJ_PG_BOOLS, HJ_PG_BOOL, 1, wide, nulls, n);
}

void
hj_param_int4s(
    struct hj_params *ps, const int32_t *list, const bool *nulls, size_t n)
{
	int64_t *wide;

	if (!fits(ps, n))
		return;
	wide = hj_alloc(ps->arena, n * sizeof(*wide));
	for (size_t i = 0; i < n; i++)
		wide[i] = list[i];
	put_numbers(ps, HJ_PG_INT4S, HJ_PG_INT4, 4, wide, nulls, n);
}

void
hj_param_int8s(
    struct hj_params *ps, const int64_t *list, const bool *nulls, size_t n)
{
	if (fits(ps, n))
		put_numbers(ps, HJ_PG_INT8S, HJ_PG_INT8, 8, list, nulls, n);
}

void
hj_param_ms_list(
    struct hj_params *ps, const int64_t *list, const bool *nulls, size_t n)
{
	int64_t *wire;

	if (!fits(ps, n))
		return;
	wire = hj_alloc(ps->arena, n * sizeof(*wire));
	for (size_t i = 0; i < n; i++) {
		if (nulls != NULL && nulls[i])
			continue;
		if (!hj_wire_is_ms(list[i])) {
			ps->failed = true;
			return;
		}
		wire[i] = hj_wire_from_ms(list[i]);
	}
	put_numbers(
	    ps, HJ_PG_TIMESTAMPTZS, HJ_PG_TIMESTAMPTZ, 8, wire, nulls, n);
}

void
hj_param_dates(
    struct hj_params *ps, const int32_t *list, const bool *nulls, size_t n)
{
	int64_t *wire;

	if (!fits(ps, n))
		return;
	wire = hj_alloc(ps->arena, n * sizeof(*wire));
	for (size_t i = 0; i < n; i++) {
		if (nulls != NULL && nulls[i])
			continue;
		if (!hj_wire_is_days(list[i])) {
			ps->failed = true;
			return;
		}
		wire[i] = list[i] - HJ_WIRE_EPOCH_DAYS;
	}
	put_numbers(ps, HJ_PG_DATES, HJ_PG_DATE, 4, wire, nulls, n);
}

void
hj_param_texts(struct hj_params *ps, const char *const *list, size_t n)
{
	struct hj_bytes *spans;

	if (!fits(ps, n))
		return;
	spans = hj_alloc(ps->arena, n * sizeof(*spans));
	for (size_t i = 0; i < n; i++) {
		spans[i].p = list[i];
		spans[i].n = list[i] == NULL ? 0 : strlen(list[i]);
	}
	put_spans(ps, HJ_PG_TEXTS, HJ_PG_TEXT, spans, n);
}

void
hj_param_bytes_list(struct hj_params *ps, const struct hj_bytes *list, size_t n)
{
	put_spans(ps, HJ_PG_BYTEAS, HJ_PG_BYTEA, list, n);
}

void
hj_param_uuids(struct hj_params *ps, const struct hj_bytes *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		ps->failed =
		    ps->failed || (list[i].p != NULL && list[i].n != 16);
	put_spans(ps, HJ_PG_UUIDS, HJ_PG_UUID, list, n);
}
