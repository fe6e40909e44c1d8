/* An empty demonstration that may be filled; see plot.h. */
#include "server/county/plot.h"

#include "server/base/now.h"
#include "server/db/row.h"
#include "server/owner.h"
#include "server/worker.h"

#include <event2/event.h>

#define PATIENCE_MS 30000

static bool
refuse(struct hj_plot *g, const char *why)
{
	return hj_fail(&g->err, HJ_ERR_INPUT, "", why, NULL) == HJ_OK;
}

/* A demonstration, and what it takes for the present. */
static bool
look(struct hj_plot *g)
{
	PGresult *result = NULL;
	struct hj_row row;
	bool demonstration = false;

	if (hj_sync_exec(g->db,
		"SELECT hejie.moment(), n.demonstration, EXISTS (SELECT FROM"
		" hejie.head WHERE kind = 'dispute') OR EXISTS (SELECT FROM"
		" hejie.log) FROM hejie.nature n",
		NULL, &result, &g->err) != HJ_OK)
		return false;
	if (hj_row_count(result) == 1) {
		row = hj_row(result, 0);
		g->now = hj_row_ms(&row, 0);
		demonstration = hj_row_bool(&row, 1);
		g->used = hj_row_bool(&row, 2);
	}
	PQclear(result);
	return demonstration ||
	       refuse(g, "only a demonstration can be filled; see hejie init");
}

/* The directory and the rules, read by the code that serves. */
static bool
read_world(struct hj_plot *g)
{
	int64_t until = hj_mono_ms() + PATIENCE_MS;
	struct hj_pg_config config;
	struct hj_pg *pg;

	g->base = event_base_new();
	g->worlds = hj_worlds_new(g->cfg, &g->err);
	if (g->worlds == NULL)
		return false;
	hj_worker_pg(&config, g->cfg->database_agents);
	pg = hj_pg_new(g->base, &config);
	if (hj_worlds_attach(g->worlds, g->base, pg, &g->err) != HJ_OK) {
		hj_pg_free(pg);
		return false;
	}
	hj_pg_start(pg);
	while ((g->world = hj_world_hold(g->worlds)) == NULL &&
	       hj_mono_ms() < until) {
		const struct timeval tick = { 0, 20000 };

		event_base_loopexit(g->base, &tick);
		event_base_dispatch(g->base);
	}
	if (g->world == NULL)
		refuse(g, hj_pg_refusal(pg));
	hj_pg_free(pg);
	return g->world != NULL;
}

bool
hj_plot_open(struct hj_plot *g, const struct hj_config *cfg)
{
	*g = (struct hj_plot){ .cfg = cfg };
	g->keys = hj_keys_load(cfg->key_file, &g->err);
	if (g->keys == NULL)
		return false;
	g->db = hj_owner_open(cfg, &g->err);
	return g->db != NULL && look(g) && read_world(g);
}

/*
 * Every event gets its position, in the order in which the sequencer would have
 * given it: by transaction, stream, seq.
 */
bool
hj_plot_finish(struct hj_plot *g)
{
	static const char *const steps[] = {
		"SET work_mem = '256MB'",
		"INSERT INTO hejie.log (position, stream, seq, xid, leaf)"
		" SELECT row_number() OVER (ORDER BY xid, stream, seq) - 1,"
		" stream, seq, xid, leaf"
		" FROM (SELECT stream, seq, xid,"
		" sha256('\\x00'::bytea || convert_to(bytes, 'UTF8')) AS leaf"
		" FROM hejie.event OFFSET 0) e",
		"ANALYZE",
	};

	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++)
		if (hj_sync_exec(g->db, steps[i], NULL, NULL, &g->err) != HJ_OK)
			return false;
	return true;
}

void
hj_plot_close(struct hj_plot *g)
{
	if (g->world != NULL)
		hj_world_drop(g->world);
	hj_worlds_free(g->worlds);
	if (g->base != NULL)
		event_base_free(g->base);
	hj_sync_free(g->db);
	hj_keys_free(g->keys);
}
