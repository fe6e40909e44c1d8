/* Recorded history, dispute by dispute; see replay_past.h. */
#include "server/replay_past.h"

#include "lib/commands/calendar/calendar.h"
#include "lib/commands/command.h"
#include "lib/commands/people/people.h"
#include "lib/dispute/codec.h"
#include "lib/rules/replay.h"
#include "server/db/row.h"
#include "server/db/sync.h"
#include "server/library.h"
#include "server/published.h"

#include <stdlib.h>
#include <string.h>

#define FETCH "FETCH 4000 FROM past"
#define LOCK "SELECT pg_try_advisory_lock(4853461)"
#define UNLOCK "SELECT pg_advisory_unlock(4853461)"

struct hj_past {
	struct hj_sync *db;
	PGresult *rows; /* some of them; the next one is `at` */
	int at;
	bool ended;
	bool locked;
};

static enum hj_err
run(struct hj_past *p, const char *sql, const struct hj_params *params,
    PGresult **ret, struct hj_error *err)
{
	enum hj_err code = hj_sync_exec(p->db, sql, params, ret, err);

	/* Locked out of a table: that is no other replay. */
	if (code == HJ_ERR_BUSY)
		err->code = HJ_ERR_DB;
	return err->code;
}

/* ---- opening ---- */

/* Nobody else replays: the lock goes with the connection. */
static enum hj_err
lock(struct hj_past *p, struct hj_error *err)
{
	PGresult *rows = NULL;
	struct hj_row row;

	if (run(p, LOCK, NULL, &rows, err) == HJ_OK) {
		row = hj_row(rows, 0);
		p->locked = hj_row_bool(&row, 0);
		if (!p->locked)
			hj_fail(err, HJ_ERR_BUSY, "",
			    "another replay is running", NULL);
	}
	PQclear(rows);
	return err->code;
}

/* Before it is said that all is over, so that the next one finds it free. */
static void
unlock(struct hj_past *p)
{
	struct hj_error err = { 0 };

	if (run(p, "ROLLBACK", NULL, NULL, &err) == HJ_OK &&
	    run(p, UNLOCK, NULL, NULL, &err) == HJ_OK)
		p->locked = false;
}

/* As the role that only reads, whoever signed in. */
static enum hj_err
enter(struct hj_past *p, struct hj_error *err)
{
	if (run(p, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", NULL,
		NULL, err) != HJ_OK ||
	    run(p, "SET LOCAL ROLE hejie_replay", NULL, NULL, err) != HJ_OK)
		return err->code;
	return lock(p, err);
}

static void
put_org(struct hj_arena *a, struct hj_directory *dir, struct hj_org **list,
    const struct hj_organisation *o)
{
	const struct hj_body_kind *kind = hj_body_kind_find(dir, o->kind);

	if (kind != NULL)
		*HJ_PUSH(a, *list, dir->n_org) = (struct hj_org){ .id = o->id,
			.name = o->name,
			.kind = kind,
			.county = o->county,
			.parent = o->parent,
			.closed = o->closed };
}

/* Bodies, what was entered of the calendar, what counties published. */
static bool
read_heads(struct hj_arena *a, PGresult *rows, struct hj_past_about *ret,
    struct hj_error *err)
{
	struct hj_calendar shipped = ret->calendar;
	struct hj_org *orgs = NULL;
	const struct hj_ruleset **rulesets = NULL;
	size_t n_rulesets = 0;

	for (int i = 0; i < hj_row_count(rows); i++) {
		struct hj_row row = hj_row(rows, i);
		const struct hj_stream_kind *kind =
		    hj_stream_kind_named(hj_row_text(&row, 0, a, NULL));
		size_t len;
		const char *text = hj_row_text(&row, 1, a, &len);
		void *state =
		    kind == NULL ? NULL : hj_alloc(a, kind->state->size);

		if (state == NULL || hj_bind(a, kind->state, HJ_FORM_STORED,
					 state, text, len, err) != HJ_OK)
			return false;
		if (kind == &hj_organisation_kind)
			put_org(a, &ret->directory, &orgs, state);
		else if (kind == &hj_ruleset_kind)
			*HJ_PUSH(a, rulesets, n_rulesets) = state;
		else
			hj_calendar_join(a, &shipped, state, &ret->calendar);
	}
	ret->directory.org = orgs;
	ret->known = hj_published_join(a, &ret->known, rulesets, n_rulesets);
	return true;
}

static bool
look_around(struct hj_past *p, struct hj_arena *a, const struct hj_config *cfg,
    struct hj_past_about *ret, struct hj_error *err)
{
	PGresult *rows = NULL;
	bool good = hj_library_known(a, cfg, &ret->known, err) &&
		    hj_library_kinds(a, cfg, &ret->directory, err) &&
		    hj_library_calendar(a, cfg, &ret->calendar, err) &&
		    run(p,
			"SELECT kind, snapshot FROM hejie.head WHERE kind IN"
			" ('calendar', 'organisation', 'rule_set')"
			" ORDER BY kind, stream",
			NULL, &rows, err) == HJ_OK &&
		    read_heads(a, rows, ret, err);

	PQclear(rows);
	return good;
}

/* Whose disputes are seen from now on, and how many there are. */
static enum hj_err
count(struct hj_past *p, struct hj_arena *a, const char *county,
    struct hj_past_about *ret, struct hj_error *err)
{
	struct hj_params params;
	PGresult *rows = NULL;
	struct hj_row row;

	hj_params_init(&params, a);
	hj_param_text(&params, county);
	if (run(p, "SELECT set_config('hejie.county', $1, true)", &params, NULL,
		err) == HJ_OK &&
	    run(p,
		"SELECT count(*), max(last_at) FROM hejie.head"
		" WHERE kind = 'dispute'",
		NULL, &rows, err) == HJ_OK) {
		row = hj_row(rows, 0);
		ret->disputes = hj_row_int(&row, 0);
		ret->until = hj_row_ms_or(&row, 1, 0);
	}
	PQclear(rows);
	return err->code;
}

/* The names of kinds are words of this program, letters and underscores. */
static enum hj_err
declare(struct hj_past *p, const struct hj_rules *sets, struct hj_error *err)
{
	struct hj_buf b;
	bool first = true;
	enum hj_err code;

	hj_buf_init(&b, 65536);
	hj_buf_puts(&b, "DECLARE past NO SCROLL CURSOR FOR SELECT stream, bytes"
			" FROM hejie.event WHERE kind = ANY (ARRAY[");
	for (size_t i = 0; i < hj_dispute_events.n; i++) {
		const char *kind = hj_dispute_events.kind[i]->name;

		if (!hj_replay_reads(kind, sets))
			continue;
		hj_buf_puts(&b, first ? "'" : ",'");
		hj_buf_puts(&b, kind);
		hj_buf_putc(&b, '\'');
		first = false;
	}
	hj_buf_puts(&b, "]) ORDER BY stream, seq");
	code = run(p, hj_buf_text(&b), NULL, NULL, err);
	hj_buf_release(&b);
	return code;
}

struct hj_past *
hj_past_open(struct hj_arena *a, const struct hj_config *cfg,
    struct hj_past_about *ret, struct hj_error *err)
{
	struct hj_past *p = calloc(1, sizeof(*p));

	if (p == NULL)
		abort();
	p->db = hj_sync_open(cfg->database_replay, err);
	if (p->db != NULL && enter(p, err) == HJ_OK &&
	    look_around(p, a, cfg, ret, err))
		return p;
	hj_past_close(p);
	return NULL;
}

enum hj_err
hj_past_choose(struct hj_past *p, struct hj_arena *a, const char *county,
    const struct hj_rules *sets, struct hj_past_about *ret,
    struct hj_error *err)
{
	if (count(p, a, county, ret, err) != HJ_OK)
		return err->code;
	return declare(p, sets, err);
}

void
hj_past_close(struct hj_past *p)
{
	if (p == NULL)
		return;
	PQclear(p->rows);
	if (p->locked)
		unlock(p);
	hj_sync_free(p->db);
	free(p);
}

/* ---- reading ---- */

/* Is there a row at p->at? */
static bool
more(struct hj_past *p, struct hj_error *err)
{
	if (p->rows != NULL && p->at < hj_row_count(p->rows))
		return true;
	PQclear(p->rows);
	p->rows = NULL;
	p->at = 0;
	if (p->ended || run(p, FETCH, NULL, &p->rows, err) != HJ_OK)
		return false;
	p->ended = hj_row_count(p->rows) == 0;
	return !p->ended;
}

size_t
hj_past_next(struct hj_past *p, struct hj_arena *a, const struct hj_event **ret,
    struct hj_error *err)
{
	struct hj_event *list = NULL;
	unsigned char first[16];
	size_t n = 0;

	for (; more(p, err); p->at++) {
		struct hj_row row = hj_row(p->rows, p->at);
		struct hj_bytes bytes = hj_row_peek(&row, 1);
		unsigned char stream[16];

		hj_row_uuid(&row, 0, stream);
		if (n == 0)
			memcpy(first, stream, sizeof(first));
		else if (memcmp(first, stream, sizeof(first)) != 0)
			break;
		if (hj_event_decode(a, &hj_dispute_events, bytes.p, bytes.n,
			HJ_PUSH(a, list, n), err) != HJ_OK)
			return 0;
	}
	*ret = list;
	return err->code == HJ_OK ? n : 0;
}
