/*
 * hejie_grow: fill an empty demonstration database with histories.
 *
 *	hejie init --demonstration --sign-ins FILE
 *	hejie_grow --disputes 100000 [--seed 1] [--from DATE] [--to DATE]
 *	           [--jobs N]
 *
 * Settings (database_admin, database_agents, key_file, share) as for hejie. The
 * disputes of a made-up county are lived in simulated time, decided by the same
 * lib/commands, sealed by the same keys, chained, folded and projected as the
 * service does, and written by COPY as the owner of the database: `hejie
 * verify` and `hejie rebuild --check` find nothing amiss in them.  The database
 * must not have been served before, because the past cannot be added to
 * afterwards.
 *
 * The same seed and dates give the same disputes, people, days and decisions,
 * whatever the number of jobs; keys are random, and so is what they seal.
 */
#include "tests/bench/sink.h"
#include "tests/bench/story.h"

#include "server/base/config.h"
#include "server/base/now.h"
#include "server/db/row.h"
#include "server/db/sync.h"
#include "server/worker.h"
#include "server/world.h"

#include <event2/event.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#define BATCH 250 /* disputes a transaction */
#define JOBS_MOST 64
#define SPAN_DAYS 90
#define PATIENCE_MS 30000
#define TICK_US 200000
#define REFUSED_MOST 1 /* percent of stories cut short by a refusal */
#define REFUSED_TOLD 5 /* of these are told, by each job */

/* Written by one job, read by the parent. */
struct progress {
	int64_t disputes, events, refused;
};

struct grow {
	struct hj_config cfg;
	struct hj_arena *a;
	struct hj_sync *db;
	struct hj_keys *keys;
	struct event_base *base;
	struct hj_worlds *worlds;
	struct hj_world_ref *world;
	struct county county;
	int64_t disputes, seed, jobs;
	struct hj_date from, to; /* 0: two years before `to`; the present */
	struct progress *progress;
};

static void
stop(const char *what, const struct hj_error *err)
{
	(void)fprintf(stderr, "hejie_grow: %s%s%s\n", what,
	    err == NULL ? "" : ": ", err == NULL ? "" : err->msg);
	exit(1);
}

/* ---- one job ---- */

static void
tell_refusal(const struct life *l, int64_t number)
{
	(void)fprintf(stderr,
	    "hejie_grow: dispute %lld: %s refused: %s, member %s\n",
	    (long long)number, l->refused, hj_refusals[l->why].type,
	    l->field == NULL ? "-" : l->field);
}

/* Every jobs-th dispute, beginning with `job`. */
static void
work(struct grow *g, int64_t job)
{
	struct progress *p = &g->progress[job];
	struct hj_arena *a = hj_arena_new();
	struct sink *sink = sink_new(g->cfg.database_admin);

	for (int64_t n = job; n < g->disputes; n += g->jobs) {
		struct life l = {
			.a = a, .world = &g->world->world, .keys = g->keys
		};

		story_tell(&l, &g->county, g->seed, n);
		sink_put(sink, &l);
		p->disputes++;
		p->events += (int64_t)l.n_event;
		if (l.refused != NULL && ++p->refused <= REFUSED_TOLD)
			tell_refusal(&l, n);
		hj_arena_clear(a);
		if (p->disputes % BATCH == 0)
			sink_flush(sink);
	}
	sink_flush(sink);
	sink_free(sink);
	hj_arena_free(a);
}

/* ---- all jobs ---- */

static struct progress
sum(const struct grow *g)
{
	struct progress all = { 0 };

	for (int64_t i = 0; i < g->jobs; i++) {
		all.disputes += g->progress[i].disputes;
		all.events += g->progress[i].events;
		all.refused += g->progress[i].refused;
	}
	return all;
}

static void
tell(const struct grow *g, int64_t begun)
{
	struct progress all = sum(g);

	(void)printf("%lld of %lld disputes, %lld events, %.1f s\n",
	    (long long)all.disputes, (long long)g->disputes,
	    (long long)all.events, (double)(hj_mono_ms() - begun) / 1000);
	(void)fflush(stdout);
}

static void
fork_jobs(struct grow *g)
{
	for (int64_t i = 0; i < g->jobs; i++) {
		pid_t pid = fork();

		if (pid < 0)
			stop("cannot fork", NULL);
		if (pid == 0) {
			work(g, i);
			_exit(0);
		}
	}
}

/* Wait for all, with a line every five seconds; ends if one failed. */
static void
wait_for_jobs(struct grow *g, int64_t begun)
{
	int64_t left = g->jobs, told = begun;

	while (left > 0) {
		int status = 0;
		pid_t pid = waitpid(-1, &status, WNOHANG);

		if (pid < 0)
			stop("cannot wait", NULL);
		if (pid > 0) {
			if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
				stop("a job failed", NULL);
			left--;
			continue;
		}
		usleep(TICK_US);
		if (hj_mono_ms() - told >= 5000) {
			told = hj_mono_ms();
			tell(g, begun);
		}
	}
	tell(g, begun);
}

/* ---- before ---- */

/* The directory and the rules, read by the code that serves. */
static void
read_world(struct grow *g)
{
	int64_t until = hj_mono_ms() + PATIENCE_MS;
	struct hj_error err = { 0 };
	struct hj_pg_config config;
	struct hj_pg *pg;

	g->base = event_base_new();
	g->worlds = hj_worlds_new(&g->cfg, &err);
	if (g->worlds == NULL)
		stop("cannot read the shared data", &err);
	hj_worker_pg(&config, g->cfg.database_agents);
	pg = hj_pg_new(g->base, &config);
	if (hj_worlds_attach(g->worlds, g->base, pg, &err) != HJ_OK)
		stop("cannot prepare", &err);
	hj_pg_start(pg);
	while ((g->world = hj_world_hold(g->worlds)) == NULL) {
		const struct timeval tick = { 0, 20000 };

		if (hj_mono_ms() > until)
			stop(hj_pg_refusal(pg), NULL);
		event_base_loopexit(g->base, &tick);
		event_base_dispatch(g->base);
	}
	hj_pg_free(pg);
}

/* A demonstration that nobody has used; what it takes for the present. */
static int64_t
check_database(struct grow *g)
{
	struct hj_error err = { 0 };
	PGresult *result = NULL;
	struct hj_row row;
	int64_t now;

	if (hj_sync_exec(g->db,
		"SELECT hejie.moment(), n.demonstration, EXISTS (SELECT FROM"
		" hejie.head WHERE kind = 'dispute') OR EXISTS (SELECT FROM"
		" hejie.log) FROM hejie.nature n",
		NULL, &result, &err) != HJ_OK)
		stop("cannot look at the database", &err);
	if (hj_row_count(result) != 1)
		stop("this database is no site yet; run hejie init", NULL);
	row = hj_row(result, 0);
	now = hj_row_ms(&row, 0);
	if (!hj_row_bool(&row, 1))
		stop("only a demonstration can be filled", NULL);
	if (hj_row_bool(&row, 2))
		stop("this database has been used already", NULL);
	PQclear(result);
	return now;
}

static void
set_dates(struct grow *g, int64_t now)
{
	struct hj_date today = hj_legal_day(now);

	if (g->to.ymd == 0)
		g->to = today;
	if (g->from.ymd == 0)
		g->from = hj_date_add_months(g->to, -24);
	if (hj_date_compare(g->to, today) > 0)
		stop("--to lies in the future of this database", NULL);
	g->county.from = hj_legal_day_first(g->from);
	/* The present, or the end of a day that is over. */
	g->county.to =
	    hj_legal_day_last(g->to) < now ? hj_legal_day_last(g->to) : now;
	if (g->county.to - g->county.from < SPAN_DAYS * HJ_DAY_MS)
		stop("--from and --to need 90 days between them", NULL);
}

/* ---- after ---- */

/*
 * Every event gets its position, in the order in which the sequencer would have
 * given it: by transaction, stream, seq.
 */
static void
give_positions(struct grow *g)
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
	struct hj_error err = { 0 };

	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++)
		if (hj_sync_exec(g->db, steps[i], NULL, NULL, &err) != HJ_OK)
			stop("cannot give positions", &err);
}

/* ---- options ---- */

static bool
take_number(const char *text, int64_t least, int64_t most, int64_t *ret)
{
	char *end;
	long long value = strtoll(text, &end, 10);

	*ret = value;
	return *text != '\0' && *end == '\0' && value >= least && value <= most;
}

static bool
parse(struct grow *g, int argc, char **argv)
{
	g->disputes = 0;
	g->seed = 1;
	g->jobs = sysconf(_SC_NPROCESSORS_ONLN);
	for (int i = 1; i + 1 < argc; i += 2) {
		const char *value = argv[i + 1];
		bool good = strcmp(argv[i], "--disputes") == 0
				? take_number(value, 1, 100000000, &g->disputes)
			    : strcmp(argv[i], "--seed") == 0
				? take_number(value, 0, INT32_MAX, &g->seed)
			    : strcmp(argv[i], "--jobs") == 0
				? take_number(value, 1, JOBS_MOST, &g->jobs)
			    : strcmp(argv[i], "--from") == 0
				? hj_date_parse(value, &g->from)
			    : strcmp(argv[i], "--to") == 0
				? hj_date_parse(value, &g->to)
				: false;

		if (!good)
			return false;
	}
	return argc % 2 == 1 && g->disputes > 0;
}

static void
read_settings(struct grow *g, int argc, char **argv)
{
	struct hj_buf problems;

	hj_buf_init(&problems, 65536);
	if (hj_config_read(g->a, &g->cfg, &argc, argv, environ, &problems) >
	    0) {
		(void)fputs(hj_buf_text(&problems), stderr);
		exit(2);
	}
	hj_buf_release(&problems);
	if (parse(g, argc, argv))
		return;
	(void)fprintf(stderr,
	    "hejie_grow --disputes N [--seed S] [--from DATE] [--to DATE]"
	    " [--jobs N]\n");
	exit(2);
}

int
main(int argc, char **argv)
{
	struct grow g = { .a = hj_arena_new() };
	struct hj_error err = { 0 };
	int64_t begun = hj_mono_ms();
	struct progress all;

	read_settings(&g, argc, argv);
	g.keys = hj_keys_load(g.cfg.key_file, &err);
	if (g.keys == NULL)
		stop("cannot read the key file", &err);
	g.db = hj_sync_open(g.cfg.database_admin, &err);
	if (g.db == NULL)
		stop("cannot reach the database", &err);
	set_dates(&g, check_database(&g));
	read_world(&g);
	if (!county_find(&g.county, &g.world->directory))
		stop("this is not the demonstration county", NULL);
	g.progress = mmap(NULL, (size_t)g.jobs * sizeof(*g.progress),
	    PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (g.progress == MAP_FAILED)
		stop("no memory", NULL);
	fork_jobs(&g);
	wait_for_jobs(&g, begun);
	all = sum(&g);
	give_positions(&g);
	(void)printf("%lld disputes, %lld events, %lld stories cut short,"
		     " %.1f s\n",
	    (long long)all.disputes, (long long)all.events,
	    (long long)all.refused, (double)(hj_mono_ms() - begun) / 1000);
	hj_world_drop(g.world);
	hj_worlds_free(g.worlds);
	event_base_free(g.base);
	hj_sync_free(g.db);
	hj_keys_free(g.keys);
	hj_arena_free(g.a);
	return all.refused * 100 > all.disputes * REFUSED_MOST;
}
