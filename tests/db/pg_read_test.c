/* Reads of the pool: who sees what, who fails with whom, and when. */
#include "tests/db/ground.h"
#include "tests/unit/arena_fixture.h"

static struct ground *g;
static int n_done;

static const enum hj_pg_type one_text[] = { HJ_PG_TEXT };
static const enum hj_pg_type one_int8[] = { HJ_PG_INT8 };

enum {
	NOTES,
	WHO,
	DIVIDE,
	SLEEP,
	REPORT,
	ALL_OF,
	STMTS
};

static const struct hj_stmt stmts[STMTS] = {
	[NOTES] = { "notes", "SELECT tenant, text FROM note", 0, NULL, false },
	[WHO] = { "who",
	    "SELECT current_setting('hejie.tenant', true),"
	    " current_setting('hejie.person', true), $1::text",
	    1, one_text, false },
	[DIVIDE] = { "divide", "SELECT 12 / $1::int8", 1, one_int8, false },
	[SLEEP] = { "sleep", "SELECT pg_sleep($1::int8 / 1000.0)", 1, one_int8,
	    false },
	[REPORT] = { "report", "SELECT pg_sleep($1::int8 / 1000.0)", 1,
	    one_int8, true },
	[ALL_OF] = { "all_of", "SELECT * FROM changing", 0, NULL, false },
};

/* A reader. */
struct ask {
	struct hj_query q;
	struct hj_step steps[3];
	struct hj_pg_context context;
	int order;       /* in which it completed, from 1 */
	int rows;        /* of the first statement */
	bool foreign;    /* a row of another tenant was among them */
	char who[3][64]; /* what WHO answered, by statement */
};

static void
on_asked(struct hj_query *q)
{
	struct ask *ask = HJ_CONTAINER(struct ask, q, q);
	const PGresult *first = q->steps[0].result;

	ask->order = ++n_done;
	if (q->err.code != HJ_OK) {
		assert_null(first);
		return;
	}
	ask->rows = hj_row_count(first);
	for (int i = 0; i < ask->rows; i++) {
		struct hj_row row = hj_row(first, i);
		const char *text = hj_row_type(&row, 0) == HJ_PG_TEXT
				       ? hj_row_text(&row, 0, a, NULL)
				       : NULL;

		if (text != NULL && ask->context.texts[0] != NULL &&
		    strcmp(text, ask->context.texts[0]) != 0)
			ask->foreign = true;
	}
	for (size_t i = 0; i < q->n_steps; i++) {
		struct hj_row row = hj_row(q->steps[i].result, 0);

		if (q->steps[i].stmt == &stmts[WHO])
			snprintf(ask->who[i], sizeof(ask->who[i]), "%s %s %s",
			    hj_row_text(&row, 0, a, NULL),
			    hj_row_text(&row, 1, a, NULL),
			    hj_row_text(&row, 2, a, NULL));
	}
}

/* A reader of `tenant` (NULL: nobody) with one statement, not yet asked. */
static struct ask *
reader(const char *tenant, int stmt)
{
	struct ask *ask = HJ_NEW(a, struct ask);

	ask->context.texts[0] = tenant;
	ask->context.texts[1] = "77";
	ask->q.context = tenant == NULL ? NULL : &ask->context;
	ask->q.on_done = on_asked;
	ask->q.steps = ask->steps;
	ask->q.n_steps = 1;
	ask->q.deadline_ms = hj_mono_ms() + 10000;
	ask->steps[0].stmt = &stmts[stmt];
	hj_params_init(&ask->steps[0].params, a);
	return ask;
}

static struct ask *
reader_int(const char *tenant, int stmt, int64_t value)
{
	struct ask *ask = reader(tenant, stmt);

	hj_param_int8(&ask->steps[0].params, value);
	return ask;
}

static struct ask *
sent(struct ask *ask)
{
	hj_pg_read(g->pg, &ask->q);
	return ask;
}

/* ---- pools ---- */

static void
start_pool(const struct hj_pg_config *config)
{
	struct hj_error err;

	n_done = 0;
	g->pg = hj_pg_new(g->base, config);
	assert_int_equal(hj_pg_register(g->pg, stmts, STMTS, &err), HJ_OK);
	hj_pg_start(g->pg);
}

static int
pool_up(void **state)
{
	const struct hj_pg_config config = {
		.conninfo = g->conninfo,
		.context_texts = 2,
		.fast_ms = 300,
		.reads_most = 40,
	};

	(void)state;
	start_pool(&config);
	ground_until_up(g);
	return 0;
}

static int
pool_down(void **state)
{
	(void)state;
	hj_pg_free(g->pg);
	g->pg = NULL;
	hj_arena_clear(a);
	return 0;
}

/* ---- tests ---- */

static void
readers__of_one_turn_share_a_sync_and_see_only_their_own(void **state)
{
	static const char *const tenants[] = { "a", "a", NULL, "b", "c", "c",
		NULL, "d" };
	struct ask *asks[24];

	(void)state;
	for (int i = 0; i < 24; i++)
		asks[i] = sent(reader(tenants[i % 8], NOTES));
	assert_int_equal(n_done, 0);
	ground_until(g, &n_done, 24);

	for (int i = 0; i < 24; i++) {
		assert_int_equal(asks[i]->q.err.code, HJ_OK);
		assert_int_equal(asks[i]->rows, tenants[i % 8] ? 10 : 0);
		assert_false(asks[i]->foreign);
		assert_int_equal(asks[i]->order, i + 1);
	}
	assert_int_equal(hj_pg_counts(g->pg)->read_batches, 1);
	assert_int_equal(hj_pg_counts(g->pg)->read_sizes[4], 1);
	assert_int_equal(hj_pg_counts(g->pg)->reads, 24);
}

static void
reader__with_several_statements_is_itself_in_all_of_them(void **state)
{
	struct ask *ask = reader("b", NOTES);
	struct ask *nobody = reader(NULL, WHO);

	(void)state;
	for (int i = 1; i < 3; i++) {
		ask->steps[i].stmt = &stmts[WHO];
		hj_params_init(&ask->steps[i].params, a);
		hj_param_text(&ask->steps[i].params, i == 1 ? "one" : "two");
	}
	ask->q.n_steps = 3;
	hj_param_text(&nobody->steps[0].params, "x");
	sent(ask);
	sent(nobody);
	ground_until(g, &n_done, 2);

	assert_int_equal(ask->q.err.code, HJ_OK);
	assert_int_equal(ask->rows, 10);
	assert_string_equal(ask->who[1], "b 77 one");
	assert_string_equal(ask->who[2], "b 77 two");
	/* In the same batch, and nothing of the reader before is left. */
	assert_string_equal(nobody->who[0], "  x");
	assert_int_equal(hj_pg_counts(g->pg)->read_batches, 1);
}

static void
error__fails_only_the_guilty(void **state)
{
	struct ask *asks[9];

	(void)state;
	for (int i = 0; i < 9; i++)
		asks[i] = sent(i == 4   ? reader_int("a", DIVIDE, 0)
			       : i == 6 ? reader("nobody", NOTES)
					: reader("c", NOTES));
	ground_until(g, &n_done, 9);

	for (int i = 0; i < 9; i++) {
		bool guilty = i == 4 || i == 6;

		assert_int_equal(
		    asks[i]->q.err.code, guilty ? HJ_ERR_DB : HJ_OK);
		assert_int_equal(asks[i]->rows, guilty ? 0 : 10);
		assert_false(asks[i]->foreign);
	}
	assert_string_equal(asks[4]->q.sqlstate, "22012");
	assert_string_equal(asks[6]->q.sqlstate, "P0001");
	assert_null(strstr(asks[6]->q.err.msg, "tenant"));
	/* Those behind it were sent again, one by one, in their order. */
	assert_int_equal(hj_pg_counts(g->pg)->alone, 4);
	assert_int_equal(hj_pg_counts(g->pg)->read_batches, 5);
	assert_int_equal(hj_pg_counts(g->pg)->read_sizes[0], 4);
	assert_true(asks[5]->order < asks[7]->order);
	assert_true(asks[7]->order < asks[8]->order);
}

static void
read__beyond_statement_timeout_is_busy_and_others_are_not(void **state)
{
	struct ask *before = sent(reader("a", NOTES));
	struct ask *ask = sent(reader_int("a", SLEEP, 5000));
	struct ask *after = sent(reader("b", NOTES));

	(void)state;
	ground_until(g, &n_done, 3);

	assert_int_equal(before->q.err.code, HJ_OK);
	assert_int_equal(before->order, 1);
	assert_int_equal(ask->q.err.code, HJ_ERR_BUSY);
	assert_string_equal(ask->q.sqlstate, "57014");
	assert_int_equal(after->q.err.code, HJ_OK);
	assert_int_equal(after->rows, 10);
}

static void
slow__reads_have_time_and_hold_up_nobody(void **state)
{
	struct ask *report = sent(reader_int("a", REPORT, 700));
	struct ask *quick[20];

	(void)state;
	for (int i = 0; i < 20; i++)
		quick[i] = sent(reader("a", NOTES));
	ground_until(g, &n_done, 21);

	for (int i = 0; i < 20; i++)
		assert_int_equal(quick[i]->q.err.code, HJ_OK);
	assert_int_equal(report->q.err.code, HJ_OK);
	assert_int_equal(report->order, 21);
}

static void
queue__that_is_full_refuses_the_next(void **state)
{
	struct ask *quick[42];
	struct ask *slow[17];

	(void)state;
	for (int i = 0; i < 42; i++)
		quick[i] = sent(reader("a", NOTES));
	for (int i = 0; i < 17; i++)
		slow[i] = sent(reader_int("a", REPORT, 1));
	assert_int_equal(n_done, 0);
	assert_int_equal(hj_pg_counts(g->pg)->reads_queued, 40);
	assert_int_equal(hj_pg_counts(g->pg)->slow_queued, 16);
	ground_until(g, &n_done, 59);

	for (int i = 0; i < 42; i++)
		assert_int_equal(
		    quick[i]->q.err.code, i < 40 ? HJ_OK : HJ_ERR_BUSY);
	for (int i = 0; i < 17; i++)
		assert_int_equal(
		    slow[i]->q.err.code, i < 16 ? HJ_OK : HJ_ERR_BUSY);
	assert_int_equal(hj_pg_counts(g->pg)->refused, 3);
	assert_true(hj_pg_idle(g->pg));
}

static void
deadline__is_kept_and_the_late_result_is_nobodys(void **state)
{
	int64_t start = hj_mono_ms();
	struct ask *late = reader_int("a", SLEEP, 250);
	struct ask *next;

	(void)state;
	late->q.deadline_ms = start + 60;
	sent(late);
	ground_until(g, &n_done, 1);
	assert_int_equal(late->q.err.code, HJ_ERR_BUSY);
	assert_true(hj_mono_ms() - start >= 60);
	assert_true(hj_mono_ms() - start < 200);

	/* The connection that still waits for it goes on afterwards. */
	next = sent(reader("b", NOTES));
	ground_until(g, &n_done, 2);
	assert_int_equal(next->rows, 10);
	ground_turn(g, 300);
	assert_int_equal(n_done, 2);
	assert_int_equal(hj_pg_counts(g->pg)->connected, 3);
	assert_int_equal(hj_pg_counts(g->pg)->in_flight, 0);
	assert_int_equal(hj_pg_counts(g->pg)->late, 1);
}

static void
parameters__that_do_not_fit_are_never_sent(void **state)
{
	struct ask *missing = reader("a", WHO);
	struct ask *other = reader("a", DIVIDE);
	struct ask *nul = reader("a", WHO);

	(void)state;
	hj_param_text(&other->steps[0].params, "3");
	hj_param_textn(&nul->steps[0].params, "a\0b", 3);
	sent(missing);
	sent(other);
	sent(nul);
	ground_until(g, &n_done, 3);

	assert_int_equal(missing->q.err.code, HJ_ERR_DB);
	assert_int_equal(other->q.err.code, HJ_ERR_DB);
	assert_int_equal(nul->q.err.code, HJ_ERR_INPUT);
	assert_int_equal(hj_pg_counts(g->pg)->read_batches, 0);
}

static void
plan__that_outlived_its_table_is_made_anew(void **state)
{
	struct ask *before = sent(reader("a", ALL_OF));
	struct ask *after;

	(void)state;
	ground_until(g, &n_done, 1);
	assert_int_equal(before->rows, 1);
	ground_sql(g, "ALTER TABLE hejie.changing ADD COLUMN more int");

	after = sent(reader("a", ALL_OF));
	ground_until(g, &n_done, 2);
	assert_int_equal(after->q.err.code, HJ_OK);
	assert_int_equal(after->rows, 1);
}

static void query__may_be_asked_anew_from_its_completion(void **state);
static int again_left;

static void
on_again(struct hj_query *q)
{
	assert_int_equal(q->err.code, HJ_OK);
	assert_int_equal(hj_row_count(q->steps[0].result), 10);
	n_done++;
	if (again_left-- > 0)
		hj_pg_read(g->pg, q);
}

static void
query__may_be_asked_anew_from_its_completion(void **state)
{
	struct ask *ask = reader("a", NOTES);

	(void)state;
	again_left = 5;
	ask->q.on_done = on_again;
	sent(ask);
	ground_until(g, &n_done, 6);
	assert_true(hj_pg_idle(g->pg));
}

static void
pool__that_is_freed_completes_what_is_left(void **state)
{
	const struct hj_pg_config config = {
		.conninfo = g->conninfo,
		.context_texts = 2,
	};
	struct ask *flying;
	struct ask *waiting;

	(void)state;
	start_pool(&config);
	ground_until_up(g);
	flying = sent(reader_int("a", SLEEP, 1000));
	ground_turn(g, 20);
	waiting = sent(reader("a", NOTES));
	assert_int_equal(n_done, 0);
	hj_pg_free(g->pg);

	assert_int_equal(n_done, 2);
	assert_int_equal(flying->q.err.code, HJ_ERR_DB);
	assert_int_equal(waiting->q.err.code, HJ_ERR_DB);
	hj_arena_clear(a);
}

static int
set_up_ground(void **state)
{
	g = ground_make("hejie_test_pg_read");
	ground_sql(g, "CREATE TABLE hejie.changing (n int);"
		      "GRANT SELECT ON hejie.changing TO PUBLIC;"
		      "INSERT INTO hejie.changing VALUES (1)");
	return set_up(state);
}

static int
tear_down_ground(void **state)
{
	tear_down(state);
	ground_drop(g);
	return 0;
}

#define WITH_POOL(f) cmocka_unit_test_setup_teardown(f, pool_up, pool_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		WITH_POOL(
		    readers__of_one_turn_share_a_sync_and_see_only_their_own),
		WITH_POOL(
		    reader__with_several_statements_is_itself_in_all_of_them),
		WITH_POOL(error__fails_only_the_guilty),
		WITH_POOL(
		    read__beyond_statement_timeout_is_busy_and_others_are_not),
		WITH_POOL(slow__reads_have_time_and_hold_up_nobody),
		WITH_POOL(queue__that_is_full_refuses_the_next),
		WITH_POOL(deadline__is_kept_and_the_late_result_is_nobodys),
		WITH_POOL(parameters__that_do_not_fit_are_never_sent),
		WITH_POOL(plan__that_outlived_its_table_is_made_anew),
		WITH_POOL(query__may_be_asked_anew_from_its_completion),
		cmocka_unit_test(pool__that_is_freed_completes_what_is_left),
	};

	return cmocka_run_group_tests(tests, set_up_ground, tear_down_ground);
}
