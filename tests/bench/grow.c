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
#include "server/base/now.h"
#include "server/county/plot.h"
#include "server/county/sink.h"
#include "tests/bench/story.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#define BATCH 250 /* disputes a transaction */
#define JOBS_MOST 64
#define SPAN_DAYS 90
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
	struct hj_plot plot;
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

/* Every jobs-th dispute, beginning with `job`. */
static void
work(struct grow *g, int64_t job)
{
	struct progress *p = &g->progress[job];
	struct hj_arena *a = hj_arena_new();
	struct hj_sink *sink = hj_sink_new(g->cfg.database_admin);

	for (int64_t n = job; n < g->disputes; n += g->jobs) {
		struct hj_life l = { .a = a,
			.world = &g->plot.world->world,
			.keys = g->plot.keys };

		story_tell(&l, &g->county, g->seed, n);
		hj_sink_put(sink, &l);
		p->disputes++;
		p->events += (int64_t)l.n_event;
		if (l.fault != NULL && ++p->refused <= REFUSED_TOLD)
			(void)fprintf(stderr, "hejie_grow: dispute %lld: %s\n",
			    (long long)n, l.fault);
		hj_arena_clear(a);
		if (p->disputes % BATCH == 0)
			hj_sink_flush(sink);
	}
	hj_sink_flush(sink);
	hj_sink_free(sink);
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
	int64_t begun = hj_mono_ms();
	struct progress all;

	read_settings(&g, argc, argv);
	if (!hj_plot_open(&g.plot, &g.cfg))
		stop("cannot begin", &g.plot.err);
	if (g.plot.used)
		stop("this database has been used already", NULL);
	set_dates(&g, g.plot.now);
	if (!county_find(&g.county, &g.plot.world->directory))
		stop("this is not the demonstration county", NULL);
	g.progress = mmap(NULL, (size_t)g.jobs * sizeof(*g.progress),
	    PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (g.progress == MAP_FAILED)
		stop("no memory", NULL);
	fork_jobs(&g);
	wait_for_jobs(&g, begun);
	all = sum(&g);
	if (!hj_plot_finish(&g.plot))
		stop("cannot give positions", &g.plot.err);
	(void)printf("%lld disputes, %lld events, %lld stories cut short,"
		     " %.1f s\n",
	    (long long)all.disputes, (long long)all.events,
	    (long long)all.refused, (double)(hj_mono_ms() - begun) / 1000);
	hj_plot_close(&g.plot);
	hj_arena_free(g.a);
	return all.refused * 100 > all.disputes * REFUSED_MOST;
}
