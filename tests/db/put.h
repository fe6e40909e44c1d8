/*
 * Writers of the pool, over an append that answers like the real one, and a
 * statement that says where it ran.
 *
 * A test program calls put_set_up() with a database of its own, and WITH_POOL
 * its tests.
 */
#ifndef HJ_TESTS_DB_PUT_H
#define HJ_TESTS_DB_PUT_H

#include "tests/db/ground.h"

static struct ground *g;
static struct hj_arena *a;
static int n_done;

static const enum hj_pg_type append_types[] = { HJ_PG_TEXT, HJ_PG_INT8,
	HJ_PG_TEXT, HJ_PG_TEXT };
static const enum hj_pg_type one_text[] = { HJ_PG_TEXT };

enum {
	APPEND,
	TOUCH,
	AT_COMMIT,
	WHERE,
	VISIT,
	STMTS
};

static const struct hj_stmt stmts[STMTS] = {
	[APPEND] = { "append",
	    "SELECT code, at, echo FROM append($1, $2, $3, $4)", 4,
	    append_types, false },
	[TOUCH] = { "touch", "SELECT touch($1)", 1, one_text, false },
	[AT_COMMIT] = { "at_commit", "SELECT at_commit($1)", 1, one_text,
	    false },
	[WHERE] = { "where", "SELECT pg_backend_pid(), $1::text", 1, one_text,
	    false },
	[VISIT] = { "visit", "SELECT visit($1)", 1, one_text, false },
};

/* One writer. */
struct put {
	struct hj_query q;
	struct hj_step step;
	char stream[16];
	char key[24];
	char body[32];
	int times; /* completed */
	int order;
	char code[16];
	int64_t at;
};

static inline void
on_put(struct hj_query *q)
{
	struct put *put = HJ_CONTAINER(struct put, q, q);
	struct hj_row row;

	put->times++;
	put->order = ++n_done;
	if (q->err.code != HJ_OK || q->steps[0].stmt != &stmts[APPEND])
		return;
	row = hj_row(put->step.result, 0);
	snprintf(
	    put->code, sizeof(put->code), "%s", hj_row_text(&row, 0, a, NULL));
	put->at = hj_row_int_or(&row, 1, -1);
	/* Each answer must be the answer to this very call. */
	assert_string_equal(hj_row_text(&row, 2, a, NULL), put->body);
	assert_false(row.bad);
}

static inline void
prepare(struct put *put, int stmt, const char *stream)
{
	memset(put, 0, sizeof(*put));
	snprintf(put->stream, sizeof(put->stream), "%s", stream);
	put->q.steps = &put->step;
	put->q.n_steps = 1;
	put->q.stream = put->stream;
	put->q.on_done = on_put;
	put->q.deadline_ms = hj_mono_ms() + 20000;
	put->step.stmt = &stmts[stmt];
	hj_params_init(&put->step.params, a);
	if (stmt != APPEND)
		hj_param_text(&put->step.params, put->stream);
}

/* An append that is ready to be sent. */
static inline void
prepare_append(struct put *put, const char *stream, int64_t expected,
    const char *kind, int number)
{
	prepare(put, APPEND, stream);
	snprintf(put->key, sizeof(put->key), "key-%d", number);
	snprintf(put->body, sizeof(put->body), "%s-%d", kind, number);
	hj_param_text(&put->step.params, put->stream);
	hj_param_int8(&put->step.params, expected);
	hj_param_text(&put->step.params, put->key);
	hj_param_text(&put->step.params, put->body);
}

static inline void
send_put(struct put *put)
{
	hj_pg_write(g->pg, &put->q);
}

static inline int
pool_up(void **state)
{
	const struct hj_pg_config config = {
		.conninfo = g->conninfo,
		.context_texts = 2,
		.writes_most = 2000,
		.fast_ms = 1000,
		.lock_ms = 150,
	};
	struct hj_error err;

	(void)state;
	n_done = 0;
	ground_sql(g, "TRUNCATE hejie.head, hejie.event, hejie.key");
	g->pg = hj_pg_new(g->base, &config);
	assert_int_equal(hj_pg_register(g->pg, stmts, STMTS, &err), HJ_OK);
	hj_pg_start(g->pg);
	ground_until_up(g);
	return 0;
}

static inline int
pool_down(void **state)
{
	(void)state;
	hj_pg_free(g->pg);
	hj_arena_clear(a);
	return 0;
}

static inline void
put_set_up(const char *database)
{
	g = ground_make(database);
	ground_sql(g,
	    "CREATE TABLE hejie.visit (n serial, stream text);"
	    "CREATE FUNCTION hejie.visit(s text) RETURNS void LANGUAGE sql"
	    " SECURITY DEFINER SET search_path = hejie, pg_temp AS"
	    " $$ INSERT INTO visit (stream) VALUES (s) $$;"
	    "CREATE FUNCTION hejie.touch(s text) RETURNS void LANGUAGE sql"
	    " SECURITY DEFINER SET search_path = hejie, pg_temp AS"
	    " $$ UPDATE head SET version = version WHERE stream = s $$;"
	    "CREATE TABLE hejie.parent (name text PRIMARY KEY);"
	    "CREATE TABLE hejie.child (name text REFERENCES hejie.parent"
	    " DEFERRABLE INITIALLY DEFERRED);"
	    "INSERT INTO hejie.parent SELECT 'c' || n"
	    " FROM generate_series(0, 9) n;"
	    "CREATE FUNCTION hejie.at_commit(s text) RETURNS void LANGUAGE sql"
	    " SECURITY DEFINER SET search_path = hejie, pg_temp AS"
	    " $$ INSERT INTO child VALUES (s) $$");
	a = hj_arena_new();
}

static inline int
tear_down(void **state)
{
	(void)state;
	hj_arena_free(a);
	ground_drop(g);
	return 0;
}

#define WITH_POOL(f) cmocka_unit_test_setup_teardown(f, pool_up, pool_down)

#endif
