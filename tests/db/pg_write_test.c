/* Writes of the pool: batches, and who gets which answer. */
#include "tests/db/put.h"

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

static void
make_late(struct hj_query *q)
{
	struct put *put = HJ_CONTAINER(struct put, q, q);

	hj_params_init(&put->step.params, a);
	hj_param_text(&put->step.params, put->stream);
}

/* What the asker adds while a query waits goes with it. */
static void
growing__query_is_made_when_it_is_sent(void **state)
{
	struct put put, wrong;

	(void)state;
	prepare(&put, VISIT, "early");
	prepare(&wrong, APPEND, "unfit"); /* takes four */
	hj_params_init(&put.step.params, a);
	put.q.on_ready = wrong.q.on_ready = make_late;
	send_put(&put);
	send_put(&wrong);
	snprintf(put.stream, sizeof(put.stream), "late");
	ground_until(g, &n_done, 2);

	assert_int_equal(put.q.err.code, HJ_OK);
	assert_int_equal(ground_number(g, "SELECT count(*) FROM hejie.visit"
					  " WHERE stream = 'late'"),
	    1);
	assert_int_equal(wrong.q.err.code, HJ_ERR_DB);
	assert_true(hj_pg_idle(g->pg));
}

static int
set_up(void **state)
{
	(void)state;
	put_set_up("hejie_test_pg_write");
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		WITH_POOL(thousands__each_get_their_own_answer),
		WITH_POOL(
		    lone__write_leaves_at_once_and_others_gather_meanwhile),
		WITH_POOL(key__sent_twice_is_stored_once),
		WITH_POOL(batch__goes_in_order_of_stream),
		WITH_POOL(commit__that_fails_fails_only_the_guilty),
		WITH_POOL(large__writes_go_through),
		WITH_POOL(growing__query_is_made_when_it_is_sent),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
