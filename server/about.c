/*
 * What the service says of itself: alive, ready, figures, its interface.
 */
#include "server/figures.h"
#include "server/queries.h"
#include "server/service.h"

#include "server/base/version.h"
#include "server/http/json_out.h"

#include <string.h>

void
hj_health_handler(struct hj_req *req)
{
	static const char text[] = "{\"status\":\"alive\"}";

	hj_reply_static(req, 200, HJ_TYPE_JSON, text, sizeof(text) - 1);
}

/* Ready: the database answers, the directory was read, not draining. */
void
hj_ready_handler(struct hj_req *req)
{
	struct hj_service *s = req->service;
	struct hj_world_ref *w = hj_world_hold(s->worlds);
	struct hj_buf b;
	struct hj_out j;

	if (w == NULL || !hj_pg_ready(s->pg) || s->draining) {
		hj_world_drop(w);
		hj_reply_kind(req, HJ_PROBLEM_BUSY, "not ready");
		return;
	}
	hj_buf_init(&b, 1024);
	hj_out_init(&j, &b);
	hj_out_open(&j);
	hj_out_put_str(&j, "status", "ready");
	hj_out_put_str(&j, "time", w->simulated ? "simulated" : "real");
	hj_out_put_bool(&j, "demonstration", w->demonstration);
	hj_out_close(&j);
	hj_world_drop(w);
	hj_reply_buf(req, 200, HJ_TYPE_JSON, &b);
	hj_buf_release(&b);
}

/* Figures of all processes, in Prometheus' text format. */
void
hj_metrics_handler(struct hj_req *req)
{
	struct hj_buf b;

	hj_figures_put(req->service);
	hj_buf_init(&b, 65536);
	hj_board_write(req->service->board, &b);
	hj_reply_buf(req, 200, "text/plain; version=0.0.4", &b);
	hj_buf_release(&b);
}

void
hj_openapi_handler(struct hj_req *req)
{
	struct hj_service *s = req->service;

	hj_reply_static(req, 200, HJ_TYPE_JSON, s->openapi.p, s->openapi.n);
}
