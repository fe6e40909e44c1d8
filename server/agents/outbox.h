/*
 * Messages that leave the house, and what comes back of them.
 *
 * A notice that goes by text message, mail or a service platform is a row of
 * the outbox, written with the event.  This agent, the only one that gives
 * anything out, writes each as one file into `outbox_folder`, which a gateway
 * empties: <dispute>-<notice>-<attempt>.json, an id and no name.  The file is
 * whole or not there (written aside, brought to the disk, renamed); after a
 * crash it may be written a second time, under the same name and id, which is
 * the key by which a gateway knows it.
 *
 * The gateway puts what became of a message into `receipt_folder` under the
 * same name: {"result": "delivered" or "failed", "evidence": "..."}.  It goes
 * down the road as serve-notice or record-return, once, and the file goes.
 * "failed" may come late, even after "delivered": the notice came back then,
 * and what ran from it waits.  Of an attempt that another followed it says
 * nothing new.
 *
 * What cannot be handed over is tried again after 5 s, 30 s, 2 min, 10 min, 1
 * h, 5 h, 10 h, 14 h, 20 h, 24 h, and is dead then: GET /api/v1/outbox lists
 * it, POST /api/v1/outbox/replay begins again.
 */
#ifndef HJ_SERVER_AGENTS_OUTBOX_H
#define HJ_SERVER_AGENTS_OUTBOX_H

#include "server/base/config.h"
#include "server/commands.h"
#include "server/db/pg.h"

struct hj_outbox;
struct hj_keys;

/* All is borrowed.  Yours until hj_outbox_free(), after the pool is gone. */
struct hj_outbox *hj_outbox_new(struct hj_pg *pg, struct hj_road *road,
    struct hj_keys *keys, const struct hj_config *cfg);
void hj_outbox_free(struct hj_outbox *o);

/* The statements, before hj_pg_start(). */
enum hj_err hj_outbox_attach(struct hj_pg *pg, struct hj_error *err) HJ_CHECK;

/* Hand over what waits, and read what came back, unless that is under way. */
void hj_outbox_look(struct hj_outbox *o);

/* Is something under way? */
bool hj_outbox_busy(const struct hj_outbox *o);

#endif
