/*
 * The inside of the HTTP front: what its files know of each other.
 * Not for anybody else; see http.h and req.h.
 *
 *	http.c    listener, sweep, drain
 *	conn.c    one connection: what it does with what arrives
 *	late.c    when a connection has waited too long
 *	admit.c   a head has arrived: make the request, and may it go on?
 *	answer.c  writing answers
 *	req.c     what handlers call
 *	stream.c  answers that go on
 */
#ifndef HJ_SERVER_HTTP_CONN_H
#define HJ_SERVER_HTTP_CONN_H

#include "lib/base/buf.h"
#include "server/http/http.h"
#include "server/http/peer.h"
#include "server/http/req.h"

#include <sys/queue.h>

struct bufferevent;
struct event;
struct evconnlistener;
struct hj_token;

/* Where a connection is; hj_conn_enter() is the only way from one to another.
 */
enum hj_conn_state {
	HJ_CONN_HANDSHAKE, /* TLS */
	HJ_CONN_IDLE,      /* between requests */
	HJ_CONN_HEAD,      /* a head has begun */
	HJ_CONN_BODY,      /* a body follows */
	HJ_CONN_BUSY,      /* the handler has the request */
	HJ_CONN_STREAM,    /* an answer goes on */
	HJ_CONN_FLUSH,     /* the last answer is on its way */
	HJ_CONN_LINGER,    /* we have closed; the peer may still read */
	HJ_CONN_DEAD,      /* closed; freed at the next turn of the loop */
};

struct hj_conn {
	LIST_ENTRY(hj_conn) link; /* in http->conns, or http->dead */
	struct hj_http *http;
	struct bufferevent *bev; /* NULL once dead */
	enum hj_conn_state state;
	int64_t since_ms;       /* when the state was entered */
	int64_t deadline_ms;    /* when it ends by force */
	struct hj_token *token; /* while a head or a body is read */
	struct hj_req *req;     /* from its head to its answer; one ref */
	struct hj_stream *stream;
	struct hj_peer peer;
	unsigned requests; /* answered */
	bool last;         /* close after the answer */
	bool eof;          /* the peer has closed its side */
	bool advancing;    /* conn.c is reading; it will look for more itself */
	bool deaf;         /* reading is stopped: too much waits unread */
	bool events;       /* the stream is one of events */
	bool slow;         /* the stream's peer is, and is being dropped */
	uint64_t queued;   /* bytes ever put out */
	uint64_t taken;    /* of them acknowledged by the peer when last seen */
	int64_t taken_ms;  /* when that was seen to grow */
};

LIST_HEAD(hj_conn_list, hj_conn);

struct hj_http {
	struct hj_http_config config;
	struct hj_http_limits limits;
	struct hj_http_counts counts;
	struct evconnlistener *listener; /* NULL before and after */
	struct event *tick;
	struct event *reap;
	struct hj_conn_list conns;
	struct hj_conn_list dead;
	struct hj_peers *peers;
	struct hj_network *unlimited;
	size_t n_unlimited;
	int fd_most; /* a descriptor from here on means: too many are open */
	bool paused; /* the listener waits for room */
	bool draining;
	int64_t drained_by_ms;
	hj_http_fn *on_drained;
	uint64_t last_id;
	int64_t date_s;     /* the second that `date` tells */
	char date[32];      /* for Date */
	struct hj_buf head; /* scratch for heads of answers */
};

/* What is answered. */
struct hj_answer {
	int status;
	const char *type; /* NULL: no body */
	const char *body;
	size_t n;
	bool fixed;         /* the bytes stay: do not copy */
	bool goes_on;       /* a stream: the body comes later */
	int64_t length;     /* of a stream, or -1 */
	const char *lang;   /* Content-Language, or NULL */
	const char *reason; /* of a refusal, for the note */
};

/* ---- http.c ---- */

int64_t hj_http_now(const struct hj_http *h);

/* A connection has died: free it soon, and let another one in. */
void hj_http_bury(struct hj_http *h, struct hj_conn *c);

void hj_http_tell(struct hj_http *h, const struct hj_http_note *note);

/* ---- conn.c ---- */

/* Take the connection on `fd`. */
void hj_conn_new(struct hj_http *h, int fd, const struct hj_peer *peer);

/* The one way from state to state; sets the deadline of the new one. */
void hj_conn_enter(struct hj_conn *c, enum hj_conn_state state);

/* End it now; `why` is a word for the note, or NULL to say nothing. */
void hj_conn_close(struct hj_conn *c, const char *why);

/* The answer to the present request is put: go on, or end. */
void hj_conn_answered(struct hj_conn *c);

/* The answer's head is put; `s` feeds the rest. */
void hj_conn_stream(struct hj_conn *c, struct hj_stream *s);

/* ---- late.c ---- */

/* Is it late? */
void hj_conn_tick(struct hj_conn *c, int64_t now);

/* The front ends: what does that mean for this one? */
void hj_conn_drain(struct hj_conn *c);

/* ---- admit.c ---- */

/*
 * The head in c->token is complete: make c->req of it.  Returns true if the
 * request may go on, false if it was answered.
 */
bool hj_conn_admit(struct hj_conn *c);

/* ---- answer.c ---- */

/* Put bytes on their way; `fixed` ones are not copied. */
void hj_conn_put(struct hj_conn *c, const char *p, size_t n, bool fixed);

/* Bytes put and not yet taken by the system. */
size_t hj_conn_backlog(const struct hj_conn *c);

/* Answer the present request, or the lack of one. */
void hj_conn_answer(struct hj_conn *c, const struct hj_answer *a);

/* Answer with bad news; `reason`, for the note, is a text of ours or NULL. */
void hj_conn_problem(
    struct hj_conn *c, const struct hj_problem *p, const char *reason);

/* Answer with bad news from the table, and close if `close`. */
void hj_conn_refuse(struct hj_conn *c, enum hj_problem_kind kind,
    const char *detail, bool close);

#endif
