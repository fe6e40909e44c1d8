/*
 * hejie rebuild [--check]: derived rows from the timelines (decision W5).
 *
 * Stream by stream, under the lock of its head, while the service runs: fold
 * the events, project the rows with the same code that writes them, compare
 * with what the tables hold, report and (without --check) repair.  Not rebuilt,
 * because they are not derived from events: sign-ins and sessions, API keys,
 * idempotency rows, leases, follow-ups' state, wrapped keys, the read log.
 */
#include "server/app.h"

#include "lib/commands/command.h"
#include "lib/dispute/codec.h"
#include "server/db/pg.h"
#include "server/db/row.h"
#include "server/db/sync.h"
#include "server/project.h"

#include <stdio.h>
#include <string.h>

#define BATCH "500"
#define PROGRESS 10000 /* streams between two lines */

struct rebuild {
	struct hj_sync_job job;
	struct hj_sync *db;
	struct hj_arena *a;
	bool check;
	unsigned char stream[16];
	int64_t streams, differences;
};

/* The tables with one row an entity, and how their rows read as JSON. */
static const char *const tables[] = { "procedure", "clock", "referral",
	"notice", "access" };

static const char *
hex(struct hj_arena *a, const unsigned char id[16])
{
	struct hj_buf b;
	const char *text;

	hj_buf_init(&b, 64);
	hj_buf_hex(&b, id, 16);
	text = hj_strdup(a, hj_buf_text(&b));
	hj_buf_release(&b);
	return text;
}

static void
report(struct rebuild *r, const char *table, const char *what)
{
	(void)printf("%s %s %s\n", hex(r->a, r->stream), table, what);
	r->differences++;
}

static enum hj_err
exec(struct rebuild *r, struct hj_sync *db, const char *sql, const char *text,
    PGresult **ret, struct hj_error *err)
{
	struct hj_params p;

	hj_params_init(&p, r->a);
	hj_param_uuid(&p, r->stream);
	if (text != NULL)
		hj_param_text(&p, text);
	return hj_sync_exec(db, sql, &p, ret, err);
}

/* Fold the stream's events into a fresh state; NULL if it cannot be. */
static void *
fold(struct rebuild *r, struct hj_sync *db, const struct hj_stream_kind *kind,
    int64_t *version, struct hj_error *err)
{
	void *state = hj_state_new(r->a, kind, hex(r->a, r->stream));
	PGresult *result = NULL;

	if (exec(r, db,
		"SELECT bytes FROM hejie.event WHERE stream = $1 ORDER BY seq",
		NULL, &result, err) != HJ_OK)
		return NULL;
	*version = hj_row_count(result);
	for (int i = 0; i < hj_row_count(result) && state != NULL; i++) {
		struct hj_row row = hj_row(result, i);
		size_t len;
		const char *bytes = hj_row_text(&row, 0, r->a, &len);
		struct hj_event *ev = HJ_NEW(r->a, struct hj_event);

		if (hj_event_decode(r->a, kind->events, bytes, len, ev, err) !=
		    HJ_OK) {
			state = NULL;
		} else {
			hj_fold(state, ev);
		}
	}
	PQclear(result);
	return state;
}

/*
 * Compare and repair one table: the rows that the timeline gives, as JSON,
 * against those that are there.  Rows too many are deleted, others upserted.
 */
static enum hj_err
mend_table(struct rebuild *r, struct hj_sync *db, const char *table,
    const char *rows, struct hj_error *err)
{
	const char *sql = hj_concat(r->a,
	    "SELECT count(*) FROM ("
	    " (SELECT t.* FROM hejie.",
	    table,
	    " t WHERE t.stream = $1"
	    " EXCEPT SELECT n.* FROM jsonb_populate_recordset(NULL::hejie.",
	    table,
	    ", $2::jsonb) n)"
	    " UNION ALL (SELECT n.* FROM jsonb_populate_recordset(NULL::hejie.",
	    table,
	    ", $2::jsonb) n"
	    " EXCEPT SELECT t.* FROM hejie.",
	    table, " t WHERE t.stream = $1)) d", NULL);
	PGresult *result = NULL;
	struct hj_row row;
	enum hj_err code = exec(r, db, sql, rows, &result, err);
	int64_t n;

	if (code != HJ_OK)
		return code;
	row = hj_row(result, 0);
	n = hj_row_int(&row, 0);
	PQclear(result);
	if (n == 0)
		return HJ_OK;
	report(r, table, r->check ? "differs" : "differed, repaired");
	if (r->check)
		return HJ_OK;
	code = exec(r, db,
	    hj_concat(
		r->a, "DELETE FROM hejie.", table, " WHERE stream = $1", NULL),
	    NULL, NULL, err);
	return code != HJ_OK ? code
			     : exec(r, db,
				   hj_concat(r->a, "INSERT INTO hejie.", table,
				       " SELECT n.* FROM"
				       " jsonb_populate_recordset(NULL::hejie.",
				       table,
				       ", $2::jsonb) n"
				       " WHERE n.stream = $1",
				       NULL),
				   rows, NULL, err);
}

/* The rows of one table as a JSON array. */
static const char *
rows_of(struct rebuild *r, const struct hj_rows *rows, const char *table)
{
	struct hj_buf b;
	const char *text;
	bool first = true;

	hj_buf_init(&b, (size_t)16 << 20);
	hj_buf_putc(&b, '[');
	for (size_t i = 0; i < rows->n; i++) {
		if (strcmp(rows->row[i].table, table) != 0)
			continue;
		if (!first)
			hj_buf_putc(&b, ',');
		first = false;
		hj_buf_puts(&b, rows->row[i].json);
	}
	hj_buf_putc(&b, ']');
	text = hj_strdup(r->a, hj_buf_text(&b));
	hj_buf_release(&b);
	return text;
}

/* When something is next due must be as the clocks say. */
static enum hj_err
mend_due(struct rebuild *r, struct hj_sync *db, const struct hj_dispute *d,
    struct hj_error *err)
{
	int64_t due = hj_next_due(d);
	struct hj_buf text;
	struct hj_row row;
	PGresult *result = NULL;
	enum hj_err code;
	bool same;

	code = exec(r, db, "SELECT at FROM hejie.due WHERE stream = $1", NULL,
	    &result, err);
	if (code != HJ_OK)
		return code;
	row = hj_row(result, 0);
	same = hj_row_count(result) == 0 ? due == 0 : hj_row_ms(&row, 0) == due;
	PQclear(result);
	if (same)
		return HJ_OK;
	report(r, "due", r->check ? "differs" : "differed, repaired");
	if (r->check)
		return HJ_OK;
	code = exec(
	    r, db, "DELETE FROM hejie.due WHERE stream = $1", NULL, NULL, err);
	if (code != HJ_OK || due == 0)
		return code;
	hj_buf_init(&text, 64);
	hj_instant_format(&text, due);
	code = exec(r, db,
	    "INSERT INTO hejie.due (stream, at) VALUES ($1, $2::timestamptz)",
	    hj_strdup(r->a, hj_buf_text(&text)), NULL, err);
	hj_buf_release(&text);
	return code;
}

/* The head: version, fold and snapshot as the fold has them. */
static enum hj_err
mend_head(struct rebuild *r, struct hj_sync *db,
    const struct hj_stream_kind *kind, const void *state, int64_t version,
    const char *stored, int64_t stored_version, struct hj_error *err)
{
	struct hj_params p;
	struct hj_buf b;
	bool same;
	enum hj_err code = HJ_OK;

	hj_buf_init(&b, HJ_SNAPSHOT_MOST);
	hj_emit(&b, kind->state, state);
	same =
	    strcmp(hj_buf_text(&b), stored) == 0 && version == stored_version;
	if (!same)
		report(r, "head", r->check ? "differs" : "differed, repaired");
	if (!same && !r->check) {
		hj_params_init(&p, r->a);
		hj_param_uuid(&p, r->stream);
		hj_param_text(&p, hj_buf_text(&b));
		hj_param_int8(&p, version);
		hj_param_int4(&p, HJ_FOLD);
		code = hj_sync_exec(db,
		    "UPDATE hejie.head SET snapshot = $2, version = $3,"
		    " fold = $4 WHERE stream = $1",
		    &p, NULL, err);
	}
	hj_buf_release(&b);
	return code;
}

/* One stream, under the lock of its head. */
static enum hj_err
mend(struct hj_sync_job *job, struct hj_sync *db, struct hj_error *err)
{
	struct rebuild *r = HJ_CONTAINER(struct rebuild, job, job);
	const struct hj_stream_kind *kind = NULL;
	struct hj_rows rows;
	PGresult *result = NULL;
	enum hj_err code = exec(r, db,
	    "SELECT kind, snapshot, version FROM hejie.head"
	    " WHERE stream = $1 FOR UPDATE",
	    NULL, &result, err);
	const char *snapshot = NULL;
	int64_t stored_version = 0, version = 0;
	void *state;

	if (code != HJ_OK)
		return code;
	if (hj_row_count(result) == 1) {
		struct hj_row row = hj_row(result, 0);
		const char *name = hj_row_text(&row, 0, r->a, NULL);

		kind = hj_stream_kind_named(name);
		snapshot = hj_row_text(&row, 1, r->a, NULL);
		stored_version = hj_row_int(&row, 2);
	}
	PQclear(result);
	if (kind == NULL)
		return HJ_OK;
	state = fold(r, db, kind, &version, err);
	if (state == NULL)
		return err->code;
	code = mend_head(
	    r, db, kind, state, version, snapshot, stored_version, err);
	if (kind != &hj_dispute_kind || code != HJ_OK)
		return code;
	hj_project(r->a, state, &rows);
	for (size_t i = 0;
	     code == HJ_OK && i < sizeof(tables) / sizeof(tables[0]); i++)
		code = mend_table(
		    r, db, tables[i], rows_of(r, &rows, tables[i]), err);
	return code == HJ_OK ? mend_due(r, db, state, err) : code;
}

static bool
mend_all(struct rebuild *r, struct hj_error *err)
{
	for (;;) {
		PGresult *result = NULL;
		int n;

		if (exec(r, r->db,
			"SELECT stream FROM hejie.head WHERE stream > $1"
			" ORDER BY stream LIMIT " BATCH,
			NULL, &result, err) != HJ_OK)
			return false;
		n = hj_row_count(result);
		for (int i = 0; i < n; i++) {
			struct hj_row row = hj_row(result, i);

			hj_row_uuid(&row, 0, r->stream);
			if (hj_sync_transaction(r->db, &r->job, err) != HJ_OK) {
				PQclear(result);
				return false;
			}
			hj_arena_clear(r->a);
			if (++r->streams % PROGRESS == 0)
				(void)fprintf(
				    stderr, "%ld streams\n", (long)r->streams);
		}
		PQclear(result);
		if (n == 0)
			return true;
	}
}

int
hj_cmd_rebuild(const struct hj_config *cfg, int argc, char **argv)
{
	struct rebuild r = { .job = { mend }, .a = hj_arena_new() };
	struct hj_error err = { 0 };
	bool good;

	r.check = argc == 2 && strcmp(argv[1], "--check") == 0;
	if (argc > 1 && !r.check) {
		hj_arena_free(r.a);
		return HJ_EXIT_USAGE;
	}
	r.db = hj_sync_open(cfg->database_admin, &err);
	good = r.db != NULL && mend_all(&r, &err);
	if (good)
		(void)printf("%ld streams, %ld differences%s\n",
		    (long)r.streams, (long)r.differences,
		    r.check || r.differences == 0 ? "" : ", repaired");
	else
		(void)fprintf(stderr, "hejie rebuild: %s\n", err.msg);
	hj_sync_free(r.db);
	hj_arena_free(r.a);
	return good && (r.differences == 0 || !r.check) ? HJ_EXIT_DONE
							: HJ_EXIT_FAILED;
}
