/*
 * What became of an imported list.
 *
 *	GET /api/v1/imports/{id}[?after=ROW]      row by row, 200 at a time
 *	GET /api/v1/imports/{id}/faults.csv[?after=ROW]
 *
 * While nothing is stored yet each row tells which bodies are suggested for it
 * (server/suggest.h).  A row that went in without its second command, for want
 *of a receiver, tells what it says for that: the consents of a referral, which
 *go with it when the receiver is chosen (`then`, as POST
 * /api/v1/referrals/batch takes it); that is opened, and entered in the read
 *log.  The second gives the rows that did not go in as they were, with a column
 *of reasons, as CSV that a spreadsheet opens; put right it can be sent again.
 *It opens what is sealed and leaves an entry in the read log.
 */
#include "server/imports.h"

#include "server/call.h"
#include "server/sealing.h"
#include "server/statements.h"
#include "server/suggest.h"

#include <string.h>

#define ROWS_MOST 200
#define SUGGEST_MOST 3 /* bodies of one row */
#define ANSWER_MOST ((size_t)1000 * 1000)

static const enum hj_pg_type id_types[] = { HJ_PG_UUID };
const struct hj_stmt hj_stmt_imports = {
	.name = "import_list",
	.sql = "SELECT i.profile, i.format, i.coding, i.dry, i.header,"
	       " i.wrapped, count(*),"
	       " count(*) FILTER (WHERE r.state = 'waiting'),"
	       " count(*) FILTER (WHERE r.state = 'faulty'),"
	       " count(*) FILTER (WHERE r.state = 'refused'),"
	       " count(*) FILTER (WHERE r.state = 'fits'),"
	       " count(*) FILTER (WHERE r.state = 'done')"
	       "  FROM hejie.import i"
	       "  LEFT JOIN hejie.import_row r ON r.import = i.id"
	       " WHERE i.id = $1 GROUP BY i.id",
	.n_params = 1,
	.types = id_types,
};
static const enum hj_pg_type rows_types[] = { HJ_PG_UUID, HJ_PG_INT4,
	HJ_PG_INT4, HJ_PG_BOOL, HJ_PG_TEXT };
const struct hj_stmt hj_stmt_import_rows = {
	.name = "import_rows",
	.sql =
	    "SELECT no, line, state, faults, likely,"
	    " replace(stream::text, '-', ''), code,"
	    " CASE WHEN $4 THEN cells END, place,"
	    " CASE WHEN category ~ '^[A-Z]+$' THEN category"
	    "  ELSE hejie.category_of($5, category) END,"
	    " CASE WHEN $5 IS NOT NULL AND token IS NOT NULL THEN replace("
	    "  hejie.last_dealing($5, ARRAY[token], NULL)::text, '-', '') END,"
	    " CASE WHEN NOT $4 AND state = 'done' THEN further END"
	    "  FROM hejie.import_row"
	    " WHERE import = $1 AND no > $2"
	    "   AND (NOT $4 OR state IN ('faulty', 'refused'))"
	    " ORDER BY no LIMIT $3",
	.n_params = 5,
	.types = rows_types,
};

struct look {
	struct hj_call call;
	unsigned char id[16];
	const char *id_text;
	int64_t after;
	bool file; /* the rows that did not go in */
	struct hj_buf answer;
	struct hj_out out;
	struct hj_ring ring;
	const char *header;
	const struct hj_profile *profile;
	bool suggests;
	bool opened; /* something sealed is told */
	struct hj_suggester s;
};

struct cells {
	struct hj_name *list;
	size_t n_list;
};

static void on_list(struct hj_query *q);
static void on_open(struct hj_query *q);
static void on_rows(struct hj_query *q);
static void on_noted(struct hj_query *q);

static void
look(struct hj_req *req, bool file)
{
	struct look *l = HJ_NEW(req->arena, struct look);
	const char *after = hj_req_query(req, "after");

	l->file = file;
	l->id_text = hj_req_param(req, "id");
	if (!hj_id_bytes(l->id, l->id_text) ||
	    (after != NULL && (!hj_text_int(after, &l->after) || l->after < 0 ||
				  l->after > HJ_IMPORT_ROWS))) {
		hj_reply_kind(req, HJ_PROBLEM_ABSENT, NULL);
		return;
	}
	hj_call_begin(&l->call, req);
	hj_param_uuid(hj_call_params(&l->call), l->id);
	hj_call_read_as_asker(&l->call, &hj_stmt_imports, on_list);
}

void
hj_import_look_handler(struct hj_req *req)
{
	look(req, false);
}

void
hj_import_faults_handler(struct hj_req *req)
{
	look(req, true);
}

/* The head of the answer: the list as a whole. */
static void
put_list(struct look *l, struct hj_row *row)
{
	static const char *const counts[] = { "waiting", "faulty", "refused",
		"fits", "done" };
	struct hj_arena *a = l->call.req->arena;
	bool dry = hj_row_bool(row, 3), waits = hj_row_int(row, 7) > 0;
	struct hj_out *j = &l->out;

	hj_out_put_str(j, "id", l->id_text);
	hj_out_put_str(j, "profile", hj_row_text(row, 0, a, NULL));
	hj_out_put_str(j, "format", hj_row_text(row, 1, a, NULL));
	hj_out_put_str(j, "coding", hj_row_text(row, 2, a, NULL));
	hj_out_put_bool(j, "dry", dry);
	hj_out_put_str(j, "state",
	    waits ? "running"
	    : dry ? "checked"
		  : "done");
	hj_out_put_int(j, "rows", hj_row_int(row, 6));
	hj_out_key(j, "counts");
	hj_out_open(j);
	for (int i = 0; i < 5; i++)
		hj_out_put_int(j, counts[i], hj_row_int(row, 7 + i));
	hj_out_close(j);
}

/* Is it a list of matters that is only looked at? */
static bool
suggests(struct look *l, struct hj_row *row)
{
	return !l->file && hj_row_bool(row, 3) && l->profile != NULL &&
	       l->profile->kind == &hj_dispute_kind;
}

static void
ask_rows(struct look *l)
{
	struct hj_params *p = hj_call_params(&l->call);

	hj_param_uuid(p, l->id);
	hj_param_int4(p, (int32_t)l->after);
	hj_param_int4(p, l->file ? HJ_IMPORT_ROWS : ROWS_MOST);
	hj_param_bool(p, l->file);
	hj_param_text(
	    p, l->suggests && l->s.asker != NULL ? l->s.asker->county : NULL);
	hj_call_read_as_asker(&l->call, &hj_stmt_import_rows, on_rows);
}

static void
on_open(struct hj_query *q)
{
	struct look *l = HJ_CONTAINER(struct look, call.query, q);

	if (q->err.code != HJ_OK) {
		hj_buf_release(&l->answer);
		hj_suggest_end(&l->s);
	}
	if (hj_call_failed(&l->call))
		return;
	hj_suggest_take(&l->s, l->call.step.result);
	ask_rows(l);
}

static void
on_list(struct hj_query *q)
{
	struct look *l = HJ_CONTAINER(struct look, call.query, q);
	struct hj_req *req = l->call.req;
	struct hj_row row = hj_row(l->call.step.result, 0);
	struct hj_bytes wrapped;

	if (hj_call_failed(&l->call))
		return;
	if (hj_row_count(l->call.step.result) != 1) {
		hj_call_refuse(&l->call, HJ_PROBLEM_ABSENT, NULL);
		return;
	}
	hj_buf_init(&l->answer, ANSWER_MOST);
	wrapped = hj_row_bytes(&row, 5, req->arena);
	hj_ring_init(&l->ring, req->arena, req->service->keys, l->id_text);
	hj_ring_add(&l->ring, "text", wrapped.p, wrapped.n);
	l->profile = hj_profile_find(
	    &req->service->profiles, hj_row_text(&row, 0, req->arena, NULL));
	if (l->file) {
		l->header = hj_row_text(&row, 4, req->arena, NULL);
	} else {
		hj_out_init(&l->out, &l->answer);
		hj_out_open(&l->out);
		put_list(l, &row);
	}
	l->suggests = suggests(l, &row);
	if (l->suggests)
		hj_suggest_ask(&l->s, &l->call, on_open);
	else
		ask_rows(l);
}

/* ---- row by row ---- */

/* What the row says of its matter, and which bodies that suggests. */
static void
put_suggested(struct look *l, struct hj_row *row)
{
	struct hj_arena *a = l->call.req->arena;
	const struct hj_wish w = {
		.place = hj_row_text(row, 8, a, NULL),
		.category = hj_row_text(row, 9, a, NULL),
		.dealt = hj_row_text(row, 10, a, NULL),
	};

	hj_out_key(&l->out, "suggested");
	hj_suggest_put(&l->s, &l->out, w, SUGGEST_MOST);
}

/* What the row says for a second command that was not sent. */
static void
put_then(struct look *l, struct hj_row *row)
{
	struct hj_arena *a = l->call.req->arena;
	const char *further =
	    hj_row_is_null(row, 11)
		? NULL
		: hj_open_text(&l->ring, hj_row_text(row, 11, a, NULL));

	if (l->profile == NULL || further == NULL ||
	    strcmp(further, "{}") == 0 ||
	    hj_profile_goes_on(a, l->profile, further))
		return;
	hj_out_key(&l->out, "then");
	hj_out_raw(&l->out, further, strlen(further));
	l->opened = true;
}

static void
put_row(struct look *l, struct hj_row *row)
{
	struct hj_req *req = l->call.req;
	struct hj_arena *a = req->arena;
	struct hj_out *j = &l->out;
	const char *likely = hj_row_text(row, 4, a, NULL);

	hj_out_open(j);
	hj_out_put_int(j, "row", hj_row_int(row, 0));
	hj_out_put_int(j, "line", hj_row_int(row, 1));
	hj_out_put_str(j, "state", hj_row_text(row, 2, a, NULL));
	hj_out_key(j, "faults");
	hj_import_put_faults(j, a, hj_row_text(row, 3, a, NULL), req->lang);
	hj_out_key(j, "likely");
	hj_out_raw(j, likely, strlen(likely));
	if (!hj_row_is_null(row, 5))
		hj_out_put_str(j, "id", hj_row_text(row, 5, a, NULL));
	if (!hj_row_is_null(row, 6))
		hj_out_put_str(j, "code", hj_row_text(row, 6, a, NULL));
	if (l->suggests)
		put_suggested(l, row);
	put_then(l, row);
	hj_out_close(j);
}

static void
answer_rows(struct look *l, PGresult *result)
{
	struct hj_req *req = l->call.req;
	int n = hj_row_count(result);
	int64_t last = 0;

	hj_out_key(&l->out, "items");
	hj_out_open_array(&l->out);
	for (int i = 0; i < n; i++) {
		struct hj_row row = hj_row(result, i);

		put_row(l, &row);
		last = hj_row_int(&row, 0);
	}
	hj_out_close(&l->out);
	if (n == ROWS_MOST) {
		struct hj_buf next;

		hj_buf_init(&next, 40);
		hj_buf_puts(&next, "after=");
		hj_buf_int(&next, last);
		hj_out_put_str(&l->out, "next", hj_buf_text(&next));
		hj_buf_release(&next);
	}
	hj_out_close(&l->out);
	if (l->suggests)
		hj_suggest_end(&l->s);
	if (l->opened) {
		hj_call_note(&l->call, l->id, "import", on_noted);
		return;
	}
	hj_reply_buf(req, 200, HJ_TYPE_JSON, &l->answer);
	hj_buf_release(&l->answer);
	hj_call_end(&l->call);
}

/* ---- the file of what did not go in ---- */

static void
put_file(struct look *l, PGresult *result)
{
	struct hj_req *req = l->call.req;
	struct hj_arena *a = req->arena;
	const char *cell[HJ_TABLE_COLUMNS];
	size_t width = hj_import_texts(a, l->header, cell);
	struct hj_buf *b = &l->answer;
	int64_t last = l->after;

	hj_buf_puts(b, HJ_CSV_MARK);
	cell[0] = req->lang == HJ_LANG_EN ? "reason" : "原因";
	hj_import_put_record(b, a, l->header, width, cell, 1);
	for (int i = 0; i < hj_row_count(result); i++) {
		struct hj_row row = hj_row(result, i);
		const char *json =
		    hj_open_text(&l->ring, hj_row_text(&row, 7, a, NULL));
		const char *why = hj_import_faults_text(
		    a, hj_row_text(&row, 3, a, NULL), req->lang);

		/* What no longer fits is asked for with ?after. */
		if (json != NULL &&
		    b->n + 2 * strlen(json) + strlen(why) > ANSWER_MOST) {
			hj_import_link(req, last);
			break;
		}
		hj_import_put_record(b, a, json, width, &why, 1);
		last = hj_row_int(&row, 0);
	}
}

static void
on_rows(struct hj_query *q)
{
	struct look *l = HJ_CONTAINER(struct look, call.query, q);

	if (q->err.code != HJ_OK) {
		hj_buf_release(&l->answer);
		if (l->suggests)
			hj_suggest_end(&l->s);
	}
	if (hj_call_failed(&l->call))
		return;
	if (!l->file) {
		answer_rows(l, l->call.step.result);
		return;
	}
	put_file(l, l->call.step.result);
	hj_call_note(&l->call, l->id, "import", on_noted);
}

/* What was opened is entered before it is shown. */
static void
on_noted(struct hj_query *q)
{
	struct look *l = HJ_CONTAINER(struct look, call.query, q);
	struct hj_req *req = l->call.req;

	if (q->err.code != HJ_OK) {
		hj_reply_error(req, &q->err);
	} else if (!l->file) {
		hj_reply_buf(req, 200, HJ_TYPE_JSON, &l->answer);
	} else {
		hj_req_add_header(req, "Content-Disposition",
		    "attachment; filename=\"faults.csv\"");
		hj_reply_buf(req, 200, "text/csv; charset=utf-8", &l->answer);
	}
	hj_buf_release(&l->answer);
	hj_call_end(&l->call);
}
