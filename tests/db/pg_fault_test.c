/*
 * What the pool does when connections break, at any byte, and the server is
 * away, mute or read-only.  Each query still completes exactly once, and no
 * write is stored twice.
 */
#include "tests/db/proxy.h"

static struct ground *g;
static struct proxy proxy;
static struct hj_arena *a;
static int n_done;
static int patience_ms; /* of what is asked next */

static const enum hj_pg_type append_types[] = { HJ_PG_TEXT, HJ_PG_INT8,
	HJ_PG_TEXT, HJ_PG_TEXT };
static const enum hj_pg_type one_text[] = { HJ_PG_TEXT };

enum {
	APPEND,
	NOTES,
	NAP,
	DIE,
	FREEZE,
	STMTS
};

static const struct hj_stmt stmts[STMTS] = {
	[APPEND] = { "append",
	    "SELECT code, at, echo FROM append($1, $2, $3, $4)", 4,
	    append_types, false },
	[NOTES] = { "notes", "SELECT tenant FROM note WHERE $1::text <> ''", 1,
	    one_text, false },
	[NAP] = { "nap", "SELECT pg_sleep(0.2), $1::text", 1, one_text, false },
	[DIE] = { "die",
	    "SELECT pg_terminate_backend(pg_backend_pid()), $1::text", 1,
	    one_text, false },
	[FREEZE] = { "freeze",
	    "SELECT set_config('default_transaction_read_only', 'on', false),"
	    " $1::text",
	    1, one_text, false },
};

struct put {
	struct hj_query q;
	struct hj_step step;
	struct hj_pg_context context;
	char key[24];
	int times;
	int rows;
	int64_t when_ms;
};

static void
on_put(struct hj_query *q)
{
	struct put *put = HJ_CONTAINER(struct put, q, q);

	n_done++;
	put->times++;
	put->when_ms = hj_mono_ms();
	put->rows = hj_row_count(put->step.result);
}

static void
prepare(struct put *put, int stmt, const char *text)
{
	memset(put, 0, sizeof(*put));
	put->q.steps = &put->step;
	put->q.n_steps = 1;
	put->q.stream = text;
	put->q.on_done = on_put;
	put->q.deadline_ms = hj_mono_ms() + patience_ms;
	put->step.stmt = &stmts[stmt];
	hj_params_init(&put->step.params, a);
	hj_param_text(&put->step.params, text);
}

static void
write_out(struct put *put, int stmt, const char *text)
{
	prepare(put, stmt, text);
	hj_pg_write(g->pg, &put->q);
}

static void
read_in(struct put *put, int stmt)
{
	prepare(put, stmt, "x");
	put->context.texts[0] = "a";
	put->context.texts[1] = "1";
	put->q.context = &put->context;
	hj_pg_read(g->pg, &put->q);
}

/* Append under a key of its own, to one of a few streams. */
static void
append(struct put *put, int number)
{
	static const char *const streams[] = { "p", "q", "r" };
	const char *stream = streams[number % 3];

	prepare(put, APPEND, stream);
	snprintf(put->key, sizeof(put->key), "key-%d", number);
	hj_param_int8(&put->step.params, -1);
	hj_param_text(&put->step.params, put->key);
	hj_param_text(&put->step.params, "fine");
	hj_pg_write(g->pg, &put->q);
}

/* All worked, and each was stored once. */
static void
expect_once(const struct put *puts, int n)
{
	for (int i = 0; i < n; i++) {
		assert_int_equal(puts[i].times, 1);
		assert_int_equal(puts[i].q.err.code, HJ_OK);
		assert_int_equal(puts[i].rows, 1);
	}
	assert_int_equal(
	    ground_number(g, "SELECT count(*) FROM hejie.event"), n);
	assert_int_equal(
	    ground_number(g, "SELECT count(DISTINCT key) FROM hejie.event"), n);
}

static void
start_pool(int fast_ms, int connect_ms)
{
	const struct hj_pg_config config = {
		.conninfo = g->conninfo,
		.context_texts = 2,
		.fast_ms = fast_ms,
		.connect_ms = connect_ms,
	};
	struct hj_error err;

	n_done = 0;
	patience_ms = 20000;
	ground_sql(g, "TRUNCATE hejie.head, hejie.event, hejie.key");
	g->pg = hj_pg_new(g->base, &config);
	assert_int_equal(hj_pg_register(g->pg, stmts, STMTS, &err), HJ_OK);
}

static int
pool_up(void **state)
{
	(void)state;
	start_pool(1000, 0);
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

/* Cut one connection at byte `at` of a batch, going this way. */
static void
cut_at(int way, long at)
{
	struct put puts[12];
	struct put first;
	int cuts = proxy.cuts;

	n_done = 0;
	ground_sql(g, "TRUNCATE hejie.head, hejie.event, hejie.key");
	ground_until_up(g);
	/* A connection that has worked comes back without much of a pause. */
	read_in(&first, NOTES);
	ground_until(g, &n_done, 1);
	n_done = 0;
	proxy.cut_after[way] = at;
	for (int i = 0; i < 12; i++)
		append(&puts[i], i);
	ground_until(g, &n_done, 12);
	expect_once(puts, 12);

	/* A batch shorter than this was not cut at all. */
	if (proxy.cuts == cuts)
		proxy.cut_after[way] = PROXY_FOREVER;
	hj_arena_clear(a);
}

static void
batch__cut_at_any_byte_is_stored_once(void **state)
{
	uint64_t lost;

	(void)state;
	for (long at = 1; at < 1600; at += 83)
		cut_at(TO_SERVER, at);
	lost = hj_pg_counts(g->pg)->lost;
	assert_true(lost >= 12);
	/* Once the answer begins, all of it has been committed. */
	for (long at = 1; at < 1600; at += 83)
		cut_at(TO_CLIENT, at);
	assert_true(hj_pg_counts(g->pg)->lost >= lost + 12);
	assert_true(hj_pg_counts(g->pg)->reconnects > 0);
}

static void
batch__whose_backend_is_killed_is_stored_once(void **state)
{
	struct put puts[200];
	struct put nap;
	int n = 0;

	(void)state;
	for (int round = 0; round < 4; round++) {
		/* The nap keeps its batch open until the kill. */
		n_done = 0;
		write_out(&nap, NAP, round % 2 ? "a" : "z");
		for (int i = 0; i < 50; i++)
			append(&puts[n + i], n + i);
		ground_turn(g, 60);
		assert_int_equal(nap.times, 0);
		ground_sql(g,
		    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
		    " WHERE usename = 'hejie_test_pg_fault'");
		n += 50;
		ground_until(g, &n_done, 51);
		assert_int_equal(nap.q.err.code, HJ_OK);
		assert_int_equal(nap.times, 1);
	}
	expect_once(puts, n);
	assert_true(hj_pg_counts(g->pg)->lost >= 4 * 51);
}

static void
statement__that_kills_is_given_up_and_others_are_not(void **state)
{
	struct put killers[2];
	struct put puts[20];
	int64_t start = hj_mono_ms();

	(void)state;
	read_in(&killers[0], DIE);
	patience_ms = 1500;
	write_out(&killers[1], DIE, "q");
	patience_ms = 20000;
	for (int i = 0; i < 20; i++)
		append(&puts[i], i);
	ground_until(g, &n_done, 22);

	expect_once(puts, 20);
	for (int i = 0; i < 2; i++) {
		assert_int_equal(killers[i].times, 1);
		assert_int_equal(killers[i].q.err.code, HJ_ERR_DB);
		/* A read is given up after a few losses, not in 20 s. */
		assert_true(killers[i].when_ms - start < 5000);
	}
}

static void
server__that_is_away_means_an_error_by_the_deadline(void **state)
{
	struct put puts[3];
	int64_t start;

	(void)state;
	proxy_close(&proxy);
	ground_turn(g, 30);
	assert_false(hj_pg_ready(g->pg));
	start = hj_mono_ms();
	read_in(&puts[2], NOTES);
	patience_ms = 200;
	read_in(&puts[0], NOTES);
	append(&puts[1], 1);
	ground_until(g, &n_done, 2);
	for (int i = 0; i < 2; i++) {
		assert_int_equal(puts[i].q.err.code, HJ_ERR_DB);
		assert_true(puts[i].when_ms >= start + 200);
		assert_true(puts[i].when_ms < start + 350);
	}

	/* It comes back, and whoever can still wait is served. */
	proxy_open(&proxy);
	ground_until(g, &n_done, 3);
	assert_int_equal(puts[2].q.err.code, HJ_OK);
	assert_int_equal(puts[2].rows, 10);
}

static void
server__that_is_mute_is_left_and_found_again(void **state)
{
	struct put puts[2];
	int64_t start = hj_mono_ms();

	(void)state;
	proxy.frozen = true;
	append(&puts[1], 1);
	patience_ms = 100;
	append(&puts[0], 0);
	ground_until(g, &n_done, 1);
	assert_int_equal(puts[0].q.err.code, HJ_ERR_BUSY);
	assert_true(puts[0].when_ms < start + 250);

	/* Its silence is noticed one statement_timeout and 3 s later. */
	while (hj_pg_counts(g->pg)->lost == 0 && hj_mono_ms() < start + 8000)
		ground_turn(g, 50);
	assert_true(hj_mono_ms() > start + 3900);
	assert_true(hj_mono_ms() < start + 5000);
	proxy_thaw(&proxy);
	ground_until(g, &n_done, 2);
	assert_int_equal(puts[1].q.err.code, HJ_OK);
	assert_int_equal(
	    ground_number(g, "SELECT count(*) FROM hejie.event"), 2);
}

static void
server__that_comes_late_is_waited_for(void **state)
{
	struct put put;

	(void)state;
	proxy.frozen = true;
	start_pool(1000, 200);
	hj_pg_start(g->pg);
	read_in(&put, NOTES);
	ground_turn(g, 500);
	assert_int_equal(n_done, 0);
	assert_int_equal(hj_pg_counts(g->pg)->connected, 0);
	/* The wires of before stay mute: only a new attempt can succeed. */
	proxy.frozen = false;
	ground_until(g, &n_done, 1);
	assert_int_equal(put.q.err.code, HJ_OK);
	pool_down(NULL);
}

static void
server__that_became_read_only_is_looked_for_elsewhere(void **state)
{
	struct put put;
	struct put reader;

	(void)state;
	ground_sql(g, "ALTER ROLE hejie_test_pg_fault"
		      " SET default_transaction_read_only = on");
	/* The sessions of now are writable still; the next are not. */
	append(&put, 1);
	ground_until(g, &n_done, 1);
	assert_int_equal(put.q.err.code, HJ_OK);

	proxy_cut_all(&proxy);
	ground_turn(g, 50);
	patience_ms = 400;
	append(&put, 2);
	ground_until(g, &n_done, 2);
	assert_int_equal(put.q.err.code, HJ_ERR_DB);
	assert_false(hj_pg_ready(g->pg));

	ground_sql(g, "ALTER ROLE hejie_test_pg_fault"
		      " RESET default_transaction_read_only");
	patience_ms = 20000;
	read_in(&reader, NOTES);
	ground_until(g, &n_done, 3);
	assert_int_equal(reader.q.err.code, HJ_OK);
}

/* A server demoted to standby under our feet: other sessions may do. */
static void
session__that_became_read_only_is_left(void **state)
{
	struct put freeze[2];
	struct put puts[4];

	(void)state;
	/* Side by side, so that both connections get one. */
	write_out(&freeze[0], FREEZE, "x");
	ground_turn(g, 0);
	write_out(&freeze[1], FREEZE, "x");
	ground_until(g, &n_done, 2);
	n_done = 0;
	for (int i = 0; i < 4; i++)
		append(&puts[i], i);
	ground_until(g, &n_done, 4);

	expect_once(puts, 4);
	assert_true(hj_pg_counts(g->pg)->lost >= 4);
}

/* ---- doorbells ---- */

static int rings;
static int ends;

static void
on_ring(struct hj_bell *bell)
{
	assert_string_equal(bell->channel, "door");
	rings++;
}

static void
on_end(struct hj_bell *bell)
{
	assert_string_equal(bell->channel, "end");
	ends++;
}

static void
bell__rings_when_notified_and_after_each_connection(void **state)
{
	struct hj_bell door = { .channel = "door", .on_ring = on_ring };
	/* A word of SQL is a name like any other. */
	struct hj_bell end = { .channel = "end", .on_ring = on_end };
	struct hj_error err;

	(void)state;
	start_pool(1000, 0);
	rings = ends = 0;
	assert_int_equal(hj_pg_listen(g->pg, &door, &err), HJ_OK);
	assert_int_equal(hj_pg_listen(g->pg, &end, &err), HJ_OK);
	hj_pg_start(g->pg);
	ground_until(g, &rings, 1);
	ground_turn(g, 50);
	assert_int_equal(rings, 1);

	ground_sql(g, "NOTIFY door");
	ground_until(g, &rings, 2);
	assert_int_equal(ends, 1);
	ground_sql(g, "NOTIFY \"end\"");
	ground_until(g, &ends, 2);
	ground_sql(g, "NOTIFY elsewhere");
	ground_turn(g, 50);
	assert_int_equal(rings, 2);
	assert_int_equal(ends, 2);

	/* What is missed while it is away is made up for. */
	proxy_close(&proxy);
	ground_turn(g, 20);
	ground_sql(g, "NOTIFY door");
	proxy_open(&proxy);
	ground_until(g, &rings, 3);
	pool_down(NULL);
}

static int
set_up(void **state)
{
	(void)state;
	g = ground_make("hejie_test_pg_fault");
	proxy_make(&proxy, g);
	a = hj_arena_new();
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	proxy_drop(&proxy);
	hj_arena_free(a);
	ground_drop(g);
	return 0;
}

#define WITH_POOL(f) cmocka_unit_test_setup_teardown(f, pool_up, pool_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		WITH_POOL(batch__cut_at_any_byte_is_stored_once),
		WITH_POOL(batch__whose_backend_is_killed_is_stored_once),
		WITH_POOL(statement__that_kills_is_given_up_and_others_are_not),
		WITH_POOL(server__that_is_away_means_an_error_by_the_deadline),
		WITH_POOL(server__that_is_mute_is_left_and_found_again),
		cmocka_unit_test(server__that_comes_late_is_waited_for),
		WITH_POOL(
		    server__that_became_read_only_is_looked_for_elsewhere),
		WITH_POOL(session__that_became_read_only_is_left),
		cmocka_unit_test(
		    bell__rings_when_notified_and_after_each_connection),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
