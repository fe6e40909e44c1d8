/* Files that only ever grow, and files that are there whole or not at all. */
#ifndef HJ_SERVER_BASE_FOLDER_H
#define HJ_SERVER_BASE_FOLDER_H

#include "lib/base/arena.h"

#include <stdbool.h>
#include <stddef.h>

/*
 * Add `text` to the file `name` in `folder`, made if it is not there (readable
 * by all), in one piece and to the disk.  Waits for the disk.  False if any of
 * it failed; what was added in part is cut off again.
 */
bool hj_folder_add(
    struct hj_arena *a, const char *folder, const char *name, const char *text);

/*
 * Make the file `name` in `folder` hold `text`, readable by its owner: written
 * aside, brought to the disk, then renamed, so that nobody sees a part of it.
 * False if any of it failed.
 */
bool hj_folder_put(
    struct hj_arena *a, const char *folder, const char *name, const char *text);

/*
 * The last bytes of it, at most `most`, with a NUL behind; NULL if it cannot be
 * read.
 */
const char *hj_folder_tail(struct hj_arena *a, const char *folder,
    const char *name, size_t most, size_t *ret_n);

#endif
