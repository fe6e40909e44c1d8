/*
 * Answers in JSON, written from front to back.
 *
 *	hj_out_init(&j, &buf);
 *	hj_out_open(&j);
 *	hj_out_key(&j, "id");
 *	hj_out_str(&j, id);
 *	hj_out_put_int(&j, "version", 7);
 *	hj_out_close(&j);
 *
 * The writer sets commas and closes what it opened in the right kind; it
 * builds no tree and copies nothing twice.  Strings must be UTF-8, as
 * everything from the database or a strict reader is.  Whether it all fitted
 * is asked once, of the buffer (buf.failed).
 */
#ifndef HJ_SERVER_HTTP_JSON_OUT_H
#define HJ_SERVER_HTTP_JSON_OUT_H

#include "lib/base/buf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct hj_name;

#define HJ_OUT_DEPTH_MAX 32

struct hj_out {
	struct hj_buf *buf;
	int depth;  /* of objects and arrays now open */
	bool comma; /* something stands before in the open one */
	char close[HJ_OUT_DEPTH_MAX]; /* what closes each open one */
};

/* Write to `buf`, behind what it holds; `buf` stays the caller's. */
void hj_out_init(struct hj_out *j, struct hj_buf *buf);

/* Begin an object, or an array; at most HJ_OUT_DEPTH_MAX at once. */
void hj_out_open(struct hj_out *j);
void hj_out_open_array(struct hj_out *j);

/* Begin {"items": [, as every list is answered: both are to be ended. */
void hj_out_open_list(struct hj_out *j);

/* End the innermost object or array. */
void hj_out_close(struct hj_out *j);

/* The name of the next member. */
void hj_out_key(struct hj_out *j, const char *key);

/* A value: the next item of an array, or behind a key.  NULL writes null. */
void hj_out_str(struct hj_out *j, const char *s);
void hj_out_int(struct hj_out *j, int64_t value);
void hj_out_bool(struct hj_out *j, bool value);

/*
 * The `n` bytes at `p` as they are: they must be one JSON value, or its
 * beginning, of which the caller writes the rest into the buffer himself.
 */
void hj_out_raw(struct hj_out *j, const char *p, size_t n);

/* A member at once. */
void hj_out_put_str(struct hj_out *j, const char *key, const char *s);
void hj_out_put_int(struct hj_out *j, const char *key, int64_t value);
void hj_out_put_bool(struct hj_out *j, const char *key, bool value);

/* A member that is a list of texts. */
void hj_out_put_texts(
    struct hj_out *j, const char *key, const struct hj_name *list, size_t n);

/* A member if `s` is neither NULL nor "". */
void hj_out_put_some(struct hj_out *j, const char *key, const char *s);

/* A day as yyyymmdd, if there is one: "2026-03-02". */
void hj_out_put_day(struct hj_out *j, const char *key, int32_t ymd);

#endif
