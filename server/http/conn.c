/*
 * One connection: what it does with what arrives, and when it ends.
 *
 * Bytes wait in the bufferevent's input until the connection may read: it is
 * between requests or inside one, and the peer takes our answers.  Then
 * advance() feeds them to the tokenizer until a request is complete and its
 * handler is called.  Answers come through hj_conn_answered(), at once or
 * later; what has been sent ahead is then read on.
 *
 * Functions stand in the order of a connection's life.
 */
#include "server/http/conn.h"

#include "lib/base/arena.h"
#include "server/http/token.h"

#include <assert.h>
#include <event2/buffer.h>
#include <event2/bufferevent.h>
#include <event2/bufferevent_ssl.h>
#include <event2/event.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#define NEVER INT64_MAX

/* Bytes sent ahead, from which on we stop reading. */
#define INPUT_MOST ((size_t)32 * 1024)

/* Bytes of answers not yet taken, from which on the next request waits. */
#define BACKLOG_MOST ((size_t)64 * 1024)

static void on_read(struct bufferevent *bev, void *arg);
static void on_written(struct bufferevent *bev, void *arg);
static void on_event(struct bufferevent *bev, short what, void *arg);
static void advance(struct hj_conn *c);
static bool take(struct hj_conn *c);
static void keep_body(struct hj_conn *c);
static void dispatch(struct hj_conn *c);
static void linger(struct hj_conn *c);

static struct bufferevent *
wrap(struct hj_http *h, int fd)
{
	struct event_base *base = h->config.base;
	SSL *ssl;

	if (h->config.tls == NULL)
		return bufferevent_socket_new(base, fd, BEV_OPT_CLOSE_ON_FREE);
	ssl = SSL_new(h->config.tls);
	if (ssl == NULL)
		return NULL;
	return bufferevent_openssl_socket_new(
	    base, fd, ssl, BUFFEREVENT_SSL_ACCEPTING, BEV_OPT_CLOSE_ON_FREE);
}

void
hj_conn_new(struct hj_http *h, int fd, const struct hj_peer *peer)
{
	struct hj_conn *c = calloc(1, sizeof(*c));
	int one = 1;

	/* An answer is written at once; waiting for more only delays it. */
	(void)setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof(one));
	if (c == NULL)
		abort();
	c->http = h;
	c->bev = wrap(h, fd);
	if (c->bev == NULL)
		abort();
	c->peer = *peer;
	LIST_INSERT_HEAD(&h->conns, c, link);
	h->counts.open++;
	h->counts.accepted++;
	hj_conn_enter(
	    c, h->config.tls == NULL ? HJ_CONN_IDLE : HJ_CONN_HANDSHAKE);
	bufferevent_setcb(c->bev, on_read, on_written, on_event, c);
	(void)bufferevent_enable(c->bev, EV_READ | EV_WRITE);
}

/* How long a connection may stay in `state`, from now on. */
static int64_t
stay(const struct hj_conn *c, enum hj_conn_state state)
{
	const struct hj_http_limits *l = &c->http->limits;

	switch (state) {
	case HJ_CONN_HANDSHAKE:
		return l->handshake_ms;
	case HJ_CONN_IDLE:
		return c->http->draining ? l->drain_idle_ms : l->idle_ms;
	case HJ_CONN_HEAD:
		return l->head_ms;
	case HJ_CONN_BODY:
		return l->body_ms;
	case HJ_CONN_BUSY:
		return l->request_ms + l->grace_ms;
	case HJ_CONN_STREAM:
		return l->beat_ms;
	case HJ_CONN_LINGER:
		return l->linger_ms;
	case HJ_CONN_FLUSH:
	case HJ_CONN_DEAD:
		break;
	}
	return NEVER;
}

void
hj_conn_enter(struct hj_conn *c, enum hj_conn_state state)
{
	int64_t ms = stay(c, state);

	assert(c->state != HJ_CONN_DEAD);
	c->state = state;
	c->since_ms = hj_http_now(c->http);
	c->deadline_ms = ms == NEVER ? NEVER : c->since_ms + ms;
}

/* Waiting for bytes of a request? */
static bool
is_reading(const struct hj_conn *c)
{
	return c->state == HJ_CONN_IDLE || c->state == HJ_CONN_HEAD ||
	       c->state == HJ_CONN_BODY;
}

static void
on_read(struct bufferevent *bev, void *arg)
{
	struct hj_conn *c = arg;

	(void)bev;
	advance(c);
}

/*
 * Stop reading while too much waits unread.  Libevent's high watermark would
 * do the same, but 2.1 then calls the read callback over and over until
 * somebody drains the buffer, and nobody may while a handler is busy.
 */
static void
bound_input(struct hj_conn *c)
{
	struct evbuffer *in = bufferevent_get_input(c->bev);
	bool full = evbuffer_get_length(in) >= INPUT_MOST;

	if (full == c->deaf || c->eof)
		return;
	c->deaf = full;
	if (full)
		(void)bufferevent_disable(c->bev, EV_READ);
	else
		(void)bufferevent_enable(c->bev, EV_READ);
}

/* Read what may be read.  Handlers are called, and may answer, in here. */
static void
advance(struct hj_conn *c)
{
	struct evbuffer *in = bufferevent_get_input(c->bev);

	c->advancing = true;
	while (is_reading(c) && hj_conn_backlog(c) < BACKLOG_MOST && take(c))
		;
	c->advancing = false;
	/* Nothing more will come, and what came is not a whole request. */
	if (c->eof && is_reading(c) && hj_conn_backlog(c) < BACKLOG_MOST)
		hj_conn_enter(c, HJ_CONN_FLUSH);
	/* What comes now nobody wants, but it must not fill the buffer. */
	if (c->state > HJ_CONN_BUSY)
		(void)evbuffer_drain(in, evbuffer_get_length(in));
	bound_input(c);
	if (c->state == HJ_CONN_FLUSH && hj_conn_backlog(c) == 0)
		linger(c);
}

static void
begin(struct hj_conn *c)
{
	/* Not zeroed: its pages are touched only as far as they are needed. */
	c->token = malloc(sizeof(*c->token));
	if (c->token == NULL)
		abort();
	hj_token_init(c->token);
	hj_conn_enter(c, HJ_CONN_HEAD);
}

/* Read up to the next thing worth telling; false when there is no more. */
static bool
take(struct hj_conn *c)
{
	struct evbuffer *in = bufferevent_get_input(c->bev);
	size_t n = evbuffer_get_contiguous_space(in);
	const unsigned char *p =
	    n == 0 ? NULL : evbuffer_pullup(in, (ssize_t)n);
	enum hj_token_step step;
	size_t used;

	if (c->state == HJ_CONN_IDLE) {
		if (n == 0)
			return false;
		begin(c);
	}
	step = hj_token_feed(c->token, (const char *)p, n, &used);
	if (step == HJ_TOKEN_BODY)
		keep_body(c);
	(void)evbuffer_drain(in, used);
	switch (step) {
	case HJ_TOKEN_MORE:
		return evbuffer_get_length(in) > 0;
	case HJ_TOKEN_HEAD:
		if (!hj_conn_admit(c))
			return true;
		if (c->token->step == HJ_TOKEN_DONE)
			dispatch(c);
		else
			hj_conn_enter(c, HJ_CONN_BODY);
		return true;
	case HJ_TOKEN_BODY:
		return true;
	case HJ_TOKEN_DONE:
		dispatch(c);
		return true;
	case HJ_TOKEN_BAD:
		c->http->counts.malformed++;
		hj_conn_refuse(c, hj_problem_kind_of(c->token->status),
		    c->token->reason, true);
		return true;
	}
	return false;
}

static void
keep_body(struct hj_conn *c)
{
	struct hj_http *h = c->http;
	size_t n = c->token->data_n;

	if (h->counts.bodies + n > h->limits.bodies) {
		hj_conn_refuse(c, HJ_PROBLEM_BUSY,
		    "the service holds too many requests", true);
		return;
	}
	hj_buf_put(&c->req->received, c->token->data, n);
	h->counts.bodies += n;
}

static void
forget_token(struct hj_conn *c)
{
	free(c->token);
	c->token = NULL;
}

/* The request is complete: the handler's turn. */
static void
dispatch(struct hj_conn *c)
{
	struct hj_req *req = hj_req_ref(c->req);
	hj_handler_fn *handler = c->http->config.on_request;

	forget_token(c);
	req->body = hj_buf_text(&req->received);
	req->body_n = req->received.n;
	hj_conn_enter(c, HJ_CONN_BUSY);
	if (handler == NULL)
		handler = req->route->handler;
	handler(req);
	hj_req_unref(req);
}

/* Let go of the request: nobody waits for its answer any more. */
static void
forget_request(struct hj_conn *c)
{
	if (c->req == NULL)
		return;
	c->http->counts.bodies -= c->req->received.n;
	c->req->conn = NULL;
	hj_req_unref(c->req);
	c->req = NULL;
}

/*
 * Look at what has been sent ahead; but never from inside whatever called us:
 * it may be a handler.
 */
static void
look_again(struct hj_conn *c)
{
	if (!c->advancing)
		bufferevent_trigger(c->bev, EV_READ, BEV_TRIG_DEFER_CALLBACKS);
}

void
hj_conn_stream(struct hj_conn *c, struct hj_stream *s)
{
	forget_request(c);
	forget_token(c);
	c->stream = s;
	s->conn = c;
	c->http->counts.streams++;
	hj_conn_enter(c, HJ_CONN_STREAM);
	look_again(c);
}

void
hj_conn_answered(struct hj_conn *c)
{
	forget_request(c);
	forget_token(c);
	c->requests++;
	hj_conn_enter(c, c->last ? HJ_CONN_FLUSH : HJ_CONN_IDLE);
	look_again(c);
}

/* The peer has taken all that was put. */
static void
on_written(struct bufferevent *bev, void *arg)
{
	struct hj_conn *c = arg;

	(void)bev;
	if (c->state == HJ_CONN_STREAM && c->stream->on_room != NULL)
		c->stream->on_room(c->stream);
	else
		advance(c);
}

/*
 * Close our side and wait for the peer's: if bytes of its request were still
 * on the way, closing both would destroy the answer before it is read.
 */
static void
linger(struct hj_conn *c)
{
	SSL *ssl = bufferevent_openssl_get_ssl(c->bev);

	if (c->eof) {
		hj_conn_close(c, NULL);
		return;
	}
	if (ssl != NULL) {
		(void)SSL_shutdown(ssl);
		ERR_clear_error();
	}
	(void)shutdown(bufferevent_getfd(c->bev), SHUT_WR);
	hj_conn_enter(c, HJ_CONN_LINGER);
}

static void
on_event(struct bufferevent *bev, short what, void *arg)
{
	struct hj_conn *c = arg;

	(void)bev;
	if ((what & BEV_EVENT_CONNECTED) != 0) {
		hj_conn_enter(c, HJ_CONN_IDLE);
		return;
	}
	if (c->state == HJ_CONN_HANDSHAKE)
		c->http->counts.tls_failed++;
	/*
	 * A peer may close its side and still wait for answers.  Under TLS
	 * libevent stops writing too, and nobody is left to answer.
	 */
	c->eof = true;
	if ((what & BEV_EVENT_EOF) != 0 && c->http->config.tls == NULL) {
		if (is_reading(c)) {
			advance(c);
			return;
		}
		if (c->state == HJ_CONN_BUSY || c->state == HJ_CONN_FLUSH)
			return;
	}
	if (c->state == HJ_CONN_BUSY)
		c->http->counts.peer_left++;
	if (c->slow)
		hj_conn_close(c, "slow_stream");
	else
		hj_conn_close(
		    c, c->state == HJ_CONN_HANDSHAKE ? "tls_failed" : NULL);
}

void
hj_conn_close(struct hj_conn *c, const char *why)
{
	struct hj_stream *s = c->stream;

	if (why != NULL) {
		struct hj_http_note note = { .what = why,
			.peer = c->peer.text,
			.req = c->req == NULL ? 0 : c->req->id,
			.method = HJ_METHOD_OTHER,
			.route = "",
			.reason = "" };

		hj_http_tell(c->http, &note);
	}
	hj_conn_enter(c, HJ_CONN_DEAD);
	forget_request(c);
	forget_token(c);
	bufferevent_free(c->bev);
	c->bev = NULL;
	hj_http_bury(c->http, c);
	if (s != NULL) {
		c->stream = NULL;
		s->conn = NULL;
		c->http->counts.streams--;
		s->on_closed(s);
	}
}
