/*
 * What travels together on a connection, and what came back.
 *
 * The server answers a pipeline in order: one result for each statement, then
 * the end of the transaction.  After an error the rest up to that end is
 * skipped and everything before it is rolled back.  So a place in the flight
 * is all it takes to know whose result this is.
 *
 * A read is told as soon as its own last result is in: it changed nothing that
 * could be rolled back.  A write is told at the end of its transaction.
 */
#include "server/db/pool.h"

#include <stdlib.h>
#include <string.h>

#include "server/base/now.h"

static void fill(struct hj_pg *pg, struct flight *f, enum lane lane);
static bool send_slot(struct conn *c, const struct slot *slot);
static bool on_answer(struct conn *c, PGresult *result);
static bool on_error(struct conn *c, PGresult *result);
static bool on_sync(struct conn *c);

/* Parameters beyond this go with the next flight; libpq holds them all. */
#define FLIGHT_BYTES ((size_t)1024 * 1024)

/* A read that breaks connections is given up after so many. */
#define READ_LOSSES_MOST 3

/* From here on it travels alone, in case it is what breaks them. */
#define LOSSES_TO_BE_ALONE 2

bool
hj_flight_send(struct conn *c, enum lane lane)
{
	struct flight *f = &c->flight;
	struct hj_pg_counts *counts = &c->pg->counts;
	uint64_t *sizes =
	    lane == LANE_WRITE ? counts->write_sizes : counts->read_sizes;
	size_t group;
	int size = 0;

	fill(c->pg, f, lane);
	for (size_t i = 0; i < f->n; i++) {
		bool last = f->sync_each || i + 1 == f->n;

		if (!send_slot(c, &f->slots[i]) ||
		    (last && PQpipelineSync(c->pq) != 1))
			return false;
	}
	group = f->sync_each ? 1 : f->n;
	while (group >> (size + 1) > 0)
		size++;
	if (f->n > 0) {
		sizes[size] += f->n / group;
		*(lane == LANE_WRITE ? &counts->write_batches
				     : &counts->read_batches) += f->n / group;
	}
	return true;
}

/* By stream, so that two batches lock rows in the same order. */
static int
by_stream(const void *a, const void *b)
{
	const struct slot *one = a;
	const struct slot *two = b;
	const char *s = one->q->stream == NULL ? "" : one->q->stream;
	const char *t = two->q->stream == NULL ? "" : two->q->stream;
	int order = strcmp(s, t);

	if (order != 0)
		return order;
	return one->q->arrival < two->q->arrival ? -1 : 1;
}

static size_t
bytes_of(const struct hj_query *q)
{
	size_t n = 0;

	for (size_t i = 0; i < q->n_steps; i++)
		n += q->steps[i].params.bytes;
	return n;
}

/* Do slots `i` and `i` + 1 travel in one transaction for the same reader? */
static bool
same_reader(const struct hj_pg *pg, const struct flight *f, size_t i)
{
	const struct hj_pg_context *one, *two;

	if (f->sync_each || i + 1 >= f->n)
		return false;
	one = f->slots[i].q->context;
	two = f->slots[i + 1].q->context;
	if (one == NULL || two == NULL)
		return false;
	for (int k = 0; k < pg->config.context_texts; k++) {
		const char *s = one->texts[k], *t = two->texts[k];

		if (s != t && (s == NULL || t == NULL || strcmp(s, t) != 0))
			return false;
	}
	return true;
}

/*
 * A reader's statements stand between enter and leave.  What one reader asks
 * in a row shares a pair; two readers never do.
 */
static void
frame(const struct hj_pg *pg, struct flight *f, size_t i)
{
	struct slot *slot = &f->slots[i];
	bool reads = f->lane != LANE_WRITE && slot->q->context != NULL;

	slot->enters = reads && (i == 0 || !same_reader(pg, f, i - 1));
	slot->leaves = reads && !same_reader(pg, f, i);
	slot->n_results = slot->q->n_steps + slot->enters + slot->leaves;
}

static void
fill(struct hj_pg *pg, struct flight *f, enum lane lane)
{
	static const size_t most[LANE__MAX] = {
		[LANE_READ] = HJ_PG_READS_MOST,
		[LANE_WRITE] = HJ_PG_WRITES_MOST,
		/* Nobody should wait behind another's long report. */
		[LANE_SLOW] = 1,
	};
	int64_t now = hj_mono_ms();
	size_t bytes = 0;
	struct hj_query *q;

	f->lane = lane;
	f->n = f->group = f->at = f->result = 0;
	f->failed = f->sync_each = false;
	while ((q = TAILQ_FIRST(&pg->waiting[lane])) != NULL &&
	       f->n < most[lane] && bytes < FLIGHT_BYTES) {
		if (f->n > 0 && q->alone != f->sync_each)
			break;
		hj_pool_take(pg, q);
		if (q->deadline_ms <= now) {
			hj_pool_late(pg, q);
			continue;
		}
		if (!hj_pool_ready(pg, q))
			continue;
		f->sync_each = q->alone;
		f->slots[f->n++].q = q;
		bytes += bytes_of(q);
	}
	if (lane == LANE_WRITE && !f->sync_each)
		qsort(f->slots, f->n, sizeof(f->slots[0]), by_stream);
	for (size_t i = 0; i < f->n; i++)
		frame(pg, f, i);
}

static bool
send_step(PGconn *pq, const struct hj_step *step)
{
	const char *values[HJ_PARAMS_MOST];
	int lengths[HJ_PARAMS_MOST];
	int formats[HJ_PARAMS_MOST];

	for (size_t i = 0; i < step->params.n; i++) {
		values[i] = step->params.list[i].bytes;
		lengths[i] = step->params.list[i].n;
		formats[i] = 1;
	}
	return PQsendQueryPrepared(pq, step->stmt->name, step->stmt->n_params,
		   values, lengths, formats, 1) == 1;
}

static bool
send_slot(struct conn *c, const struct slot *slot)
{
	struct hj_pg *pg = c->pg;
	const struct hj_query *q = slot->q;

	/* As text, whatever types hejie.enter() has. */
	if (slot->enters &&
	    PQsendQueryPrepared(c->pq, pg->enter.name, pg->enter.n_params,
		q->context->texts, NULL, NULL, 1) != 1)
		return false;
	for (size_t i = 0; i < q->n_steps; i++) {
		if (!send_step(c->pq, &q->steps[i]))
			return false;
	}
	return !slot->leaves || PQsendQueryPrepared(c->pq, pg->leave.name, 0,
				    NULL, NULL, NULL, 1) == 1;
}

bool
hj_flight_result(struct conn *c, PGresult *result)
{
	ExecStatusType status = PQresultStatus(result);
	bool fine;

	if (status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK)
		return on_answer(c, result);
	if (status == PGRES_PIPELINE_SYNC)
		fine = on_sync(c);
	else if (status == PGRES_FATAL_ERROR)
		fine = on_error(c, result);
	else if (status == PGRES_PIPELINE_ABORTED && c->flight.failed)
		return on_answer(c, result);
	else
		fine = false; /* COPY and the like: not for us */
	PQclear(result);
	return fine;
}

/* The slot after the last of the transaction that is being answered. */
static size_t
group_end(const struct flight *f)
{
	return f->sync_each ? f->group + 1 : f->n;
}

/* Count one more result of the current slot; true if it was the last. */
static bool
advance(struct flight *f)
{
	if (++f->result < f->slots[f->at].n_results)
		return false;
	f->at++;
	f->result = 0;
	return true;
}

/* Takes `result`: it is now the query's, or cleared. */
static bool
on_answer(struct conn *c, PGresult *result)
{
	struct flight *f = &c->flight;
	struct slot *slot = &f->slots[f->at];
	size_t step;

	if (f->at >= group_end(f)) {
		PQclear(result);
		return false;
	}
	step = f->result - slot->enters;
	if (slot->q != NULL && !f->failed && step < slot->q->n_steps)
		slot->q->steps[step].result = result;
	else
		PQclear(result);
	if (advance(f) && f->lane != LANE_WRITE && !f->failed &&
	    slot->q != NULL) {
		hj_pool_finish(c->pg, slot->q, HJ_OK, "");
		slot->q = NULL;
	}
	return true;
}

/*
 * Is a new connection the cure?  It is for a plan that outlived a change of
 * schema, and for a server that has become a standby; but not for ever, in
 * case it is the statement after all.
 */
static bool
is_outdated(
    const struct flight *f, const PGresult *result, const char *sqlstate)
{
	const struct hj_query *q = f->at < f->n ? f->slots[f->at].q : NULL;
	const char *where = PQresultErrorField(result, PG_DIAG_SOURCE_FUNCTION);

	if (q == NULL || q->lost >= LOSSES_TO_BE_ALONE)
		return false;
	return strcmp(sqlstate, "25006") == 0 ||
	       (strcmp(sqlstate, "0A000") == 0 && where != NULL &&
		   strcmp(where, "RevalidateCachedQuery") == 0);
}

/*
 * A server that ends the session says so like any other error, but the end of
 * the transaction never comes: the connection breaks before it.  What libpq
 * says itself has no SQLSTATE.
 */
static bool
on_error(struct conn *c, PGresult *result)
{
	struct flight *f = &c->flight;
	const char *sqlstate = PQresultErrorField(result, PG_DIAG_SQLSTATE);

	if (sqlstate == NULL || strlen(sqlstate) != 5 || f->failed ||
	    is_outdated(f, result, sqlstate))
		return false;
	f->failed = true;
	memcpy(f->sqlstate, sqlstate, sizeof(f->sqlstate));
	if (f->at < group_end(f)) {
		f->guilty = f->at;
		advance(f);
	} else {
		/* All were run and the commit failed: nobody in particular. */
		f->guilty = f->n;
	}
	return true;
}

static void
drop_results(struct hj_query *q)
{
	for (size_t i = 0; i < q->n_steps; i++) {
		PQclear(q->steps[i].result);
		q->steps[i].result = NULL;
	}
}

static void
send_alone(struct hj_pg *pg, struct hj_query *q)
{
	drop_results(q);
	q->alone = true;
	hj_pool_send_again(pg, q);
}

/* Its transaction was rolled back.  Why, and what now? */
static void
on_rolled_back(struct conn *c, struct hj_query *q, bool guilty, bool only)
{
	struct hj_pg *pg = c->pg;
	struct flight *f = &c->flight;

	if (guilty && f->lane == LANE_WRITE && !q->again &&
	    hj_pool_is_locked(f->sqlstate)) {
		q->again = true;
		pg->counts.again++;
		send_alone(pg, q);
	} else if (guilty && (only || f->lane != LANE_WRITE)) {
		memcpy(q->sqlstate, f->sqlstate, sizeof(q->sqlstate));
		hj_pool_fail(pg, q);
	} else {
		pg->counts.alone++;
		send_alone(pg, q);
	}
}

/* The end of a transaction. */
static bool
on_sync(struct conn *c)
{
	struct flight *f = &c->flight;
	size_t end = group_end(f);
	bool only = end - f->group == 1;

	if (f->at != end || f->n == 0)
		return false;
	for (size_t i = f->group; i < end && !f->failed; i++) {
		if (f->slots[i].q != NULL)
			hj_pool_finish(c->pg, f->slots[i].q, HJ_OK, "");
		f->slots[i].q = NULL;
	}
	/* From the back, for each goes before all others that wait. */
	for (size_t i = end; i-- > f->group && f->failed;) {
		struct hj_query *q = f->slots[i].q;

		f->slots[i].q = NULL;
		if (q != NULL)
			on_rolled_back(c, q, only || i == f->guilty, only);
	}
	f->failed = false;
	f->group = end;
	if (end == f->n)
		f->n = 0;
	return true;
}

void
hj_flight_lose(struct conn *c)
{
	struct flight *f = &c->flight;

	for (size_t i = f->n; i-- > 0;) {
		struct hj_query *q = f->slots[i].q;

		f->slots[i].q = NULL;
		if (q == NULL)
			continue;
		q->lost++;
		q->alone = q->alone || q->lost >= LOSSES_TO_BE_ALONE;
		drop_results(q);
		if (c->pg->closing ||
		    (f->lane != LANE_WRITE && q->lost >= READ_LOSSES_MOST)) {
			hj_pool_fail(c->pg, q);
			continue;
		}
		c->pg->counts.lost++;
		hj_pool_send_again(c->pg, q);
	}
	f->n = 0;
}

void
hj_flight_expire(struct conn *c, int64_t now_ms, int64_t *next_ms)
{
	struct flight *f = &c->flight;

	for (size_t i = 0; i < f->n; i++) {
		struct hj_query *q = f->slots[i].q;

		if (q == NULL)
			continue;
		if (q->deadline_ms > now_ms) {
			if (q->deadline_ms < *next_ms)
				*next_ms = q->deadline_ms;
			continue;
		}
		f->slots[i].q = NULL;
		hj_pool_late(c->pg, q);
	}
}
