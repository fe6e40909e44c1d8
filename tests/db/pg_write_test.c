/* Writes of the pool: batches, and who gets which answer. */
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

static void
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

static void
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
static void
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

static void
send_put(struct put *put)
{
	hj_pg_write(g->pg, &put->q);
}

static int
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

static int
pool_down(void **state)
{
	(void)state;
	hj_pg_free(g->pg);
	hj_arena_clear(a);
	return 0;
}

/* ---- tests ---- */

enum {
	MANY = 2000,
	STREAMS = 300
};

/* What the answers say against what the tables say. */
static void
compare(const struct put *puts)
{
	char sql[200];
	long stored = 0;

	for (int i = 0; i < MANY; i++) {
		const struct put *put = &puts[i];

		assert_int_equal(put->times, 1);
		if (put->q.err.code != HJ_OK || strcmp(put->code, "stored"))
			continue;
		stored++;
		snprintf(sql, sizeof(sql),
		    "SELECT count(*) FROM hejie.event WHERE stream = '%s'"
		    " AND seq = %lld AND key = '%s' AND body = '%s'",
		    put->stream, (long long)put->at, put->key, put->body);
		assert_int_equal(ground_number(g, sql), 1);
	}
	assert_int_equal(
	    ground_number(g, "SELECT count(*) FROM hejie.event"), stored);
	assert_int_equal(
	    ground_number(g, "SELECT count(*) FROM hejie.key"), stored);
	assert_int_equal(
	    ground_number(g,
		"SELECT count(*) FROM hejie.head h WHERE version <>"
		" (SELECT count(*) FROM hejie.event e"
		"  WHERE e.stream = h.stream)"),
	    0);
}

/* One in ten expects a version that is not there; 3 in 100 raise. */
static void
thousands__each_get_their_own_answer(void **state)
{
	struct put *puts = hj_alloc(a, MANY * sizeof(*puts));
	char stream[16];

	(void)state;
	for (int i = 0; i < MANY; i++) {
		bool stale = i % 10 == 7;
		bool poison = i % 100 >= 40 && i % 100 < 43;

		snprintf(stream, sizeof(stream), "s%d", i * 7 % STREAMS);
		prepare_append(&puts[i], stream, stale ? 1000000 : -1,
		    poison ? "poison" : "fine", i);
		send_put(&puts[i]);
	}
	assert_int_equal(n_done, 0);
	ground_until(g, &n_done, MANY);

	for (int i = 0; i < MANY; i++) {
		bool stale = i % 10 == 7;
		bool poison = i % 100 >= 40 && i % 100 < 43;

		assert_int_equal(
		    puts[i].q.err.code, poison ? HJ_ERR_DB : HJ_OK);
		assert_string_equal(puts[i].q.sqlstate, poison ? "P0001" : "");
		assert_string_equal(puts[i].code, poison  ? ""
						  : stale ? "stale"
							  : "stored");
	}
	compare(puts);
	assert_true(hj_pg_idle(g->pg));
	assert_int_equal(hj_pg_counts(g->pg)->writes, MANY);
	assert_int_equal(hj_pg_counts(g->pg)->failed, 60);
}

static void
lone__write_leaves_at_once_and_others_gather_meanwhile(void **state)
{
	struct put *puts = hj_alloc(a, 71 * sizeof(*puts));
	const struct hj_pg_counts *counts = hj_pg_counts(g->pg);

	(void)state;
	prepare_append(&puts[0], "s", -1, "fine", 0);
	send_put(&puts[0]);
	ground_until(g, &n_done, 1);
	assert_int_equal(counts->write_batches, 1);
	assert_int_equal(counts->write_sizes[0], 1);

	/* 70 in one turn: 64 on one connection, 6 on the other. */
	for (int i = 1; i < 71; i++) {
		prepare_append(&puts[i], "s", -1, "fine", i);
		send_put(&puts[i]);
	}
	ground_until(g, &n_done, 71);
	assert_int_equal(counts->write_batches, 3);
	assert_int_equal(counts->write_sizes[6], 1);
	assert_int_equal(counts->write_sizes[2], 1);
	/* Of one stream, so its order of arrival is its order of seq. */
	for (int i = 1; i < 64; i++)
		assert_int_equal(puts[i + 1].at, puts[i].at + 1);
}

static void
key__sent_twice_is_stored_once(void **state)
{
	struct put puts[2];

	(void)state;
	for (int i = 0; i < 2; i++) {
		prepare_append(&puts[i], "s", -1, "fine", 5);
		send_put(&puts[i]);
	}
	ground_until(g, &n_done, 2);

	assert_string_equal(puts[0].code, "stored");
	assert_string_equal(puts[1].code, "replayed");
	assert_int_equal(puts[0].at, puts[1].at);
}

/* Two workers that lock the same rows lock them in the same order. */
static void
batch__goes_in_order_of_stream(void **state)
{
	struct put puts[30];
	char stream[16];

	(void)state;
	for (int i = 0; i < 30; i++) {
		snprintf(stream, sizeof(stream), "v%02d", (i * 11 + 5) % 30);
		prepare(&puts[i], VISIT, stream);
		send_put(&puts[i]);
	}
	ground_until(g, &n_done, 30);

	assert_int_equal(hj_pg_counts(g->pg)->write_batches, 1);
	assert_int_equal(
	    ground_number(g, "SELECT count(*) FROM (SELECT stream, lag(stream)"
			     " OVER (ORDER BY n) AS before FROM hejie.visit) x"
			     " WHERE before < stream"),
	    29);
}

/* Somebody else holds the lock for longer than all tries together. */
static void
locked__write_is_tried_once_more_and_then_busy(void **state)
{
	PGconn *other = ground_connect(g->owner);
	struct put locked;
	struct put free;
	int64_t start = hj_mono_ms();

	(void)state;
	ground_sql(g, "INSERT INTO hejie.head VALUES ('locked', 0)");
	PQclear(PQexec(other, "BEGIN"));
	PQclear(PQexec(other,
	    "SELECT FROM hejie.head WHERE stream = 'locked' FOR UPDATE"));
	prepare(&locked, TOUCH, "locked");
	prepare_append(&free, "other", -1, "fine", 1);
	send_put(&locked);
	send_put(&free);
	ground_until(g, &n_done, 2);

	assert_int_equal(free.q.err.code, HJ_OK);
	assert_string_equal(free.code, "stored");
	assert_int_equal(locked.q.err.code, HJ_ERR_BUSY);
	assert_string_equal(locked.q.sqlstate, "55P03");
	assert_true(hj_mono_ms() - start >= 300);
	assert_int_equal(hj_pg_counts(g->pg)->again, 1);
	assert_int_equal(hj_pg_counts(g->pg)->alone, 1);
	PQfinish(other);
}

static void
locked__write_succeeds_if_the_lock_goes_in_time(void **state)
{
	PGconn *other = ground_connect(g->owner);
	struct put locked;

	(void)state;
	ground_sql(g, "INSERT INTO hejie.head VALUES ('locked', 0)");
	PQclear(PQexec(other, "BEGIN"));
	PQclear(PQexec(other,
	    "SELECT FROM hejie.head WHERE stream = 'locked' FOR UPDATE"));
	prepare(&locked, TOUCH, "locked");
	send_put(&locked);
	ground_turn(g, 200);
	assert_int_equal(n_done, 0);
	PQfinish(other);
	ground_until(g, &n_done, 1);

	assert_int_equal(locked.q.err.code, HJ_OK);
	assert_string_equal(locked.q.sqlstate, "");
	assert_int_equal(hj_pg_counts(g->pg)->again, 1);
}

/* A constraint that is looked at only when the batch commits. */
static void
commit__that_fails_fails_only_the_guilty(void **state)
{
	struct put puts[5];
	char stream[16];

	(void)state;
	for (int i = 0; i < 5; i++) {
		snprintf(stream, sizeof(stream), "c%d", i);
		prepare(&puts[i], AT_COMMIT, i == 2 ? "bad" : stream);
		send_put(&puts[i]);
	}
	ground_until(g, &n_done, 5);

	for (int i = 0; i < 5; i++)
		assert_int_equal(
		    puts[i].q.err.code, i == 2 ? HJ_ERR_DB : HJ_OK);
	assert_string_equal(puts[2].q.sqlstate, "23503");
	assert_int_equal(
	    ground_number(g, "SELECT count(*) FROM hejie.child"), 4);
	assert_int_equal(hj_pg_counts(g->pg)->connected, 3);
	assert_int_equal(hj_pg_counts(g->pg)->lost, 0);
}

/* Reads wait for writes to end their batch, and never travel with them. */
static void
reads__and_writes_never_share_a_sync(void **state)
{
	struct put puts[40];
	const struct hj_pg_counts *counts = hj_pg_counts(g->pg);
	char stream[16];

	(void)state;
	for (int i = 0; i < 40; i++) {
		snprintf(stream, sizeof(stream), "m%d", i);
		if (i % 2) {
			prepare(&puts[i], WHERE, stream);
			hj_pg_read(g->pg, &puts[i].q);
		} else {
			prepare_append(&puts[i], stream, -1, "fine", i);
			send_put(&puts[i]);
		}
	}
	ground_until(g, &n_done, 40);

	for (int i = 0; i < 40; i++)
		assert_int_equal(puts[i].q.err.code, HJ_OK);
	assert_int_equal(counts->read_batches, 1);
	assert_int_equal(counts->write_batches, 1);
	assert_int_equal(counts->read_sizes[4], 1);
	assert_int_equal(counts->write_sizes[4], 1);
}

/* Readers that ask anew as soon as they are answered, or writers likewise. */
static void
on_busy(struct hj_query *q)
{
	assert_int_equal(q->err.code, HJ_OK);
	if (n_done > 0)
		return;
	q->deadline_ms = hj_mono_ms() + 20000;
	if (q->stream[0] == 'r')
		hj_pg_read(g->pg, q);
	else
		hj_pg_write(g->pg, q);
}

/* One of the other kind must get through. */
static void
starve(bool reads)
{
	struct put many[100];
	struct put one;
	int64_t start = hj_mono_ms();

	for (int i = 0; i < 100; i++) {
		prepare(&many[i], WHERE, reads ? "r" : "w");
		many[i].q.on_done = on_busy;
		on_busy(&many[i].q);
	}
	ground_turn(g, 50);
	prepare(&one, WHERE, reads ? "w" : "r");
	if (reads)
		hj_pg_write(g->pg, &one.q);
	else
		hj_pg_read(g->pg, &one.q);
	ground_until(g, &n_done, 1);

	assert_int_equal(one.q.err.code, HJ_OK);
	assert_true(hj_mono_ms() - start < 1000);
	while (!hj_pg_idle(g->pg))
		ground_turn(g, 10);
}

static void
reads__are_not_starved_by_writes(void **state)
{
	(void)state;
	starve(false);
}

static void
writes__are_not_starved_by_reads(void **state)
{
	(void)state;
	starve(true);
}

/* Texts this long do not fit into one flight, nor into a socket's buffer. */
static void
large__writes_go_through(void **state)
{
	static char text[200 * 1024];
	struct put puts[40];

	(void)state;
	memset(text, 'x', sizeof(text) - 1);
	for (int i = 0; i < 40; i++) {
		prepare(&puts[i], WHERE, "large");
		hj_params_init(&puts[i].step.params, a);
		hj_param_text(&puts[i].step.params, text);
		send_put(&puts[i]);
	}
	ground_until(g, &n_done, 40);

	for (int i = 0; i < 40; i++)
		assert_int_equal(puts[i].q.err.code, HJ_OK);
	assert_true(hj_pg_counts(g->pg)->write_batches >= 6);
}

static int
set_up(void **state)
{
	(void)state;
	g = ground_make("hejie_test_pg_write");
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
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	hj_arena_free(a);
	ground_drop(g);
	return 0;
}

#define WITH_POOL(f) cmocka_unit_test_setup_teardown(f, pool_up, pool_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		WITH_POOL(thousands__each_get_their_own_answer),
		WITH_POOL(
		    lone__write_leaves_at_once_and_others_gather_meanwhile),
		WITH_POOL(key__sent_twice_is_stored_once),
		WITH_POOL(batch__goes_in_order_of_stream),
		WITH_POOL(locked__write_is_tried_once_more_and_then_busy),
		WITH_POOL(locked__write_succeeds_if_the_lock_goes_in_time),
		WITH_POOL(commit__that_fails_fails_only_the_guilty),
		WITH_POOL(reads__and_writes_never_share_a_sync),
		WITH_POOL(reads__are_not_starved_by_writes),
		WITH_POOL(writes__are_not_starved_by_reads),
		WITH_POOL(large__writes_go_through),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
