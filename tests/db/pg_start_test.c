/* Pools that do not come up: why, and what no statement may be called. */
#include "tests/db/ground.h"

static struct ground *g;

static const struct hj_stmt all_of = { "all_of", "SELECT * FROM changing", 0,
	NULL, false };

static int n_done;

static void
on_asked(struct hj_query *q)
{
	(void)q;
	n_done++;
}

static void
refused_with(const struct hj_pg_config *config, const char *words)
{
	struct hj_step step = { .stmt = &all_of };
	struct hj_query ask = { .steps = &step,
		.n_steps = 1,
		.on_done = on_asked,
		.deadline_ms = hj_mono_ms() + 400 };
	struct hj_error err;

	n_done = 0;
	g->pg = hj_pg_new(g->base, config);
	assert_int_equal(hj_pg_register(g->pg, &all_of, 1, &err), HJ_OK);
	hj_pg_start(g->pg);
	hj_pg_read(g->pg, &ask);
	ground_until(g, &n_done, 1);

	assert_int_equal(ask.err.code, HJ_ERR_DB);
	assert_false(hj_pg_ready(g->pg));
	if (strstr(hj_pg_refusal(g->pg), words) == NULL)
		fail_msg("%s", hj_pg_refusal(g->pg));
	hj_pg_free(g->pg);
	g->pg = NULL;
}

static void
pool__refuses_a_role_or_schema_that_will_not_do(void **state)
{
	const struct hj_pg_config super = { .conninfo = g->owner,
		.context_texts = 2 };
	const struct hj_pg_config context = { .conninfo = g->conninfo,
		.context_texts = 1 };
	const struct hj_pg_config good = { .conninfo = g->conninfo,
		.context_texts = 2 };

	(void)state;
	refused_with(&super, "superuser");
	refused_with(&context, "hj_enter (SQLSTATE 42883)");

	ground_sql(g, "ALTER TABLE hejie.changing RENAME TO gone");
	refused_with(&good, "all_of (SQLSTATE 42P01)");
	ground_sql(g, "ALTER TABLE hejie.gone RENAME TO changing");
}

static void
statement__has_a_name_of_its_own(void **state)
{
	static const struct hj_stmt twice[] = {
		{ "same", "SELECT 1", 0, NULL, false },
		{ "same", "SELECT 2", 0, NULL, false },
	};
	static const struct hj_stmt nameless[] = {
		{ "", "SELECT 1", 0, NULL, false },
	};
	static const struct hj_stmt typeless[] = {
		{ "t", "SELECT $1::text", 1, NULL, false },
	};
	struct hj_bell bell = { .channel = "a; DROP TABLE note" };
	const struct hj_pg_config config = { .conninfo = g->conninfo };
	struct hj_pg *pg = hj_pg_new(g->base, &config);
	struct hj_error err;

	(void)state;
	assert_int_equal(hj_pg_register(pg, twice, 2, &err), HJ_ERR_INPUT);
	assert_int_equal(hj_pg_register(pg, nameless, 1, &err), HJ_ERR_INPUT);
	assert_int_equal(hj_pg_register(pg, typeless, 1, &err), HJ_ERR_INPUT);
	assert_int_equal(hj_pg_listen(pg, &bell, &err), HJ_ERR_INPUT);
	hj_pg_free(pg);
	hj_pg_free(NULL);
}

static int
set_up(void **state)
{
	(void)state;
	g = ground_make("hejie_test_pg_start");
	ground_sql(g, "CREATE TABLE hejie.changing (n int);"
		      "GRANT SELECT ON hejie.changing TO PUBLIC");
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	ground_drop(g);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    pool__refuses_a_role_or_schema_that_will_not_do),
		cmocka_unit_test(statement__has_a_name_of_its_own),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
