/*
 * The subcommands of hejie.
 *
 * Each is a function in a file of its own in server/ (server/serve.c,
 * server/init.c, …) and a row of the table in server/main.c.  It gets the
 * settings, already read and checked, and the arguments that are not settings;
 * argv[0] is the subcommand's name, and argv[argc] is NULL.  It returns the
 * exit status: 0 done, 1 it could not be done, 2 called wrongly, 3 what was
 * looked at has faults, 4 somebody else is at it.  What it
 * prints for people goes to standard output, what went wrong to standard error.
 *
 * To add one: declare its function here, write it, give it a row.
 */
#ifndef HJ_SERVER_APP_H
#define HJ_SERVER_APP_H

#include "server/base/config.h"

enum {
	HJ_EXIT_DONE = 0,
	HJ_EXIT_FAILED = 1,
	HJ_EXIT_USAGE = 2,
	HJ_EXIT_FOUND = 3,
	HJ_EXIT_BUSY = 4,
};

typedef int hj_app_fn(const struct hj_config *cfg, int argc, char **argv);

/* Print what the subcommands or, with a topic, the formats and settings are. */
hj_app_fn hj_cmd_help;

/* List the master keys, or put a new one in their place. */
hj_app_fn hj_cmd_keys;

/* Print which build this is. */
hj_app_fn hj_cmd_version;

/* Check the settings and print those in force. */
hj_app_fn hj_cmd_config;

/*
 * Print `database_admin` as PG… variables for a shell, so that scripts can hand
 * any connection string to PostgreSQL's own programs.
 */
hj_app_fn hj_cmd_connection;

/* Make a migrated database into a site, or a demonstration; server/init.c. */
hj_app_fn hj_cmd_init;

/* Give a new demonstration half a year of life; server/fill.c. */
hj_app_fn hj_cmd_fill;

/* Take in a county's villages and grids; server/divisions.c. */
hj_app_fn hj_cmd_import_divisions;

/* Answer requests and run the agents until told to stop. */
hj_app_fn hj_cmd_serve;

/* Derive again what is derived from the timelines; --check only compares. */
hj_app_fn hj_cmd_rebuild;

/* Recompute every chain and the log; server/verify.c. */
hj_app_fn hj_cmd_verify;

/* Say why the limits of a dispute end when they end; server/explain.c. */
hj_app_fn hj_cmd_explain;

/* Look at rule sets without a database; server/rules.c. */
hj_app_fn hj_cmd_rules;

/* Print the newest checkpoint, or with --key who signs; server/checkpoint.c. */
hj_app_fn hj_cmd_checkpoint;

#endif
