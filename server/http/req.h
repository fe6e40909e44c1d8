/*
 * A request, and the one road for answering it.
 *
 * A handler is called when a request is complete.  It answers once, now or
 * later:
 *
 *	void
 *	read_thing(struct hj_req *req)
 *	{
 *		const char *id = hj_req_param(req, "id");
 *		...
 *		hj_reply_buf(req, 200, HJ_TYPE_JSON, &buf);
 *	}
 *
 *  - Whoever waits for something takes a ref and drops it when done.  All that
 *    a request makes lives in req->arena and dies with the last ref.
 *  - The peer may leave at any time; answering is then allowed and does
 *    nothing.  Answering twice is a fault and stops the process.
 *  - A request not answered by its deadline is answered for the handler, with
 *    504; what the handler says later does nothing.
 *  - Every answer carries the security headers, and "Cache-Control: no-store"
 *    unless the handler has set Cache-Control.
 */
#ifndef HJ_SERVER_HTTP_REQ_H
#define HJ_SERVER_HTTP_REQ_H

#include "lib/base/buf.h"
#include "lib/base/error.h"
#include "lib/time/clock.h"
#include "server/http/problem.h"
#include "server/http/router.h"
#include "server/http/target.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct hj_actor; /* who asks; lib/commands */
struct hj_arena;
struct hj_conn;    /* private */
struct hj_service; /* what handlers work with; its starter defines it */

#define HJ_TYPE_JSON "application/json"
#define HJ_TYPE_PROBLEM "application/problem+json"
#define HJ_TYPE_EVENTS "text/event-stream"

/* Handlers read the first part and change nothing but `actor`, `sure`. */
struct hj_req {
	enum hj_method method;
	const char *path; /* decoded */
	const struct hj_route *route;
	const struct hj_pair *params; /* {names} of the pattern */
	size_t n_params;
	const struct hj_pair *query; /* decoded, no name twice */
	size_t n_query;
	const struct hj_pair *headers; /* names in lower case */
	size_t n_headers;
	const char *body; /* followed by a NUL; "" if there is none */
	size_t body_n;
	struct hj_arena *arena;
	const char *peer; /* numeric address */
	bool tls;
	uint64_t id;         /* counted in this process, for the log */
	int64_t begun_ms;    /* when the head was complete; hj_mono_ms() */
	int64_t deadline_ms; /* by when to answer; hj_mono_ms() */
	enum hj_lang lang;   /* by Accept-Language */
	struct hj_service *service;
	const struct hj_actor *actor; /* set by whoever signs in */
	bool sure; /* with it: who asks proved lately who he is */

	struct hj_conn *conn;   /* private: NULL when nobody waits any more */
	unsigned refs;          /* private */
	bool answered;          /* private */
	bool spoiled;           /* private: a bad header was set */
	struct hj_pair *extra;  /* private: headers of the answer */
	size_t n_extra;         /* private */
	struct hj_buf received; /* private: the body */
};

struct hj_req *hj_req_ref(struct hj_req *req);

/* Drop a ref; the last one frees the request and all made in its arena. */
void hj_req_unref(struct hj_req *req);

/*
 * The value of a path parameter, a query parameter or a header (its name in
 * lower case); NULL if there is none.
 */
const char *hj_req_param(const struct hj_req *req, const char *name);
const char *hj_req_query(const struct hj_req *req, const char *name);
const char *hj_req_header(const struct hj_req *req, const char *name);

/*
 * The value of the cookie `name`, made in the request's arena; NULL if there is
 * none, and if there are two: nobody can say which is ours.
 */
const char *hj_req_cookie(struct hj_req *req, const char *name);

/*
 * Put a header on the answer, before giving it.  The texts are copied.  A value
 * with a control character, or a name that is no token, turns the answer into
 * a 500 without any of the headers set here.
 */
void hj_req_add_header(struct hj_req *req, const char *name, const char *value);

/*
 * Answer with the `n` bytes at `body`, which are copied.  To HEAD the same
 * headers go out without the body.  A body longer than the output limit (1 MiB)
 * is answered with 500: long ones are streamed.
 */
void hj_reply(struct hj_req *req, int status, const char *type,
    const char *body, size_t n);

/* The same with bytes that never change nor go: not copied, not bounded. */
void hj_reply_static(struct hj_req *req, int status, const char *type,
    const char *body, size_t n);

/* What the buffer holds, or 500 if it has failed; `b` stays the caller's. */
void hj_reply_buf(
    struct hj_req *req, int status, const char *type, const struct hj_buf *b);

/* No body: 204, 304, or a redirection. */
void hj_reply_empty(struct hj_req *req, int status);

/* Bad news; 429 and 503 get a Retry-After of 1 s if none was set. */
void hj_reply_problem(struct hj_req *req, const struct hj_problem *p);

/* Bad news from the table, with a detail in English or NULL. */
void hj_reply_kind(
    struct hj_req *req, enum hj_problem_kind kind, const char *detail);

/* What went wrong, as the asker should hear it. */
void hj_reply_error(struct hj_req *req, const struct hj_error *err);

/* ---- answers that go on ---- */

struct hj_stream;
typedef void hj_stream_fn(struct hj_stream *);

/*
 * An answer that goes on: events, or a download.  Embed it in whatever feeds
 * it, and set the functions before hj_stream_begin().
 *
 * What was sent and not yet taken by the peer is bounded (1 MiB): a peer that
 * is slower than that is dropped.
 */
struct hj_stream {
	hj_stream_fn *on_closed; /* the peer left or was dropped */
	hj_stream_fn *on_room;   /* all was sent; send more.  NULL: not told */
	struct hj_conn *conn;    /* private: NULL before and after */
};

/*
 * Answer with a body that follows; `length` is its size, or -1 for one that
 * ends with the connection.  If true, `s` must stay where it is until
 * hj_stream_close() or until on_closed() is called, once, from the loop.  If
 * false there is nobody to send to, and on_closed() is not called.
 */
bool hj_stream_begin(struct hj_req *req, struct hj_stream *s, int status,
    const char *type, int64_t length) HJ_CHECK;

/* The same for server-sent events; a comment is sent every 15 s of silence. */
bool hj_stream_begin_events(struct hj_req *req, struct hj_stream *s) HJ_CHECK;

/*
 * Send `n` bytes.  False if they were not taken, because the peer is gone or
 * is now dropped for being slow; on_closed() follows, but never in this call.
 */
bool hj_stream_send(struct hj_stream *s, const char *p, size_t n);

/* How many bytes can be sent before the peer counts as slow. */
size_t hj_stream_room(const struct hj_stream *s);

/*
 * Send one event: `id` and `event` may be NULL and must be one line; `data`
 * may have several.  Returns as hj_stream_send() does.
 */
bool hj_stream_event(
    struct hj_stream *s, const char *id, const char *event, const char *data);

/*
 * Cut the answer off: what was announced does not come, and the peer has to
 * see that.  on_closed() follows, but never in this call.
 */
void hj_stream_cut(struct hj_stream *s);

/* End the answer; on_closed() is not called.  Nothing if it is over. */
void hj_stream_close(struct hj_stream *s);

#endif
