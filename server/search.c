/*
 * Finding disputes by who is in them, by words of their title, or by their
 * code.
 *
 *	POST /api/v1/search   {"words": "桂香"}
 *
 * A read, though it is a POST: what is looked for is a name or a number, and
 * those must not stand in a URL, which logs and browsers keep.
 *
 * The words become tokens (server/party_index.h), the database finds the
 * parties and titles that have them among the disputes the asker has part in,
 * and those candidates are opened and looked at again.  A body to which a
 * dispute is only offered finds it by its code, and by nothing else.  What is
 *shown leaves an entry in the read log.
 */
#include "server/call.h"
#include "server/matter.h"
#include "server/party_index.h"
#include "server/route_says.h"
#include "server/statements.h"

#include "lib/base/code.h"
#include "lib/integrity/index.h"
#include "lib/integrity/seal.h"
#include "server/http/json_out.h"

#include <string.h>

#define WORDS_MOST 80
#define ITEMS_MOST 50
#define ANSWER_MOST ((size_t)256 * 1024)

struct search {
	struct hj_frame frame;
	const char *words;
};
static const struct hj_field rows[] = {
	HJ_TEXT(search, words, HJ_REQUIRED, WORDS_MOST,
	    "姓名或其拼音首字母、电话、电话后四位、证件号码、题名中的词或编码|"
	    "name or the initials of its reading, telephone or its last four "
	    "digits, identity number, words of the title, or code"),
};
const struct hj_fields hj_search_fields = HJ_FIELDS(search, rows);

/*
 * One row a candidate; who has the very token wanted comes before who has its
 * pieces.  head is read under row-level security like everything else.  Where
 * there is no snapshot of this program's fold, as of a large dispute, `bare`
 * has the stream, and the events tell who is in it.
 */
static const enum hj_pg_type search_types[] = { HJ_PG_TEXTS, HJ_PG_TEXTS,
	HJ_PG_TEXTS, HJ_PG_TEXT, HJ_PG_INT4 };
const struct hj_stmt hj_stmt_search = {
	.name = "search",
	.sql =
	    "WITH hit AS MATERIALIZED ("
	    "  SELECT p.stream, p.party, p.sure"
	    "    FROM hejie.find_parties($1, $2, $3) p"
	    "  UNION ALL"
	    "  SELECT t.stream, NULL, false FROM hejie.find_titles($1, $3) t"
	    "  UNION ALL"
	    "  SELECT c.stream, NULL, true FROM hejie.dispute_code c"
	    "   WHERE c.code = $4),"
	    " candidate AS MATERIALIZED ("
	    "  SELECT h.stream, h.code, h.title, h.snapshot, h.fold, t.party"
	    "    FROM hit t JOIN hejie.head h ON h.stream = t.stream"
	    "   ORDER BY t.sure DESC, h.last_at DESC, h.stream, t.party"
	    "   LIMIT 200)"
	    "SELECT " HJ_MATTER_COLUMNS(
		"bare") ","
			"       c.stream, c.code, c.title, c.party,"
			"       x.j ->> 'name', x.j ->> 'phone', x.j ->> "
			"'identity',"
			"       (SELECT k.wrapped FROM hejie.subject_key k"
			"         WHERE k.stream = c.stream AND k.subject = "
			"'title'),"
			"       x.j ->> 'subject',"
			"       (SELECT k.wrapped FROM hejie.subject_key k"
			"         WHERE k.stream = c.stream"
			"           AND k.subject = x.j ->> 'subject')"
			"  FROM candidate c"
			"  LEFT JOIN LATERAL (SELECT c.stream"
			"                      WHERE c.fold <> $5) bare ON true"
			"  LEFT JOIN LATERAL "
			"jsonb_path_query_first(c.snapshot::jsonb,"
			"       '$.party[*] ? (@.no == $no)',"
			"       jsonb_build_object('no', c.party)) AS x(j)"
			"       ON c.party IS NOT NULL",
	.n_params = 5,
	.types = search_types,
	.slow = true,
};

/* A search on its way. */
struct searching {
	struct hj_call call;
	const char *words;
	struct hj_buf answer;
	struct hj_out out;
	struct hj_bytes shown[ITEMS_MOST]; /* streams */
	size_t n;
};

static void on_found(struct hj_query *q);
static void on_noted(struct hj_query *q);

/* ---- asking ---- */

/* The tokens as PostgreSQL writes an array: "{1,2}". */
static const char *
array_text(struct hj_arena *a, const int64_t *list, size_t n)
{
	struct hj_buf b;

	hj_buf_init(&b, 4096);
	hj_buf_putc(&b, '{');
	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			hj_buf_putc(&b, ',');
		hj_buf_int(&b, list[i]);
	}
	hj_buf_putc(&b, '}');
	return hj_buf_keep(a, &b);
}

static void
put_words(struct searching *s)
{
	struct hj_req *req = s->call.req;
	struct hj_arena *a = req->arena;
	struct hj_params *p = hj_call_params(&s->call);
	const char **county, **one, **every;
	size_t n = hj_counties(a, req->service->worlds, &county);
	char code[HJ_CODE_ROOM];

	one = hj_alloc(a, (n + 1) * sizeof(*one));
	every = hj_alloc(a, (n + 1) * sizeof(*every));
	for (size_t i = 0; i < n; i++) {
		struct hj_words_tokens t;

		hj_words_tokens(req->service->keys, a, county[i], s->words, &t);
		one[i] = array_text(a, t.one, t.n_one);
		every[i] = array_text(a, t.every, t.n_every);
	}
	hj_param_texts(p, county, n);
	hj_param_texts(p, one, n);
	hj_param_texts(p, every, n);
	hj_param_text(p, hj_code_read(code, s->words) ? code : NULL);
	hj_param_int4(p, HJ_FOLD);
}

void
hj_search_handler(struct hj_req *req)
{
	struct search search = { 0 };
	struct searching *s;
	struct hj_error err;

	if (!hj_may(HJ_MAY_READ, req->actor->roles, HJ_REL_PART)) {
		hj_reply_kind(req, HJ_PROBLEM_FORBIDDEN, NULL);
		return;
	}
	if (!hj_call_body(req, &hj_search_fields, &search))
		return;
	if (hj_words_length(req->arena, search.words) < HJ_WORDS_LEAST) {
		hj_fail(&err, HJ_ERR_INPUT, "words",
		    "at least two letters or digits", NULL);
		hj_reply_error(req, &err);
		return;
	}
	s = HJ_NEW(req->arena, struct searching);
	s->words = search.words;
	hj_call_begin(&s->call, req);
	put_words(s);
	hj_call_read_as_asker(&s->call, &hj_stmt_search, on_found);
}

/* ---- looking again ---- */

static const char *
stream_text(struct hj_arena *a, const unsigned char *stream)
{
	struct hj_buf hex;

	hj_buf_init(&hex, 64);
	hj_buf_hex(&hex, stream, 16);
	return hj_buf_keep(a, &hex);
}

/* The columns of a candidate, behind those of a matter. */
enum column {
	STREAM = 4,
	CODE,
	TITLE,
	PARTY,
	NAME,
	PHONE,
	IDENTITY,
	TITLE_KEY,
	SUBJECT,
	PARTY_KEY,
};

static void
put_item(struct searching *s, struct hj_ring *ring, struct hj_row *row,
    const char *name, const char *matched)
{
	struct hj_arena *a = s->call.req->arena;
	const char *box = hj_row_text(row, TITLE, a, NULL);
	const char *title = hj_open_text(ring, box);

	hj_out_open(&s->out);
	hj_out_put_str(&s->out, "id", ring->stream);
	hj_out_put_str(&s->out, "code", hj_row_text(row, CODE, a, NULL));
	if (box != NULL)
		hj_out_put_str(
		    &s->out, "title", title == NULL ? "(已删除)" : title);
	hj_out_put_some(&s->out, "party", name);
	hj_out_put_str(&s->out, "matched", matched);
	hj_out_close(&s->out);
}

/* The party in the snapshot's part of the row. */
static void
open_party(
    struct hj_ring *ring, struct hj_row *row, struct hj_written_party *ret)
{
	const char *subject = hj_row_text(row, SUBJECT, ring->a, NULL);
	struct hj_bytes key = hj_row_bytes(row, PARTY_KEY, ring->a);

	if (subject != NULL)
		hj_ring_add(ring, subject, key.p, key.n);
	ret->name = hj_open_text(ring, hj_row_text(row, NAME, ring->a, NULL));
	ret->phone = hj_open_text(ring, hj_row_text(row, PHONE, ring->a, NULL));
	ret->identity =
	    hj_open_text(ring, hj_row_text(row, IDENTITY, ring->a, NULL));
}

/* Party `no` of a dispute without a snapshot, from its events. */
static void
find_party(struct hj_ring *ring, struct hj_row *row, int64_t no,
    struct hj_written_party *ret)
{
	struct hj_written w = { 0 };

	(void)hj_matter_row(ring->a, ring->keys, row, &w);
	for (size_t i = 0; i < w.n_party; i++)
		if (w.party[i].no == no)
			*ret = w.party[i];
}

/* Is it on the list already? */
static bool
is_shown(const struct searching *s, const unsigned char *stream)
{
	for (size_t i = 0; i < s->n; i++)
		if (memcmp(s->shown[i].p, stream, 16) == 0)
			return true;
	return false;
}

/* By what a dispute is found, and none of its parties; or NULL. */
static const char *
found_by(struct searching *s, struct hj_ring *ring, struct hj_row *row)
{
	struct hj_arena *a = s->call.req->arena;
	const char *title =
	    hj_open_text(ring, hj_row_text(row, TITLE, a, NULL));
	char code[HJ_CODE_ROOM];

	if (hj_code_read(code, s->words) &&
	    strcmp(code, hj_row_text(row, CODE, a, NULL)) == 0)
		return "code";
	return title != NULL && strstr(hj_index_fold(a, title),
				    hj_index_fold(a, s->words)) != NULL
		   ? "title"
		   : NULL;
}

/* Open one candidate, and show it if it is what was looked for. */
static bool
look(struct searching *s, struct hj_row *row)
{
	struct hj_req *req = s->call.req;
	struct hj_arena *a = req->arena;
	unsigned char *stream = hj_alloc(a, 16);
	const char *matched = NULL;
	struct hj_bytes title_key = hj_row_bytes(row, TITLE_KEY, a);
	struct hj_written_party party = { 0 };
	struct hj_ring ring;

	hj_row_uuid(row, STREAM, stream);
	hj_ring_init(&ring, a, req->service->keys, stream_text(a, stream));
	hj_ring_add(&ring, HJ_SUBJECT_TITLE, title_key.p, title_key.n);
	if (!hj_row_is_null(row, PARTY)) {
		if (hj_row_is_null(row, 0))
			open_party(&ring, row, &party);
		else
			find_party(&ring, row, hj_row_int(row, PARTY), &party);
		matched = hj_party_found_by(
		    a, s->words, party.name, party.phone, party.identity);
	} else if (!is_shown(s, stream)) {
		matched = found_by(s, &ring, row);
	}
	if (row->bad || matched == NULL)
		return !row->bad;
	put_item(s, &ring, row, party.name, matched);
	s->shown[s->n++] = (struct hj_bytes){ stream, 16 };
	return true;
}

static void
end(struct searching *s)
{
	hj_buf_release(&s->answer);
	hj_call_end(&s->call);
}

static void
on_found(struct hj_query *q)
{
	struct searching *s = HJ_CONTAINER(struct searching, call.query, q);
	struct hj_req *req = s->call.req;
	PGresult *result = s->call.step.result;
	bool good = true;

	if (hj_call_failed(&s->call))
		return;
	hj_buf_init(&s->answer, ANSWER_MOST);
	hj_out_init(&s->out, &s->answer);
	hj_out_open_list(&s->out);
	for (int i = 0; good && i < hj_row_count(result) && s->n < ITEMS_MOST;
	     i++) {
		struct hj_row row = hj_row(result, i);

		good = look(s, &row);
	}
	hj_out_close(&s->out);
	hj_out_close(&s->out);
	if (!good || s->n == 0) {
		if (good)
			hj_reply_buf(req, 200, HJ_TYPE_JSON, &s->answer);
		else
			hj_reply_kind(req, HJ_PROBLEM_UNKNOWN_KIND, NULL);
		end(s);
		return;
	}
	hj_call_note_all(&s->call, s->shown, s->n, "search", on_noted);
}

/* What was opened is entered before it is shown. */
static void
on_noted(struct hj_query *q)
{
	struct searching *s = HJ_CONTAINER(struct searching, call.query, q);

	if (q->err.code != HJ_OK)
		hj_reply_error(s->call.req, &q->err);
	else
		hj_reply_buf(s->call.req, 200, HJ_TYPE_JSON, &s->answer);
	end(s);
}
