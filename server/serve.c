/*
 * hejie serve: the supervisor with its workers and agents.
 */
#include "server/app.h"

#include "server/auth/throttle.h"
#include "server/base/log.h"
#include "server/base/supervisor.h"
#include "server/db/row.h"
#include "server/db/sync.h"
#include "server/figures.h"
#include "server/worker.h"

#include <stdio.h>
#include <stdlib.h>

#define PROBLEMS_MOST 65536
#define COST_LEAST 19456 /* KiB of argon2id, security figures of OWASP ASVS */

/*
 * What the settings cannot know: the role and the server are fit, and what
 * kind of database it is.  False with what is wrong on standard error.
 */
static bool
fit(const struct hj_config *cfg)
{
	struct hj_error err = { 0 };
	struct hj_sync *db = hj_sync_open(cfg->database, &err);
	PGresult *result = NULL;
	bool good = false;

	if (db != NULL && hj_sync_check(db, &err) == HJ_OK &&
	    hj_sync_exec(db,
		"SELECT simulated, demonstration FROM hejie.nature", NULL,
		&result, &err) == HJ_OK) {
		struct hj_row row = hj_row(result, 0);
		bool simulated = hj_row_bool(&row, 0);
		bool demonstration = hj_row_bool(&row, 1);

		good = !row.bad;
		if (row.bad)
			(void)fprintf(stderr,
			    "hejie serve: this database is no site yet;"
			    " run hejie init\n");
		else if (demonstration && !cfg->address.loopback)
			good = false,
			(void)fprintf(stderr,
			    "hejie serve: a demonstration answers on loopback"
			    " only\n");
		else if (!simulated && cfg->password_cost < COST_LEAST)
			good = false,
			(void)fprintf(stderr,
			    "hejie serve: password_cost below %d is for"
			    " simulated databases\n",
			    COST_LEAST);
	} else {
		(void)fprintf(stderr, "hejie serve: %s\n", err.msg);
	}
	PQclear(result);
	hj_sync_free(db);
	return good;
}

int
hj_cmd_serve(const struct hj_config *cfg, int argc, char **argv)
{
	struct hj_serving serving = { .cfg = cfg, .listen_fd = -1 };
	struct hj_supervision how = hj_supervision_usual;
	const struct hj_job jobs[] = {
		{ "http", (int)cfg->workers, hj_worker_run },
		{ "agents", 1, hj_agents_run },
	};
	const struct hj_throttle_config throttle = {
		.account_per_minute = cfg->login_account_per_minute,
		.address_per_minute = cfg->login_address_per_minute
	};
	struct hj_error err = { 0 };
	struct hj_buf problems;
	int status;

	(void)argv;
	if (argc > 1)
		return HJ_EXIT_USAGE;
	hj_buf_init(&problems, PROBLEMS_MOST);
	if (hj_config_check_serve(cfg, &problems) > 0) {
		(void)fputs(hj_buf_text(&problems), stderr);
		hj_buf_release(&problems);
		return HJ_EXIT_USAGE;
	}
	hj_buf_release(&problems);
	if (!fit(cfg))
		return HJ_EXIT_FAILED;
	/* Before the workers are forked: its memory is shared. */
	serving.throttle = hj_throttle_new(&throttle, &err);
	serving.board = hj_board_new(&err);
	if (serving.throttle == NULL || serving.board == NULL) {
		hj_throttle_free(serving.throttle);
		(void)fprintf(stderr, "hejie serve: %s\n", err.msg);
		return HJ_EXIT_FAILED;
	}
	if (!hj_log_open(cfg->log_level, cfg->log_file)) {
		(void)fprintf(stderr, "hejie serve: cannot open the log\n");
		hj_throttle_free(serving.throttle);
		hj_board_free(serving.board);
		return HJ_EXIT_FAILED;
	}
	how.drain_ms = cfg->drain_timeout_ms;
	status =
	    hj_supervise(jobs, sizeof(jobs) / sizeof(jobs[0]), &serving, &how);
	hj_throttle_free(serving.throttle);
	hj_board_free(serving.board);
	return status == 0 ? HJ_EXIT_DONE : HJ_EXIT_FAILED;
}
