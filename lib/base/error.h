/*
 * What went wrong with an input or a job.
 *
 * 0 is success.  `err` is left alone on success.  Whoever makes an error words
 * it: lower case, factual, no function names, no full stop, no personal data;
 * nobody rewords it on the way up.  A refusal by rule is not an error but an
 * answer: see struct hj_reject in lib/commands/command.h.
 */
#ifndef HJ_LIB_BASE_ERROR_H
#define HJ_LIB_BASE_ERROR_H

#include <stddef.h>

#define HJ_CHECK __attribute__((warn_unused_result))

enum hj_err {
	HJ_OK,
	HJ_ERR_INPUT,   /* the asker's mistake: 400 and a field */
	HJ_ERR_ABSENT,  /* no such thing, or none of the asker's: 404 */
	HJ_ERR_STALE,   /* it changed meanwhile: 412 */
	HJ_ERR_KEY,     /* idempotency key used for something else: 422 */
	HJ_ERR_BUSY,    /* full, locked or late: 503 with Retry-After */
	HJ_ERR_DB,      /* database away or broken: 503 */
	HJ_ERR_UNKNOWN, /* a stored kind or version this build does not know */
};

struct hj_error {
	enum hj_err code;
	char field[64]; /* the input it concerns ("parties/0/name"), or "" */
	char msg[160];
};

/*
 * Fill `err` (texts cut to fit) and return `code`.  `msg` may be followed by
 * one more text that is put behind it; NULL if there is none.
 */
enum hj_err hj_fail(struct hj_error *err, enum hj_err code, const char *field,
    const char *msg, const char *more);

#endif
