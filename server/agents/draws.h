/*
 * Concludes draws of counsel: when a checkpoint covers the event that froze the
 * candidates, the seed is computed (lib/commands/legal_aid/draw.h says how) and
 * the command `conclude-draw` goes down the one road.
 *
 * It is always the first such checkpoint, and what was signed, not what stands
 * beside it; so whoever sends the command, and however often, it is the same,
 * and its key makes it happen once.
 */
#ifndef HJ_SERVER_AGENTS_DRAWS_H
#define HJ_SERVER_AGENTS_DRAWS_H

#include "server/commands.h"
#include "server/db/pg.h"

struct hj_draws;
struct hj_keys;

/* All is borrowed.  Yours until hj_draws_free(), after the pool is gone. */
struct hj_draws *hj_draws_new(
    struct hj_pg *pg, struct hj_road *road, struct hj_keys *keys);
void hj_draws_free(struct hj_draws *d);

/* The statement, before hj_pg_start(). */
enum hj_err hj_draws_attach(struct hj_pg *pg, struct hj_error *err) HJ_CHECK;

/* There may be a new checkpoint: look whether a draw waited for it. */
void hj_draws_look(struct hj_draws *d);

/* Is something under way? */
bool hj_draws_busy(const struct hj_draws *d);

#endif
