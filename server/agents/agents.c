/*
 * The agents: what has to happen when nobody asks.
 *
 *  - Limits that fall due: streams with something due are claimed, and the
 *    command `settle` goes down the same road as any other.
 *  - Follow-ups: what an event asks of another stream is sent there, with a
 *    key of its own, so that it happens once.
 *  - Order: each event gets its position in the log (order.c), which is signed
 *    (checkpoints.c); draws of counsel that waited for it are made (draws.c).
 *  - Imported lists: what waits is sent row by row (imports.c).
 *  - Messages that leave the house, and receipts of them (outbox.c).
 *  - A newer calendar: what it may move is settled (calendar.c).
 *
 * Any number of these processes may run, anywhere: claims are leases, skipped
 * if taken.  Nothing is ever early; after an outage the oldest goes first.
 */
#include "server/worker.h"

#include "lib/commands/command.h"
#include "server/keys.h"
#include "server/agents/calendar.h"
#include "server/agents/checkpoints.h"
#include "server/agents/draws.h"
#include "server/agents/imports.h"
#include "server/agents/lag.h"
#include "server/agents/order.h"
#include "server/agents/outbox.h"
#include "server/agents/submit.h"
#include "server/base/log.h"
#include "server/base/now.h"
#include "server/commands.h"
#include "server/db/row.h"
#include "server/statements.h"
#include "server/world.h"

#include <event2/event.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CLAIM 64         /* streams at a time */
#define TICK_MS 500      /* without a doorbell */
#define SWEEP_TICKS 7200 /* of them: an hour */
#define LAG_TICKS 10     /* of them: five seconds */

/* One claimed thing on its way down the road. */
struct errand {
	struct agents *agents;
	struct hj_ask ask;
	struct hj_arena *a;
	char stream[33];
	char key[80];
	/* a follow-up's place, to be ticked off */
	unsigned char from[16];
	int64_t seq, n;
	struct hj_query query;
	struct hj_step step;
};

struct agents {
	const struct hj_config *cfg;
	struct event_base *base;
	struct hj_pg *pg;
	struct hj_keys *keys;
	struct hj_worlds *worlds;
	struct hj_road *road;
	struct event *timer;
	struct hj_bell time, follow;
	struct hj_arena *a; /* of the queries below */

	struct hj_query due, follow_ups, swept;
	struct hj_step due_step, follow_step, sweep_step;
	struct hj_lag *lag;
	bool due_busy, follow_busy, sweep_busy;
	unsigned ticks;
	struct hj_draws *draws;
	struct hj_imports *imports;
	struct hj_checkpoints *checkpoints;
	struct hj_order *order;
	struct hj_sweep *sweep;
	struct hj_outbox *outbox;
	size_t errands;
	bool draining;
};

static const enum hj_pg_type int_types[] = { HJ_PG_INT4 };
static const struct hj_stmt due_stmt = {
	.name = "claim_due",
	.sql = "SELECT replace(stream::text, '-', '')"
	       "  FROM hejie.claim_due(hejie.moment(), $1, '30 s')",
	.n_params = 1,
	.types = int_types,
};
static const struct hj_stmt follow_stmt = {
	.name = "claim_follow_ups",
	.sql = "SELECT stream, seq, n, target_kind,"
	       " replace(target::text, '-', ''), command, body"
	       "  FROM hejie.claim_follow_ups($1, '30 s')",
	.n_params = 1,
	.types = int_types,
};
static const struct hj_stmt sweep_stmt = {
	.name = "sweep",
	.sql = "SELECT hejie.sweep(), hejie.sessions_sweep(hejie.moment()),"
	       " hejie.uploads_sweep(hejie.moment()), hejie.import_sweep(),"
	       " hejie.drafts_sweep(hejie.moment())",
};
static const enum hj_pg_type finish_types[] = { HJ_PG_UUID, HJ_PG_INT8,
	HJ_PG_INT4, HJ_PG_TEXT, HJ_PG_TEXT };
static const struct hj_stmt finish_stmt = {
	.name = "end_follow_up",
	.sql = "SELECT hejie.end_follow_up($1, $2, $3, $4, $5)::text",
	.n_params = 5,
	.types = finish_types,
};

static void look(struct agents *g);
static void on_swept(struct hj_query *q);
static void claim_due(struct agents *g);
static void on_due(struct hj_query *q);
static void claim_follow_ups(struct agents *g);
static void on_follow_ups(struct hj_query *q);

static void
put_count(struct agents *g, struct hj_step *step, int32_t n)
{
	hj_params_init(&step->params, g->a);
	hj_param_int4(&step->params, n);
}

/* ---- errands ---- */

static struct errand *
errand_new(struct agents *g, const char *kind, const char *command,
    const char *stream, const char *body)
{
	struct hj_arena *a = hj_arena_new();
	struct errand *e = HJ_NEW(a, struct errand);
	const struct hj_stream_kind *k = hj_stream_kind_named(kind);

	e->agents = g;
	e->a = a;
	snprintf(e->stream, sizeof(e->stream), "%s", stream);
	e->ask = (struct hj_ask){
		.kind = k,
		.command = k == NULL ? NULL : hj_command_find(k, command),
		.stream = e->stream,
		.actor = { .person = "clock", .service = true },
		.body = hj_strdup(a, body),
		.body_n = strlen(body),
		.deadline_ms = hj_mono_ms() + HJ_AGENT_MS,
		.arena = a,
	};
	g->errands++;
	return e;
}

static void
errand_free(struct errand *e)
{
	struct agents *g = e->agents;

	g->errands--;
	hj_buf_release(&e->ask.answer);
	hj_arena_free(e->a);
	if (g->errands == 0)
		look(g);
}

static void
on_settled(struct hj_ask *ask)
{
	struct errand *e = HJ_CONTAINER(struct errand, ask, ask);

	if (ask->outcome == HJ_FAILED)
		hj_log(HJ_LOG_WARN, "not_settled",
		    HJ_LOG_ID("stream", e->stream), HJ_LOG_REASON(&ask->err));
	errand_free(e);
}

/* ---- limits ---- */

static void
settle(void *arg, const char *stream)
{
	struct errand *e = errand_new(arg, "dispute", "settle", stream, "{}");

	e->ask.on_done = on_settled;
	hj_road_send(e->agents->road, &e->ask);
}

static void
claim_due(struct agents *g)
{
	if (g->due_busy || g->errands > 0 || g->draining)
		return;
	g->due_busy = true;
	put_count(g, &g->due_step, CLAIM);
	hj_agent_submit(g->pg, &g->due, &g->due_step, &due_stmt, on_due);
}

static void
on_due(struct hj_query *q)
{
	struct agents *g = HJ_CONTAINER(struct agents, due, q);

	g->due_busy = false;
	if (hj_agent_failed(q))
		return;
	for (int i = 0; i < hj_row_count(g->due_step.result); i++) {
		struct hj_row row = hj_row(g->due_step.result, i);

		settle(g, hj_row_text(&row, 0, g->a, NULL));
	}
}

/* ---- follow-ups ---- */

static void
claim_follow_ups(struct agents *g)
{
	if (g->follow_busy || g->draining)
		return;
	g->follow_busy = true;
	put_count(g, &g->follow_step, CLAIM);
	hj_agent_submit(g->pg, &g->follow_ups, &g->follow_step, &follow_stmt,
	    on_follow_ups);
}

static void
on_finished(struct hj_query *q)
{
	struct errand *e = HJ_CONTAINER(struct errand, query, q);

	(void)hj_agent_failed(q);
	errand_free(e);
}

static void
on_followed(struct hj_ask *ask)
{
	struct errand *e = HJ_CONTAINER(struct errand, ask, ask);
	const char *refusal =
	    ask->outcome == HJ_REFUSED ? hj_refusals[ask->refused].type : NULL;

	/* A failure is tried again when its lease has run out. */
	if (ask->outcome == HJ_FAILED && ask->err.code != HJ_ERR_ABSENT &&
	    ask->err.code != HJ_ERR_INPUT) {
		hj_log(HJ_LOG_WARN, "not_followed",
		    HJ_LOG_ID("stream", e->stream), HJ_LOG_REASON(&ask->err));
		errand_free(e);
		return;
	}
	if (ask->outcome == HJ_FAILED)
		refusal = ask->err.code == HJ_ERR_ABSENT
			      ? hj_refusals[HJ_NO_DISPUTE].type
			      : "failed";
	hj_params_init(&e->step.params, e->a);
	hj_param_uuid(&e->step.params, e->from);
	hj_param_int8(&e->step.params, e->seq);
	hj_param_int4(&e->step.params, (int32_t)e->n);
	hj_param_text(&e->step.params, refusal);
	hj_param_text(
	    &e->step.params, ask->command == NULL ? NULL : ask->command->back);
	hj_agent_submit(
	    e->agents->pg, &e->query, &e->step, &finish_stmt, on_finished);
}

static void
follow(struct agents *g, struct hj_row *row)
{
	const char *kind = hj_row_text(row, 3, g->a, NULL);
	const char *target = hj_row_text(row, 4, g->a, NULL);
	const char *command = hj_row_text(row, 5, g->a, NULL);
	const char *body = hj_row_text(row, 6, g->a, NULL);
	struct errand *e;
	struct hj_buf cause;

	if (row->bad || kind == NULL)
		return;
	e = errand_new(g, kind, command, target, body);
	hj_row_uuid(row, 0, e->from);
	e->seq = hj_row_int(row, 1);
	e->n = hj_row_int(row, 2);
	hj_buf_init(&cause, 128);
	hj_buf_hex(&cause, e->from, 16);
	hj_buf_putc(&cause, '/');
	hj_buf_int(&cause, e->seq);
	e->ask.caused_by = hj_strdup(e->a, hj_buf_text(&cause));
	snprintf(e->key, sizeof(e->key), "%s/%d", e->ask.caused_by, (int)e->n);
	hj_buf_release(&cause);
	e->ask.key = e->key;
	e->ask.on_done = on_followed;
	if (e->ask.command == NULL) {
		e->ask.outcome = HJ_FAILED;
		e->ask.err.code = HJ_ERR_INPUT;
		on_followed(&e->ask);
		return;
	}
	hj_road_send(g->road, &e->ask);
}

static void
on_follow_ups(struct hj_query *q)
{
	struct agents *g = HJ_CONTAINER(struct agents, follow_ups, q);

	g->follow_busy = false;
	if (hj_agent_failed(q))
		return;
	for (int i = 0; i < hj_row_count(g->follow_step.result); i++) {
		struct hj_row row = hj_row(g->follow_step.result, i);

		follow(g, &row);
	}
}

/* ---- the loop ---- */

static void
look(struct agents *g)
{
	if (!hj_pg_ready(g->pg))
		return;
	/* What the last look needed is over once nothing is under way. */
	if (!g->due_busy && !g->follow_busy && g->errands == 0)
		hj_arena_clear(g->a);
	claim_due(g);
	claim_follow_ups(g);
	if (g->draining)
		return;
	hj_order_look(g->order);
	hj_outbox_look(g->outbox);
	hj_imports_look(g->imports);
	/* What the sweep gave last has been settled once nothing is on. */
	if (g->errands == 0)
		hj_sweep_look(g->sweep);
}

/* Old keys of requests and sessions that are over go, about once an hour. */
static void
sweep(struct agents *g)
{
	if (!hj_pg_ready(g->pg) || g->sweep_busy)
		return;
	g->sweep_busy = true;
	hj_agent_submit(
	    g->pg, &g->swept, &g->sweep_step, &sweep_stmt, on_swept);
}

static void
on_swept(struct hj_query *q)
{
	(void)hj_agent_failed(q);
	HJ_CONTAINER(struct agents, swept, q)->sweep_busy = false;
}

static void
on_tick(evutil_socket_t fd, short what, void *arg)
{
	struct agents *g = arg;
	const struct timeval pause = { 0, TICK_MS * 1000 };

	(void)fd;
	(void)what;
	look(g);
	if (g->ticks++ % SWEEP_TICKS == 0)
		sweep(g);
	if (g->ticks % LAG_TICKS == 1)
		hj_lag_measure(g->lag);
	evtimer_add(g->timer, &pause);
}

/* Time was moved: what an hour would bring may be due. */
static void
on_time(struct hj_bell *bell)
{
	struct agents *g = HJ_CONTAINER(struct agents, time, bell);

	look(g);
	sweep(g);
}

static void
on_asked(struct hj_bell *bell)
{
	look(HJ_CONTAINER(struct agents, follow, bell));
}

static void
on_term(evutil_socket_t fd, short what, void *arg)
{
	(void)fd;
	(void)what;
	((struct agents *)arg)->draining = true;
}

static enum hj_err
attach(struct agents *g, struct hj_error *err)
{
	static const struct hj_stmt *const own[] = { &due_stmt, &follow_stmt,
		&finish_stmt, &sweep_stmt, &hj_stmt_load, &hj_stmt_events_of,
		&hj_stmt_append, &hj_stmt_strange_divisions };
	static enum hj_err (*const parts[])(
	    struct hj_pg *, struct hj_error *) = { hj_order_attach,
		hj_lag_attach, hj_checkpoints_attach, hj_draws_attach,
		hj_sweep_attach, hj_outbox_attach };
	enum hj_err code = hj_worlds_attach(g->worlds, g->base, g->pg, err);

	for (size_t i = 0; code == HJ_OK && i < sizeof(own) / sizeof(own[0]);
	     i++)
		code = hj_pg_register(g->pg, own[i], 1, err);
	g->time =
	    (struct hj_bell){ .channel = "hejie_time", .on_ring = on_time };
	g->follow =
	    (struct hj_bell){ .channel = "hejie_follow", .on_ring = on_asked };
	for (size_t i = 0; code == HJ_OK && i < sizeof(parts) / sizeof(*parts);
	     i++)
		code = parts[i](g->pg, err);
	if (code == HJ_OK)
		code = hj_imports_attach(g->imports, g->cfg, err);
	if (code == HJ_OK)
		code = hj_pg_listen(g->pg, &g->time, err);
	if (code == HJ_OK)
		code = hj_pg_listen(g->pg, &g->follow, err);
	return code;
}

static void
release(struct agents *g)
{
	hj_pg_free(g->pg);
	hj_order_free(g->order);
	hj_lag_free(g->lag);
	hj_checkpoints_free(g->checkpoints);
	hj_draws_free(g->draws);
	hj_imports_free(g->imports);
	hj_sweep_free(g->sweep);
	hj_outbox_free(g->outbox);
	hj_road_free(g->road);
	hj_worlds_free(g->worlds);
	hj_keys_free(g->keys);
	hj_arena_free(g->a);
	event_base_free(g->base);
}

int
hj_agents_run(void *context, int number)
{
	const struct hj_serving *serving = context;
	struct agents g = { .cfg = serving->cfg };
	struct hj_pg_config pg;
	struct hj_error err = { 0 };
	struct event *term;

	(void)number;
	g.base = event_base_new();
	g.a = hj_arena_new();
	g.keys = hj_keys_load(g.cfg->key_file, &err);
	g.worlds = g.keys == NULL ? NULL : hj_worlds_new(g.cfg, &err);
	if (g.worlds != NULL) {
		hj_worker_pg(&pg, g.cfg->database_agents);
		g.pg = hj_pg_new(g.base, &pg);
		g.road = hj_road_new(g.base, g.pg, g.worlds, g.keys);
		g.lag = hj_lag_new(g.pg, serving->board);
		g.draws = hj_draws_new(g.pg, g.road, g.keys);
		g.imports = hj_imports_new(g.pg, g.road, g.worlds, g.keys);
		g.checkpoints =
		    hj_checkpoints_new(g.pg, g.keys, g.cfg, g.draws);
		g.order = hj_order_new(g.pg, g.checkpoints);
		g.sweep = hj_sweep_new(g.pg, g.worlds, settle, &g);
		g.outbox = hj_outbox_new(g.pg, g.road, g.keys, g.cfg);
	}
	if (g.worlds == NULL || attach(&g, &err) != HJ_OK) {
		hj_log(HJ_LOG_ERROR, "agents_failed", HJ_LOG_REASON(&err));
		release(&g);
		return 1;
	}
	hj_pg_start(g.pg);
	term = evsignal_new(g.base, SIGTERM, on_term, &g);
	event_add(term, NULL);
	g.timer = evtimer_new(g.base, on_tick, &g);
	on_tick(-1, 0, &g);
	while (!g.draining || g.errands > 0 || hj_draws_busy(g.draws) ||
	       hj_outbox_busy(g.outbox) || hj_imports_busy(g.imports) ||
	       !hj_pg_idle(g.pg))
		if (event_base_loop(g.base, EVLOOP_ONCE) < 0)
			break;
	event_free(g.timer);
	event_free(term);
	release(&g);
	return 0;
}
