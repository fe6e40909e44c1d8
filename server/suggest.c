/* Suggesting a body for a matter; see suggest.h. */
#include "server/suggest.h"

#include "server/statements.h"

#include <string.h>

#define ANSWER_MOST ((size_t)64 * 1024)

static const enum hj_pg_type uuids_types[] = { HJ_PG_UUIDS };
const struct hj_stmt hj_stmt_suggest_open = {
	.name = "suggest_open",
	.sql = "SELECT replace(body::text, '-', ''), open"
	       "  FROM hejie.open_procedures($1)",
	.n_params = 1,
	.types = uuids_types,
};
const struct hj_stmt hj_stmt_suggest_wish = {
	.name = "suggest_wish",
	.sql =
	    "SELECT replace(h.stream::text, '-', ''), s.j ->> 'place',"
	    " coalesce(s.j ->> 'category_moj',"
	    "   hejie.category_of(h.county,"
	    "     e.bytes::jsonb #>> '{body,category_word}')),"
	    " (SELECT string_agg(DISTINCT replace(d.body::text, '-', ''), ',')"
	    "    FROM hejie.party_index p CROSS JOIN LATERAL"
	    "      (SELECT hejie.last_dealing(p.county, p.tokens, h.stream)"
	    "         AS body) d"
	    "   WHERE p.stream = h.stream),"
	    " (SELECT string_agg(DISTINCT replace(r.to_body::text, '-', ''),"
	    "   ',') FROM hejie.referral r WHERE r.stream = h.stream"
	    "     AND r.state IN ('refused', 'returned', 'lapsed'))"
	    "  FROM hejie.head h"
	    "  JOIN hejie.event e ON e.stream = h.stream AND e.seq = 1"
	    " CROSS JOIN LATERAL (SELECT h.snapshot::jsonb AS j) s"
	    " WHERE h.stream = ANY ($1) AND h.kind = 'dispute'",
	.n_params = 1,
	.types = uuids_types,
};

/* ---- what the bodies have open ---- */

void
hj_suggest_ask(
    struct hj_suggester *s, struct hj_call *call, hj_query_fn *on_done)
{
	struct hj_req *req = call->req;
	const struct hj_directory *dir;
	struct hj_bytes *ids;
	size_t n = 0;

	s->req = req;
	s->world = hj_world_hold(req->service->worlds);
	dir = &s->world->directory;
	s->asker = hj_org_find(dir, req->actor->org);
	s->open = hj_alloc(req->arena, (dir->n_org + 1) * sizeof(*s->open));
	ids = hj_alloc(req->arena, (dir->n_org + 1) * sizeof(*ids));
	for (size_t i = 0; i < dir->n_org && s->asker != NULL; i++) {
		unsigned char *id = hj_alloc(req->arena, 16);

		if (strcmp(dir->org[i].county, s->asker->county) == 0 &&
		    hj_unhex(id, dir->org[i].id, 16))
			ids[n++] = (struct hj_bytes){ id, 16 };
	}
	hj_param_uuids(hj_call_params(call), ids, n);
	hj_call_read(call, &hj_stmt_suggest_open, on_done);
}

void
hj_suggest_take(struct hj_suggester *s, PGresult *result)
{
	const struct hj_directory *dir = &s->world->directory;

	for (int i = 0; i < hj_row_count(result); i++) {
		struct hj_row row = hj_row(result, i);
		const struct hj_org *org =
		    hj_org_find(dir, hj_row_text(&row, 0, s->req->arena, NULL));

		if (org != NULL)
			s->open[org - dir->org] = hj_row_int(&row, 1);
	}
}

void
hj_suggest_end(struct hj_suggester *s)
{
	hj_world_drop(s->world);
	s->world = NULL;
}

/* ---- a list of bodies ---- */

static void
put_part(const struct hj_suggester *s, struct hj_out *j, int part,
    const struct hj_suggestion *one)
{
	const struct hj_suggest_why *why = &one->why[part];
	struct hj_buf reason;

	if (why->zh == NULL)
		return;
	hj_buf_init(&reason, 256);
	hj_buf_puts(&reason, s->req->lang == HJ_LANG_EN ? why->en : why->zh);
	if (part == HJ_SG_LOAD)
		hj_buf_int(&reason, one->open);
	hj_out_open(j);
	hj_out_put_str(j, "part", hj_suggest_parts[part]);
	hj_out_put_int(j, "points", why->points);
	hj_out_put_str(j, "reason", hj_buf_text(&reason));
	hj_out_close(j);
	hj_buf_release(&reason);
}

void
hj_suggest_put(const struct hj_suggester *s, struct hj_out *j, struct hj_wish w,
    size_t most)
{
	struct hj_suggestion list[HJ_SUGGEST_MOST];
	size_t n = 0;

	if (s->asker != NULL) {
		w.county = s->asker->county;
		w.asker = s->asker->id;
		w.court = hj_org_handles(s->asker, HJ_CH_SUIT);
		n = hj_suggest(&s->world->directory, &w, s->open, list, most);
	}
	hj_out_open_array(j);
	for (size_t i = 0; i < n; i++) {
		hj_out_open(j);
		hj_out_put_str(j, "body", list[i].org->id);
		hj_out_put_str(j, "name", list[i].org->name);
		hj_out_put_int(j, "score", list[i].score);
		hj_out_put_int(j, "open", list[i].open);
		hj_out_key(j, "parts");
		hj_out_open_array(j);
		for (int part = 0; part < HJ_SG__MAX; part++)
			put_part(s, j, part, &list[i]);
		hj_out_close(j);
		hj_out_close(j);
	}
	hj_out_close(j);
}

/* ---- what is known of a dispute ---- */

void
hj_suggest_wishes(struct hj_call *call, const struct hj_bytes *disputes,
    size_t n, hj_query_fn *on_done)
{
	hj_param_uuids(hj_call_params(call), disputes, n);
	hj_call_read_as_asker(call, &hj_stmt_suggest_wish, on_done);
}

struct hj_wish
hj_suggest_wish(
    const struct hj_suggester *s, struct hj_row *row, const char **ret_dispute)
{
	struct hj_arena *a = s->req->arena;

	*ret_dispute = hj_row_text(row, 0, a, NULL);
	return (struct hj_wish){
		.place = hj_row_text(row, 1, a, NULL),
		.category = hj_row_text(row, 2, a, NULL),
		.dealt = hj_row_text(row, 3, a, NULL),
		.turned = hj_row_text(row, 4, a, NULL),
	};
}

/* ---- one dispute ---- */

struct look {
	struct hj_call call;
	struct hj_suggester s;
	struct hj_bytes id;
};

static void on_open(struct hj_query *q);
static void on_wish(struct hj_query *q);

void
hj_suggestions_handler(struct hj_req *req)
{
	struct look *l = HJ_NEW(req->arena, struct look);
	const char *id = hj_req_param(req, "id");
	unsigned char *bytes = hj_alloc(req->arena, 16);

	if (!hj_may(HJ_MAY_READ, req->actor->roles, HJ_REL_PART)) {
		hj_reply_kind(req, HJ_PROBLEM_FORBIDDEN, NULL);
		return;
	}
	if (!hj_id_bytes(bytes, id)) {
		hj_reply_kind(req, HJ_PROBLEM_ABSENT, NULL);
		return;
	}
	l->id = (struct hj_bytes){ bytes, 16 };
	hj_call_begin(&l->call, req);
	hj_suggest_ask(&l->s, &l->call, on_open);
}

static void
on_open(struct hj_query *q)
{
	struct look *l = HJ_CONTAINER(struct look, call.query, q);

	if (q->err.code != HJ_OK)
		hj_suggest_end(&l->s);
	if (hj_call_failed(&l->call))
		return;
	hj_suggest_take(&l->s, l->call.step.result);
	hj_suggest_wishes(&l->call, &l->id, 1, on_wish);
}

static void
answer(struct look *l, struct hj_row *row)
{
	const char *id;
	const struct hj_wish w = hj_suggest_wish(&l->s, row, &id);
	struct hj_buf b;
	struct hj_out j;

	hj_buf_init(&b, ANSWER_MOST);
	hj_out_init(&j, &b);
	hj_out_open(&j);
	hj_out_key(&j, "items");
	hj_suggest_put(&l->s, &j, w, HJ_SUGGEST_MOST);
	hj_out_close(&j);
	hj_suggest_end(&l->s);
	hj_reply_buf(l->call.req, 200, HJ_TYPE_JSON, &b);
	hj_buf_release(&b);
	hj_call_end(&l->call);
}

static void
on_wish(struct hj_query *q)
{
	struct look *l = HJ_CONTAINER(struct look, call.query, q);
	bool there =
	    q->err.code == HJ_OK && hj_row_count(l->call.step.result) == 1;
	struct hj_row row;

	if (there) {
		row = hj_row(l->call.step.result, 0);
		answer(l, &row);
		return;
	}
	hj_suggest_end(&l->s);
	if (!hj_call_failed(&l->call))
		hj_call_refuse(&l->call, HJ_PROBLEM_ABSENT, NULL);
}
