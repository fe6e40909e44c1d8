/*
 * hejie rebuild [--check]: derived rows from the timelines.
 *
 * Stream by stream, under the lock of its head, while the service runs: fold
 * the events, project the rows with the same code that writes them, compare
 * with what the tables hold, report and (without --check) repair.  Not rebuilt,
 * because they are not derived from events: sign-ins and sessions, API keys,
 * idempotency rows, leases, follow-ups' state, wrapped keys, the read log.
 */
#include "server/app.h"
#include "server/rebuild.h"

#include "lib/commands/command.h"
#include "lib/dispute/codec.h"
#include "server/db/pg.h"
#include "server/db/row.h"
#include "server/http/json_out.h"
#include "server/party_index.h"
#include "server/project_bodies.h"
#include "server/project_group.h"
#include "server/project_people.h"
#include "server/owner.h"
#include "server/text_index.h"

#include <stdio.h>
#include <string.h>

#define BATCH "500"
#define PROGRESS 10000 /* streams between two lines */

/* A timeline, folded; what its head has to say. */
struct folded {
	const struct hj_stream_kind *kind; /* NULL: there are no events */
	void *state;
	int64_t version;
	int64_t last_at;
	const char *chain;                      /* of the last event, in hex */
	const struct hj_registered *registered; /* of a dispute */
};

/* Which kind of stream begins with an event of this kind? */
static const struct hj_stream_kind *
kind_of(const char *first)
{
	for (size_t i = 0; first != NULL && i < hj_n_stream_kinds; i++)
		if (hj_event_kind_find(hj_stream_kinds[i]->events, first) !=
		    NULL)
			return hj_stream_kinds[i];
	return NULL;
}

static enum hj_err
fold_row(struct rebuild *r, struct hj_row *row, struct folded *f,
    struct hj_error *err)
{
	struct hj_event *ev = HJ_NEW(r->a, struct hj_event);
	const char *kind = hj_row_text(row, 0, r->a, NULL);
	enum hj_err code;
	size_t len;
	const char *bytes = hj_row_text(row, 1, r->a, &len);

	if (f->kind == NULL) {
		f->kind = kind_of(kind);
		if (f->kind == NULL)
			return hj_fail(err, HJ_ERR_UNKNOWN, "",
			    "a stream of no known kind begins with ", kind);
		f->state =
		    hj_state_new(r->a, f->kind, hj_rebuild_hex(r, r->stream));
	}
	code = hj_event_decode(r->a, f->kind->events, bytes, len, ev, err);
	if (code != HJ_OK)
		return code;
	if (ev->kind == &hj_ev_registered)
		f->registered = ev->body;
	hj_fold(f->state, ev);
	f->version = ev->seq;
	f->last_at = ev->at;
	f->chain = hj_row_text(row, 2, r->a, NULL);
	return row->bad
		   ? hj_fail(err, HJ_ERR_DB, "", "a row that is none", NULL)
		   : HJ_OK;
}

/* Fold the stream's events into a fresh state. */
static enum hj_err
fold(struct rebuild *r, struct hj_sync *db, struct folded *f,
    struct hj_error *err)
{
	PGresult *result = NULL;
	enum hj_err code = hj_rebuild_exec(r, db,
	    "SELECT kind, bytes, encode(chain, 'hex') FROM hejie.event"
	    " WHERE stream = $1 ORDER BY seq",
	    NULL, &result, err);

	for (int i = 0; code == HJ_OK && i < hj_row_count(result); i++) {
		struct hj_row row = hj_row(result, i);

		code = fold_row(r, &row, f, err);
	}
	PQclear(result);
	return code;
}

/* When something is next due must be as the clocks say. */
static enum hj_err
mend_due(struct rebuild *r, struct hj_sync *db, const struct folded *f,
    struct hj_error *err)
{
	int64_t due = f->kind == &hj_dispute_kind ? hj_next_due(f->state) : 0;
	struct hj_buf text;
	struct hj_row row;
	PGresult *result = NULL;
	enum hj_err code;
	bool same;

	code = hj_rebuild_exec(r, db,
	    "SELECT at FROM hejie.due WHERE stream = $1", NULL, &result, err);
	if (code != HJ_OK)
		return code;
	row = hj_row(result, 0);
	same = hj_row_count(result) == 0 ? due == 0 : hj_row_ms(&row, 0) == due;
	PQclear(result);
	if (same || !hj_rebuild_differs(r, "due"))
		return HJ_OK;
	code = hj_rebuild_exec(
	    r, db, "DELETE FROM hejie.due WHERE stream = $1", NULL, NULL, err);
	if (code != HJ_OK || due == 0)
		return code;
	hj_buf_init(&text, 64);
	hj_instant_format(&text, due);
	code = hj_rebuild_exec(r, db,
	    "INSERT INTO hejie.due (stream, at) VALUES ($1, $2::timestamptz)",
	    hj_strdup(r->a, hj_buf_text(&text)), NULL, err);
	hj_buf_release(&text);
	return code;
}

/* The row of the head, as the fold has it, in a JSON array; "[]" if none. */
static const char *
head_row(struct rebuild *r, const struct folded *f)
{
	const struct hj_dispute *d =
	    f->kind == &hj_dispute_kind ? f->state : NULL;
	struct hj_buf b, part;
	struct hj_out j;
	const char *text;

	if (f->kind == NULL)
		return "[]";
	hj_buf_init(&b, 4 * HJ_SNAPSHOT_MOST);
	hj_buf_init(&part, 64);
	hj_out_init(&j, &b);
	hj_out_open_array(&j);
	hj_out_open(&j);
	hj_out_put_str(&j, "stream", hj_rebuild_hex(r, r->stream));
	hj_out_put_str(&j, "kind", f->kind->name);
	hj_out_put_int(&j, "version", f->version);
	hj_out_put_str(&j, "hash", hj_concat(r->a, "\\x", f->chain, NULL));
	hj_instant_format(&part, f->last_at);
	hj_out_put_str(&j, "last_at", hj_buf_text(&part));
	hj_buf_release(&part);
	hj_out_put_int(
	    &j, "fold", hj_snapshot(&part, f->kind->state, f->state));
	hj_out_put_str(&j, "snapshot", hj_buf_text(&part));
	hj_out_put_bool(&j, "closed", d != NULL && d->closed);
	if (d != NULL) {
		hj_out_put_some(&j, "county", d->county);
		hj_out_put_some(&j, "code", d->code);
		hj_out_put_some(&j, "title", d->title.box);
	}
	hj_out_close(&j);
	hj_out_close(&j);
	text = hj_strdup(r->a, hj_buf_text(&b));
	hj_buf_release(&part);
	hj_buf_release(&b);
	return text;
}

/* The public code's row. */
static const char *
code_row(struct rebuild *r, const struct folded *f)
{
	const struct hj_dispute *d = f->state;

	if (f->kind != &hj_dispute_kind || d->code == NULL)
		return "[]";
	return hj_concat(r->a, "[{\"code\":\"", d->code, "\",\"stream\":\"",
	    hj_rebuild_hex(r, r->stream), "\"}]", NULL);
}

/*
 * What parties and texts are found by, from what is sealed.  A key that does
 * not unwrap is no erased one: the key file is of another site.
 */
static enum hj_err
index_sealed(struct rebuild *r, struct hj_sync *db, const struct folded *f,
    struct hj_rows *rows, struct hj_error *err)
{
	const struct hj_party_marks none = { 0 };
	const struct hj_dispute *d = f->state;
	PGresult *result = NULL;
	struct hj_ring ring;
	enum hj_err code = hj_rebuild_exec(r, db,
	    "SELECT subject, wrapped FROM hejie.subject_key WHERE stream = $1",
	    NULL, &result, err);
	size_t n;

	if (code != HJ_OK)
		return code;
	n = (size_t)hj_row_count(result);
	hj_ring_init(&ring, r->a, r->keys, d->id);
	for (size_t i = 0; i < n; i++) {
		struct hj_row row = hj_row(result, (int)i);
		const char *subject = hj_row_text(&row, 0, r->a, NULL);
		struct hj_bytes wrapped = hj_row_bytes(&row, 1, r->a);

		hj_ring_add(&ring, subject, wrapped.p, wrapped.n);
	}
	PQclear(result);
	if (ring.n != n)
		return hj_fail(err, HJ_ERR_INPUT, "key_file",
		    "does not open the keys of stream ",
		    hj_rebuild_hex(r, r->stream));
	hj_party_index(&ring, r->a, d, &none, rows);
	if (f->registered != NULL)
		hj_text_index(&ring, r->a, d->id, f->registered, rows);
	return HJ_OK;
}

/* All rows that the timeline gives. */
static enum hj_err
project(struct rebuild *r, struct hj_sync *db, const struct folded *f,
    struct hj_rows *rows, struct hj_error *err)
{
	if (f->kind == &hj_dispute_kind) {
		hj_project(r->a, f->state, rows);
		return index_sealed(r, db, f, rows, err);
	}
	if (f->kind == &hj_group_kind)
		hj_project_group(r->a, f->state, NULL, 0, rows);
	else if (f->kind != NULL)
		hj_project_bodies(r->a, f->kind, f->state, rows);
	if (f->kind != NULL)
		hj_project_people(r->a, f->kind, f->state, rows);
	return HJ_OK;
}

/* One stream, under the lock of its head. */
static enum hj_err
mend(struct hj_sync_job *job, struct hj_sync *db, struct hj_error *err)
{
	struct rebuild *r = HJ_CONTAINER(struct rebuild, job, job);
	struct folded f = { 0 };
	struct hj_rows rows = { 0 };
	enum hj_err code = hj_rebuild_exec(r, db,
	    "SELECT FROM hejie.head WHERE stream = $1 FOR UPDATE", NULL, NULL,
	    err);

	if (code == HJ_OK)
		code = fold(r, db, &f, err);
	if (code == HJ_OK)
		code = project(r, db, &f, &rows, err);
	if (code == HJ_OK)
		code = hj_rebuild_table(r, db, "head", head_row(r, &f), err);
	if (code == HJ_OK)
		code = hj_rebuild_table(
		    r, db, "dispute_code", code_row(r, &f), err);
	if (code == HJ_OK)
		code = hj_rebuild_tables(r, db, &rows, err);
	return code == HJ_OK ? mend_due(r, db, &f, err) : code;
}

/* Mend each stream of `result`. */
static bool
mend_list(struct rebuild *r, PGresult *result, struct hj_error *err)
{
	int n = hj_row_count(result);
	bool good = true;

	for (int i = 0; good && i < n; i++) {
		struct hj_row row = hj_row(result, i);

		hj_row_uuid(&row, 0, r->stream);
		good = hj_sync_transaction(r->db, &r->job, err) == HJ_OK;
		hj_arena_clear(r->a);
		if (good && ++r->streams % PROGRESS == 0)
			(void)fprintf(
			    stderr, "%ld streams\n", (long)r->streams);
	}
	PQclear(result);
	return good;
}

/* Every stream that has a timeline. */
static bool
mend_timelines(struct rebuild *r, struct hj_error *err)
{
	for (;;) {
		PGresult *result = NULL;

		if (hj_rebuild_exec(r, r->db,
			"SELECT stream FROM hejie.event"
			" WHERE stream > $1 AND seq = 1"
			" ORDER BY stream LIMIT " BATCH,
			NULL, &result, err) != HJ_OK)
			return false;
		if (hj_row_count(result) == 0) {
			PQclear(result);
			return true;
		}
		if (!mend_list(r, result, err))
			return false;
	}
}

static bool
mend_strays(struct rebuild *r, struct hj_error *err)
{
	PGresult *result = NULL;

	return hj_rebuild_strays(r, &result, err) == HJ_OK &&
	       mend_list(r, result, err);
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
	r.keys = hj_keys_load(cfg->key_file, &err);
	r.db = r.keys == NULL ? NULL : hj_owner_open(cfg, &err);
	good =
	    r.db != NULL && mend_timelines(&r, &err) && mend_strays(&r, &err);
	if (good)
		(void)printf("%ld streams, %ld differences%s\n",
		    (long)r.streams, (long)r.differences,
		    r.check || r.differences == 0 ? "" : ", repaired");
	else
		(void)fprintf(stderr, "hejie rebuild: %s\n", err.msg);
	hj_sync_free(r.db);
	hj_keys_free(r.keys);
	hj_arena_free(r.a);
	return good && (r.differences == 0 || !r.check) ? HJ_EXIT_DONE
							: HJ_EXIT_FAILED;
}
