/* Settling what a newer calendar version may move; see calendar.h. */
#include "server/agents/calendar.h"
#include "server/agents/submit.h"

#include "server/base/now.h"
#include "server/db/row.h"

#include <stdlib.h>
#include <string.h>

#define AT_A_TIME 64

static const enum hj_pg_type next_types[] = { HJ_PG_INT4, HJ_PG_TEXT,
	HJ_PG_UUID, HJ_PG_INT4 };
static const struct hj_stmt day_stmt = {
	.name = "sweep_day",
	.sql =
	    "SELECT hejie.moment(), s.version, s.seen <> s.today OR NOT s.done"
	    "  FROM hejie.calendar_seen() s",
};
static const struct hj_stmt next_stmt = {
	.name = "sweep_next",
	.sql = "SELECT stream, replace(stream::text, '-', '')"
	       "  FROM hejie.calendar_next($1, $2::date, $3, $4)",
	.n_params = 4,
	.types = next_types,
};

struct hj_sweep {
	struct hj_pg *pg;
	struct hj_worlds *worlds;
	hj_sweep_fn *fn;
	void *arg;
	struct hj_arena *a; /* of one look */
	struct hj_query query;
	struct hj_step step;
	bool busy;
	unsigned char last[16]; /* of the batch that was settled */
};

static void on_day(struct hj_query *q);
static void on_next(struct hj_query *q);

struct hj_sweep *
hj_sweep_new(
    struct hj_pg *pg, struct hj_worlds *worlds, hj_sweep_fn *fn, void *arg)
{
	struct hj_sweep *s = calloc(1, sizeof(*s));

	if (s == NULL)
		abort();
	s->pg = pg;
	s->worlds = worlds;
	s->fn = fn;
	s->arg = arg;
	s->a = hj_arena_new();
	return s;
}

void
hj_sweep_free(struct hj_sweep *s)
{
	if (s == NULL)
		return;
	hj_arena_free(s->a);
	free(s);
}

enum hj_err
hj_sweep_attach(struct hj_pg *pg, struct hj_error *err)
{
	enum hj_err code = hj_pg_register(pg, &day_stmt, 1, err);

	return code == HJ_OK ? hj_pg_register(pg, &next_stmt, 1, err) : code;
}

void
hj_sweep_look(struct hj_sweep *s)
{
	if (s->busy)
		return;
	s->busy = true;
	hj_arena_clear(s->a);
	hj_params_init(&s->step.params, s->a);
	hj_agent_submit(s->pg, &s->query, &s->step, &day_stmt, on_day);
}

/* The first day that a version after `swept` speaks of, as text. */
static const char *
first_day(struct hj_sweep *s, const struct hj_calendar *cal, int64_t swept,
    int64_t current)
{
	struct hj_date first = { 99991231 };
	struct hj_buf b;

	for (size_t i = 0; i < cal->n; i++) {
		const struct hj_calendar_version *v = &cal->version[i];

		if (v->number > swept && v->number <= current &&
		    v->n_days > 0 &&
		    hj_date_compare(v->days[0].date, first) < 0)
			first = v->days[0].date;
	}
	hj_buf_init(&b, 32);
	hj_date_format(&b, first);
	return hj_buf_keep(s->a, &b);
}

static void
on_day(struct hj_query *q)
{
	struct hj_sweep *s = HJ_CONTAINER(struct hj_sweep, query, q);
	struct hj_world_ref *w = hj_world_hold(s->worlds);
	struct hj_params *p = &s->step.params;
	struct hj_row row;
	int64_t version, swept;
	const char *first;

	s->busy = false;
	if (w == NULL)
		return;
	if (hj_agent_failed(q) || hj_row_count(s->step.result) != 1) {
		hj_world_drop(w);
		return;
	}
	row = hj_row(s->step.result, 0);
	swept = hj_row_int(&row, 1);
	version =
	    hj_calendar_current(&w->calendar, hj_legal_day(hj_row_ms(&row, 0)));
	first = first_day(s, &w->calendar, swept, version);
	hj_world_drop(w);
	if (version <= swept && !hj_row_bool(&row, 2))
		return;
	s->busy = true;
	hj_params_init(p, s->a);
	hj_param_int4(p, (int32_t)version);
	hj_param_text(p, first);
	hj_param_uuid(p, s->last);
	hj_param_int4(p, AT_A_TIME);
	hj_agent_submit(s->pg, &s->query, &s->step, &next_stmt, on_next);
}

static void
on_next(struct hj_query *q)
{
	struct hj_sweep *s = HJ_CONTAINER(struct hj_sweep, query, q);
	int n = hj_agent_failed(q) ? 0 : hj_row_count(s->step.result);

	s->busy = false;
	memset(s->last, 0, sizeof(s->last));
	for (int i = 0; i < n; i++) {
		struct hj_row row = hj_row(s->step.result, i);

		hj_row_uuid(&row, 0, s->last);
		s->fn(s->arg, hj_row_text(&row, 1, s->a, NULL));
	}
}
