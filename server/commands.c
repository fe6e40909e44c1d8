/*
 * The one road of writes; see commands.h.
 *
 * This is the one place where a write waits for the database, so it is the one
 * place that has to be right about waiting.  The functions stand in the order
 * in which they run.  A race lost sends a run back to decide(), with the state
 * that the winner stored; nothing of ours has been stored by then.
 */
#include "server/commands.h"

#include "lib/dispute/codec.h"
#include "server/answer.h"
#include "server/base/log.h"
#include "server/base/now.h"
#include "server/db/row.h"
#include "server/run.h"
#include "server/statements.h"

#include <event2/event.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BEHIND 64       /* commands that wait behind another of their stream */
#define PAUSE_LONGEST 6 /* after that many lost races it grows no more */

struct hj_road {
	struct event_base *base;
	struct hj_pg *pg;
	struct hj_worlds *worlds;
	struct hj_keys *keys;
	struct hj_runs runs;
	struct hj_runs over; /* finished, not told yet */
	struct event *tell;  /* tells them, from the loop */
	size_t n;
};

static void load(struct hj_run *run);
static void on_loaded(struct hj_query *q);
static void go_on(struct hj_run *run);
static void on_events(struct hj_query *q);
static void decide(struct hj_run *run);
static void decide_later(struct hj_run *run);
static void on_pause_over(evutil_socket_t fd, short what, void *arg);
static void append(struct hj_run *run);
static void on_appended(struct hj_query *q);
static void replay(struct hj_run *run);
static void on_replayed(struct hj_query *q);
static void finish(struct hj_run *run, enum hj_outcome outcome);
static void tell(evutil_socket_t fd, short what, void *arg);

struct hj_road *
hj_road_new(struct event_base *base, struct hj_pg *pg, struct hj_worlds *worlds,
    struct hj_keys *keys)
{
	struct hj_road *road = calloc(1, sizeof(*road));

	if (road == NULL)
		abort();
	road->tell = event_new(base, -1, 0, tell, road);
	if (road->tell == NULL)
		abort();
	road->base = base;
	road->pg = pg;
	road->worlds = worlds;
	road->keys = keys;
	TAILQ_INIT(&road->runs);
	TAILQ_INIT(&road->over);
	return road;
}

void
hj_road_free(struct hj_road *road)
{
	if (road != NULL)
		event_free(road->tell);
	free(road);
}

size_t
hj_road_load(const struct hj_road *road)
{
	return road->n;
}

/* ---- 1. the command ---- */

static void
fail(struct hj_run *run, enum hj_err code, const char *msg)
{
	hj_fail(&run->ask->err, code, "", msg, NULL);
	finish(run, HJ_FAILED);
}

void
hj_road_send(struct hj_road *road, struct hj_ask *ask)
{
	struct hj_run *run = HJ_NEW(ask->arena, struct hj_run);
	size_t before;

	ask->run = run;
	ask->outcome = HJ_DONE;
	hj_buf_init(&ask->answer, HJ_EVENT_MOST);
	run->road = road;
	run->keys = road->keys;
	run->ask = ask;
	run->a = hj_arena_new();
	TAILQ_INSERT_TAIL(&road->runs, run, link);
	road->n++;
	run->world = hj_world_hold(road->worlds);
	if (run->world == NULL) {
		fail(run, HJ_ERR_BUSY, "the directory is not read yet");
		return;
	}
	hj_run_name_stream(run);
	if (ask->command == NULL) {
		load(run);
		return;
	}
	if (!hj_run_bind(run)) {
		finish(run, HJ_FAILED);
		return;
	}
	hj_run_digest(run);
	before = hj_runs_before(&road->runs, run);
	if (before == 0) {
		load(run);
		return;
	}
	if (before > BEHIND) {
		fail(run, HJ_ERR_BUSY, "too many commands of this stream wait");
		return;
	}
	run->waiting = true;
}

/* ---- 2. load ---- */

static void
submit(struct hj_run *run, const struct hj_stmt *stmt, hj_query_fn *on_done,
    bool write)
{
	run->step[0].stmt = stmt;
	run->query = (struct hj_query){
		.steps = run->step,
		.n_steps = hj_run_steps(run, stmt),
		.stream = run->stream,
		.deadline_ms = run->ask->deadline_ms,
		.on_done = on_done,
	};
	if (write)
		hj_pg_write(run->road->pg, &run->query);
	else
		hj_pg_read(run->road->pg, &run->query);
}

/* From the beginning; what a decision left behind is forgotten. */
static void
load_again(struct hj_run *run)
{
	run->follows = false;
	hj_arena_clear(run->a);
	if (hj_run_bind(run))
		load(run);
	else
		finish(run, HJ_FAILED);
}

static void
load(struct hj_run *run)
{
	struct hj_params *p = &run->step[0].params;

	run->going = true;
	hj_params_init(p, run->a);
	hj_param_text(p, run->ask->actor.person);
	hj_param_text(p, hj_orgs_of(run->a, &run->ask->actor));
	hj_param_uuid(p, run->stream_bytes);
	hj_param_text(p, run->ask->key);
	submit(run, &hj_stmt_load, on_loaded, false);
}

/*
 * Was this key used before?  Then nothing is decided: the same request gets
 * its first answer, another one is told so.
 */
static bool
asked_before(struct hj_run *run)
{
	bool same;

	if (!hj_run_take_key(run, run->step[0].result, &same))
		return false;
	if (!same) {
		fail(run, HJ_ERR_KEY, "this key was used for something else");
		return true;
	}
	run->ask->version = run->last;
	replay(run);
	return true;
}

static void
on_loaded(struct hj_query *q)
{
	struct hj_run *run = HJ_CONTAINER(struct hj_run, query, q);
	struct hj_ask *ask = run->ask;
	bool creates = ask->command != NULL && ask->command->flags & HJ_CREATES;
	bool there;

	if (q->err.code != HJ_OK) {
		ask->err = q->err;
		finish(run, HJ_FAILED);
		return;
	}
	hj_ring_init(&run->ring, ask->arena, run->keys, run->stream);
	if (asked_before(run))
		return;
	if (!hj_run_take_head(run, run->step[0].result, &there) ||
	    (!there && !creates)) {
		fail(run, HJ_ERR_ABSENT, "no such thing");
		return;
	}
	if (!creates && ask->if_match != 0 && ask->if_match != run->version) {
		ask->version = run->version;
		finish(run, HJ_MISMATCH);
		return;
	}
	go_on(run);
}

/* ---- 3. the state ---- */

/* The events are read if the snapshot is of another fold, or for a command
 * that looks at them. */
static void
go_on(struct hj_run *run)
{
	if (run->version == 0 ||
	    (run->fold == HJ_FOLD && !hj_run_reads_past(run))) {
		decide(run);
		return;
	}
	hj_run_put_range(run, &run->step[0].params, 1, run->version);
	submit(run, &hj_stmt_events_of, on_events, false);
}

static void
on_events(struct hj_query *q)
{
	struct hj_run *run = HJ_CONTAINER(struct hj_run, query, q);

	if (q->err.code != HJ_OK)
		run->ask->err = q->err;
	if (q->err.code != HJ_OK ||
	    !hj_run_take_events(run, run->step[0].result))
		finish(run, HJ_FAILED);
	else
		decide(run);
}

/* ---- 4. decide ---- */

static void
decide(struct hj_run *run)
{
	struct hj_ask *ask = run->ask;
	struct hj_turn *t = &run->turn;
	void *state = hj_run_state(run);

	if (state == NULL) {
		ask->err.code = HJ_ERR_UNKNOWN;
		finish(run, HJ_FAILED);
		return;
	}
	hj_run_begin(run, state);
	if (hj_run_lost_keys(run)) {
		load_again(run);
		return;
	}
	if (ask->command == NULL) {
		ask->version = run->version;
		hj_settle(t);
		ask->look(ask, t, &run->ring);
		finish(run, HJ_DONE);
		return;
	}
	hj_run_seal(run, t->d);
	if (t->d != NULL)
		hj_settle(t);
	hj_decide(t, ask->kind, ask->command, run->cmd);
	/* Whether this asker may know, or asked before, append() finds out; of
	 * what does not come that far, load() does. */
	if (run->follows && (t->refused != HJ_NO || t->n_event == 0)) {
		load_again(run);
		return;
	}
	if (t->refused != HJ_NO) {
		hj_run_refuse(run);
		finish(run, HJ_REFUSED);
		return;
	}
	if (t->n_event == 0 || ask->dry) {
		ask->version = run->version;
		hj_run_answer(run, t->event, t->n_event, ask->dry);
		finish(run, HJ_DONE);
		return;
	}
	append(run);
}

/* ---- 5. append ---- */

static void
append(struct hj_run *run)
{
	if (!hj_run_put(run)) {
		run->ask->refused = HJ_NO_LIMIT_SIZE;
		finish(
		    run, run->ask->err.code == HJ_OK ? HJ_REFUSED : HJ_FAILED);
		return;
	}
	submit(run, &hj_stmt_append, on_appended, true);
}

/* Somebody else was faster: decide again on what he stored. */
static void
decide_again(struct hj_run *run, struct hj_row *row)
{
	struct hj_arena *a = run->ask->arena;

	if (run->ask->if_match != 0) {
		run->ask->version = hj_row_int(row, 3);
		finish(run, HJ_MISMATCH);
		return;
	}
	/* Keys made for this try may be there now: they are not made twice. */
	if (hj_ring_has_fresh(&run->ring)) {
		load_again(run);
		return;
	}
	run->version = hj_row_int(row, 3);
	hj_row_fixed(row, 4, run->hash, sizeof(run->hash));
	run->fold = hj_row_int(row, 5);
	run->snapshot = hj_row_text(row, 6, a, NULL);
	hj_arena_clear(run->a);
	decide_later(run);
}

/* The pause doubles with each race lost, so that many who meet at one stream
 * do not keep each other busy; it goes on as long as the request may last. */
static void
decide_later(struct hj_run *run)
{
	int n = run->races < PAUSE_LONGEST ? run->races : PAUSE_LONGEST;
	struct timeval pause = { 0, (1L << n) * 1000 };

	run->races++;
	if (hj_mono_ms() + (1L << n) >= run->ask->deadline_ms) {
		fail(run, HJ_ERR_BUSY, "too many others write to this stream");
		return;
	}
	if (run->pause == NULL)
		run->pause = evtimer_new(run->road->base, on_pause_over, run);
	if (run->pause == NULL)
		abort();
	evtimer_add(run->pause, &pause);
}

static void
on_pause_over(evutil_socket_t fd, short what, void *arg)
{
	struct hj_run *run = arg;

	(void)fd;
	(void)what;
	go_on(run);
}

static void
on_appended(struct hj_query *q)
{
	struct hj_run *run = HJ_CONTAINER(struct hj_run, query, q);
	struct hj_ask *ask = run->ask;
	struct hj_row row;
	const char *code;

	if (q->err.code != HJ_OK) {
		ask->err = q->err;
		finish(run, HJ_FAILED);
		return;
	}
	row = hj_row(run->step[0].result, 0);
	code = hj_row_text(&row, 0, ask->arena, NULL);
	if (code == NULL) {
		fail(run, HJ_ERR_DB, "the append function did not answer");
	} else if (strcmp(code, "stored") == 0) {
		ask->version = hj_row_int(&row, 3);
		hj_row_fixed(&row, 4, run->hash, sizeof(run->hash));
		hj_run_hand_over(
		    run, hj_runs_next(&run->road->runs, run->stream));
		hj_run_answer(run, run->turn.event, run->turn.n_event, false);
		finish(run, HJ_DONE);
	} else if (strcmp(code, "replayed") == 0) {
		run->first = hj_row_int(&row, 1);
		run->last = hj_row_int(&row, 2);
		ask->version = run->last;
		replay(run);
	} else if (strcmp(code, "stale") == 0) {
		decide_again(run, &row);
	} else if (strcmp(code, "key_reused") == 0) {
		fail(run, HJ_ERR_KEY, "this key was used for something else");
	} else if (strcmp(code, "clock_skew") == 0) {
		hj_log(HJ_LOG_ERROR, "clock_skew",
		    HJ_LOG_SAY(
			"server and database clocks differ by over 2 s"));
		fail(run, HJ_ERR_BUSY,
		    "the clocks of server and database differ");
	} else {
		fail(run, HJ_ERR_ABSENT, "no such thing");
	}
}

/* ---- 6. asked before: the same answer, from its own events ---- */

static void
replay(struct hj_run *run)
{
	hj_run_put_range(run, &run->step[0].params, run->first, run->last);
	submit(run, &hj_stmt_events_of, on_replayed, false);
}

static void
on_replayed(struct hj_query *q)
{
	struct hj_run *run = HJ_CONTAINER(struct hj_run, query, q);
	bool good = q->err.code == HJ_OK;

	if (!good)
		run->ask->err = q->err;
	good = good && hj_run_answer_again(run, run->step[0].result);
	finish(run, good ? HJ_DONE : HJ_FAILED);
}

/* ---- 7. done ---- */

/* It may go. */
static void
wake(struct hj_run *next)
{
	next->waiting = false;
	next->going = true;
	if (next->follows)
		decide(next);
	else
		load(next);
}

/* Told from the loop, so never before hj_road_send() has returned. */
static void
finish(struct hj_run *run, enum hj_outcome outcome)
{
	struct hj_road *road = run->road;
	/* Only the one that was under way makes room. */
	struct hj_run *next =
	    run->going ? hj_runs_next(&road->runs, run->stream) : NULL;

	TAILQ_REMOVE(&road->runs, run, link);
	TAILQ_INSERT_TAIL(&road->over, run, link);
	run->ask->outcome = outcome;
	hj_world_drop(run->world);
	hj_arena_free(run->a);
	if (run->pause != NULL)
		event_free(run->pause);
	event_active(road->tell, 0, 0);
	if (next != NULL)
		wake(next);
}

static void
tell(evutil_socket_t fd, short what, void *arg)
{
	struct hj_road *road = arg;
	struct hj_run *run;

	(void)fd;
	(void)what;
	while ((run = TAILQ_FIRST(&road->over)) != NULL) {
		TAILQ_REMOVE(&road->over, run, link);
		road->n--;
		/* It may free what the ask, and so the run, lives in. */
		run->ask->on_done(run->ask);
	}
}
