/* The connection that waits, and the check of role and server. */
#include "tests/db/ground.h"

#include "server/db/sync.h"

static struct ground *g;

struct count_job {
	struct hj_sync_job job;
	int runs;
	int races; /* to lose before it works */
	bool overlook;
	bool refuse;
};

static enum hj_err
insert_one(struct hj_sync_job *base, struct hj_sync *s, struct hj_error *err)
{
	struct count_job *job = HJ_CONTAINER(struct count_job, job, base);
	enum hj_err code;

	job->runs++;
	code = hj_sync_exec(
	    s, "INSERT INTO head VALUES ('x', 1)", NULL, NULL, err);
	if (code == HJ_OK && job->runs <= job->races)
		code = hj_sync_exec(s,
		    "DO $$ BEGIN RAISE SQLSTATE '40001'; END $$", NULL, NULL,
		    err);
	if (code == HJ_OK && job->refuse)
		code = hj_fail(err, HJ_ERR_STALE, "", "not today", NULL);
	if (code == HJ_OK && job->overlook) {
		struct hj_error lost;

		if (hj_sync_exec(s, "SELECT 1/0", NULL, NULL, &lost) == HJ_OK)
			fail();
	}
	return code;
}

static long
heads(void)
{
	return ground_number(g, "SELECT count(*) FROM hejie.head");
}

static void
transaction__commits_what_the_job_did(void **state)
{
	struct hj_error err;
	struct hj_sync *s = hj_sync_open(g->owner, &err);
	struct count_job job = { .job.run = insert_one };

	(void)state;
	assert_non_null(s);
	assert_int_equal(hj_sync_transaction(s, &job.job, &err), HJ_OK);

	hj_sync_free(s);
	assert_int_equal(job.runs, 1);
	assert_int_equal(heads(), 1);
	ground_sql(g, "DELETE FROM hejie.head");
}

static void
transaction__of_a_job_that_fails_leaves_nothing(void **state)
{
	struct hj_error err;
	struct hj_sync *s = hj_sync_open(g->owner, &err);
	struct count_job job = { .job.run = insert_one, .refuse = true };

	(void)state;
	assert_int_equal(hj_sync_transaction(s, &job.job, &err), HJ_ERR_STALE);

	assert_string_equal(err.msg, "not today");
	assert_int_equal(heads(), 0);
	hj_sync_free(s);
}

static void
transaction__that_overlooked_a_failure_is_no_success(void **state)
{
	struct hj_error err;
	struct hj_sync *s = hj_sync_open(g->owner, &err);
	struct count_job job = { .job.run = insert_one, .overlook = true };

	(void)state;
	assert_int_equal(hj_sync_transaction(s, &job.job, &err), HJ_ERR_DB);

	assert_int_equal(heads(), 0);
	hj_sync_free(s);
}

static void
transaction__that_lost_a_race_runs_again_three_times_at_most(void **state)
{
	struct hj_error err;
	struct hj_sync *s = hj_sync_open(g->owner, &err);
	struct count_job two = { .job.run = insert_one, .races = 2 };
	struct count_job many = { .job.run = insert_one, .races = 9 };

	(void)state;
	assert_int_equal(hj_sync_transaction(s, &two.job, &err), HJ_OK);
	assert_int_equal(two.runs, 3);
	assert_int_equal(heads(), 1);
	ground_sql(g, "DELETE FROM hejie.head");

	assert_int_equal(hj_sync_transaction(s, &many.job, &err), HJ_ERR_BUSY);
	assert_int_equal(many.runs, 3);
	assert_int_equal(heads(), 0);
	hj_sync_free(s);
}

static void
exec__never_tells_the_servers_words(void **state)
{
	struct hj_error err;
	struct hj_sync *s = hj_sync_open(g->owner, &err);

	(void)state;
	assert_int_equal(
	    hj_sync_exec(s, "SELECT 'Zhang San'::int", NULL, NULL, &err),
	    HJ_ERR_DB);

	assert_null(strstr(err.msg, "Zhang"));
	assert_string_equal(hj_sync_sqlstate(s), "22P02");
	hj_sync_free(s);
}

static void
open__says_why_it_cannot(void **state)
{
	struct hj_error err = { .code = HJ_OK };

	(void)state;
	assert_null(hj_sync_open("host=/nonexistent", &err));

	assert_int_equal(err.code, HJ_ERR_DB);
	assert_non_null(strstr(err.msg, "cannot connect: "));
	assert_null(strchr(err.msg, '\n'));
}

/* Is `words` in the reason why `conninfo` will not do?  "" if it will. */
static void
check_says(const char *conninfo, const char *words)
{
	struct hj_error err = { .code = HJ_OK };
	struct hj_sync *s = hj_sync_open(conninfo, &err);

	assert_non_null(s);
	assert_int_equal(
	    hj_sync_check(s, &err), words[0] == '\0' ? HJ_OK : HJ_ERR_DB);
	if (words[0] != '\0' && strstr(err.msg, words) == NULL)
		fail_msg("%s", err.msg);
	hj_sync_free(s);
}

static void
check__wants_a_role_held_back_and_a_server_that_keeps(void **state)
{
	char lazy[800];

	(void)state;
	check_says(g->conninfo, "");
	check_says(g->owner, "superuser");

	ground_sql(g, "DROP ROLE IF EXISTS hejie_test_over");
	ground_sql(g, "CREATE ROLE hejie_test_over BYPASSRLS");
	ground_sql(g, "GRANT hejie_test_over TO hejie_test_sync");
	check_says(g->conninfo, "may become");
	ground_sql(g, "DROP ROLE hejie_test_over");

	snprintf(lazy, sizeof(lazy), "%s options='-c synchronous_commit=off'",
	    g->conninfo);
	check_says(lazy, "synchronous_commit");

	ground_sql(g, "DROP DATABASE IF EXISTS hejie_test_latin");
	ground_sql(g, "CREATE DATABASE hejie_test_latin TEMPLATE template0"
		      " ENCODING 'LATIN1' LOCALE 'C'");
	snprintf(lazy, sizeof(lazy), "%s dbname=hejie_test_latin", g->conninfo);
	check_says(lazy, "UTF-8");
	ground_sql(g, "DROP DATABASE hejie_test_latin");

	ground_sql(g, "DROP DATABASE IF EXISTS hejie_test_plain");
	ground_sql(g, "CREATE DATABASE hejie_test_plain TEMPLATE template0"
		      " ENCODING 'UTF8' LOCALE 'C'");
	snprintf(lazy, sizeof(lazy), "%s dbname=hejie_test_plain", g->conninfo);
	check_says(lazy, "locale");
	ground_sql(g, "DROP DATABASE hejie_test_plain");
}

static int
set_up(void **state)
{
	(void)state;
	g = ground_make("hejie_test_sync");
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
		cmocka_unit_test(transaction__commits_what_the_job_did),
		cmocka_unit_test(
		    transaction__of_a_job_that_fails_leaves_nothing),
		cmocka_unit_test(
		    transaction__that_overlooked_a_failure_is_no_success),
		cmocka_unit_test(
		    transaction__that_lost_a_race_runs_again_three_times_at_most),
		cmocka_unit_test(exec__never_tells_the_servers_words),
		cmocka_unit_test(open__says_why_it_cannot),
		cmocka_unit_test(
		    check__wants_a_role_held_back_and_a_server_that_keeps),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
