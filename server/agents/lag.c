/* How far behind the agents are; see lag.h. */
#include "server/agents/lag.h"

#include "server/agents/submit.h"
#include "server/base/now.h"
#include "server/db/pg.h"
#include "server/db/row.h"
#include "server/figures.h"

#include <stdlib.h>

#define DEADLINE_MS 10000

static const struct hj_stmt lag_stmt = {
	.name = "lag",
	.sql = "WITH l AS MATERIALIZED (SELECT xid, stream, seq FROM hejie.log"
	       " ORDER BY position DESC LIMIT 1)"
	       " SELECT greatest(0, coalesce((extract(epoch FROM"
	       "  hejie.moment() - (SELECT min(d.at) FROM hejie.due d)) * 1000"
	       "  )::bigint, 0)),"
	       " (SELECT count(*) FROM hejie.follow_up f"
	       "   WHERE f.done_at IS NULL),"
	       " (SELECT count(*) FROM (SELECT FROM hejie.event e"
	       "   WHERE (e.xid, e.stream, e.seq) >"
	       "   (coalesce((SELECT xid FROM l), '0'::xid8),"
	       "    coalesce((SELECT stream FROM l),"
	       "     '00000000-0000-0000-0000-000000000000'),"
	       "    coalesce((SELECT seq FROM l), 0)) LIMIT 10000) q)",
};

struct hj_lag {
	struct hj_pg *pg;
	struct hj_board *board;
	struct hj_query query;
	struct hj_step step;
	bool busy;
};

struct hj_lag *
hj_lag_new(struct hj_pg *pg, struct hj_board *board)
{
	struct hj_lag *lag = calloc(1, sizeof(*lag));

	if (lag == NULL)
		abort();
	lag->pg = pg;
	lag->board = board;
	hj_board_begin(board, HJ_BOARD_AGENTS);
	return lag;
}

void
hj_lag_free(struct hj_lag *lag)
{
	free(lag);
}

enum hj_err
hj_lag_attach(struct hj_pg *pg, struct hj_error *err)
{
	return hj_pg_register(pg, &lag_stmt, 1, err);
}

static void
on_measured(struct hj_query *q)
{
	static const enum hj_figure figures[] = { HJ_FG_CLOCK_LAG,
		HJ_FG_FOLLOW_UPS, HJ_FG_LOG_LAG };
	struct hj_lag *lag = HJ_CONTAINER(struct hj_lag, query, q);
	struct hj_row row = hj_row(lag->step.result, 0);

	lag->busy = false;
	if (hj_agent_failed(q))
		return;
	for (int i = 0; i < 3; i++)
		hj_board_put(lag->board, HJ_BOARD_AGENTS, figures[i],
		    (uint64_t)hj_row_int(&row, i));
}

void
hj_lag_measure(struct hj_lag *lag)
{
	if (!hj_pg_ready(lag->pg) || lag->busy)
		return;
	lag->busy = true;
	lag->step.stmt = &lag_stmt;
	lag->query = (struct hj_query){ .steps = &lag->step,
		.n_steps = 1,
		.deadline_ms = hj_mono_ms() + DEADLINE_MS,
		.on_done = on_measured };
	hj_pg_read(lag->pg, &lag->query);
}
