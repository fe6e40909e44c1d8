/*
 * A pool that is told how long it may be without a connection: who waits, and
 * who comes, is told at once when the database is known to be away, within that
 * time when it is not known yet; and what was told to have failed is not stored
 * behind anybody's back.
 */
#include "tests/db/proxy.h"
#include "tests/db/put.h"

#define AWAY_MS 300

static struct proxy proxy;

static void
start_pool(int connect_ms)
{
	const struct hj_pg_config config = {
		.conninfo = g->conninfo,
		.context_texts = 2,
		.fast_ms = 1000,
		.connect_ms = connect_ms,
		.away_ms = AWAY_MS,
	};
	struct hj_error err;

	n_done = 0;
	ground_sql(g, "TRUNCATE hejie.head, hejie.event, hejie.key");
	g->pg = hj_pg_new(g->base, &config);
	assert_int_equal(hj_pg_register(g->pg, stmts, STMTS, &err), HJ_OK);
	hj_pg_start(g->pg);
}

static int
up(void **state)
{
	(void)state;
	start_pool(0);
	ground_until_up(g);
	return 0;
}

static void
submit(struct put *put, int number)
{
	prepare_append(put, "p", -1, "fine", number);
	send_put(put);
}

static void
database__that_is_known_to_be_away_is_told_at_once(void **state)
{
	struct put puts[4];
	int64_t start;

	(void)state;
	proxy_close(&proxy);
	ground_turn(g, 200);
	assert_false(hj_pg_ready(g->pg));
	for (int i = 0; i < 3; i++) {
		n_done = 0;
		start = hj_mono_ms();
		submit(&puts[i], i);
		assert_int_equal(n_done, 0);
		ground_until(g, &n_done, 1);
		assert_int_equal(puts[i].q.err.code, HJ_ERR_DB);
		assert_in_range(hj_mono_ms() - start, 0, 100);
	}

	/* It comes back, and serves; what failed was not done. */
	proxy_open(&proxy);
	ground_until_up(g);
	n_done = 0;
	submit(&puts[3], 3);
	ground_until(g, &n_done, 1);
	assert_string_equal(puts[3].code, "stored");
	assert_int_equal(
	    ground_number(g, "SELECT count(*) FROM hejie.event"), 1);
}

static void
who__waits_when_it_goes_away_is_told_too(void **state)
{
	struct put nap, puts[2];
	int64_t start;

	(void)state;
	/* On both connections, so that the third has to wait. */
	proxy.frozen = true;
	submit(&puts[0], 0);
	ground_turn(g, 20);
	prepare(&nap, WHERE, "x");
	hj_pg_read(g->pg, &nap.q);
	ground_turn(g, 20);
	submit(&puts[1], 1);
	ground_turn(g, 20);
	assert_int_equal(n_done, 0);
	start = hj_mono_ms();
	proxy_close(&proxy);
	ground_until(g, &n_done, 3);
	assert_in_range(hj_mono_ms() - start, 0, AWAY_MS + 200);
	assert_int_equal(puts[0].q.err.code, HJ_ERR_DB);
	assert_int_equal(puts[1].q.err.code, HJ_ERR_DB);
	assert_int_equal(nap.q.err.code, HJ_ERR_DB);

	/* The first may have been stored; asked again it is stored once. */
	proxy.frozen = false;
	proxy_open(&proxy);
	ground_until_up(g);
	n_done = 0;
	for (int i = 0; i < 2; i++)
		submit(&puts[i], i);
	ground_until(g, &n_done, 2);
	for (int i = 0; i < 2; i++)
		assert_int_equal(puts[i].q.err.code, HJ_OK);
	assert_int_equal(
	    ground_number(g, "SELECT count(*) FROM hejie.event"), 2);
}

static void
server__that_takes_a_connection_and_says_nothing_is_away_in_time(void **state)
{
	struct put put;
	int64_t start = hj_mono_ms();

	(void)state;
	proxy.frozen = true;
	start_pool(20000);
	submit(&put, 0);
	ground_until(g, &n_done, 1);
	assert_int_equal(put.q.err.code, HJ_ERR_DB);
	assert_in_range(hj_mono_ms() - start, AWAY_MS - 20, AWAY_MS + 400);
	start = hj_mono_ms();
	n_done = 0;
	submit(&put, 1);
	ground_until(g, &n_done, 1);
	assert_int_equal(put.q.err.code, HJ_ERR_DB);
	assert_in_range(hj_mono_ms() - start, 0, 100);
	proxy_thaw(&proxy);
	ground_until_up(g);
	pool_down(NULL);
}

/* A connection that is made again in time costs nobody his answer. */
static void
break__that_is_mended_in_time_is_not_told(void **state)
{
	struct put puts[20];

	(void)state;
	for (int i = 0; i < 20; i++)
		submit(&puts[i], i);
	ground_turn(g, 5);
	ground_sql(g, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
		      " WHERE usename = 'hejie_test_pg_away'");
	ground_until(g, &n_done, 20);
	for (int i = 0; i < 20; i++)
		assert_int_equal(puts[i].q.err.code, HJ_OK);
	assert_int_equal(
	    ground_number(g, "SELECT count(*) FROM hejie.event"), 20);
}

static int
set_up(void **state)
{
	(void)state;
	put_set_up("hejie_test_pg_away");
	proxy_make(&proxy, g);
	return 0;
}

static int
end(void **state)
{
	proxy_drop(&proxy);
	return tear_down(state);
}

#define WITH(f) cmocka_unit_test_setup_teardown(f, up, pool_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		WITH(database__that_is_known_to_be_away_is_told_at_once),
		WITH(who__waits_when_it_goes_away_is_told_too),
		cmocka_unit_test(
		    server__that_takes_a_connection_and_says_nothing_is_away_in_time),
		WITH(break__that_is_mended_in_time_is_not_told),
	};

	return cmocka_run_group_tests(tests, set_up, end);
}
