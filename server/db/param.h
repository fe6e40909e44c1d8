/*
 * Parameters of a statement, in PostgreSQL's binary format.
 *
 * A list is built once, in the order of $1, $2 ..., and everything put into it
 * is copied into its arena, so nothing given here needs to outlive the call.
 * Each parameter carries its type; a list that does not fit the types of its
 * statement is never sent.
 *
 * Building does not fail: a text with a NUL byte in it, or more than
 * HJ_PARAM_BYTES_MOST in all, sets `failed`, and the query is refused.
 */
#ifndef HJ_SERVER_DB_PARAM_H
#define HJ_SERVER_DB_PARAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/arena.h"

#define HJ_PARAMS_MOST 64                      /* parameters of one statement */
#define HJ_PARAM_BYTES_MOST (16 * 1024 * 1024) /* bytes of one list */

/* The types we speak, by their fixed numbers in pg_type. */
enum hj_pg_type {
	HJ_PG_BOOL = 16,
	HJ_PG_BYTEA = 17,
	HJ_PG_INT8 = 20,
	HJ_PG_INT2 = 21,
	HJ_PG_INT4 = 23,
	HJ_PG_TEXT = 25,
	HJ_PG_JSON = 114,
	HJ_PG_BOOLS = 1000,
	HJ_PG_BYTEAS = 1001,
	HJ_PG_INT4S = 1007,
	HJ_PG_TEXTS = 1009,
	HJ_PG_INT8S = 1016,
	HJ_PG_DATE = 1082,
	HJ_PG_DATES = 1182,
	HJ_PG_TIMESTAMPTZ = 1184,
	HJ_PG_TIMESTAMPTZS = 1185,
	HJ_PG_UUID = 2950,
	HJ_PG_UUIDS = 2951,
};

/* Bytes somewhere else; `p` NULL stands for SQL NULL. */
struct hj_bytes {
	const void *p;
	size_t n;
};

struct hj_param {
	enum hj_pg_type type;
	int n;             /* bytes */
	const void *bytes; /* NULL for SQL NULL */
};

struct hj_params {
	struct hj_arena *arena;
	struct hj_param *list;
	size_t n;
	size_t bytes; /* of all of them */
	bool failed;
};

/* An empty list whose contents will live in `a`. */
void hj_params_init(struct hj_params *ps, struct hj_arena *a);

void hj_param_null(struct hj_params *ps, enum hj_pg_type type);
void hj_param_bool(struct hj_params *ps, bool value);
void hj_param_int4(struct hj_params *ps, int32_t value);
void hj_param_int8(struct hj_params *ps, int64_t value);

/* UTF-8; NULL becomes SQL NULL. */
void hj_param_text(struct hj_params *ps, const char *text);
void hj_param_textn(struct hj_params *ps, const char *text, size_t n);

/* A json document, as text. */
void hj_param_json(struct hj_params *ps, const char *text, size_t n);

/* `p` NULL becomes SQL NULL. */
void hj_param_bytes(struct hj_params *ps, const void *p, size_t n);

/* 16 bytes; NULL becomes SQL NULL. */
void hj_param_uuid(struct hj_params *ps, const void *bytes16);

/* An instant: milliseconds since 1970-01-01T00:00:00Z, years 1 to 9999. */
void hj_param_ms(struct hj_params *ps, int64_t ms);

/* A civil date: days since 1970-01-01, years 1 to 9999. */
void hj_param_date(struct hj_params *ps, int32_t days);

/*
 * Arrays of one dimension, `n` elements long.  Where an element may be SQL
 * NULL, `nulls[i]` says so; `nulls` itself may be NULL if none is.
 */
void hj_param_bools(
    struct hj_params *ps, const bool *list, const bool *nulls, size_t n);
void hj_param_int4s(
    struct hj_params *ps, const int32_t *list, const bool *nulls, size_t n);
void hj_param_int8s(
    struct hj_params *ps, const int64_t *list, const bool *nulls, size_t n);
void hj_param_ms_list(
    struct hj_params *ps, const int64_t *list, const bool *nulls, size_t n);
void hj_param_dates(
    struct hj_params *ps, const int32_t *list, const bool *nulls, size_t n);
void hj_param_texts(struct hj_params *ps, const char *const *list, size_t n);
void hj_param_bytes_list(
    struct hj_params *ps, const struct hj_bytes *list, size_t n);

/* Each span is 16 bytes, or NULL. */
void hj_param_uuids(
    struct hj_params *ps, const struct hj_bytes *list, size_t n);

#endif
