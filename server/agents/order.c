/* The sequencer; see order.h. */
#include "server/agents/order.h"

#include "lib/integrity/chain.h"
#include "server/agents/checkpoints.h"
#include "server/agents/submit.h"
#include "server/base/now.h"
#include "server/db/row.h"

#include <stdlib.h>

#define AT_A_TIME 1000

static const enum hj_pg_type int_types[] = { HJ_PG_INT4 };
static const struct hj_stmt unordered_stmt = {
	.name = "unordered",
	.sql = "SELECT stream, seq, xid::text, bytes, hejie.log_size()"
	       "  FROM hejie.unordered($1)",
	.n_params = 1,
	.types = int_types,
};
static const enum hj_pg_type position_types[] = { HJ_PG_INT8, HJ_PG_UUIDS,
	HJ_PG_INT8S, HJ_PG_TEXTS, HJ_PG_BYTEAS };
static const struct hj_stmt positions_stmt = {
	.name = "give_positions",
	.sql = "SELECT hejie.give_positions($1, $2, $3, $4, $5)",
	.n_params = 5,
	.types = position_types,
};

struct hj_order {
	struct hj_pg *pg;
	struct hj_checkpoints *checkpoints;
	struct hj_arena *a; /* of one look */
	struct hj_query unordered, positions;
	struct hj_step unordered_step, positions_step;
	bool busy, again;
};

static void on_unordered(struct hj_query *q);
static void on_positions(struct hj_query *q);

struct hj_order *
hj_order_new(struct hj_pg *pg, struct hj_checkpoints *checkpoints)
{
	struct hj_order *o = calloc(1, sizeof(*o));

	if (o == NULL)
		abort();
	o->pg = pg;
	o->checkpoints = checkpoints;
	o->a = hj_arena_new();
	return o;
}

void
hj_order_free(struct hj_order *o)
{
	if (o == NULL)
		return;
	hj_arena_free(o->a);
	free(o);
}

enum hj_err
hj_order_attach(struct hj_pg *pg, struct hj_error *err)
{
	enum hj_err code = hj_pg_register(pg, &unordered_stmt, 1, err);

	return code == HJ_OK ? hj_pg_register(pg, &positions_stmt, 1, err)
			     : code;
}

void
hj_order_look(struct hj_order *o)
{
	if (o->busy) {
		o->again = true;
		return;
	}
	o->busy = true;
	o->again = false;
	hj_arena_clear(o->a);
	hj_params_init(&o->unordered_step.params, o->a);
	hj_param_int4(&o->unordered_step.params, AT_A_TIME);
	hj_agent_submit(o->pg, &o->unordered, &o->unordered_step,
	    &unordered_stmt, on_unordered);
}

static void
on_unordered(struct hj_query *q)
{
	struct hj_order *o = HJ_CONTAINER(struct hj_order, unordered, q);
	int n = hj_agent_failed(q) ? 0 : hj_row_count(o->unordered_step.result);
	struct hj_bytes *streams, *leaves;
	const char **xids;
	int64_t *seqs, first = 0;
	struct hj_params *p = &o->positions_step.params;

	if (n == 0) {
		o->busy = false;
		if (q->err.code == HJ_OK)
			hj_checkpoints_look(o->checkpoints);
		return;
	}
	streams = hj_alloc(o->a, (size_t)n * sizeof(*streams));
	leaves = hj_alloc(o->a, (size_t)n * sizeof(*leaves));
	xids = hj_alloc(o->a, (size_t)n * sizeof(*xids));
	seqs = hj_alloc(o->a, (size_t)n * sizeof(*seqs));
	for (int i = 0; i < n; i++) {
		struct hj_row row = hj_row(o->unordered_step.result, i);
		unsigned char *id = hj_alloc(o->a, 16);
		unsigned char *leaf = hj_alloc(o->a, HJ_CHAIN_SIZE);
		struct hj_bytes bytes;

		hj_row_uuid(&row, 0, id);
		seqs[i] = hj_row_int(&row, 1);
		xids[i] = hj_row_text(&row, 2, o->a, NULL);
		bytes = hj_row_peek(&row, 3);
		hj_chain_leaf(leaf, bytes.p, bytes.n);
		streams[i] = (struct hj_bytes){ id, 16 };
		leaves[i] = (struct hj_bytes){ leaf, HJ_CHAIN_SIZE };
		first = hj_row_int(&row, 4);
	}
	hj_params_init(p, o->a);
	hj_param_int8(p, first);
	hj_param_uuids(p, streams, (size_t)n);
	hj_param_int8s(p, seqs, NULL, (size_t)n);
	hj_param_texts(p, xids, (size_t)n);
	hj_param_bytes_list(p, leaves, (size_t)n);
	o->again = o->again || n == AT_A_TIME;
	hj_agent_submit(o->pg, &o->positions, &o->positions_step,
	    &positions_stmt, on_positions);
}

static void
on_positions(struct hj_query *q)
{
	struct hj_order *o = HJ_CONTAINER(struct hj_order, positions, q);

	o->busy = false;
	if (hj_agent_failed(q))
		return;
	if (o->again)
		hj_order_look(o);
	else
		hj_checkpoints_look(o->checkpoints);
}
