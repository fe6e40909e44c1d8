/*
 * The inside of the pool, shared by the rooms behind pg.h and nobody else.
 *
 *	pg.c      the life of a pool and its figures
 *	stmt.c    the table of statements
 *	queue.c   queues, deadlines, completions; whose turn it is
 *	conn.c    one connection: opening, preparing, reading, breaking
 *	flight.c  what travels together on a connection, and what came back
 *	bell.c    the connection that listens
 *	check.c   what a role and a server must be like
 *
 * A query is always in exactly one place, and only queue.c and flight.c move
 * it: OUT -> WAITING -> SENT -> DONE -> OUT, or back from SENT to WAITING when
 * it must be sent again.  Nothing here calls the asker, except hj_pool_tell()
 * and hj_bell_tell() at the end of a turn of the loop; so no query can vanish,
 * and nobody can enter the pool anew, while a result is being looked at.
 */
#ifndef HJ_SERVER_DB_POOL_H
#define HJ_SERVER_DB_POOL_H

#include "server/db/pg.h"

struct event;

enum lane {
	LANE_READ,
	LANE_WRITE,
	LANE_SLOW,
	LANE__MAX
};

enum place {
	PLACE_OUT,     /* with the asker */
	PLACE_WAITING, /* in pg->waiting[lane] */
	PLACE_SENT,    /* in a slot of a flight */
	PLACE_DONE,    /* in pg->done, to be told */
};

TAILQ_HEAD(hj_queries, hj_query);

/* A query in flight. */
struct slot {
	struct hj_query *q; /* NULL once it has completed */
	size_t n_results;   /* still to be read even then */
	bool enters;        /* the first is hejie.enter() */
	bool leaves;        /* the last is hejie.leave() */
};

/*
 * What was sent to a connection at one go and not wholly answered: either one
 * transaction, or one for each slot (sync_each).  A connection has one flight
 * at a time.
 */
struct flight {
	struct slot slots[HJ_PG_WRITES_MOST];
	size_t n; /* 0: nothing in flight */
	enum lane lane;
	bool sync_each;
	size_t group;  /* first slot of the transaction being answered */
	size_t at;     /* slot that the next result belongs to */
	size_t result; /* and which of its results that is */
	bool failed;   /* the transaction being answered */
	size_t guilty; /* slot whose statement failed; n if the commit did */
	char sqlstate[6];
};

enum conn_kind {
	CONN_FAST,
	CONN_SLOW,
	CONN_BELL
};

enum conn_state {
	CONN_DOWN,       /* pq is NULL; the timer brings it back */
	CONN_CONNECTING, /* libpq is at work */
	CONN_PREPARING,  /* settings, checks and statements are on their way */
	CONN_READY,      /* nothing in flight */
	CONN_BUSY,       /* flight.n > 0 */
};

struct conn {
	struct hj_pg *pg;
	enum conn_kind kind;
	enum conn_state state;
	PGconn *pq;
	struct event *io;    /* NULL while DOWN */
	short io_what;       /* what io waits for */
	struct event *timer; /* DOWN: try again; otherwise: lost patience */
	int pause_ms;        /* before the next attempt */
	int64_t up_ms;       /* when it became READY first */
	bool was_up;         /* has been READY before */
	size_t prepared;     /* results seen while PREPARING */
	int64_t heard_ms;    /* when the server last said something */
	struct flight flight;
};

enum {
	CONNS_FAST = 2,
	CONN_OF_SLOW = 2,
	CONN_OF_BELL = 3,
	CONNS = 4
};

struct hj_pg {
	struct hj_arena *arena; /* holds the pool itself */
	struct event_base *base;
	struct hj_pg_config config;
	const struct hj_stmt **stmts;
	size_t n_stmts;
	struct hj_stmt enter;
	struct hj_stmt leave;
	struct hj_bell *bells;
	struct conn conns[CONNS];

	struct hj_queries waiting[LANE__MAX];
	unsigned n_waiting[LANE__MAX];
	struct hj_queries done;
	enum lane last_lane; /* that a fast connection was given to */
	uint64_t arrivals;

	struct event *turn;  /* the end of a turn of the loop */
	struct event *again; /* the end of the next one */
	bool in_turn;
	bool closing;
	int64_t down_ms; /* since when no fast connection stands; 0: one does */
	bool away;       /* and we know that none will soon */
	struct event *alarm; /* at the earliest deadline known */
	int64_t alarm_ms;    /* INT64_MAX if not set */

	char refusal[160];
	struct hj_pg_counts counts;
};

/* ---- queue.c ---- */

/* Have the end of this turn of the loop look at queues and completions. */
void hj_pool_stir(struct hj_pg *pg);

/* `q`, in no list, is done; code 0 for success.  Drops its results if not. */
void hj_pool_finish(
    struct hj_pg *pg, struct hj_query *q, enum hj_err code, const char *msg);

/* `q`, in no list, failed with what is in q->sqlstate. */
void hj_pool_fail(struct hj_pg *pg, struct hj_query *q);

/* `q`, in no list, was not answered by its deadline. */
void hj_pool_late(struct hj_pg *pg, struct hj_query *q);

/* Locked out or cancelled (55P03, 40P01, 40001, 57014): worth another try. */
bool hj_pool_is_locked(const char *sqlstate);

/* Have `q`, in no list, make its parameters, if it has not; false: it is done.
 */
bool hj_pool_ready(struct hj_pg *pg, struct hj_query *q);

/* Take `q` out of the queue it waits in; it is SENT from now on. */
void hj_pool_take(struct hj_pg *pg, struct hj_query *q);

/* Send `q`, in no list, again before all that wait. */
void hj_pool_send_again(struct hj_pg *pg, struct hj_query *q);

/*
 * A fast connection ended; `tried`: it was one that was being made.  If it was
 * the last, those that wait are told when it is known that none will be soon.
 */
void hj_pool_lost(struct hj_pg *pg, bool tried);

/* A fast connection stands. */
void hj_pool_found(struct hj_pg *pg);

void hj_pool_notice(
    const struct hj_pg *pg, const char *what, const char *detail);

/* Milliseconds until `event` fires, from now. */
void hj_pool_arm(struct event *event, int64_t ms);

/* Tell those that are done by now; each may be freed by its own on_done. */
void hj_pool_tell(struct hj_pg *pg);

/* Called by the loop; `arg` is the pool. */
void hj_pool_on_turn(int fd, short what, void *arg);
void hj_pool_on_alarm(int fd, short what, void *arg);

/* ---- conn.c ---- */

void hj_pgconn_init(struct conn *c, struct hj_pg *pg, enum conn_kind kind);
void hj_pgconn_open(struct conn *c);

/* Send what waits in `lane` now; only if READY. */
void hj_pgconn_send(struct conn *c, enum lane lane);

/* End it for a reason, and try again after a pause. */
void hj_pgconn_drop(struct conn *c, const char *why, const char *detail);

/* The same, because what we found there will not do. */
void hj_pgconn_refuse(struct conn *c, const char *why, const char *detail);

/* Ready from now on. */
void hj_pgconn_up(struct conn *c);

/* End it for good; its flight must be empty. */
void hj_pgconn_release(struct conn *c);

/* ---- flight.c ---- */

/*
 * Give up those whose deadline has come: their results, when they arrive, are
 * nobody's.  `next_ms` is lowered to the earliest deadline of the others.
 */
void hj_flight_expire(struct conn *c, int64_t now_ms, int64_t *next_ms);

/* Move what waits in `lane` into `f` and give it to libpq; false if broken. */
bool hj_flight_send(struct conn *c, enum lane lane);

/* Look at one result and clear it; false if the connection is of no use. */
bool hj_flight_result(struct conn *c, PGresult *result);

/* The connection broke: everything in flight is sent again, or given up. */
void hj_flight_lose(struct conn *c);

/* ---- bell.c ---- */

/* Ask for all channels; false if broken. */
bool hj_bell_listen(struct conn *c);

/* Read what the server said; false if broken. */
bool hj_bell_read(struct conn *c);

/* Call on_ring of those that were rung. */
void hj_bell_tell(struct hj_pg *pg);

/* ---- check.c ---- */

/* One row, one text: why this role and server will not do, or "". */
extern const char hj_check_sql[];

/* Do the settings of a session: statement, lock timeouts in ms as $1, $2. */
extern const char hj_session_sql[];

#endif
