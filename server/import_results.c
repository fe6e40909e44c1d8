/*
 * What became of the matters of an imported list, in its own columns:
 *
 *	GET /api/v1/imports/{id}/results.csv[?after=ROW]
 *
 * Each record as it was sent, and behind it the code of the dispute, to whom it
 * was handed, and what came of it: for a court, or a hotline, to take back into
 * the system that the list came from.  CSV in UTF-8 with a mark, as
 *spreadsheets open it.  It opens what is sealed and leaves an entry in the read
 *log.  Lists are kept for 90 days.
 */
#include "server/imports.h"

#include "server/call.h"
#include "server/sealing.h"
#include "server/statements.h"

#include <string.h>

#define ROWS_MOST 1000
#define ANSWER_MOST ((size_t)1000 * 1000)
#define FIRST 4 /* of the columns that are told; those before are the row's */

static const enum hj_pg_type list_types[] = { HJ_PG_UUID };
const struct hj_stmt hj_stmt_import_head = {
	.name = "import_head",
	.sql = "SELECT header, wrapped FROM hejie.import WHERE id = $1",
	.n_params = 1,
	.types = list_types,
};
static const enum hj_pg_type rows_types[] = { HJ_PG_UUID, HJ_PG_INT4,
	HJ_PG_INT4 };
const struct hj_stmt hj_stmt_import_results = {
	.name = "import_results",
	.sql = "SELECT r.no, r.cells, r.faults, r.state, r.code,"
	       " o.snapshot::json ->> 'name', f.state, p.opened_on::text,"
	       " p.ground, p.ended_on::text,"
	       " h.snapshot::jsonb #>> '{agreement,-1,effective_on}', c.ground"
	       "  FROM hejie.import_row r"
	       "  LEFT JOIN hejie.head h ON h.stream = r.stream"
	       "   AND h.kind = 'dispute'"
	       "  LEFT JOIN LATERAL (SELECT f.to_body, f.state"
	       "    FROM hejie.referral f WHERE f.stream = h.stream"
	       "   ORDER BY f.no DESC LIMIT 1) f ON true"
	       "  LEFT JOIN hejie.head o ON o.stream = f.to_body"
	       "   AND o.kind = 'organisation'"
	       "  LEFT JOIN LATERAL (SELECT p.opened_on, p.ground, p.ended_on"
	       "    FROM hejie.procedure p WHERE p.stream = h.stream"
	       "     AND p.body = f.to_body"
	       "   ORDER BY p.no DESC LIMIT 1) p ON true"
	       "  LEFT JOIN LATERAL (SELECT c.ground FROM hejie.procedure c"
	       "   WHERE c.stream = h.stream AND c.channel = 'confirmation'"
	       "   ORDER BY c.no DESC LIMIT 1) c ON true"
	       " WHERE r.import = $1 AND r.no > $2 ORDER BY r.no LIMIT $3",
	.n_params = 3,
	.types = rows_types,
	.slow = true,
};

static const struct hj_word state_list[] = {
	{ NULL, NULL, NULL },
	{ "done", "已登记", "registered" },
	{ "faulty", "有误", "faulty" },
	{ "refused", "未登记", "refused" },
	{ "waiting", "待登记", "waiting" },
	{ "fits", "可以登记", "fits" },
};
static const struct hj_words state_words = HJ_WORDS(state_list);

/* The columns behind those of the list, in the order of the statement. */
static const struct column {
	const char *zh, *en;
	const struct hj_words *words; /* NULL: told as it is */
} columns[] = {
	{ "纠纷编号", "code", NULL },
	{ "接收单位", "sent to", NULL },
	{ "移交情况", "referral", &hj_referral_state_words },
	{ "接收日期", "taken on", NULL },
	{ "调解结果", "result", &hj_ground_words },
	{ "结束日期", "ended on", NULL },
	{ "协议生效日期", "agreement in effect since", NULL },
	{ "司法确认", "confirmation", &hj_ground_words },
};
#define COLUMNS (sizeof(columns) / sizeof(columns[0]))

struct results {
	struct hj_call call;
	unsigned char id[16];
	int64_t after;
	struct hj_ring ring;
	const char *header;
	struct hj_buf answer;
};

static void on_list(struct hj_query *q);
static void on_rows(struct hj_query *q);
static void on_noted(struct hj_query *q);

void
hj_import_results_handler(struct hj_req *req)
{
	struct results *r = HJ_NEW(req->arena, struct results);
	const char *after = hj_req_query(req, "after");
	const char *id = hj_req_param(req, "id");

	if (!hj_id_bytes(r->id, id) ||
	    (after != NULL && (!hj_text_int(after, &r->after) || r->after < 0 ||
				  r->after > HJ_IMPORT_ROWS))) {
		hj_reply_kind(req, HJ_PROBLEM_ABSENT, NULL);
		return;
	}
	hj_ring_init(&r->ring, req->arena, req->service->keys, id);
	hj_call_begin(&r->call, req);
	hj_param_uuid(hj_call_params(&r->call), r->id);
	hj_call_read_as_asker(&r->call, &hj_stmt_import_head, on_list);
}

static void
on_list(struct hj_query *q)
{
	struct results *r = HJ_CONTAINER(struct results, call.query, q);
	struct hj_arena *a = r->call.req->arena;
	struct hj_row row = hj_row(r->call.step.result, 0);
	struct hj_bytes wrapped;
	struct hj_params *p;

	if (hj_call_failed(&r->call))
		return;
	if (hj_row_count(r->call.step.result) != 1) {
		hj_call_refuse(&r->call, HJ_PROBLEM_ABSENT, NULL);
		return;
	}
	r->header = hj_row_text(&row, 0, a, NULL);
	wrapped = hj_row_bytes(&row, 1, a);
	hj_ring_add(&r->ring, "text", wrapped.p, wrapped.n);
	p = hj_call_params(&r->call);
	hj_param_uuid(p, r->id);
	hj_param_int4(p, (int32_t)r->after);
	hj_param_int4(p, ROWS_MOST);
	hj_call_read_as_asker(&r->call, &hj_stmt_import_results, on_rows);
}

static const char *
word(const struct hj_words *words, const char *name, enum hj_lang lang)
{
	int w = name == NULL || words == NULL
		    ? 0
		    : hj_word_find(words, name, strlen(name));

	if (w == 0)
		return name == NULL ? "" : name;
	return lang == HJ_LANG_EN ? words->word[w].en : words->word[w].zh;
}

static void
put_head(struct results *r, size_t width)
{
	enum hj_lang lang = r->call.req->lang;
	const char *more[COLUMNS + 1];

	more[0] = lang == HJ_LANG_EN ? "import" : "登记情况";
	for (size_t i = 0; i < COLUMNS; i++)
		more[i + 1] =
		    lang == HJ_LANG_EN ? columns[i].en : columns[i].zh;
	hj_buf_puts(&r->answer, HJ_CSV_MARK);
	hj_import_put_record(&r->answer, r->call.req->arena, r->header, width,
	    more, COLUMNS + 1);
}

static void
put_row(struct results *r, struct hj_row *row, const char *cells, size_t width)
{
	struct hj_arena *a = r->call.req->arena;
	enum hj_lang lang = r->call.req->lang;
	const char *more[COLUMNS + 1];
	const char *why =
	    hj_import_faults_text(a, hj_row_text(row, 2, a, NULL), lang);

	more[0] = word(&state_words, hj_row_text(row, 3, a, NULL), lang);
	if (*why != '\0')
		more[0] = hj_concat(a, more[0], ";", why, NULL);
	for (size_t i = 0; i < COLUMNS; i++)
		more[i + 1] = word(columns[i].words,
		    hj_row_text(row, FIRST + (int)i, a, NULL), lang);
	hj_import_put_record(&r->answer, a, cells, width, more, COLUMNS + 1);
}

static void
put_file(struct results *r, PGresult *result)
{
	struct hj_req *req = r->call.req;
	const char *cell[HJ_TABLE_COLUMNS];
	size_t width = hj_import_texts(req->arena, r->header, cell);
	int n = hj_row_count(result);
	int64_t last = r->after;

	put_head(r, width);
	for (int i = 0; i < n; i++) {
		struct hj_row row = hj_row(result, i);
		const char *cells = hj_open_text(
		    &r->ring, hj_row_text(&row, 1, req->arena, NULL));

		if (cells != NULL &&
		    r->answer.n + 2 * strlen(cells) + 4096 > ANSWER_MOST) {
			hj_import_link(req, last);
			return;
		}
		put_row(r, &row, cells, width);
		last = hj_row_int(&row, 0);
	}
	if (n == ROWS_MOST)
		hj_import_link(req, last);
}

static void
on_rows(struct hj_query *q)
{
	struct results *r = HJ_CONTAINER(struct results, call.query, q);

	if (hj_call_failed(&r->call))
		return;
	hj_buf_init(&r->answer, ANSWER_MOST);
	put_file(r, r->call.step.result);
	hj_call_note(&r->call, r->id, "import", on_noted);
}

/* What was opened is entered before it is shown. */
static void
on_noted(struct hj_query *q)
{
	struct results *r = HJ_CONTAINER(struct results, call.query, q);
	struct hj_req *req = r->call.req;

	if (q->err.code != HJ_OK) {
		hj_reply_error(req, &q->err);
	} else {
		hj_req_add_header(req, "Content-Disposition",
		    "attachment; filename=\"results.csv\"");
		hj_reply_buf(req, 200, "text/csv; charset=utf-8", &r->answer);
	}
	hj_buf_release(&r->answer);
	hj_call_end(&r->call);
}
