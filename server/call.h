/*
 * A request that asks the database one thing after another.
 *
 * Embed a struct hj_call in what the handler keeps (made in the request's
 * arena); it holds the request until hj_call_end().
 */
#ifndef HJ_SERVER_CALL_H
#define HJ_SERVER_CALL_H

#include "server/db/row.h"
#include "server/service.h"

struct hj_call {
	struct hj_req *req;
	struct hj_query query;
	struct hj_step step;
	struct hj_pg_context context;
};

void hj_call_begin(struct hj_call *call, struct hj_req *req);
void hj_call_end(struct hj_call *call);

/* An empty list of parameters for the next statement. */
struct hj_params *hj_call_params(struct hj_call *call);

/* Send it; as a write it may share a commit with others. */
void hj_call_read(
    struct hj_call *call, const struct hj_stmt *stmt, hj_query_fn *on_done);
void hj_call_write(
    struct hj_call *call, const struct hj_stmt *stmt, hj_query_fn *on_done);

/* Read, and see of the database what the asker may see. */
void hj_call_read_as_asker(
    struct hj_call *call, const struct hj_stmt *stmt, hj_query_fn *on_done);

/* Enter in the read log that the asker was shown `what` of `stream` (16 bytes),
 * of each of several; before it is shown. */
void hj_call_note(struct hj_call *call, const unsigned char *stream,
    const char *what, hj_query_fn *on_done);
void hj_call_note_all(struct hj_call *call, const struct hj_bytes *stream,
    size_t n, const char *what, hj_query_fn *on_done);

/* True if the statement failed; it is answered then, and the call is over. */
bool hj_call_failed(struct hj_call *call);

/* Does it say application/json?  Otherwise it is answered with 415. */
bool hj_call_json(struct hj_req *req);

/* Read the JSON body; false if it does not fit, and it is answered then. */
bool hj_call_body(
    struct hj_req *req, const struct hj_fields *fields, void *out);

/* True if `who` has to wait before trying again; it is answered then, and the
 * call is over. */
bool hj_call_throttled(struct hj_call *call, const char *who);

/* Answer 429: to be asked again in so many milliseconds. */
void hj_reply_too_often(struct hj_req *req, int64_t wait_ms);

/* Answer with this kind of bad news, and end. */
void hj_call_refuse(
    struct hj_call *call, enum hj_problem_kind kind, const char *detail);

#endif
