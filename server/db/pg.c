/* PostgreSQL on the loop: the life of a pool and its figures; see pg.h. */
#include "server/db/pg.h"

#include <event2/event.h>

#include "server/db/pool.h"

static int
or_default(int value, int otherwise)
{
	return value > 0 ? value : otherwise;
}

static struct hj_pg_config
with_defaults(const struct hj_pg_config *config)
{
	struct hj_pg_config c = *config;

	c.context_texts = or_default(c.context_texts, 2);
	if (c.context_texts > HJ_PG_CONTEXT_MOST)
		c.context_texts = HJ_PG_CONTEXT_MOST;
	c.reads_most = c.reads_most > 0 ? c.reads_most : 1024;
	c.writes_most = c.writes_most > 0 ? c.writes_most : 1024;
	c.slow_most = c.slow_most > 0 ? c.slow_most : 16;
	c.fast_ms = or_default(c.fast_ms, 2000);
	c.slow_ms = or_default(c.slow_ms, 30000);
	c.lock_ms = or_default(c.lock_ms, 500);
	c.connect_ms = or_default(c.connect_ms, 10000);
	return c;
}

/* "SELECT hejie.enter($1, $2)" for as many texts as the config says. */
static const char *
enter_sql(struct hj_arena *a, int n)
{
	static const char all[] = "$1, $2, $3, $4, $5, $6";

	return hj_concat(a, "SELECT hejie.enter(",
	    hj_strndup(a, all, (size_t)n * 4 - 2), ")", NULL);
}

struct hj_pg *
hj_pg_new(struct event_base *base, const struct hj_pg_config *config)
{
	struct hj_arena *a = hj_arena_new();
	struct hj_pg *pg = HJ_NEW(a, struct hj_pg);

	pg->arena = a;
	pg->base = base;
	pg->config = with_defaults(config);
	pg->enter.name = "hj_enter";
	pg->enter.sql = enter_sql(a, pg->config.context_texts);
	pg->enter.n_params = pg->config.context_texts;
	pg->leave.name = "hj_leave";
	pg->leave.sql = "SELECT hejie.leave()";
	for (int lane = 0; lane < LANE__MAX; lane++)
		TAILQ_INIT(&pg->waiting[lane]);
	TAILQ_INIT(&pg->done);
	pg->turn = event_new(base, -1, 0, hj_pool_on_turn, pg);
	pg->again = evtimer_new(base, hj_pool_on_turn, pg);
	pg->alarm = evtimer_new(base, hj_pool_on_alarm, pg);
	pg->alarm_ms = INT64_MAX;
	for (int i = 0; i < CONNS_FAST; i++)
		hj_pgconn_init(&pg->conns[i], pg, CONN_FAST);
	hj_pgconn_init(&pg->conns[CONN_OF_SLOW], pg, CONN_SLOW);
	hj_pgconn_init(&pg->conns[CONN_OF_BELL], pg, CONN_BELL);
	return pg;
}

void
hj_pg_start(struct hj_pg *pg)
{
	hj_pool_lost(pg, false);
	for (int i = 0; i < CONNS; i++) {
		if (i != CONN_OF_BELL || pg->bells != NULL)
			hj_pgconn_open(&pg->conns[i]);
	}
}

bool
hj_pg_ready(const struct hj_pg *pg)
{
	for (int i = 0; i < CONNS_FAST; i++) {
		if (pg->conns[i].state >= CONN_READY)
			return true;
	}
	return false;
}

const char *
hj_pg_refusal(const struct hj_pg *pg)
{
	return pg->refusal;
}

static unsigned
in_flight(const struct hj_pg *pg)
{
	unsigned n = 0;

	for (int i = 0; i < CONNS; i++) {
		for (size_t k = 0; k < pg->conns[i].flight.n; k++)
			n += pg->conns[i].flight.slots[k].q != NULL;
	}
	return n;
}

bool
hj_pg_idle(const struct hj_pg *pg)
{
	for (int lane = 0; lane < LANE__MAX; lane++) {
		if (pg->n_waiting[lane] > 0)
			return false;
	}
	return TAILQ_EMPTY(&pg->done) && in_flight(pg) == 0;
}

const struct hj_pg_counts *
hj_pg_counts(struct hj_pg *pg)
{
	struct hj_pg_counts *counts = &pg->counts;

	counts->reads_queued = pg->n_waiting[LANE_READ];
	counts->writes_queued = pg->n_waiting[LANE_WRITE];
	counts->slow_queued = pg->n_waiting[LANE_SLOW];
	counts->in_flight = in_flight(pg);
	counts->connected = 0;
	for (int i = 0; i <= CONN_OF_SLOW; i++)
		counts->connected += pg->conns[i].state >= CONN_READY;
	return counts;
}

void
hj_pg_free(struct hj_pg *pg)
{
	if (pg == NULL)
		return;
	pg->closing = true;
	for (int i = 0; i < CONNS; i++) {
		hj_flight_lose(&pg->conns[i]);
		hj_pgconn_release(&pg->conns[i]);
	}
	for (int lane = 0; lane < LANE__MAX; lane++) {
		struct hj_query *q;

		while ((q = TAILQ_FIRST(&pg->waiting[lane])) != NULL) {
			hj_pool_take(pg, q);
			hj_pool_fail(pg, q);
		}
	}
	/* Whatever is submitted meanwhile is refused at once. */
	while (!TAILQ_EMPTY(&pg->done))
		hj_pool_tell(pg);
	event_free(pg->turn);
	event_free(pg->again);
	event_free(pg->alarm);
	hj_arena_free(pg->arena);
}
