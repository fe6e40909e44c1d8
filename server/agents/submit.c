/* One statement of an agent on its way; see submit.h. */
#include "server/agents/submit.h"

#include "server/base/log.h"
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

bool
hj_agent_failed(const struct hj_query *q)
{
	if (q->err.code == HJ_OK)
		return false;
	hj_log(HJ_LOG_WARN, "agent_failed",
	    HJ_LOG_WORD("statement", q->steps[0].stmt->name),
	    HJ_LOG_REASON(&q->err));
	return true;
}
