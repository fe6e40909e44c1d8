/*
 * One statement of an agent on its way.
 */
#ifndef HJ_SERVER_AGENTS_SUBMIT_H
#define HJ_SERVER_AGENTS_SUBMIT_H

#include "server/db/pg.h"

/* How long an agent waits for an answer: below the leases of 30 s. */
#define HJ_AGENT_MS 20000

/* Ask `stmt` with the parameters of `step` on a connection that may write;
 * `q` and `step` live until on_done. */
void hj_agent_submit(struct hj_pg *pg, struct hj_query *q, struct hj_step *step,
    const struct hj_stmt *stmt, hj_query_fn *on_done);

/* Did it fail?  Then the log says so: nobody waits for the answer. */
bool hj_agent_failed(const struct hj_query *q);

#endif
