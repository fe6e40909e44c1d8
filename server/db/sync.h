/*
 * One connection that waits, for subcommands on the command line.
 *
 * init, rebuild, verify and their like do one thing after another and have
 * nobody else to serve, so they may block.  Nothing that serves requests may
 * use this: sync.c is the only file that calls blocking functions of libpq.
 *
 * Errors are worded without the server's words, except those of opening a
 * connection, which speak of hosts and roles and not of rows.
 */
#ifndef HJ_SERVER_DB_SYNC_H
#define HJ_SERVER_DB_SYNC_H

#include <libpq-fe.h>

#include "lib/base/error.h"
#include "server/db/param.h"

struct hj_sync;

/*
 * Open a connection: no statement_timeout, lock_timeout 10 s, schema hejie.
 * Yours until hj_sync_free(); NULL with HJ_ERR_DB if it cannot be had.
 */
struct hj_sync *hj_sync_open(const char *conninfo, struct hj_error *err);

/* Close it; an open transaction is rolled back.  NULL is fine. */
void hj_sync_free(struct hj_sync *s);

/*
 * HJ_ERR_DB with the reason unless the role and the server are fit for the
 * runtime: see check.c.  `serve` asks before it starts its workers.
 */
HJ_CHECK enum hj_err hj_sync_check(struct hj_sync *s, struct hj_error *err);

/*
 * Run one statement with parameters (NULL for none) and wait.  The result is
 * binary and goes to `ret_result`, yours to PQclear(); NULL if not wanted.
 * HJ_ERR_BUSY if locked out, HJ_ERR_DB for anything else.
 */
HJ_CHECK enum hj_err hj_sync_exec(struct hj_sync *s, const char *sql,
    const struct hj_params *params, PGresult **ret_result,
    struct hj_error *err);

/* SQLSTATE of the last statement that failed; "" if none or unknown. */
const char *hj_sync_sqlstate(const struct hj_sync *s);

/* A job for one transaction; embed it and find your own with HJ_CONTAINER. */
struct hj_sync_job {
	enum hj_err (*run)(
	    struct hj_sync_job *job, struct hj_sync *s, struct hj_error *err);
};

/*
 * Run `job` in a transaction and commit.  If the job fails, everything is
 * rolled back and its error returned; if it lost a race (40001, 40P01) it runs
 * again, at most three times in all, so it must be able to.
 */
HJ_CHECK enum hj_err hj_sync_transaction(
    struct hj_sync *s, struct hj_sync_job *job, struct hj_error *err);

#endif
