/* Small files, read whole at the start. */
#ifndef HJ_SERVER_BASE_FILES_H
#define HJ_SERVER_BASE_FILES_H

#include "lib/base/arena.h"

/*
 * The bytes of the file at `path`, NUL behind, made in `a`; NULL if it cannot
 * be read or holds more than `most` bytes.
 */
const char *hj_file_read(
    struct hj_arena *a, const char *path, size_t most, size_t *ret_len);

#endif
