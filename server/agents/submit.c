/* One statement of an agent on its way; see submit.h. */
#include "server/agents/submit.h"

#include "server/base/now.h"

void
hj_agent_submit(struct hj_pg *pg, struct hj_query *q, struct hj_step *step,
    const struct hj_stmt *stmt, hj_query_fn *on_done)
{
	step->stmt = stmt;
	*q = (struct hj_query){ .steps = step,
		.n_steps = 1,
		.deadline_ms = hj_mono_ms() + HJ_AGENT_MS,
		.on_done = on_done };
	hj_pg_write(pg, q);
}
