/*
 * What the service says of itself: alive, ready, figures, its interface.
 */
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

static void
gauge(struct hj_buf *b, const char *name, const char *help, const char *type,
    uint64_t value)
{
	hj_buf_puts(b, "# HELP hejie_");
	hj_buf_puts(b, name);
	hj_buf_putc(b, ' ');
	hj_buf_puts(b, help);
	hj_buf_puts(b, "\n# TYPE hejie_");
	hj_buf_puts(b, name);
	hj_buf_putc(b, ' ');
	hj_buf_puts(b, type);
	hj_buf_puts(b, "\nhejie_");
	hj_buf_puts(b, name);
	hj_buf_putc(b, ' ');
	hj_buf_int(b, (int64_t)value);
	hj_buf_putc(b, '\n');
}

/* Figures of this worker, in Prometheus' text format. */
void
hj_metrics_handler(struct hj_req *req)
{
	const struct hj_http_counts *h = hj_http_counts(req->service->http);
	const struct hj_pg_counts *p = hj_pg_counts(req->service->pg);
	struct hj_buf b;

	hj_buf_init(&b, 65536);
	/* clang-format off */
	gauge(&b, "connections", "open connections", "gauge", h->open);
	gauge(&b, "requests_total", "requests read", "counter", h->requests);
	gauge(&b, "malformed_total", "requests refused as malformed", "counter", h->malformed);
	gauge(&b, "answers_2xx_total", "answers of 2xx", "counter", h->answers[2]);
	gauge(&b, "answers_4xx_total", "answers of 4xx", "counter", h->answers[4]);
	gauge(&b, "answers_5xx_total", "answers of 5xx", "counter", h->answers[5]);
	gauge(&b, "late_answers_total", "answers given for a handler", "counter", h->late_answer);
	gauge(&b, "peers_left_total", "peers that left while waiting", "counter", h->peer_left);
	gauge(&b, "db_connected", "connections to the database", "gauge", p->connected);
	gauge(&b, "db_in_flight", "statements in flight", "gauge", p->in_flight);
	gauge(&b, "db_reads_total", "reads completed", "counter", p->reads);
	gauge(&b, "db_writes_total", "writes completed", "counter", p->writes);
	gauge(&b, "db_write_batches_total", "transactions of writes", "counter", p->write_batches);
	gauge(&b, "db_refused_total", "refused because a queue was full", "counter", p->refused);
	gauge(&b, "db_failed_total", "failed by the database", "counter", p->failed);
	gauge(&b, "db_reconnects_total", "connections made again", "counter", p->reconnects);
	gauge(&b, "commands_under_way", "commands on the road", "gauge", hj_road_load(req->service->road));
	/* clang-format on */
	hj_reply_buf(req, 200, "text/plain; version=0.0.4", &b);
	hj_buf_release(&b);
}

void
hj_openapi_handler(struct hj_req *req)
{
	struct hj_service *s = req->service;

	hj_reply_static(req, 200, HJ_TYPE_JSON, s->openapi.p, s->openapi.n);
}

/* The rule sets that are known, whole: they are public. */
void
hj_rule_sets_handler(struct hj_req *req)
{
	struct hj_world_ref *w = hj_world_hold(req->service->worlds);
	struct hj_buf b, set;
	struct hj_out j;

	hj_buf_init(&b, (size_t)1 << 20);
	hj_buf_init(&set, HJ_RULE_SET_MOST);
	hj_out_init(&j, &b);
	hj_out_open(&j);
	hj_out_key(&j, "items");
	hj_out_open_array(&j);
	for (size_t i = 0; w != NULL && i < w->rules.n; i++) {
		hj_out_open(&j);
		hj_out_put_str(&j, "id", w->rules.set[i].id);
		hj_buf_clear(&set);
		hj_rule_set_emit(&set, &w->rules.set[i]);
		hj_out_key(&j, "set");
		hj_out_raw(&j, set.p, set.n);
		hj_out_close(&j);
	}
	hj_out_close(&j);
	hj_out_close(&j);
	hj_world_drop(w);
	hj_reply_buf(req, 200, HJ_TYPE_JSON, &b);
	hj_buf_release(&set);
	hj_buf_release(&b);
}
