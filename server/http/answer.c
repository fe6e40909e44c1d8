/*
 * Writing answers: every byte that leaves as an answer's head is made here, so
 * no answer lacks a header that all must have.
 */
#include "server/http/conn.h"

#include <assert.h>
#include <event2/buffer.h>
#include <event2/bufferevent.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/uio.h>

#define PROBLEM_MOST ((size_t)64 * 1024)

/* Headers that are the same on every answer (security of browsers). */
static const char always[] =
    "X-Content-Type-Options: nosniff\r\n"
    "Content-Security-Policy: default-src 'none'; script-src 'self'; "
    "style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; object-src 'none'; "
    "frame-ancestors 'none'\r\n"
    "Referrer-Policy: no-referrer\r\n"
    "Cross-Origin-Opener-Policy: same-origin\r\n";

static const char under_tls[] =
    "Strict-Transport-Security: max-age=31536000; includeSubDomains\r\n";

/* Phrases are for people who read a dump; programs read the number. */
static const struct {
	int status;
	const char *phrase;
} phrases[] = {
	{ 200, "OK" },
	{ 201, "Created" },
	{ 202, "Accepted" },
	{ 204, "No Content" },
	{ 206, "Partial Content" },
	{ 303, "See Other" },
	{ 304, "Not Modified" },
	{ 308, "Permanent Redirect" },
	{ 400, "Bad Request" },
	{ 401, "Unauthorized" },
	{ 403, "Forbidden" },
	{ 404, "Not Found" },
	{ 405, "Method Not Allowed" },
	{ 408, "Request Timeout" },
	{ 409, "Conflict" },
	{ 410, "Gone" },
	{ 412, "Precondition Failed" },
	{ 413, "Content Too Large" },
	{ 414, "URI Too Long" },
	{ 415, "Unsupported Media Type" },
	{ 416, "Range Not Satisfiable" },
	{ 417, "Expectation Failed" },
	{ 421, "Misdirected Request" },
	{ 422, "Unprocessable Content" },
	{ 428, "Precondition Required" },
	{ 429, "Too Many Requests" },
	{ 431, "Request Header Fields Too Large" },
	{ 500, "Internal Server Error" },
	{ 501, "Not Implemented" },
	{ 503, "Service Unavailable" },
	{ 504, "Gateway Timeout" },
	{ 505, "HTTP Version Not Supported" },
};

static const char *
phrase_of(int status)
{
	for (size_t i = 0; i < sizeof(phrases) / sizeof(phrases[0]); i++) {
		if (phrases[i].status == status)
			return phrases[i].phrase;
	}
	return "-";
}

static void
line(struct hj_buf *b, const char *name, const char *value)
{
	hj_buf_puts(b, name);
	hj_buf_puts(b, ": ");
	hj_buf_puts(b, value);
	hj_buf_puts(b, "\r\n");
}

/* Has the handler set this header itself? */
static bool
is_set(const struct hj_req *req, const char *name)
{
	for (size_t i = 0; req != NULL && i < req->n_extra; i++) {
		if (strcasecmp(req->extra[i].name, name) == 0)
			return true;
	}
	return false;
}

/* Content-Length, where there is one to tell. */
static void
put_length(struct hj_buf *b, const struct hj_answer *a)
{
	int64_t n = a->goes_on ? a->length : (int64_t)a->n;

	if (n < 0 || a->status == 204 || a->status == 304)
		return;
	hj_buf_puts(b, "Content-Length: ");
	hj_buf_int(b, n);
	hj_buf_puts(b, "\r\n");
}

/* Make the head in http->head. */
static void
make_head(struct hj_conn *c, const struct hj_answer *a)
{
	const struct hj_req *req = c->req;
	struct hj_http *h = c->http;
	struct hj_buf *b = &h->head;

	hj_buf_clear(b);
	hj_buf_puts(b, "HTTP/1.1 ");
	hj_buf_int(b, a->status);
	hj_buf_putc(b, ' ');
	hj_buf_puts(b, phrase_of(a->status));
	hj_buf_puts(b, "\r\n");
	line(b, "Date", h->date);
	hj_buf_put(b, always, sizeof(always) - 1);
	if (h->config.tls != NULL)
		hj_buf_put(b, under_tls, sizeof(under_tls) - 1);
	if (!is_set(req, "Cache-Control"))
		line(b, "Cache-Control", "no-store");
	if ((a->status == 429 || a->status == 503) &&
	    !is_set(req, "Retry-After"))
		line(b, "Retry-After", "1");
	for (size_t i = 0; req != NULL && i < req->n_extra; i++)
		line(b, req->extra[i].name, req->extra[i].value);
	if (a->type != NULL)
		line(b, "Content-Type", a->type);
	if (a->lang != NULL)
		line(b, "Content-Language", a->lang);
	put_length(b, a);
	if (c->last)
		line(b, "Connection", "close");
	hj_buf_puts(b, "\r\n");
	/* Only our own headers are in it; hj_req_add_header() bounds them. */
	assert(!b->failed);
}

static void
tell(struct hj_conn *c, const struct hj_answer *a)
{
	const struct hj_req *req = c->req;
	struct hj_http_note note = { .what = "answered",
		.peer = c->peer.text,
		.status = a->status,
		.bytes = a->n,
		.route = "",
		.reason = a->reason == NULL ? "" : a->reason };

	if (req != NULL) {
		note.req = req->id;
		note.method = req->method;
		note.route = req->route == NULL ? "" : req->route->pattern;
		note.ms = hj_http_now(c->http) - req->begun_ms;
	} else {
		note.method = HJ_METHOD_OTHER;
	}
	hj_http_tell(c->http, &note);
}

size_t
hj_conn_backlog(const struct hj_conn *c)
{
	return evbuffer_get_length(bufferevent_get_output(c->bev));
}

void
hj_conn_put(struct hj_conn *c, const char *p, size_t n, bool fixed)
{
	struct evbuffer *out = bufferevent_get_output(c->bev);
	int failed;

	if (evbuffer_get_length(out) == 0)
		c->taken_ms = hj_http_now(c->http);
	failed = fixed ? evbuffer_add_reference(out, p, n, NULL, NULL)
		       : evbuffer_add(out, p, n);
	if (failed != 0)
		abort();
	c->queued += n;
}

/*
 * Hand to the system what it takes at once, and return how much that was.
 * Libevent would first wait until the socket is writable, which costs two more
 * system calls and a turn of the loop for each answer.
 */
static size_t
send_now(struct hj_conn *c, struct iovec *parts, size_t n)
{
	struct msghdr message = { .msg_iov = parts, .msg_iovlen = n };
	ssize_t sent;

	if (c->http->config.tls != NULL || hj_conn_backlog(c) > 0)
		return 0;
	/* A failure is left to libevent: it meets it again and tells us. */
	sent = sendmsg(bufferevent_getfd(c->bev), &message, MSG_NOSIGNAL);
	if (sent < 0)
		return 0;
	c->queued += (uint64_t)sent;
	return (size_t)sent;
}

/* Put an answer on its way: the head that was made, and the body. */
static void
put_answer(struct hj_conn *c, const char *body, size_t n, bool fixed)
{
	const struct hj_buf *head = &c->http->head;
	/* Not written to; struct iovec just cannot say so. */
	struct iovec parts[] = { { head->p, head->n },
		{ (void *)(uintptr_t)body, n } };
	size_t sent = send_now(c, parts, n == 0 ? 1 : 2);

	if (sent < head->n) {
		hj_conn_put(c, head->p + sent, head->n - sent, false);
		sent = head->n;
	}
	sent -= head->n;
	if (sent < n)
		hj_conn_put(c, body + sent, n - sent, fixed);
}

void
hj_conn_answer(struct hj_conn *c, const struct hj_answer *a)
{
	struct hj_http *h = c->http;
	bool head_only = c->req != NULL && c->req->method == HJ_HEAD;

	assert(a->status >= 200 && a->status <= 599);
	if (a->goes_on || h->draining || c->requests + 1 >= h->limits.requests)
		c->last = true;
	h->counts.answers[a->status / 100]++;
	make_head(c, a);
	if (a->goes_on)
		hj_conn_put(c, h->head.p, h->head.n, false);
	else
		put_answer(c, a->body, head_only ? 0 : a->n, a->fixed);
	tell(c, a);
	if (head_only || !a->goes_on)
		hj_conn_answered(c);
}

void
hj_conn_problem(
    struct hj_conn *c, const struct hj_problem *p, const char *reason)
{
	enum hj_lang lang = c->req == NULL ? HJ_LANG_ZH : c->req->lang;
	struct hj_answer a = { .status = p->status,
		.type = HJ_TYPE_PROBLEM,
		.lang = hj_lang_tag(lang),
		.reason = reason };
	struct hj_buf body;

	hj_buf_init(&body, PROBLEM_MOST);
	hj_problem_write(p, lang, &body);
	a.body = hj_buf_text(&body);
	a.n = body.n;
	hj_conn_answer(c, &a);
	hj_buf_release(&body);
}

void
hj_conn_refuse(struct hj_conn *c, enum hj_problem_kind kind, const char *detail,
    bool close)
{
	struct hj_problem p = hj_problem_of(kind, detail);

	if (close)
		c->last = true;
	hj_conn_problem(c, &p, detail);
}
