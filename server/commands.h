/*
 * The one road of writes: load, settle, decide, append, answer.
 *
 * Requests, the clocks agent, follow-ups and `hejie init` all take it, for
 * every kind of stream.  At most one command of a stream is under way in a
 * process; later ones wait behind it (64 at most) and are decided on what it
 * stored.  Another process may win the race for a seq: then the command is
 * decided again on what that one stored, after a pause that grows, until its
 * deadline.
 */
#ifndef HJ_SERVER_COMMANDS_H
#define HJ_SERVER_COMMANDS_H

#include "server/ask.h"
#include "server/db/pg.h"
#include "server/sealing.h"

struct hj_road;
struct hj_worlds;

/* Both are borrowed; `keys` seal and open. */
struct hj_road *hj_road_new(struct event_base *base, struct hj_pg *pg,
    struct hj_worlds *worlds, struct hj_keys *keys);
void hj_road_free(struct hj_road *road);

/* The statements of the road, to be registered with the pool. */
extern const struct hj_stmt hj_road_stmts[];
extern const size_t hj_road_n_stmts;

/* Put `ask` on its way.  It must stay where it is until on_done. */
void hj_road_send(struct hj_road *road, struct hj_ask *ask);

/* Commands under way and waiting, for /metrics and for draining. */
size_t hj_road_load(const struct hj_road *road);

#endif
