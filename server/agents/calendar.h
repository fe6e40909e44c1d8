/*
 * When a newer calendar version holds, streams whose limits may move are
 * settled, so many at a time, in order of their ids.
 *
 * How far it came is kept in the database: a process that ends midway begins
 * again at its last batch, and settling twice changes nothing.  Decisions never
 * wait for it; settling comes before each of them.
 */
#ifndef HJ_SERVER_AGENTS_CALENDAR_H
#define HJ_SERVER_AGENTS_CALENDAR_H

#include "server/db/pg.h"
#include "server/world.h"

struct hj_sweep;

/* Called for each stream that is to be settled. */
typedef void hj_sweep_fn(void *arg, const char *stream);

/* All is borrowed.  Yours until hj_sweep_free(), after the pool is gone. */
struct hj_sweep *hj_sweep_new(
    struct hj_pg *pg, struct hj_worlds *worlds, hj_sweep_fn *fn, void *arg);
void hj_sweep_free(struct hj_sweep *s);

/* The statements, before hj_pg_start(). */
enum hj_err hj_sweep_attach(struct hj_pg *pg, struct hj_error *err) HJ_CHECK;

/* Look for the next batch; what the last look gave has been settled. */
void hj_sweep_look(struct hj_sweep *s);

#endif
