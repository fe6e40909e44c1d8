/* A request that asks the database one thing after another; see call.h. */
#include "server/call.h"

#include "server/auth/throttle.h"
#include "server/base/now.h"
#include "server/read_log.h"
#include "server/statements.h"

#include <strings.h>

void
hj_call_begin(struct hj_call *call, struct hj_req *req)
{
	call->req = hj_req_ref(req);
}

void
hj_call_end(struct hj_call *call)
{
	hj_req_unref(call->req);
}

struct hj_params *
hj_call_params(struct hj_call *call)
{
	hj_params_init(&call->step.params, call->req->arena);
	return &call->step.params;
}

static void
prepare(struct hj_call *call, const struct hj_stmt *stmt, hj_query_fn *on_done)
{
	call->step.stmt = stmt;
	call->query = (struct hj_query){ .steps = &call->step,
		.n_steps = 1,
		.deadline_ms = call->req->deadline_ms,
		.on_done = on_done };
}

void
hj_call_read(
    struct hj_call *call, const struct hj_stmt *stmt, hj_query_fn *on_done)
{
	prepare(call, stmt, on_done);
	hj_pg_read(call->req->service->pg, &call->query);
}

void
hj_call_read_as_asker(
    struct hj_call *call, const struct hj_stmt *stmt, hj_query_fn *on_done)
{
	const struct hj_actor *actor = call->req->actor;

	prepare(call, stmt, on_done);
	call->context.texts[0] = actor->person;
	call->context.texts[1] = hj_orgs_of(call->req->arena, actor);
	call->query.context = &call->context;
	hj_pg_read(call->req->service->pg, &call->query);
}

void
hj_call_write(
    struct hj_call *call, const struct hj_stmt *stmt, hj_query_fn *on_done)
{
	prepare(call, stmt, on_done);
	hj_pg_write(call->req->service->pg, &call->query);
}

void
hj_call_note(struct hj_call *call, const unsigned char *stream,
    const char *what, hj_query_fn *on_done)
{
	const struct hj_bytes one = { (void *)(uintptr_t)stream, 16 };

	hj_call_note_all(call, &one, 1, what, on_done);
}

void
hj_call_note_all(struct hj_call *call, const struct hj_bytes *stream, size_t n,
    const char *what, hj_query_fn *on_done)
{
	call->query = (struct hj_query){ .deadline_ms = call->req->deadline_ms,
		.on_done = on_done };
	hj_read_log_enter(call->req->service->read_log, &call->query,
	    call->req->actor, stream, n, what);
}

bool
hj_call_failed(struct hj_call *call)
{
	if (call->query.err.code == HJ_OK)
		return false;
	hj_reply_error(call->req, &call->query.err);
	hj_call_end(call);
	return true;
}

bool
hj_call_throttled(struct hj_call *call, const char *who)
{
	struct hj_req *req = call->req;
	int64_t wait = hj_throttle_ask(
	    req->service->throttle, who, req->peer, hj_mono_ms());

	if (wait > 0) {
		hj_reply_too_often(req, wait);
		hj_call_end(call);
	}
	return wait > 0;
}

/* "application/json", with or without parameters. */
bool
hj_call_json(struct hj_req *req)
{
	static const char json[] = "application/json";
	const size_t n = sizeof(json) - 1;
	const char *type = hj_req_header(req, "content-type");

	if (type != NULL && strncasecmp(type, json, n) == 0 &&
	    (type[n] == '\0' || type[n] == ';' || type[n] == ' '))
		return true;
	hj_reply_kind(req, HJ_PROBLEM_MEDIA_TYPE, NULL);
	return false;
}

bool
hj_call_body(struct hj_req *req, const struct hj_fields *fields, void *out)
{
	struct hj_error err;

	if (!hj_call_json(req))
		return false;
	if (hj_bind(req->arena, fields, HJ_FORM_COMMAND, out, req->body,
		req->body_n, &err) == HJ_OK)
		return true;
	hj_reply_error(req, &err);
	return false;
}

void
hj_call_refuse(
    struct hj_call *call, enum hj_problem_kind kind, const char *detail)
{
	hj_reply_kind(call->req, kind, detail);
	hj_call_end(call);
}

void
hj_reply_too_often(struct hj_req *req, int64_t wait_ms)
{
	struct hj_buf b;

	hj_buf_init(&b, 32);
	hj_buf_int(&b, (wait_ms + 999) / 1000);
	hj_req_add_header(req, "Retry-After", hj_buf_text(&b));
	hj_buf_release(&b);
	hj_reply_kind(req, HJ_PROBLEM_RATE, NULL);
}
