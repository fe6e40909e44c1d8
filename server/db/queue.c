/*
 * From place to place: queues, deadlines and completions of a pool.
 *
 * Everything that askers notice happens in hj_pool_on_turn(), at the end of a
 * turn of the loop: first the completions are told, then what became ready,
 * also by them, is handed to the connections that are free.  That grouping is
 * what makes a batch; nobody waits for a batch to fill.
 */
#include <event2/event.h>
#include <string.h>

#include "server/base/log.h"
#include "server/base/now.h"
#include "server/db/pool.h"

static void submit(struct hj_pg *pg, struct hj_query *q, enum lane lane);
static bool fits(const struct hj_query *q, const char **ret_bad);
static bool refused(struct hj_pg *pg, struct hj_query *q);
static bool is_up(const struct hj_pg *pg, int lane);
static void arm_alarm(struct hj_pg *pg, int64_t at_ms);

void
hj_pool_arm(struct event *event, int64_t ms)
{
	struct timeval tv = { 0, 0 };

	if (ms > 0) {
		tv.tv_sec = ms / 1000;
		tv.tv_usec = ms % 1000 * 1000;
	}
	evtimer_add(event, &tv);
}

void
hj_pool_notice(const struct hj_pg *pg, const char *what, const char *detail)
{
	if (pg->config.on_notice != NULL)
		pg->config.on_notice(what, detail);
}

/* ---- submitting ---- */

void
hj_pg_read(struct hj_pg *pg, struct hj_query *q)
{
	enum lane lane = LANE_READ;

	for (size_t i = 0; i < q->n_steps; i++) {
		if (q->steps[i].stmt->slow)
			lane = LANE_SLOW;
	}
	submit(pg, q, lane);
}

void
hj_pg_write(struct hj_pg *pg, struct hj_query *q)
{
	submit(pg, q, LANE_WRITE);
}

/* A refused query goes straight to the completions, to be told in its turn. */
static void
submit(struct hj_pg *pg, struct hj_query *q, enum lane lane)
{
	const size_t most[LANE__MAX] = {
		[LANE_READ] = pg->config.reads_most,
		[LANE_WRITE] = pg->config.writes_most,
		[LANE_SLOW] = pg->config.slow_most,
	};

	if (q->place != PLACE_OUT)
		HJ_BUG("a query was submitted twice");
	q->err = (struct hj_error){ .code = HJ_OK };
	memset(q->sqlstate, 0, sizeof(q->sqlstate));

	q->lane = lane;
	q->arrival = pg->arrivals++;
	q->lost = 0;
	q->alone = q->again = false;
	for (size_t i = 0; i < q->n_steps; i++)
		q->steps[i].result = NULL;

	if (q->on_ready == NULL && refused(pg, q)) {
		/* It is told in its turn. */
	} else if (pg->closing || (pg->away && !is_up(pg, lane))) {
		hj_pool_fail(pg, q);
	} else if (pg->n_waiting[lane] >= most[lane]) {
		pg->counts.refused++;
		hj_pool_finish(pg, q, HJ_ERR_BUSY,
		    "too many requests are waiting for the database");
	} else {
		q->place = PLACE_WAITING;
		TAILQ_INSERT_TAIL(&pg->waiting[lane], q, link);
		pg->n_waiting[lane]++;
		arm_alarm(pg, q->deadline_ms);
	}
	hj_pool_stir(pg);
}

/*
 * Do the parameters belong to the statements?  `ret_bad` names the statement
 * that they do not fit, or that has a value no statement could take.
 */
static bool
fits(const struct hj_query *q, const char **ret_bad)
{
	if (q->n_steps < 1 || q->n_steps > HJ_PG_STEPS_MOST)
		return false;
	for (size_t i = 0; i < q->n_steps; i++) {
		const struct hj_stmt *stmt = q->steps[i].stmt;
		const struct hj_params *params = &q->steps[i].params;

		if (params->failed) {
			*ret_bad = stmt->name;
			continue;
		}
		for (size_t k = 0; k < params->n; k++) {
			if (k < (size_t)stmt->n_params &&
			    params->list[k].type == stmt->types[k])
				continue;
			*ret_bad = stmt->name;
			return false;
		}
		if (params->n != (size_t)stmt->n_params) {
			*ret_bad = stmt->name;
			return false;
		}
	}
	return true;
}

/* Parameters that do not fit: it is done with, in no list. */
static bool
refused(struct hj_pg *pg, struct hj_query *q)
{
	const char *bad = "";

	if (!fits(q, &bad)) {
		hj_pool_notice(pg, "parameters_unfit", bad);
		hj_pool_finish(pg, q, HJ_ERR_DB,
		    "the statement and its parameters do not fit");
		return true;
	}
	if (bad[0] == '\0')
		return false;
	hj_pool_finish(pg, q, HJ_ERR_INPUT, "a value cannot be stored");
	return true;
}

bool
hj_pool_ready(struct hj_pg *pg, struct hj_query *q)
{
	if (q->on_ready == NULL)
		return true;
	q->on_ready(q);
	q->on_ready = NULL;
	return !refused(pg, q);
}

/* ---- from place to place ---- */

void
hj_pool_take(struct hj_pg *pg, struct hj_query *q)
{
	TAILQ_REMOVE(&pg->waiting[q->lane], q, link);
	pg->n_waiting[q->lane]--;
	q->place = PLACE_SENT;
}

void
hj_pool_send_again(struct hj_pg *pg, struct hj_query *q)
{
	q->place = PLACE_WAITING;
	TAILQ_INSERT_HEAD(&pg->waiting[q->lane], q, link);
	pg->n_waiting[q->lane]++;
	hj_pool_stir(pg);
}

void
hj_pool_finish(
    struct hj_pg *pg, struct hj_query *q, enum hj_err code, const char *msg)
{
	if (code != HJ_OK) {
		hj_fail(&q->err, code, "", msg, NULL);
		for (size_t i = 0; i < q->n_steps; i++) {
			PQclear(q->steps[i].result);
			q->steps[i].result = NULL;
		}
	}
	if (code == HJ_ERR_DB)
		pg->counts.failed++;
	if (q->lane == LANE_WRITE)
		pg->counts.writes++;
	else
		pg->counts.reads++;
	q->place = PLACE_DONE;
	TAILQ_INSERT_TAIL(&pg->done, q, link);
	hj_pool_stir(pg);
}

bool
hj_pool_is_locked(const char *sqlstate)
{
	static const char states[][6] = {
		"55P03", /* lock_timeout */
		"40P01", /* deadlock */
		"40001", /* serialization failure */
		"57014", /* statement_timeout */
	};

	for (size_t i = 0; i < sizeof(states) / sizeof(states[0]); i++) {
		if (strcmp(sqlstate, states[i]) == 0)
			return true;
	}
	return false;
}

void
hj_pool_fail(struct hj_pg *pg, struct hj_query *q)
{
	if (hj_pool_is_locked(q->sqlstate)) {
		hj_pool_finish(pg, q, HJ_ERR_BUSY,
		    "what was asked for is locked or takes too long");
	} else if (q->sqlstate[0] != '\0') {
		hj_pool_notice(pg, "statement_refused", q->sqlstate);
		hj_pool_finish(
		    pg, q, HJ_ERR_DB, "the database refused the statement");
	} else {
		hj_pool_finish(
		    pg, q, HJ_ERR_DB, "the database is not available");
	}
}

/* Is there a connection that this lane can use? */
static bool
is_up(const struct hj_pg *pg, int lane)
{
	if (lane == LANE_SLOW)
		return pg->conns[CONN_OF_SLOW].state >= CONN_READY;
	return hj_pg_ready(pg);
}

void
hj_pool_late(struct hj_pg *pg, struct hj_query *q)
{
	pg->counts.late++;
	if (q->lost > 0 || !is_up(pg, q->lane))
		hj_pool_fail(pg, q);
	else
		hj_pool_finish(
		    pg, q, HJ_ERR_BUSY, "the database did not answer in time");
}

/* ---- the database is away ---- */

/* It is known: nobody need wait to be told. */
static void
give_up(struct hj_pg *pg)
{
	pg->away = true;
	for (int lane = 0; lane < LANE__MAX; lane++) {
		struct hj_query *q;

		while (!is_up(pg, lane) &&
		       (q = TAILQ_FIRST(&pg->waiting[lane])) != NULL) {
			hj_pool_take(pg, q);
			hj_pool_fail(pg, q);
		}
	}
}

void
hj_pool_lost(struct hj_pg *pg, bool tried)
{
	if (pg->config.away_ms == 0 || pg->closing || hj_pg_ready(pg))
		return;
	if (pg->down_ms == 0)
		pg->down_ms = hj_mono_ms();
	if (tried)
		give_up(pg);
	else
		arm_alarm(pg, pg->down_ms + pg->config.away_ms);
}

void
hj_pool_found(struct hj_pg *pg)
{
	pg->down_ms = 0;
	pg->away = false;
}

/* Is it over with waiting?  `next_ms` is lowered to when it will be. */
static void
wait_for_connection(struct hj_pg *pg, int64_t now, int64_t *next_ms)
{
	int64_t end = pg->down_ms + pg->config.away_ms;

	if (pg->down_ms == 0 || pg->away)
		return;
	if (now >= end)
		give_up(pg);
	else if (end < *next_ms)
		*next_ms = end;
}

/* ---- the end of a turn ---- */

void
hj_pool_stir(struct hj_pg *pg)
{
	/* hj_pool_on_turn() looks after itself. */
	if (!pg->in_turn && !pg->closing)
		event_active(pg->turn, EV_TIMEOUT, 1);
}

/* The lane a free fast connection takes: turn and turn about if both wait. */
static enum lane
fast_lane(const struct hj_pg *pg)
{
	bool reads = pg->n_waiting[LANE_READ] > 0;
	bool writes = pg->n_waiting[LANE_WRITE] > 0;

	if (reads && writes)
		return pg->last_lane == LANE_READ ? LANE_WRITE : LANE_READ;
	return writes ? LANE_WRITE : LANE_READ;
}

void
hj_pool_on_turn(int fd, short what, void *arg)
{
	struct hj_pg *pg = arg;

	(void)fd;
	(void)what;
	pg->in_turn = true;
	hj_bell_tell(pg);
	hj_pool_tell(pg);
	for (int i = 0; i < CONNS_FAST; i++) {
		enum lane lane = fast_lane(pg);

		if (pg->conns[i].state != CONN_READY ||
		    pg->n_waiting[lane] == 0)
			continue;
		pg->last_lane = lane;
		hj_pgconn_send(&pg->conns[i], lane);
	}
	if (pg->conns[CONN_OF_SLOW].state == CONN_READY &&
	    pg->n_waiting[LANE_SLOW] > 0)
		hj_pgconn_send(&pg->conns[CONN_OF_SLOW], LANE_SLOW);
	pg->in_turn = false;
	/*
	 * What completed meanwhile waits for the next turn: an asker who
	 * submits anew whatever is refused must not keep the loop from turning.
	 */
	if (!TAILQ_EMPTY(&pg->done))
		hj_pool_arm(pg->again, 0);
}

/* Tell those that are done by now; each may be freed by its own on_done. */
void
hj_pool_tell(struct hj_pg *pg)
{
	struct hj_queries batch = TAILQ_HEAD_INITIALIZER(batch);
	struct hj_query *q;

	TAILQ_CONCAT(&batch, &pg->done, link);
	while ((q = TAILQ_FIRST(&batch)) != NULL) {
		PGresult *results[HJ_PG_STEPS_MOST];
		size_t n = q->err.code == HJ_OK ? q->n_steps : 0;

		TAILQ_REMOVE(&batch, q, link);
		for (size_t i = 0; i < n; i++)
			results[i] = q->steps[i].result;
		q->place = PLACE_OUT;
		q->on_done(q); /* `q` and its steps may be gone now */
		for (size_t i = 0; i < n; i++)
			PQclear(results[i]);
	}
}

/* ---- deadlines ---- */

/* The alarm stands at the earliest deadline known; it may turn out early. */
static void
arm_alarm(struct hj_pg *pg, int64_t at_ms)
{
	if (at_ms >= pg->alarm_ms)
		return;
	pg->alarm_ms = at_ms;
	hj_pool_arm(pg->alarm, at_ms - hj_mono_ms() + 1);
}

/*
 * All queries are looked at, but seldom: those that complete in time move the
 * earliest deadline on without any work.
 */
void
hj_pool_on_alarm(int fd, short what, void *arg)
{
	struct hj_pg *pg = arg;
	int64_t now = hj_mono_ms();
	int64_t next = INT64_MAX;

	(void)fd;
	(void)what;
	wait_for_connection(pg, now, &next);
	for (int lane = 0; lane < LANE__MAX; lane++) {
		struct hj_query *q = TAILQ_FIRST(&pg->waiting[lane]);

		while (q != NULL) {
			struct hj_query *after = TAILQ_NEXT(q, link);

			if (q->deadline_ms <= now) {
				hj_pool_take(pg, q);
				hj_pool_late(pg, q);
			} else if (q->deadline_ms < next) {
				next = q->deadline_ms;
			}
			q = after;
		}
	}
	for (int i = 0; i < CONNS; i++)
		hj_flight_expire(&pg->conns[i], now, &next);
	pg->alarm_ms = INT64_MAX;
	arm_alarm(pg, next);
}
