/*
 * A real front and real sockets in one process, for the http_*_test programs.
 *
 * Client and server share one loop, which is turned by hand, and the server's
 * clock is a variable: no test waits for time to pass.  Waiting for bytes on
 * the loopback is bounded by TURNS.
 */
#ifndef HJ_TESTS_UNIT_HTTP_HARNESS_H
#define HJ_TESTS_UNIT_HTTP_HARNESS_H

#include "lib/base/arena.h"
#include "lib/base/buf.h"
#include "server/http/http.h"
#include "server/http/req.h"

#include <arpa/inet.h>
#include <errno.h>
#include <event2/event.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#define TURNS 2000
#define KEPT 32

/* The world of one test; made anew for each. */
struct world {
	struct event_base *base;
	struct hj_router *router;
	struct hj_http_config config;
	struct hj_http *http;
	int port;
	int64_t now_ms;
	int handled;               /* requests that reached a handler */
	struct hj_req *kept[KEPT]; /* of /later, each with a ref */
	int n_kept;
	struct hj_stream stream; /* of /events and /download */
	bool stream_begun;
	int closed;     /* times on_closed was called */
	int rooms;      /* times on_room was called */
	int drained;    /* times on_drained was called */
	char said[256]; /* what and reason of the last note */
};

static struct world w;

struct client {
	int fd;
	struct hj_buf in;
	bool closed;
};

static inline int64_t
fake_clock(void)
{
	return w.now_ms;
}

static inline void
note(const struct hj_http_note *n)
{
	(void)snprintf(w.said, sizeof(w.said), "%s %s %d %s %s", n->what,
	    hj_method_name(n->method), n->status, n->route, n->reason);
}

/* ---- handlers ---- */

static inline void
echo(struct hj_req *req)
{
	struct hj_buf b;

	w.handled++;
	hj_buf_init(&b, 1 << 20);
	hj_buf_puts(&b, hj_method_name(req->method));
	hj_buf_putc(&b, ' ');
	hj_buf_puts(&b, req->path);
	for (size_t i = 0; i < req->n_query; i++) {
		hj_buf_putc(&b, ' ');
		hj_buf_puts(&b, req->query[i].name);
		hj_buf_putc(&b, '=');
		hj_buf_puts(&b, req->query[i].value);
	}
	hj_buf_puts(&b, " [");
	hj_buf_put(&b, req->body, req->body_n);
	hj_buf_puts(&b, "]");
	hj_reply_buf(req, 200, "text/plain", &b);
	hj_buf_release(&b);
}

static inline void
later(struct hj_req *req)
{
	w.handled++;
	assert_true(w.n_kept < KEPT);
	w.kept[w.n_kept++] = hj_req_ref(req);
}

/* Answer the request that has waited longest, and let go of it. */
static inline void
answer_kept(const char *text)
{
	struct hj_req *req = w.kept[0];

	assert_true(w.n_kept > 0);
	w.n_kept--;
	memmove(w.kept, w.kept + 1, (size_t)w.n_kept * sizeof(w.kept[0]));
	hj_reply(req, 200, "text/plain", text, strlen(text));
	hj_req_unref(req);
}

/* As many bytes as ?n= says; ?static copies none. */
static inline void
big(struct hj_req *req)
{
	size_t n = (size_t)strtoul(hj_req_query(req, "n"), NULL, 10);
	static char bytes[4 << 20];

	memset(bytes, 'x', sizeof(bytes));
	assert_true(n <= sizeof(bytes));
	if (hj_req_query(req, "static") != NULL)
		hj_reply_static(req, 200, "text/plain", bytes, n);
	else
		hj_reply(req, 200, "text/plain", bytes, n);
}

static inline void
on_closed(struct hj_stream *s)
{
	(void)s;
	w.closed++;
}

static inline void
on_room(struct hj_stream *s)
{
	(void)s;
	w.rooms++;
}

static inline void
events(struct hj_req *req)
{
	w.stream = (struct hj_stream){ .on_closed = on_closed };
	w.stream_begun = hj_stream_begin_events(req, &w.stream);
}

static inline void
download(struct hj_req *req)
{
	w.stream =
	    (struct hj_stream){ .on_closed = on_closed, .on_room = on_room };
	w.stream_begun =
	    hj_stream_begin(req, &w.stream, 200, "application/octet-stream", 6);
}

/* Each way of answering, by the name of it. */
static inline void
answer_with(struct hj_req *req)
{
	const char *how = hj_req_param(req, "how");
	struct hj_error err;
	struct hj_problem p;
	struct hj_buf b;

	assert_null(hj_req_param(req, "absent"));
	if (*how >= '0' && *how <= '9') {
		hj_reply_empty(req, (int)strtol(how, NULL, 10));
	} else if (strcmp(how, "error") == 0) {
		(void)hj_fail(&err, HJ_ERR_INPUT, "a/0", "is wrong", NULL);
		hj_reply_error(req, &err);
	} else if (strcmp(how, "problem") == 0) {
		p = hj_problems[HJ_PROBLEM_STALE];
		p.status = 409;
		p.type = "consent-missing";
		hj_reply_problem(req, &p);
	} else if (strcmp(how, "failed") == 0) {
		hj_buf_init(&b, 2);
		hj_buf_puts(&b, "abc");
		hj_reply_buf(req, 200, HJ_TYPE_JSON, &b);
		hj_buf_release(&b);
	}
}

static const struct hj_route routes[] = {
	{ HJ_GET, "/", echo, 64, 0 },
	{ HJ_GET, "/next", echo, 64, 0 },
	{ HJ_POST, "/p", echo, 64, 0 },
	{ HJ_POST, "/large", echo, 100000, 0 },
	{ HJ_GET, "/echo/{id}", echo, 0, 0 },
	{ HJ_GET, "/answer/{how}", answer_with, 0, 0 },
	{ HJ_GET, "/later", later, 0, 0 },
	{ HJ_POST, "/later", later, 64, 0 },
	{ HJ_GET, "/big", big, 0, 0 },
	{ HJ_GET, "/events", events, 0, 0 },
	{ HJ_GET, "/download", download, 0, 0 },
};

/* ---- the world ---- */

static inline int
world_set_up(void **state)
{
	struct hj_error err;

	(void)state;
	(void)signal(SIGPIPE, SIG_IGN);
	w = (struct world){ .now_ms = 1000000 };
	w.base = event_base_new();
	w.router = hj_router_new();
	assert_int_equal(hj_router_add(w.router, routes,
			     sizeof(routes) / sizeof(routes[0]), &err),
	    HJ_OK);
	w.config = (struct hj_http_config){ .base = w.base,
		.router = w.router,
		.on_note = note,
		.mono_ms = fake_clock,
		.limits = hj_http_limits_usual };
	return 0;
}

/* Start listening with w.config as the test has set it. */
static inline void
start(void)
{
	struct sockaddr_in at = { .sin_family = AF_INET,
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	struct hj_error err;

	w.http = hj_http_new(&w.config, &err);
	assert_non_null(w.http);
	assert_int_equal(hj_http_listen(w.http, (struct sockaddr *)&at,
			     sizeof(at), &w.port, &err),
	    HJ_OK);
}

static inline int
world_tear_down(void **state)
{
	(void)state;
	while (w.n_kept > 0)
		hj_req_unref(w.kept[--w.n_kept]);
	hj_http_free(w.http);
	hj_router_free(w.router);
	event_base_free(w.base);
	return 0;
}

/* Let the server do all it can do now. */
static inline void
turn(void)
{
	for (int i = 0; i < 12; i++)
		(void)event_base_loop(w.base, EVLOOP_NONBLOCK);
}

/* Let `ms` pass, for the server, and sweep. */
static inline void
pass(int64_t ms)
{
	turn();
	w.now_ms += ms;
	hj_http_tick(w.http);
	turn();
}

static inline const struct hj_http_counts *
counts(void)
{
	return hj_http_counts(w.http);
}

/* ---- clients ---- */

static inline void
client_open(struct client *c)
{
	struct sockaddr_in at = { .sin_family = AF_INET,
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK),
		.sin_port = htons((uint16_t)w.port) };
	int one = 1;

	*c = (struct client){ .fd = socket(AF_INET, SOCK_STREAM, 0) };
	hj_buf_init(&c->in, 16 << 20);
	assert_true(c->fd >= 0);
	assert_int_equal(connect(c->fd, (struct sockaddr *)&at, sizeof(at)), 0);
	assert_int_equal(fcntl(c->fd, F_SETFL, O_NONBLOCK), 0);
	/* What is said arrives at once, in the pieces in which it is said. */
	assert_int_equal(
	    setsockopt(c->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof(one)), 0);
	turn();
}

static inline void
client_release(struct client *c)
{
	if (c->fd >= 0)
		(void)close(c->fd);
	hj_buf_release(&c->in);
}

static inline void
client_send(struct client *c, const char *p, size_t n)
{
	ssize_t sent = send(c->fd, p, n, MSG_NOSIGNAL);

	/* The server may have closed; what it said is what is tested. */
	if (sent < 0)
		assert_true(errno == EPIPE || errno == ECONNRESET);
	else
		assert_int_equal(sent, n);
	turn();
}

static inline void
say(struct client *c, const char *text)
{
	client_send(c, text, strlen(text));
}

/* Take what has arrived; returns whether anything did. */
static inline bool
client_take(struct client *c)
{
	char bytes[65536];
	ssize_t n = recv(c->fd, bytes, sizeof(bytes), 0);

	if (n > 0)
		hj_buf_put(&c->in, bytes, (size_t)n);
	else if (n == 0 || errno != EAGAIN)
		c->closed = true;
	return n > 0;
}

/* Everything that arrives until nothing more does. */
static inline const char *
heard(struct client *c)
{
	do {
		turn();
	} while (client_take(c));
	return hj_buf_text(&c->in);
}

/* Turn until `text` was heard; true unless it never comes. */
static inline bool
hears(struct client *c, const char *text)
{
	for (int i = 0; i < TURNS; i++) {
		struct pollfd p = { .fd = c->fd, .events = POLLIN };

		if (strstr(heard(c), text) != NULL)
			return true;
		if (c->closed)
			return false;
		(void)poll(&p, 1, 1);
	}
	return false;
}

/* Turn until the server has closed; true unless it never does. */
static inline bool
hears_close(struct client *c)
{
	for (int i = 0; i < TURNS && !c->closed; i++) {
		struct pollfd p = { .fd = c->fd, .events = POLLIN };

		(void)heard(c);
		if (!c->closed)
			(void)poll(&p, 1, 1);
	}
	return c->closed;
}

/* Is the connection open, with nothing (more) to be heard? */
static inline bool
hears_nothing(struct client *c)
{
	hj_buf_clear(&c->in);
	return *heard(c) == '\0' && !c->closed;
}

/* One answer out of what was heard. */
struct answer {
	int status;
	char head[4096];
	const char *body;
	size_t body_n;
};

/* The value of a header (written as the server does) in a head, or NULL. */
static inline const char *
header(const struct answer *a, const char *name)
{
	static char value[1024];
	char wanted[128];
	const char *p;
	size_t n;

	(void)snprintf(wanted, sizeof(wanted), "\r\n%s: ", name);
	p = strstr(a->head, wanted);
	if (p == NULL)
		return NULL;
	p += strlen(wanted);
	n = strcspn(p, "\r");
	assert_true(n < sizeof(value));
	memcpy(value, p, n);
	value[n] = '\0';
	return value;
}

/*
 * Cut the answer at `*at` off what was heard; false if there is none that is
 * whole.  Bodies go by Content-Length; answers to HEAD are not for this.
 */
static inline bool
next_answer(const struct client *c, size_t *at, struct answer *a)
{
	const char *p = hj_buf_text(&c->in) + *at;
	const char *end = strstr(p, "\r\n\r\n");
	const char *length;
	size_t n;

	if (end == NULL)
		return false;
	n = (size_t)(end + 4 - p);
	assert_true(n < sizeof(a->head));
	memcpy(a->head, p, n);
	a->head[n] = '\0';
	assert_int_equal(strncmp(a->head, "HTTP/1.1 ", 9), 0);
	a->status = (int)strtol(a->head + 9, NULL, 10);
	length = header(a, "Content-Length");
	a->body = end + 4;
	a->body_n = length == NULL ? 0 : (size_t)strtoul(length, NULL, 10);
	*at += n + a->body_n;
	return *at <= c->in.n;
}

/* Open, say `request`, close our side, and hear one answer. */
static inline void
ask(const char *request, struct client *c, struct answer *a)
{
	size_t at = 0;

	client_open(c);
	say(c, request);
	(void)shutdown(c->fd, SHUT_WR);
	assert_true(hears_close(c));
	assert_true(next_answer(c, &at, a));
}

static inline bool
body_has(const struct answer *a, const char *text)
{
	return memmem(a->body, a->body_n, text, strlen(text)) != NULL;
}

#define HOST "Host: a.example\r\n"

#endif
