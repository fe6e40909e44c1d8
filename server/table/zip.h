/*
 * The parts of a ZIP file that is wholly in memory.
 *
 * Only what an XLSX needs: parts found by their names, stored or deflated.
 * Not read: archives in several pieces, ZIP64, encrypted parts.  What all
 * parts unpack to together is bounded, whatever their heads claim.
 */
#ifndef HJ_SERVER_TABLE_ZIP_H
#define HJ_SERVER_TABLE_ZIP_H

#include "lib/base/arena.h"
#include "lib/base/error.h"

#include <stdbool.h>

#define HJ_ZIP_PARTS 1000
#define HJ_ZIP_UNPACKED ((size_t)64 * 1024 * 1024)

struct hj_zip {
	const unsigned char *p;
	size_t n;
	size_t first; /* where the list of parts begins */
	unsigned parts;
	size_t left; /* bytes that may still be unpacked */
};

/* Look at the list of parts; the bytes are borrowed. */
enum hj_err hj_zip_open(
    struct hj_zip *z, const char *p, size_t n, struct hj_error *err) HJ_CHECK;

/*
 * Unpack the part `name` in `a`, a NUL after it.  `*ret` is NULL if there is
 * none of that name.
 */
enum hj_err hj_zip_part(struct hj_zip *z, struct hj_arena *a, const char *name,
    const char **ret, size_t *ret_n, struct hj_error *err) HJ_CHECK;

#endif
