/*
 * hejie fill: give a new demonstration half a year of life.
 *
 *	hejie fill
 *
 * Lives the stories of server/county/data in simulated time, up to the present
 * of the database, with the same decisions, keys and chains as the service, and
 * writes them as the owner: `hejie verify` and `hejie rebuild --check` find
 * nothing amiss.  It says nothing and does nothing where somebody has been
 * before, so it may be called again.  What happens is the same for all who fill
 * theirs on the same day.
 */
#include "server/app.h"

#include "server/county/duties.h"
#include "server/county/plot.h"
#include "server/county/sink.h"
#include "server/county/town.h"

#include <stdio.h>

static int
fail(const char *what, const struct hj_error *err)
{
	(void)fprintf(stderr, "hejie fill: %s: %s\n", what, err->msg);
	return HJ_EXIT_FAILED;
}

static void
store(struct hj_town *town, const struct hj_config *cfg)
{
	struct hj_sink *sink = hj_sink_new(cfg->database_admin);

	for (size_t i = 0; i < town->n; i++)
		hj_sink_put(sink, &town->telling[i]->life);
	hj_sink_flush(sink);
	hj_sink_free(sink);
}

/* What there is now; each story that came to a stop, for who writes them. */
static void
say(const struct hj_town *town)
{
	size_t disputes = 0, events = 0;

	for (size_t i = 0; i < town->n; i++) {
		const struct hj_life *l = &town->telling[i]->life;

		disputes += l->d != NULL && l->n_event > 0;
		events += l->n_event;
		if (l->fault != NULL)
			(void)fprintf(stderr, "hejie fill: %s\n", l->fault);
	}
	(void)printf("%zu disputes, %zu events\n", disputes, events);
}

/* Whoever acted in a matter lately had looked at it, once a day. */
static bool
note_reads(struct hj_plot *g)
{
	return hj_sync_exec(g->db,
		   "INSERT INTO hejie.read_log (at, principal, org, stream, "
		   "what)"
		   " SELECT min(e.at), replace(p.stream::text, '-', ''),"
		   " (p.snapshot::json ->> 'org')::uuid, e.stream, 'dispute'"
		   " FROM hejie.event e"
		   " JOIN hejie.head h ON h.stream = e.stream"
		   " AND h.kind = 'dispute'"
		   " CROSS JOIN LATERAL (SELECT e.bytes::json ->> 'actor') "
		   "a(id)"
		   " JOIN hejie.head p ON p.kind = 'person' AND p.stream ="
		   " CASE WHEN length(a.id) = 32 THEN a.id::uuid END"
		   " WHERE e.at > hejie.moment() - interval '30 days'"
		   " GROUP BY e.stream, p.stream, e.at::date",
		   NULL, NULL, &g->err) == HJ_OK;
}

static int
fill(struct hj_plot *g)
{
	struct hj_error err = { 0 };
	struct hj_town *town;
	bool told;

	town = hj_town_new(g, hj_legal_day(g->now).ymd, &err);
	if (town == NULL)
		return fail("cannot tell the stories", &err);
	store(town, g->cfg);
	told = hj_duties_tell(town, &err);
	if (told)
		say(town);
	hj_town_free(town);
	if (!told)
		return fail("cannot tell of duties", &err);
	if (!hj_plot_finish(g))
		return fail("cannot give positions", &g->err);
	if (!note_reads(g))
		return fail("cannot note who looked", &g->err);
	return HJ_EXIT_DONE;
}

int
hj_cmd_fill(const struct hj_config *cfg, int argc, char **argv)
{
	struct hj_plot g;
	int status;

	(void)argv;
	if (argc != 1) {
		(void)fprintf(stderr, "hejie fill\n");
		return HJ_EXIT_USAGE;
	}
	if (!hj_plot_open(&g, cfg))
		status = fail("cannot begin", &g.err);
	else
		status = g.used ? HJ_EXIT_DONE : fill(&g);
	hj_plot_close(&g);
	return status;
}
