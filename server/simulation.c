/*
 * Time moved by hand, in a database made for that.
 *
 *	POST /api/v1/simulation/now   {"now": "2026-03-05T09:00:00+08:00"}
 *
 * Only the site's administrator may, and only forward.  The answer comes when
 * every limit due up to then has fired, every follow-up is done and every
 * event has its position.  In a real database the path does not exist.
 */
#include "server/service.h"
#include "server/route_says.h"
#include "server/statements.h"

#include "server/db/row.h"
#include "server/http/json_out.h"

#include <event2/event.h>
#include <sys/time.h>

#define LOOK_AGAIN_US 10000

struct move {
	struct hj_frame frame;
	int64_t now;
};
static const struct hj_field rows[] = {
	HJ_INSTANT(move, now, HJ_REQUIRED, "时间|the time to move to"),
};
const struct hj_fields hj_move_time_fields = HJ_FIELDS(move, rows);

/* A move on its way. */
struct moving {
	struct hj_req *req;
	int64_t now;
	struct hj_query query;
	struct hj_step step;
	struct event *timer;
};

static void on_moved(struct hj_query *q);
static void look(evutil_socket_t fd, short what, void *arg);
static void on_looked(struct hj_query *q);

static void
submit(struct moving *m, const struct hj_stmt *stmt, hj_query_fn *on_done)
{
	m->step.stmt = stmt;
	hj_params_init(&m->step.params, m->req->arena);
	hj_param_ms(&m->step.params, m->now);
	m->query = (struct hj_query){ .steps = &m->step,
		.n_steps = 1,
		.deadline_ms = m->req->deadline_ms,
		.on_done = on_done };
}

void
hj_time_handler(struct hj_req *req)
{
	struct hj_world_ref *w = hj_world_hold(req->service->worlds);
	bool simulated = w != NULL && w->simulated;
	struct move move;
	struct hj_error err;
	struct moving *m;

	hj_world_drop(w);
	if (!simulated) {
		hj_reply_kind(req, HJ_PROBLEM_ABSENT, NULL);
		return;
	}
	if (!hj_may(HJ_MAY_ADMINISTER, req->actor->roles, HJ_REL_NONE)) {
		hj_reply_kind(req, HJ_PROBLEM_FORBIDDEN, NULL);
		return;
	}
	if (hj_bind(req->arena, &hj_move_time_fields, HJ_FORM_COMMAND, &move,
		req->body, req->body_n, &err) != HJ_OK) {
		hj_reply_error(req, &err);
		return;
	}
	m = HJ_NEW(req->arena, struct moving);
	m->req = hj_req_ref(req);
	m->now = move.now;
	m->timer = evtimer_new(req->service->base, look, m);
	submit(m, &hj_stmt_move_time, on_moved);
	hj_pg_write(req->service->pg, &m->query);
}

static void
leave(struct moving *m)
{
	event_free(m->timer);
	hj_req_unref(m->req);
}

static void
on_moved(struct hj_query *q)
{
	struct moving *m = HJ_CONTAINER(struct moving, query, q);
	struct hj_row row = hj_row(m->step.result, 0);

	if (q->err.code != HJ_OK) {
		hj_reply_error(m->req, &q->err);
		leave(m);
	} else if (!hj_row_bool(&row, 0)) {
		struct hj_error err;

		hj_fail(
		    &err, HJ_ERR_INPUT, "now", "time only moves forward", NULL);
		hj_reply_error(m->req, &err);
		leave(m);
	} else {
		look(-1, 0, m);
	}
}

static void
look(evutil_socket_t fd, short what, void *arg)
{
	struct moving *m = arg;

	(void)fd;
	(void)what;
	submit(m, &hj_stmt_pending, on_looked);
	hj_pg_read(m->req->service->pg, &m->query);
}

static void
on_looked(struct hj_query *q)
{
	struct moving *m = HJ_CONTAINER(struct moving, query, q);
	struct hj_row row = hj_row(m->step.result, 0);
	const struct timeval pause = { 0, LOOK_AGAIN_US };
	struct hj_buf b;
	struct hj_out j;

	if (q->err.code != HJ_OK) {
		hj_reply_error(m->req, &q->err);
		leave(m);
		return;
	}
	if (hj_row_int(&row, 0) > 0) {
		evtimer_add(m->timer, &pause);
		return;
	}
	hj_buf_init(&b, 256);
	hj_out_init(&j, &b);
	hj_out_open(&j);
	hj_out_put_int(&j, "pending", 0);
	hj_out_close(&j);
	hj_reply_buf(m->req, 200, HJ_TYPE_JSON, &b);
	hj_buf_release(&b);
	leave(m);
}
