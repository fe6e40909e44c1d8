/*
 * The part of `hejie verify` that looks at the log: positions, leaves, the
 * Merkle tree, checkpoints in the database and those kept in a folder.
 */
#ifndef HJ_SERVER_VERIFY_LOG_H
#define HJ_SERVER_VERIFY_LOG_H

#include "lib/base/error.h"
#include "lib/integrity/checkpoint.h"
#include "server/db/sync.h"

#include <stdint.h>

struct hj_log_check {
	struct hj_sync *db;
	struct hj_crypto *crypto;
	const struct hj_verifier *verifier;
	const char *folder; /* "": none */

	/* what was found */
	int64_t positions, checkpoints, kept, faults;
};

/*
 * Look at all of it and print a line that begins with "FAULT log" for each
 * fault; false if it cannot be read.
 */
HJ_CHECK bool hj_verify_log(struct hj_log_check *check, struct hj_error *err);

#endif
