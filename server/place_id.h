/*
 * A position of the log, as readers get it: the id of an event in GET
 * /api/v1/stream.
 *
 * Positions count everybody's events, so a reader who saw them could tell how
 * much others do.  What goes out is 48 hex digits made with the site's keys:
 * the same position is always the same text, and nobody else can make or read
 * one.
 */
#ifndef HJ_SERVER_PLACE_ID_H
#define HJ_SERVER_PLACE_ID_H

#include "server/keys.h"

#include <stdint.h>

#define HJ_PLACE_ID_ROOM 49 /* with the NUL */

/* `epoch` is raised by a restore: positions of an earlier one are void. */
void hj_place_id_write(struct hj_keys *keys, char out[HJ_PLACE_ID_ROOM],
    int64_t position, int64_t epoch);

/* False if `text` is none that hj_place_id_write() has made. */
bool hj_place_id_read(struct hj_keys *keys, const char *text,
    int64_t *ret_position, int64_t *ret_epoch);

#endif
