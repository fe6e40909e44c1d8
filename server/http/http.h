/*
 * The HTTP/1.1 front: a listener on a libevent loop, with or without TLS.
 *
 * It takes connections, reads requests with the strict tokenizer (token.h),
 * finds their route and calls the handler (req.h).
 *
 *  - Of one connection one request is in progress at a time; what is sent
 *    ahead waits unparsed, so answers leave in order.
 *  - Every wait on a peer has an absolute end (struct hj_http_limits), kept by
 *    one sweep over all connections twice a second: ends are met within half a
 *    second, and no connection has a timer of its own.
 *  - A refusal by the tokenizer is answered and the connection closed, after
 *    the peer had time to read the answer.
 *  - It does not log: it counts, and tells one callback.
 *
 * A connection costs a few KiB; a request its arena and its body.
 */
#ifndef HJ_SERVER_HTTP_HTTP_H
#define HJ_SERVER_HTTP_HTTP_H

#include "lib/base/error.h"
#include "server/base/now.h"
#include "server/http/router.h"

#include <stdbool.h>
#include <stdint.h>
#include <sys/socket.h>

struct event_base;
struct hj_http;
struct hj_service;
struct ssl_ctx_st;

/* Times in milliseconds. */
struct hj_http_limits {
	int64_t handshake_ms;  /* TLS */
	int64_t head_ms;       /* from its first byte to its last */
	int64_t body_ms;       /* the same for the body */
	int64_t body_rate;     /* bytes a second it must reach on average ... */
	int64_t body_grace_ms; /* ... when this much time has passed */
	int64_t request_ms;    /* for the handler, from the end of the head */
	int64_t grace_ms;      /* more, before we answer for it */
	int64_t write_ms;      /* without the peer taking a byte */
	int64_t idle_ms;       /* between requests */
	int64_t linger_ms;     /* for the peer to read our last answer */
	int64_t beat_ms;       /* silence before a comment on event streams */
	int64_t drain_ms;      /* for everything, when told to end */
	int64_t drain_idle_ms; /* for a connection without a request then */
	unsigned requests;     /* of one connection */
	unsigned per_address;  /* connections of one address */
	unsigned connections;  /* in all */
	unsigned fds_percent;  /* of the descriptors this process may open */
	size_t output;         /* bytes not yet taken by one peer */
	size_t bodies;         /* bytes of bodies held for all requests */
};

/*
 * In that order: 5 s, 10 s, 30 s, 1 KiB/s after 5 s, 30 s and 5 s, 30 s, 30 s,
 * 2 s, 15 s, 30 s, 2 s; 1,000; 64; 12,000; 90; 1 MiB; 128 MiB.
 */
extern const struct hj_http_limits hj_http_limits_usual;

/* Counted since the start, except where it says "now"; for /metrics. */
struct hj_http_counts {
	uint64_t open;    /* connections, now */
	uint64_t streams; /* of them with an answer that goes on, now */
	uint64_t bodies;  /* bytes of bodies held, now */
	uint64_t accepted;
	uint64_t refused_address; /* one address had too many */
	uint64_t refused_full; /* times the listener paused: we had too many */
	uint64_t tls_failed;
	uint64_t requests;   /* heads that were complete */
	uint64_t malformed;  /* requests refused by the tokenizer */
	uint64_t answers[6]; /* by first digit of the status */
	uint64_t late_handshake;
	uint64_t late_head;
	uint64_t late_body;
	uint64_t late_idle; /* closed between requests: nothing wrong */
	uint64_t late_write;
	uint64_t late_answer;  /* a handler did not answer in time */
	uint64_t peer_left;    /* while its request was in progress */
	uint64_t slow_streams; /* dropped */
};

/* Something worth a line in the log.  Texts are borrowed, none is input. */
struct hj_http_note {
	const char *what; /* "answered", or why a connection was closed */
	const char *peer;
	uint64_t req; /* 0: no request */
	enum hj_method method;
	const char *route;  /* its pattern, or "" */
	const char *reason; /* of a refusal, or "" */
	int status;         /* 0: none sent */
	int64_t ms;         /* from the end of the head to the answer */
	uint64_t bytes;     /* of the answer's body */
};

typedef void hj_http_note_fn(const struct hj_http_note *);
typedef void hj_http_fn(struct hj_http *);

/* All is borrowed until hj_http_free(). */
struct hj_http_config {
	struct event_base *base;
	const struct hj_router *router;
	struct ssl_ctx_st *tls;     /* hj_tls_new(), or NULL */
	struct hj_service *service; /* becomes req->service */
	hj_handler_fn *on_request;  /* NULL: the route's handler */
	hj_http_note_fn *on_note;   /* NULL: nobody is told */
	/* Names "name[:port]" we answer to, ends with NULL; NULL: any. */
	const char *const *hosts;
	/* Addresses or networks that per_address does not bind; the same. */
	const char *const *unlimited;
	hj_now_fn *mono_ms; /* NULL: hj_mono_ms() */
	struct hj_http_limits limits;
};

/*
 * A front that does not listen yet.  NULL and `err` if `unlimited` cannot be
 * read.  Yours until hj_http_free().  The process must ignore SIGPIPE.
 */
struct hj_http *hj_http_new(
    const struct hj_http_config *config, struct hj_error *err) HJ_CHECK;

/*
 * Listen on `address`; several processes may listen on the same one.  With port
 * 0 the system chooses.  *ret_port (may be NULL) is the port.
 */
enum hj_err hj_http_listen(struct hj_http *h, const struct sockaddr *address,
    socklen_t n, int *ret_port, struct hj_error *err) HJ_CHECK;

/* Take connections from `fd`, which listens already; it is ours from now on. */
enum hj_err hj_http_adopt(
    struct hj_http *h, int fd, struct hj_error *err) HJ_CHECK;

/*
 * Stop gently: take no new connection, finish what is begun, tell streams to
 * come back elsewhere, and close what is left after drain_ms.  `on_drained` is
 * called from the loop, once, when no connection is left; it may free `h`.
 */
void hj_http_drain(struct hj_http *h, hj_http_fn *on_drained);

/* Close what is late.  The loop calls it; a test with its own clock does too.
 */
void hj_http_tick(struct hj_http *h);

const struct hj_http_counts *hj_http_counts(const struct hj_http *h);

/*
 * Close everything and free `h`.  Requests still held by somebody stay valid
 * and may be answered, to nobody.  Not from inside a handler.
 */
void hj_http_free(struct hj_http *h);

#endif
