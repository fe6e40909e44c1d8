/*
 * PostgreSQL on the loop.
 *
 * One pool for one worker: two fast connections and a slow one, in pipeline
 * mode, and one more that listens for doorbells.  A query waits its turn, is
 * sent, and completes exactly once: from the loop, never before the function
 * that submitted it has returned.  What becomes ready in one turn of the loop
 * is sent together at its end.
 *
 *  - Reads that are ready together share one sync; each reader's statements
 *    stand between hejie.enter(its context) and hejie.leave().  If one fails,
 *    only its query fails; the others are sent again.
 *  - Writes that are ready together (at most HJ_PG_WRITES_MOST, in order of
 *    stream) share one transaction, so they share one commit.  None completes
 *    before it.  If one fails, each is sent again alone.  A lone write leaves
 *    at once.  Reads and writes never share a sync.
 *  - A connection that breaks leaves the outcome of its writes unknown: they
 *    are sent again until their deadline.  So every write must be safe to send
 * twice: it carries an idempotency key, or twice is as good as once.  One
 *    whose deadline passed in flight may have been stored all the same.
 *  - At most so many queries wait; the next one is refused with HJ_ERR_BUSY.
 *
 * Errors: HJ_ERR_BUSY for full, locked or late; HJ_ERR_DB for everything else,
 * with the SQLSTATE beside it.  The server's words are never handed on: names
 * of constraints and values of rows are in them.
 *
 * Times are those of hj_mono_ms().  Nothing here knows what a dispute is.  Host
 * names are looked up by libpq, which blocks: give a socket folder or
 * `hostaddr`.
 */
#ifndef HJ_SERVER_DB_PG_H
#define HJ_SERVER_DB_PG_H

#include <libpq-fe.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/queue.h>

#include "lib/base/container.h"
#include "lib/base/error.h"
#include "server/db/param.h"

#define HJ_PG_STEPS_MOST 16  /* statements of one query */
#define HJ_PG_READS_MOST 32  /* readers under one sync */
#define HJ_PG_WRITES_MOST 64 /* writes under one sync */
#define HJ_PG_CONTEXT_MOST 6 /* texts that say who reads */
#define HJ_PG_SIZES 7        /* batches of 1, 2-3, 4-7 ... 64 */

struct event_base;
struct hj_pg;

/*
 * A named statement.  It is prepared on every connection that may run it, and
 * nothing else can be run.  Parameters and columns are binary; a column whose
 * type has no reader in row.h wants a cast in the SQL.
 */
struct hj_stmt {
	const char *name; /* unique, at most 63 bytes; shown in notices */
	const char *sql;
	int n_params;
	const enum hj_pg_type *types; /* n_params of them */
	bool slow;                    /* may take longer than a fast read */
};

/* Who reads: the texts that hejie.enter() is called with, NULL for NULL. */
struct hj_pg_context {
	const char *texts[HJ_PG_CONTEXT_MOST];
};

/* One statement of a query, with what goes in and what came out. */
struct hj_step {
	const struct hj_stmt *stmt;
	struct hj_params params;
	PGresult *result; /* for on_done only, and only if nothing failed */
};

struct hj_query;
typedef void hj_query_fn(struct hj_query *q);

/* Embed one, zeroed, in whatever waits; HJ_CONTAINER() finds it again. */
struct hj_query {
	/* Filled in by the asker, and left where it is until on_done. */
	struct hj_step *steps;
	size_t n_steps;
	const struct hj_pg_context *context; /* of a read; NULL for nobody */
	const char *stream;   /* of a write: orders a batch; NULL for none */
	int64_t deadline_ms;  /* given up then, wherever it stands */
	hj_query_fn *on_done; /* may free what the query is embedded in */
	/*
	 * Of one whose parameters still grow while it waits, otherwise NULL:
	 * called when it is sent, to make them.
	 */
	hj_query_fn *on_ready;

	/* For on_done. */
	struct hj_error err; /* code 0 means it worked */
	char sqlstate[6];    /* "" if the server did not say */

	/* The pool's own. */
	TAILQ_ENTRY(hj_query) link;
	int place;        /* enum place in pool.h */
	int lane;         /* enum lane in pool.h */
	uint64_t arrival; /* keeps the order of arrival within a stream */
	int lost;         /* connections that broke under it */
	bool alone;       /* under a sync of its own */
	bool again;       /* was locked out once already */
};

/*
 * A doorbell: rung from the loop when somebody notified the channel, and once
 * after each (re)connection, since rings may have been missed.  Only a hint to
 * look; several may come as one.
 */
struct hj_bell {
	const char *channel; /* lower-case letters, digits and _ */
	void (*on_ring)(struct hj_bell *bell);
	struct hj_bell *next; /* the pool's own */
	bool rung;            /* the pool's own */
};

/*
 * Something for the log: no personal data in it, and none of the server's
 * words about rows; of a failed connection, the first line of what libpq says
 * (host, role).  `what` is one word; `detail` may be "".
 */
typedef void hj_pg_notice_fn(const char *what, const char *detail);

/*
 * 0 or NULL stands for the default named beside.
 *
 * With `away_ms`, a database without a connection is away as soon as an attempt
 * to connect has failed, or `away_ms` after the last connection broke (or the
 * start) if none has ended by then: those that wait complete with HJ_ERR_DB,
 * and so does at once whatever is submitted, until a connection stands.
 * Otherwise each query waits until its own deadline.
 */
struct hj_pg_config {
	const char *conninfo;
	int context_texts;  /* parameters of hejie.enter(), 1 to 6 (2) */
	size_t reads_most;  /* fast reads that may wait (1024) */
	size_t writes_most; /* writes that may wait (1024) */
	size_t slow_most;   /* slow reads that may wait (16) */
	int fast_ms;        /* statement_timeout of fast ones (2000) */
	int slow_ms;        /* statement_timeout of slow ones (30000) */
	int lock_ms;        /* lock_timeout (500) */
	int connect_ms;     /* to connect and prepare everything (10000) */
	int away_ms;        /* without a connection: see below (never) */
	hj_pg_notice_fn *on_notice; /* (nobody) */
};

/* For /metrics.  Gauges first; the others only grow. */
struct hj_pg_counts {
	unsigned reads_queued;
	unsigned writes_queued;
	unsigned slow_queued;
	unsigned in_flight; /* queries sent and not yet complete */
	unsigned connected; /* of three */
	uint64_t reads;     /* completed, however */
	uint64_t writes;    /* completed, however */
	uint64_t refused;   /* queue full */
	uint64_t late;      /* deadline passed */
	uint64_t failed;    /* completed with HJ_ERR_DB */
	uint64_t read_batches;
	uint64_t write_batches;
	uint64_t read_sizes[HJ_PG_SIZES];
	uint64_t write_sizes[HJ_PG_SIZES];
	uint64_t alone; /* sent again alone because of another */
	uint64_t again; /* sent again because locked out */
	uint64_t lost;  /* sent again because a connection broke */
	uint64_t reconnects;
};

/*
 * A pool on `base`, not connected yet; yours until hj_pg_free().  The config
 * is copied, its texts are not and must outlive the pool.
 */
struct hj_pg *hj_pg_new(
    struct event_base *base, const struct hj_pg_config *config);

/*
 * Add statements; only before hj_pg_start().  They are borrowed as long as the
 * pool lives.  HJ_ERR_INPUT for a name that is empty, too long or taken, or a
 * parameter list beyond its bounds.
 */
HJ_CHECK enum hj_err hj_pg_register(struct hj_pg *pg,
    const struct hj_stmt *stmts, size_t n, struct hj_error *err);

/*
 * Hear of NOTIFY on a channel; `bell` stays with the pool.  Only before
 * hj_pg_start().  HJ_ERR_INPUT for a channel that is no plain name.
 */
HJ_CHECK enum hj_err hj_pg_listen(
    struct hj_pg *pg, struct hj_bell *bell, struct hj_error *err);

/* Start to connect; and again by itself, with growing pauses, for ever. */
void hj_pg_start(struct hj_pg *pg);

/*
 * Ready when at least one fast connection is.  Otherwise hj_pg_refusal() says
 * why the last attempt was refused (wrong role, unsafe server settings, a
 * statement that does not prepare), or is "" if it was not.
 */
bool hj_pg_ready(const struct hj_pg *pg);
const char *hj_pg_refusal(const struct hj_pg *pg);

/*
 * Put `q` on its way.  Cannot fail: a refusal arrives in on_done like
 * everything else.  A read with a slow statement takes the slow connection.
 * `q` may be submitted anew from its own on_done; while it is on its way that
 * is a bug and aborts.
 */
void hj_pg_read(struct hj_pg *pg, struct hj_query *q);
void hj_pg_write(struct hj_pg *pg, struct hj_query *q);

/* Is nothing waiting, in flight or about to complete? */
bool hj_pg_idle(const struct hj_pg *pg);

const struct hj_pg_counts *hj_pg_counts(struct hj_pg *pg);

/*
 * Complete what is left with HJ_ERR_DB, on the spot, close the connections and
 * free the pool.  Not from within an on_done or on_ring.  NULL is fine.
 */
void hj_pg_free(struct hj_pg *pg);

#endif
