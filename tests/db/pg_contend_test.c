/* Writers that wait for locks, and readers and writers side by side. */
#include "tests/db/put.h"

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

static int
set_up(void **state)
{
	(void)state;
	put_set_up("hejie_test_pg_contend");
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		WITH_POOL(locked__write_is_tried_once_more_and_then_busy),
		WITH_POOL(locked__write_succeeds_if_the_lock_goes_in_time),
		WITH_POOL(reads__and_writes_never_share_a_sync),
		WITH_POOL(reads__are_not_starved_by_writes),
		WITH_POOL(writes__are_not_starved_by_reads),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
