/*
 * What the site may set: one table, one row a key.
 *
 * A value comes from the built-in default, over it from the file given by
 * --config (or HEJIE_CONFIG), over that from the environment (HEJIE_LISTEN for
 * `listen`), over that from the command line (--listen VALUE, --listen=VALUE;
 * `-` and `_` are the same in a key).  All wrong settings are reported, then
 * the program ends; nothing starts on half a configuration.
 *
 * The file holds lines `key = value`; empty lines and lines that begin with #
 * are skipped; spaces around key and value do not count; nothing else has a
 * meaning, so a value may hold any character.  (libinih is not used because
 * it drops a line of more than 200 bytes, and a connection string is longer.)
 *
 * Durations are a number and a unit: 500ms, 30s, 15m, 12h, 30d.
 *
 * To add a key: add a member to struct hj_config and a row to the table in
 * config.c.  `hejie help config` prints the table.
 */
#ifndef HJ_SERVER_BASE_CONFIG_H
#define HJ_SERVER_BASE_CONFIG_H

#include "lib/base/arena.h"
#include "lib/base/buf.h"
#include "lib/base/error.h"
#include "server/base/log.h"

#include <stdbool.h>
#include <stdint.h>
#include <sys/socket.h>

/* An address to listen on; numeric, never looked up. */
struct hj_address {
	struct sockaddr_storage sockaddr;
	socklen_t length;
	int port;
	bool loopback;
};

/* Texts live in the arena given to hj_config_read(); absent ones are "". */
struct hj_config {
	const char *database;        /* libpq conninfo or URI */
	const char *database_admin;  /* the same for init, rebuild */
	const char *database_agents; /* the same for the agents */
	const char *database_replay; /* the same for rules replay */
	const char *listen;          /* as written */
	struct hj_address address;   /* what `listen` means */
	int64_t workers;             /* processes; never 0 after reading */
	const char *tls_cert;
	const char *tls_key;
	const char *key_file;
	const char *checkpoint_folder;
	const char *outbox_folder;
	const char *receipt_folder;
	const char *share;
	const char *const *allow_hosts; /* ends with NULL; never empty */
	int64_t request_timeout_ms;
	int64_t header_timeout_ms;
	int64_t body_timeout_ms;
	int64_t idle_timeout_ms;
	int64_t drain_timeout_ms;
	const char *trusted_proxy; /* addresses or networks */
	int64_t max_connections;
	int64_t max_connections_per_address;
	enum hj_log_level log_level;
	const char *log_file;
	int64_t password_cost; /* KiB of memory for argon2id */
	int64_t login_account_per_minute;
	int64_t login_address_per_minute;
	int64_t session_idle_ms;
	int64_t session_life_ms;
	int64_t key_life_ms; /* of a machine's key */
	int language;
	bool english; /* what `language` means: Chinese otherwise */
};

/*
 * Read the settings into `cfg`.  What belongs to them is taken out of the
 * arguments: `argv` keeps, in order, what is left for the subcommand, and
 * `*argc` counts it; argv[0] is left alone and "--" ends the settings.  `env`
 * is the environment, ended by NULL.  Each problem becomes one line in
 * `problems`, worded for the one who made it and naming key and bounds;
 * returns how many there are, and `cfg` is whole only if there is none.
 */
HJ_CHECK int hj_config_read(struct hj_arena *a, struct hj_config *cfg,
    int *argc, char **argv, char **env, struct hj_buf *problems);

/*
 * What `serve` needs beyond what the rows say: a database, a key file, and TLS
 * on any address that others can reach.  Adds lines to `problems`; returns how
 * many.
 */
HJ_CHECK int hj_config_check_serve(
    const struct hj_config *cfg, struct hj_buf *problems);

/* The table for people: key, what it takes, default, meaning. */
void hj_config_help(struct hj_buf *out, bool english);

/* The settings in force, one `key = value` a line; secrets as "(set)". */
void hj_config_print(const struct hj_config *cfg, struct hj_buf *out);

/*
 * Read "127.0.0.1:8080" or "[::1]:8080" into `out`; port 0 is any free one.
 * False if it is something else.
 */
HJ_CHECK bool hj_address_read(const char *text, struct hj_address *out);

/*
 * The file `name` of the shared data, e.g. "lib/rules/sets/national.json":
 * its path, made in `a`.
 */
const char *hj_share_path(
    struct hj_arena *a, const struct hj_config *cfg, const char *name);

#endif
