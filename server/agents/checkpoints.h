/*
 * Signs what the log is, now and then: at most once a minute in real time, at
 * once in simulated time, and only if it has grown.
 *
 * Whoever signs goes on from the last checkpoint, after looking whether that
 * one is its own and fits what was kept beside it; if not, nothing more is
 * signed and the log of the service says so.  Nor is anything signed if the
 * folder holds more of this epoch than the database.  A checkpoint is stored
 * first and then, if `checkpoint_folder` is set, added to the file
 * `checkpoints` there and brought to the disk.  Any number of these may run:
 * one stores.
 */
#ifndef HJ_SERVER_AGENTS_CHECKPOINTS_H
#define HJ_SERVER_AGENTS_CHECKPOINTS_H

#include "server/base/config.h"
#include "server/db/pg.h"

struct hj_checkpoints;
struct hj_draws;
struct hj_keys;

/*
 * All is borrowed; `draws` is told to look when there is nothing more to sign.
 * Yours until hj_checkpoints_free(), after the pool is gone.
 */
struct hj_checkpoints *hj_checkpoints_new(struct hj_pg *pg,
    struct hj_keys *keys, const struct hj_config *cfg, struct hj_draws *draws);
void hj_checkpoints_free(struct hj_checkpoints *s);

/* The statements, before hj_pg_start(). */
enum hj_err hj_checkpoints_attach(
    struct hj_pg *pg, struct hj_error *err) HJ_CHECK;

/* The log may have grown: look whether there is something to sign. */
void hj_checkpoints_look(struct hj_checkpoints *s);

#endif
