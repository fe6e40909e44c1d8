/*
 * The statements of the road and of the agents: calls of functions, whose SQL
 * stands in migrations/deploy/road.sql and agents.sql.  What is read for people
 * stands in server/queries/ instead.
 */
#ifndef HJ_SERVER_STATEMENTS_H
#define HJ_SERVER_STATEMENTS_H

#include "lib/commands/turn.h"
#include "server/db/pg.h"

extern const struct hj_stmt hj_stmt_load;
extern const struct hj_stmt hj_stmt_events_of;
extern const struct hj_stmt hj_stmt_append;
extern const struct hj_stmt hj_stmt_note_read;
extern const struct hj_stmt hj_stmt_move_time;
extern const struct hj_stmt hj_stmt_pending;

/* Those that a worker registers, and those that only agents may run. */
extern const struct hj_stmt *const hj_worker_stmts[];
extern const size_t hj_n_worker_stmts;

/* What of the database an actor may see: the context's list of organisations
 * ("" for nobody). */
const char *hj_orgs_of(struct hj_arena *a, const struct hj_actor *actor);

#endif
