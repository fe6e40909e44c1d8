/* What handlers know of a request and say to it; see req.h. */
#include "server/http/req.h"

#include "lib/base/arena.h"
#include "server/http/conn.h"

#include <assert.h>
#include <string.h>

#define EXTRA_MOST ((size_t)16 * 1024) /* bytes of headers set by handlers */

struct hj_req *
hj_req_ref(struct hj_req *req)
{
	req->refs++;
	return req;
}

void
hj_req_unref(struct hj_req *req)
{
	assert(req->refs > 0);
	if (--req->refs > 0)
		return;
	hj_buf_release(&req->received);
	hj_arena_free(req->arena);
}

static const char *
find(const struct hj_pair *pairs, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++) {
		if (strcmp(pairs[i].name, name) == 0)
			return pairs[i].value;
	}
	return NULL;
}

const char *
hj_req_param(const struct hj_req *req, const char *name)
{
	return find(req->params, req->n_params, name);
}

const char *
hj_req_query(const struct hj_req *req, const char *name)
{
	return find(req->query, req->n_query, name);
}

const char *
hj_req_header(const struct hj_req *req, const char *name)
{
	return find(req->headers, req->n_headers, name);
}

const char *
hj_req_cookie(struct hj_req *req, const char *name)
{
	const char *p = hj_req_header(req, "cookie");
	const char *value = NULL;
	size_t n = strlen(name);

	while (p != NULL && *p != '\0') {
		size_t len;

		p += strspn(p, "; ");
		len = strcspn(p, ";");
		if (len > n && p[n] == '=' && memcmp(p, name, n) == 0) {
			if (value != NULL)
				return NULL;
			value = hj_strndup(req->arena, p + n + 1, len - n - 1);
		}
		p += len;
	}
	return value;
}

static bool
is_name(const char *s)
{
	return *s != '\0' &&
	       s[strspn(s,
		   "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
		   "0123456789-_")] == '\0';
}

static bool
is_value(const char *s)
{
	for (; *s != '\0'; s++) {
		if (((unsigned char)*s < 0x20 && *s != '\t') || *s == 0x7f)
			return false;
	}
	return true;
}

void
hj_req_add_header(struct hj_req *req, const char *name, const char *value)
{
	struct hj_pair *pair;
	size_t n = strlen(name) + strlen(value);

	for (size_t i = 0; i < req->n_extra; i++)
		n += strlen(req->extra[i].name) + strlen(req->extra[i].value);
	if (n > EXTRA_MOST || !is_name(name) || !is_value(value)) {
		req->spoiled = true;
		return;
	}
	pair = HJ_PUSH(req->arena, req->extra, req->n_extra);
	pair->name = hj_strdup(req->arena, name);
	pair->value = hj_strdup(req->arena, value);
}

/*
 * The one answer is given here: who is there to hear it?  NULL if nobody; and
 * if a header was spoiled, they hear that instead, and nobody is left.
 */
static struct hj_conn *
hearer(struct hj_req *req)
{
	struct hj_conn *c = req->conn;

	assert(!req->answered);
	req->answered = true;
	if (c != NULL && req->spoiled) {
		req->n_extra = 0;
		hj_conn_refuse(
		    c, HJ_PROBLEM_INTERNAL, "an answer header is bad", false);
		return NULL;
	}
	return c;
}

static void
reply(struct hj_req *req, const struct hj_answer *a)
{
	struct hj_conn *c = hearer(req);

	if (c == NULL)
		return;
	if (!a->fixed && a->n > c->http->limits.output) {
		req->n_extra = 0;
		hj_conn_refuse(
		    c, HJ_PROBLEM_INTERNAL, "the answer is too long", false);
		return;
	}
	hj_conn_answer(c, a);
}

void
hj_reply(struct hj_req *req, int status, const char *type, const char *body,
    size_t n)
{
	struct hj_answer a = {
		.status = status, .type = type, .body = body, .n = n
	};

	reply(req, &a);
}

void
hj_reply_static(struct hj_req *req, int status, const char *type,
    const char *body, size_t n)
{
	struct hj_answer a = { .status = status,
		.type = type,
		.body = body,
		.n = n,
		.fixed = true };

	reply(req, &a);
}

void
hj_reply_buf(
    struct hj_req *req, int status, const char *type, const struct hj_buf *b)
{
	if (b->failed)
		hj_reply_kind(
		    req, HJ_PROBLEM_INTERNAL, "the answer is too long");
	else
		hj_reply(req, status, type, hj_buf_text(b), b->n);
}

void
hj_reply_empty(struct hj_req *req, int status)
{
	hj_reply(req, status, NULL, "", 0);
}

void
hj_reply_problem(struct hj_req *req, const struct hj_problem *p)
{
	struct hj_conn *c = hearer(req);

	if (c != NULL)
		hj_conn_problem(c, p, NULL);
}

void
hj_reply_kind(struct hj_req *req, enum hj_problem_kind kind, const char *detail)
{
	struct hj_problem p = hj_problem_of(kind, detail);

	hj_reply_problem(req, &p);
}

void
hj_reply_error(struct hj_req *req, const struct hj_error *err)
{
	struct hj_problem p = hj_problem_of_error(err);

	hj_reply_problem(req, &p);
}

bool
hj_stream_begin(struct hj_req *req, struct hj_stream *s, int status,
    const char *type, int64_t length)
{
	struct hj_conn *c = hearer(req);
	struct hj_answer a = { .status = status,
		.type = type,
		.goes_on = true,
		.length = length };
	bool head_only = req->method == HJ_HEAD;

	s->conn = NULL;
	if (c == NULL)
		return false;
	hj_conn_answer(c, &a);
	if (head_only)
		return false;
	hj_conn_stream(c, s);
	return true;
}
