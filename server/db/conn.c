/*
 * One connection: opening, preparing, reading, breaking.
 *
 * Whatever goes wrong ends in hj_pgconn_drop() with a reason, and begins anew
 * after a pause that doubles until something has worked again, or the
 * connection has held for longer than that pause.
 *
 * A hazard: while it connects, libpq may close its socket and open another
 * with the same number, and the loop would go on watching the dead one.  So
 * the socket is never watched across a call of PQconnectPoll().
 */
#include "server/db/pool.h"

#include <event2/event.h>
#include <stdio.h>
#include <string.h>

#include "server/base/now.h"

static void on_io(int fd, short what, void *arg);
static void on_timer(int fd, short what, void *arg);
static void watch(struct conn *c, short what);
static void connect_on(struct conn *c);
static void on_connected(struct conn *c);
static bool prepare(struct conn *c);
static void read_on(struct conn *c);
static bool on_prepared(struct conn *c, PGresult *result);
static void flush(struct conn *c);

#define PAUSE_MS_LEAST 50
#define PAUSE_MS_MOST 5000

/* A busy server may be silent for so much longer than statement_timeout. */
#define GRACE_MS 3000

void
hj_pgconn_init(struct conn *c, struct hj_pg *pg, enum conn_kind kind)
{
	c->pg = pg;
	c->kind = kind;
	c->state = CONN_DOWN;
	c->pause_ms = PAUSE_MS_LEAST;
	c->timer = evtimer_new(pg->base, on_timer, c);
}

/* ---- opening ---- */

/* A notice may quote rows, and libpq would print it; nobody wants to know. */
static void
on_pq_notice(void *arg, const PGresult *result)
{
	(void)arg;
	(void)result;
}

/*
 * What stands before the conninfo is a default that it may overrule; what
 * stands behind is ours.
 */
void
hj_pgconn_open(struct conn *c)
{
	static const char *const keys[] = { "fallback_application_name",
		"target_session_attrs", "keepalives_idle", "tcp_user_timeout",
		"dbname", "client_encoding", NULL };
	const char *const values[] = { "hejie", "read-write", "30", "10000",
		c->pg->config.conninfo, "UTF8", NULL };

	c->state = CONN_CONNECTING;
	c->pq = PQconnectStartParams(keys, values, 1);
	if (c->pq == NULL || PQstatus(c->pq) == CONNECTION_BAD) {
		hj_pgconn_drop(c, "cannot_connect", PQerrorMessage(c->pq));
		return;
	}
	PQsetNoticeReceiver(c->pq, on_pq_notice, NULL);
	hj_pool_arm(c->timer, c->pg->config.connect_ms);
	/* libpq: behave as if it had asked for writing. */
	watch(c, EV_WRITE);
}

static void
connect_on(struct conn *c)
{
	PostgresPollingStatusType next;

	watch(c, 0);
	next = PQconnectPoll(c->pq);
	if (next == PGRES_POLLING_OK)
		on_connected(c);
	else if (next == PGRES_POLLING_FAILED)
		hj_pgconn_drop(c, "cannot_connect", PQerrorMessage(c->pq));
	else
		watch(c, next == PGRES_POLLING_READING ? EV_READ : EV_WRITE);
}

static void
on_connected(struct conn *c)
{
	bool sent = PQsetnonblocking(c->pq, 1) == 0;

	c->state = CONN_PREPARING;
	c->prepared = 0;
	if (c->kind == CONN_BELL)
		sent = sent && hj_bell_listen(c);
	else
		sent = sent && PQenterPipelineMode(c->pq) == 1 && prepare(c);
	if (sent)
		flush(c);
	else
		hj_pgconn_drop(c, "connection_lost", "while preparing");
}

/* ---- preparing ---- */

/* statement_timeout of this connection. */
static int
timeout_of(const struct conn *c)
{
	return c->kind == CONN_SLOW ? c->pg->config.slow_ms
				    : c->pg->config.fast_ms;
}

static bool
is_needed(const struct conn *c, const struct hj_stmt *stmt)
{
	return c->kind == CONN_SLOW || !stmt->slow;
}

static bool
send_prepare(struct conn *c, const struct hj_stmt *stmt)
{
	Oid types[HJ_PARAMS_MOST];

	for (int i = 0; i < stmt->n_params && stmt->types != NULL; i++)
		types[i] = stmt->types[i];
	return PQsendPrepare(c->pq, stmt->name, stmt->sql,
		   stmt->types == NULL ? 0 : stmt->n_params, types) == 1;
}

/* Settings, check and all statements under one sync: one round trip. */
static bool
prepare(struct conn *c)
{
	const struct hj_pg *pg = c->pg;
	char timeout[16];
	char lock[16];
	const char *const values[] = { timeout, lock };
	bool sent;

	snprintf(timeout, sizeof(timeout), "%d", timeout_of(c));
	snprintf(lock, sizeof(lock), "%d", pg->config.lock_ms);
	sent = PQsendQueryParams(c->pq, hj_session_sql, 2, NULL, values, NULL,
		   NULL, 0) == 1 &&
	       PQsendQueryParams(
		   c->pq, hj_check_sql, 0, NULL, NULL, NULL, NULL, 0) == 1 &&
	       send_prepare(c, &pg->enter) && send_prepare(c, &pg->leave);
	for (size_t i = 0; i < pg->n_stmts && sent; i++) {
		if (is_needed(c, pg->stmts[i]))
			sent = send_prepare(c, pg->stmts[i]);
	}
	return sent && PQpipelineSync(c->pq) == 1;
}

/* The statement whose preparation answers as number `n`, or "settings". */
static const char *
name_of(const struct conn *c, size_t n)
{
	const struct hj_pg *pg = c->pg;

	if (n < 2)
		return "settings";
	if (n < 4)
		return n == 2 ? pg->enter.name : pg->leave.name;
	n -= 4;
	for (size_t i = 0; i < pg->n_stmts; i++) {
		if (is_needed(c, pg->stmts[i]) && n-- == 0)
			return pg->stmts[i]->name;
	}
	return "commit";
}

/* One answer while preparing; clears it.  False if the connection is gone. */
static bool
on_prepared(struct conn *c, PGresult *result)
{
	ExecStatusType status = PQresultStatus(result);
	const char *sqlstate = PQresultErrorField(result, PG_DIAG_SQLSTATE);
	char detail[128];

	if (status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK) {
		/* The second answer is the check's: a reason, or "". */
		if (c->prepared++ == 1 && PQgetvalue(result, 0, 0)[0] != '\0')
			hj_pgconn_refuse(c, "", PQgetvalue(result, 0, 0));
	} else if (status == PGRES_PIPELINE_SYNC) {
		hj_pgconn_up(c);
	} else if (status == PGRES_FATAL_ERROR && sqlstate != NULL &&
		   PQstatus(c->pq) != CONNECTION_BAD) {
		snprintf(detail, sizeof(detail), "%s (SQLSTATE %s)",
		    name_of(c, c->prepared), sqlstate);
		hj_pgconn_refuse(c, "statement does not prepare: ", detail);
	} else {
		hj_pgconn_drop(c, "connection_lost", "while preparing");
	}
	PQclear(result);
	return c->pq != NULL;
}

void
hj_pgconn_up(struct conn *c)
{
	if (c->was_up)
		c->pg->counts.reconnects++;
	c->was_up = true;
	c->up_ms = hj_mono_ms();
	c->state = CONN_READY;
	c->pg->refusal[0] = '\0';
	if (c->kind == CONN_FAST)
		hj_pool_found(c->pg);
	evtimer_del(c->timer);
	hj_pool_stir(c->pg);
}

/* ---- sending and reading ---- */

/* How long a busy server may say nothing. */
static int64_t
patience(const struct conn *c)
{
	return timeout_of(c) + GRACE_MS;
}

void
hj_pgconn_send(struct conn *c, enum lane lane)
{
	c->state = CONN_BUSY;
	c->heard_ms = hj_mono_ms();
	if (!hj_flight_send(c, lane)) {
		hj_pgconn_drop(c, "connection_lost", "while sending");
	} else if (c->flight.n == 0) {
		c->state = CONN_READY; /* all of them were late */
	} else {
		if (!evtimer_pending(c->timer, NULL))
			hj_pool_arm(c->timer, patience(c));
		flush(c);
	}
}

static void
on_io(int fd, short what, void *arg)
{
	struct conn *c = arg;

	(void)fd;
	if (c->state == CONN_CONNECTING) {
		connect_on(c);
		return;
	}
	if (what & EV_READ)
		read_on(c);
	if (c->pq != NULL)
		flush(c);
}

static void
read_on(struct conn *c)
{
	int silent = 0;

	c->heard_ms = hj_mono_ms();
	if (PQconsumeInput(c->pq) != 1) {
		hj_pgconn_drop(c, "connection_lost", "closed by the server");
		return;
	}
	if (c->kind == CONN_BELL) {
		if (!hj_bell_read(c))
			hj_pgconn_drop(c, "connection_lost", "while listening");
		return;
	}
	/*
	 * Between the results of two statements libpq says NULL once.  Also
	 * when there is nothing to read this looks for notices and the like.
	 */
	while (!PQisBusy(c->pq) && c->state > CONN_CONNECTING &&
	       c->state != CONN_READY) {
		PGresult *result = PQgetResult(c->pq);

		silent = result == NULL ? silent + 1 : 0;
		if (result == NULL && silent < 3)
			continue;
		if (c->state == CONN_PREPARING && result != NULL) {
			if (!on_prepared(c, result))
				return;
		} else if (result == NULL || !hj_flight_result(c, result)) {
			hj_pgconn_drop(c, "connection_lost", "while answering");
			return;
		} else if (c->flight.n == 0) {
			c->state = CONN_READY;
			c->pause_ms = PAUSE_MS_LEAST;
			hj_pool_stir(c->pg);
		}
	}
}

static void
flush(struct conn *c)
{
	int left = PQflush(c->pq);

	if (left < 0)
		hj_pgconn_drop(c, "connection_lost", "while sending");
	else
		watch(c, left > 0 ? EV_READ | EV_WRITE : EV_READ);
}

/* Wait for `what` on the socket of now; 0 for nothing. */
static void
watch(struct conn *c, short what)
{
	if (c->io != NULL && c->io_what == what)
		return;
	if (c->io != NULL)
		event_free(c->io);
	c->io = NULL;
	c->io_what = what;
	if (what == 0)
		return;
	c->io = event_new(
	    c->pg->base, PQsocket(c->pq), (short)(what | EV_PERSIST), on_io, c);
	event_add(c->io, NULL);
}

/* ---- breaking ---- */

static void
on_timer(int fd, short what, void *arg)
{
	struct conn *c = arg;
	int64_t silence_ms = hj_mono_ms() - c->heard_ms;

	(void)fd;
	(void)what;
	switch (c->state) {
	case CONN_DOWN:
		hj_pgconn_open(c);
		return;
	case CONN_CONNECTING:
	case CONN_PREPARING:
		hj_pgconn_drop(c, "cannot_connect", "no answer in time");
		return;
	case CONN_READY:
		return;
	case CONN_BUSY:
		break;
	}
	if (silence_ms >= patience(c))
		hj_pgconn_drop(c, "connection_lost", "no answer in time");
	else
		hj_pool_arm(c->timer, patience(c) - silence_ms);
}

/* The first line only: libpq adds what a server said, line by line. */
static void
first_line(char *out, size_t size, const char *text)
{
	size_t n = strcspn(text, "\n");

	snprintf(out, size, "%.*s", (int)(n < size ? n : size - 1), text);
}

void
hj_pgconn_drop(struct conn *c, const char *why, const char *detail)
{
	bool tried = c->state < CONN_READY;
	char line[160];

	first_line(line, sizeof(line), detail);
	hj_pool_notice(c->pg, why, line);
	if (c->state >= CONN_READY && hj_mono_ms() - c->up_ms >= c->pause_ms)
		c->pause_ms = PAUSE_MS_LEAST;
	watch(c, 0);
	PQfinish(c->pq);
	c->pq = NULL;
	c->state = CONN_DOWN;
	hj_flight_lose(c);
	if (c->kind == CONN_FAST)
		hj_pool_lost(c->pg, tried);
	hj_pool_arm(c->timer, c->pause_ms);
	c->pause_ms =
	    c->pause_ms * 2 < PAUSE_MS_MOST ? c->pause_ms * 2 : PAUSE_MS_MOST;
}

void
hj_pgconn_refuse(struct conn *c, const char *why, const char *detail)
{
	char *refusal = c->pg->refusal;

	snprintf(refusal, sizeof(c->pg->refusal), "%s%s", why, detail);
	hj_pgconn_drop(c, "database_refused", refusal);
}

void
hj_pgconn_release(struct conn *c)
{
	watch(c, 0);
	PQfinish(c->pq);
	c->pq = NULL;
	c->state = CONN_DOWN;
	event_free(c->timer);
}
