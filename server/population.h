/*
 * The population of a file review: the closed procedures that the reviewer may
 * see, read beside the stream (server/run.c), ranked by the seed.
 */
#ifndef HJ_SERVER_POPULATION_H
#define HJ_SERVER_POPULATION_H

#include "lib/commands/review/review.h"
#include "server/db/pg.h"
#include "server/keys.h"

/* Ask for what `cmd` (struct hj_open_review, bound) draws from. */
void hj_population_ask(struct hj_step *step, struct hj_arena *a,
    const struct hj_world *world, const struct hj_actor *actor,
    const struct hj_open_review *cmd);

/* Read the answer into `ret`, in `a`; none if it does not fit. */
void hj_population_take(struct hj_population *ret, struct hj_arena *a,
    struct hj_keys *keys, PGresult *result, const struct hj_open_review *cmd);

#endif
