/*
 * Strict JSON (RFC 8259), read once from front to back.
 *
 * A reader walks bounded bytes and hands over one value at a time; it builds
 * no tree.  Beyond the grammar it refuses what two readers could understand
 * differently: bad UTF-8, U+0000, lone surrogates, a byte-order mark, anything
 * behind the document.  Repeated members are the business of whoever keeps the
 * members (hj_bind refuses them; hj_json_check does too).
 */
#ifndef HJ_LIB_BASE_JSON_H
#define HJ_LIB_BASE_JSON_H

#include "lib/base/arena.h"
#include "lib/base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct hj_json {
	const char *at;  /* the next byte */
	const char *end; /* one behind the last */
	const char *why; /* the first fault, or NULL */
	int depth;       /* of objects and lists now open */
	int depth_most;
	int values; /* still allowed */
};

enum hj_json_kind {
	HJ_JSON_BAD,
	HJ_JSON_OBJECT,
	HJ_JSON_LIST,
	HJ_JSON_STRING,
	HJ_JSON_NUMBER,
	HJ_JSON_TRUE,
	HJ_JSON_FALSE,
	HJ_JSON_NULL,
};

void hj_json_init(struct hj_json *j, const char *text, size_t len,
    int depth_most, int values_most);

/* What comes next, without taking it; HJ_JSON_BAD if nothing can. */
enum hj_json_kind hj_json_peek(struct hj_json *j);

/* Take '{' or '['.  Then ask hj_json_more() before each member or item. */
bool hj_json_open(struct hj_json *j);

/*
 * Is there another member or item?  Takes the comma before it, or `close`
 * ('}' or ']').  `*first` must be true at the start and is kept by this
 * function.  False also on a fault: look at j->why.
 */
bool hj_json_more(struct hj_json *j, char close, bool *first);

/*
 * Take a member's name and its colon.  `*len` bytes with no NUL after them,
 * where they stand or, if there are escapes among them, made in `a`.
 */
const char *hj_json_name(struct hj_json *j, struct hj_arena *a, size_t *len);

/*
 * How many bytes of `text` stand for themselves in a string: up to a control
 * character, a quote or a backslash and, if `ascii`, a byte above 0x7f.
 */
size_t hj_json_plain(const char *text, const char *end, bool ascii);

/*
 * Go into the object that comes next, to the value of its member `name`; false
 * if it has none, or on a fault.
 */
bool hj_json_member(struct hj_json *j, struct hj_arena *a, const char *name);

/* Take a string, unescaped, made in `a`; NULL on a fault. */
const char *hj_json_string(struct hj_json *j, struct hj_arena *a, size_t *len);

/* Take a number: false and a fault unless whole and within +-(2^53 - 1). */
bool hj_json_int(struct hj_json *j, int64_t *ret);

/* Take true or false. */
bool hj_json_bool(struct hj_json *j, bool *ret);

/* Take a number of any form, or null, and forget it. */
bool hj_json_number(struct hj_json *j);
bool hj_json_null(struct hj_json *j);

/* Take one value of any kind and forget it. */
bool hj_json_skip(struct hj_json *j, struct hj_arena *a);

/*
 * Take an object as bytes: up to the brace that closes it, if it is
 * well-formed, which is not looked at.  For whoever reads those bytes next.
 */
bool hj_json_pass(struct hj_json *j);

/* Note the first fault and stop reading; returns false. */
bool hj_json_fault(struct hj_json *j, const char *why);

/* Nothing but white space may be left. */
bool hj_json_end(struct hj_json *j);

/*
 * Is this one whole document, and does no object name a member twice?  Used
 * before bytes go to a reader that is less strict.
 */
enum hj_err hj_json_check(
    const char *text, size_t len, struct hj_error *err) HJ_CHECK;

#endif
