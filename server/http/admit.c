/*
 * A head has arrived: make the request of it, and say whether it may go on.
 *
 * What can be refused by the head alone is refused before a byte of body is
 * read: an unknown host, address or method, and a body too long for the route.
 */
#include "lib/base/arena.h"
#include "server/http/conn.h"
#include "server/http/token.h"

#include <event2/buffer.h>
#include <event2/bufferevent.h>
#include <string.h>
#include <strings.h>

/* Copy the head out of the tokenizer; the request outlives the connection. */
static struct hj_req *
make(struct hj_conn *c)
{
	const struct hj_token *t = c->token;
	struct hj_http *h = c->http;
	struct hj_arena *a = hj_arena_new();
	struct hj_req *req = HJ_NEW(a, struct hj_req);
	char *text = hj_strndup(a, t->text, t->used);
	struct hj_pair *headers =
	    hj_alloc(a, (t->fields_n + 1u) * sizeof(*headers));

	for (size_t i = 0; i < t->fields_n; i++) {
		headers[i].name = text + t->fields[i].name;
		headers[i].value = text + t->fields[i].value;
	}
	req->method = hj_method_of(text + t->method);
	req->path = text + t->path;
	req->headers = headers;
	req->n_headers = t->fields_n;
	req->body = "";
	req->arena = a;
	req->peer = hj_strdup(a, c->peer.text);
	req->tls = h->config.tls != NULL;
	req->id = ++h->last_id;
	req->begun_ms = hj_http_now(h);
	req->deadline_ms = req->begun_ms + h->limits.request_ms;
	req->lang = hj_lang_of(hj_req_header(req, "accept-language"));
	req->service = h->config.service;
	req->conn = c;
	req->refs = 1;
	return req;
}

/* How much of host[:port] is the host. */
static size_t
host_length(const char *host)
{
	if (host[0] == '[')
		return strcspn(host, "]") + 1;
	return strcspn(host, ":");
}

/* A name without a port in the list stands for any port. */
static bool
is_host(const struct hj_http *h, const char *host)
{
	const char *const *known = h->config.hosts;

	if (known == NULL)
		return true;
	for (; *known != NULL; known++) {
		size_t n = host_length(host);

		if (strcasecmp(*known, host) == 0)
			return true;
		if (strlen(*known) == n && strncasecmp(*known, host, n) == 0)
			return true;
	}
	return false;
}

static void
set_params(struct hj_req *req, const struct hj_match *m)
{
	struct hj_arena *a = req->arena;
	struct hj_pair *params = hj_alloc(a, (m->n + 1) * sizeof(*params));

	for (size_t i = 0; i < m->n; i++) {
		params[i].name = hj_strndup(a, m->name[i].p, m->name[i].n);
		params[i].value = hj_strndup(a, m->value[i].p, m->value[i].n);
	}
	req->params = params;
	req->n_params = m->n;
}

/* Find the route, or say that there is none; closes if a body follows. */
static bool
find_route(struct hj_conn *c)
{
	struct hj_req *req = c->req;
	bool close = hj_token_has_body(c->token);
	struct hj_match m;
	char allow[HJ_ROUTER_ALLOW_MAX];

	hj_router_match(c->http->config.router, req->method, req->path, &m);
	if (m.route != NULL) {
		req->route = m.route;
		set_params(req, &m);
		return true;
	}
	if (m.allowed == 0) {
		hj_conn_refuse(c, HJ_PROBLEM_ABSENT, NULL, close);
		return false;
	}
	hj_router_allow(m.allowed, allow);
	hj_req_add_header(req, "Allow", allow);
	hj_conn_refuse(c, HJ_PROBLEM_METHOD, NULL, close);
	return false;
}

/* May the body that is announced follow? */
static bool
accept_body(struct hj_conn *c)
{
	static const char go_on[] = "HTTP/1.1 100 Continue\r\n\r\n";
	struct hj_http *h = c->http;
	size_t most = c->req->route->body_max;

	if (hj_token_accept(c->token, most) == HJ_TOKEN_BAD) {
		hj_conn_refuse(
		    c, HJ_PROBLEM_BODY_TOO_LONG, c->token->reason, true);
		return false;
	}
	hj_buf_init(&c->req->received, most);
	if (!hj_token_has_body(c->token))
		return true;
	if (hj_req_header(c->req, "content-encoding") != NULL) {
		hj_conn_refuse(
		    c, HJ_PROBLEM_MEDIA_TYPE, "the body is compressed", true);
		return false;
	}
	if (h->counts.bodies >= h->limits.bodies) {
		hj_conn_refuse(c, HJ_PROBLEM_BUSY,
		    "the service holds too many requests", true);
		return false;
	}
	/* A peer that is sending already need not be told to. */
	if (c->token->expect_continue && c->token->minor == 1 &&
	    evbuffer_get_length(bufferevent_get_input(c->bev)) == 0)
		hj_conn_put(c, go_on, sizeof(go_on) - 1, true);
	return true;
}

bool
hj_conn_admit(struct hj_conn *c)
{
	struct hj_req *req = make(c);
	bool close = hj_token_has_body(c->token);
	const char *why;

	c->req = req;
	c->http->counts.requests++;
	if (c->token->close)
		c->last = true;
	if (!is_host(c->http, hj_req_header(req, "host"))) {
		hj_conn_refuse(c, HJ_PROBLEM_HOST, NULL, close);
		return false;
	}
	why = hj_target_query(req->arena, c->token->text + c->token->query,
	    &req->query, &req->n_query);
	if (why != NULL) {
		hj_conn_refuse(c, HJ_PROBLEM_MALFORMED, why, close);
		return false;
	}
	return find_route(c) && accept_body(c);
}
