/*
 * The part of `hejie verify` that looks at attached files: is what is kept what
 * the timeline names?  It needs no key: the digest is of the sealed bytes.
 */
#ifndef HJ_SERVER_VERIFY_FILES_H
#define HJ_SERVER_VERIFY_FILES_H

#include "lib/base/error.h"
#include "lib/integrity/crypto.h"
#include "server/db/sync.h"

#include <stdint.h>

struct hj_file_check {
	struct hj_sync *db;
	struct hj_crypto *crypto;

	/* what was found */
	int64_t files, faults;
};

/*
 * Look at all files and print a line that begins with "FAULT" for each that is
 * not what its event says; false if they cannot be read.
 */
HJ_CHECK bool hj_verify_files(struct hj_file_check *c, struct hj_error *err);

#endif
