/* One connection that waits; see sync.h. */
#include "server/db/sync.h"

#include <stdbool.h>
#include <string.h>

#include "server/db/pool.h"

#define TRIES 3

struct hj_sync {
	struct hj_arena *arena; /* holds this struct */
	PGconn *pq;
	char sqlstate[6];
};

static void
on_pq_notice(void *arg, const PGresult *result)
{
	(void)arg;
	(void)result;
}

/* What libpq says of a connection, without the ends of lines. */
static enum hj_err
cannot_connect(const PGconn *pq, struct hj_error *err)
{
	char line[120];
	const char *text = PQerrorMessage(pq);
	size_t n = strcspn(text, "\n");

	if (n >= sizeof(line))
		n = sizeof(line) - 1;
	memcpy(line, text, n);
	line[n] = '\0';
	return hj_fail(err, HJ_ERR_DB, "", "cannot connect: ", line);
}

struct hj_sync *
hj_sync_open(const char *conninfo, struct hj_error *err)
{
	static const char *const keys[] = { "fallback_application_name",
		"connect_timeout", "target_session_attrs", "dbname",
		"client_encoding", NULL };
	const char *const values[] = { "hejie", "10", "read-write", conninfo,
		"UTF8", NULL };
	struct hj_arena *a = hj_arena_new();
	struct hj_sync *s = HJ_NEW(a, struct hj_sync);
	struct hj_params params;

	s->arena = a;
	s->pq = PQconnectdbParams(keys, values, 1);
	if (PQstatus(s->pq) != CONNECTION_OK) {
		cannot_connect(s->pq, err);
		hj_sync_free(s);
		return NULL;
	}
	PQsetNoticeReceiver(s->pq, on_pq_notice, NULL);
	hj_params_init(&params, a);
	hj_param_text(&params, "0");
	hj_param_text(&params, "10000");
	if (hj_sync_exec(s, hj_session_sql, &params, NULL, err) != HJ_OK) {
		hj_sync_free(s);
		return NULL;
	}
	return s;
}

void
hj_sync_free(struct hj_sync *s)
{
	if (s == NULL)
		return;
	PQfinish(s->pq);
	hj_arena_free(s->arena);
}

const char *
hj_sync_sqlstate(const struct hj_sync *s)
{
	return s->sqlstate;
}

/* Keep why it failed, and say it in our words. */
static enum hj_err
refused(struct hj_sync *s, const PGresult *result, struct hj_error *err)
{
	const char *sqlstate = PQresultErrorField(result, PG_DIAG_SQLSTATE);

	if (PQstatus(s->pq) == CONNECTION_BAD)
		return hj_fail(
		    err, HJ_ERR_DB, "", "the connection was lost", NULL);
	if (sqlstate == NULL || strlen(sqlstate) != 5)
		return hj_fail(err, HJ_ERR_DB, "",
		    "the database did not understand the statement", NULL);
	memcpy(s->sqlstate, sqlstate, sizeof(s->sqlstate));
	if (hj_pool_is_locked(sqlstate))
		return hj_fail(err, HJ_ERR_BUSY, "",
		    "what was asked for is locked or takes too long: ",
		    sqlstate);
	return hj_fail(err, HJ_ERR_DB, "",
	    "the database refused the statement: SQLSTATE ", sqlstate);
}

enum hj_err
hj_sync_exec(struct hj_sync *s, const char *sql, const struct hj_params *params,
    PGresult **ret_result, struct hj_error *err)
{
	Oid types[HJ_PARAMS_MOST];
	const char *values[HJ_PARAMS_MOST];
	int lengths[HJ_PARAMS_MOST];
	int formats[HJ_PARAMS_MOST];
	size_t n = params == NULL ? 0 : params->n;
	enum hj_err code = HJ_OK;
	PGresult *result;

	s->sqlstate[0] = '\0';
	if (params != NULL && params->failed)
		return hj_fail(
		    err, HJ_ERR_INPUT, "", "a value cannot be stored", NULL);
	for (size_t i = 0; i < n; i++) {
		types[i] = params->list[i].type;
		values[i] = params->list[i].bytes;
		lengths[i] = params->list[i].n;
		formats[i] = 1;
	}
	result = PQexecParams(
	    s->pq, sql, (int)n, types, values, lengths, formats, 1);
	if (PQresultStatus(result) != PGRES_TUPLES_OK &&
	    PQresultStatus(result) != PGRES_COMMAND_OK)
		code = refused(s, result, err);
	if (code == HJ_OK && ret_result != NULL)
		*ret_result = result;
	else
		PQclear(result);
	return code;
}

enum hj_err
hj_sync_check(struct hj_sync *s, struct hj_error *err)
{
	PGresult *result;
	enum hj_err code = hj_sync_exec(s, hj_check_sql, NULL, &result, err);

	if (code != HJ_OK)
		return code;
	/* A text in binary is the text itself, and libpq ends it with NUL. */
	if (PQgetvalue(result, 0, 0)[0] != '\0')
		code = hj_fail(err, HJ_ERR_DB, "",
		    "database refused: ", PQgetvalue(result, 0, 0));
	PQclear(result);
	return code;
}

/*
 * Commit.  After a statement that failed, the server answers COMMIT with
 * ROLLBACK and calls it a success; a job that overlooked its failure must not.
 */
static enum hj_err
commit(struct hj_sync *s, struct hj_error *err)
{
	PGresult *result;
	enum hj_err code = hj_sync_exec(s, "COMMIT", NULL, &result, err);

	if (code != HJ_OK)
		return code;
	if (strcmp(PQcmdStatus(result), "COMMIT") != 0)
		code = hj_fail(err, HJ_ERR_DB, "",
		    "the transaction had failed and was rolled back", NULL);
	PQclear(result);
	return code;
}

/* One try; what went wrong is in `err` and s->sqlstate. */
static enum hj_err
attempt(struct hj_sync *s, struct hj_sync_job *job, struct hj_error *err)
{
	enum hj_err code = hj_sync_exec(s, "BEGIN", NULL, NULL, err);

	if (code == HJ_OK)
		code = job->run(job, s, err);
	if (code == HJ_OK)
		return commit(s, err);
	/* If this fails too, the connection is gone, and so is the rest. */
	PQclear(PQexec(s->pq, "ROLLBACK"));
	return code;
}

enum hj_err
hj_sync_transaction(
    struct hj_sync *s, struct hj_sync_job *job, struct hj_error *err)
{
	struct hj_error last = { .code = HJ_OK };

	for (int i = 0; i < TRIES; i++) {
		if (attempt(s, job, &last) == HJ_OK)
			return HJ_OK;
		if (strcmp(s->sqlstate, "40001") != 0 &&
		    strcmp(s->sqlstate, "40P01") != 0)
			break;
	}
	*err = last;
	return last.code;
}
