/*
 * The sequencer: gives every event its position in the log, gapless and in an
 * order that can no longer change.
 *
 * It reads what has no position yet and whose place is settled, because all
 * transactions before it have ended, and hashes each leaf; one advisory lock
 * in the database lets one sequencer write at a time, however many run.
 */
#ifndef HJ_SERVER_AGENTS_ORDER_H
#define HJ_SERVER_AGENTS_ORDER_H

#include "server/db/pg.h"

struct hj_checkpoints;
struct hj_order;

/*
 * Both are borrowed; `checkpoints` is told to look when there is nothing more
 * to give a position to.  Yours until hj_order_free(), after the pool is gone.
 */
struct hj_order *hj_order_new(
    struct hj_pg *pg, struct hj_checkpoints *checkpoints);
void hj_order_free(struct hj_order *o);

/* The statements, before hj_pg_start(). */
enum hj_err hj_order_attach(struct hj_pg *pg, struct hj_error *err) HJ_CHECK;

/* Look now; again by itself while there is more. */
void hj_order_look(struct hj_order *o);

#endif
