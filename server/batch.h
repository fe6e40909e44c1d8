/*
 * A request that is a list of commands: each line goes down the road by itself
 * and gets its own answer; a line that is refused stops no other.
 */
#ifndef HJ_SERVER_BATCH_H
#define HJ_SERVER_BATCH_H

#include "server/service.h"

struct hj_batch_line {
	const char *dispute;   /* 32 hex */
	const char *command;   /* of disputes */
	const char *body;      /* JSON */
	const char *suggested; /* JSON told beside the answer, or NULL */
	int64_t version;       /* it must still have; 0: whichever it has */
};

/*
 * Send the `n` lines (which live in the request's arena) and answer
 * {"items": [{"status", "answer" or "problem"}]}.  Line i, from 1, has the key
 * with "/i" behind it, so a batch that is sent again changes nothing.  `dry`
 * stores nothing.
 */
void hj_batch_send(struct hj_req *req, const char *key,
    const struct hj_batch_line *line, size_t n, bool dry);

#endif
