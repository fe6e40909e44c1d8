/*
 * The one road of reads: parameters, statements under the reader's context,
 * rows as JSON, an entry in the read log, the answer with its ETag.
 */
#include "server/admit.h"
#include "server/encode.h"
#include "server/read_log.h"
#include "server/service.h"
#include "server/statements.h"

#include "lib/integrity/crypto.h"
#include "server/db/row.h"

#include <string.h>

#define HJ_TEXT_OF_(x) #x
#define HJ_TEXT_OF(x) HJ_TEXT_OF_(x)
#define ANSWER_MOST ((size_t)1024 * 1024)

/*
 * The keys of a stream, for a reader who can see it; no row: he cannot.  $2: of
 * those that were merged into it as well, behind its own.  $3: the kind it has
 * to be of; one of another kind is not there.
 */
static const enum hj_pg_type ring_types[] = { HJ_PG_UUID, HJ_PG_BOOL,
	HJ_PG_TEXT };
const struct hj_stmt hj_stmt_ring = {
	.name = "ring",
	.sql =
	    "SELECT (SELECT array_agg(k.subject ORDER BY k.subject)"
	    "          FROM hejie.subject_key k WHERE k.stream = h.stream),"
	    "       (SELECT array_agg(k.wrapped ORDER BY k.subject)"
	    "          FROM hejie.subject_key k WHERE k.stream = h.stream),"
	    "       EXISTS (SELECT FROM hejie.access a"
	    "                WHERE a.stream = h.stream AND a.until IS NULL"
	    "                  AND a.capacity IN ('handler', 'signer')"
	    "                  AND a.body = split_part(current_setting("
	    "                      'hejie.orgs'), ',', 1)::uuid), h.stream,"
	    "       (SELECT array_agg(p.no::text) FROM hejie.procedure p"
	    "         WHERE p.stream = h.stream"
	    "           AND (SELECT current_setting('hejie.principal'))::uuid"
	    "               = ANY (p.mediators))"
	    "  FROM hejie.head h"
	    " WHERE h.stream = ANY ((SELECT ARRAY[$1] || CASE WHEN $2 THEN "
	    "ARRAY("
	    "       SELECT l.other FROM hejie.link l"
	    "        WHERE l.stream = $1 AND l.kind = 'absorbed') END)::uuid[])"
	    "   AND h.kind = $3"
	    " ORDER BY h.stream <> $1, h.stream",
	.n_params = 3,
	.types = ring_types,
};

/* One read on its way. */
struct read {
	struct hj_req *req;
	const struct hj_query_file *file;
	struct hj_query query;
	struct hj_step step[2]; /* the ring first, if there is one */
	size_t n_steps;
	struct hj_pg_context context;
	int64_t limit;
	bool whole; /* identity numbers are asked for */
	unsigned char stream[16];
	struct hj_sight sight;
	struct hj_bytes *opened; /* streams whose keys are on its rings */
	size_t n_opened;
	struct hj_buf answer;
};

static void on_read(struct hj_query *q);
static void note(struct read *r);
static void on_noted(struct hj_query *q);
static void reply(struct read *r);

static void
wrong_param(struct hj_req *req, const char *name)
{
	struct hj_error err;

	hj_fail(&err, HJ_ERR_INPUT, name, "not a fitting value", NULL);
	hj_reply_error(req, &err);
}

static bool
to_int(const char *text, const struct hj_query_param *p, int64_t *ret)
{
	return hj_text_int(text, ret) && *ret >= p->least && *ret <= p->most;
}

/* Put one parameter; false if its text does not fit its type. */
static bool
put_param(struct read *r, struct hj_params *ps, const struct hj_query_param *p,
    const char *text)
{
	unsigned char id[16];
	struct hj_date day;
	int64_t value;

	if (p->type == HJ_PG_UUID) {
		if (strlen(text) != 32 || !hj_unhex(id, text, 16))
			return false;
		if (r->file->ring == (int)ps->n)
			memcpy(r->stream, id, sizeof(id));
		hj_param_uuid(ps, id);
		return true;
	}
	if (p->type == HJ_PG_DATE) {
		if (!hj_date_parse(text, &day))
			return false;
		hj_param_date(ps, hj_date_serial(day));
		return true;
	}
	if (p->type == HJ_PG_INT4 || p->type == HJ_PG_INT8) {
		if (!to_int(text, p, &value))
			return false;
		if (strcmp(p->name, "limit") == 0)
			r->limit = value;
		if (p->type == HJ_PG_INT4)
			hj_param_int4(ps, (int32_t)value);
		else
			hj_param_int8(ps, value);
		return true;
	}
	if (p->words != NULL && strcmp(text, p->usual) != 0 &&
	    hj_word_find(p->words, text, strlen(text)) == 0)
		return false;
	hj_param_text(ps, text);
	return true;
}

static const char *
param_text(const struct read *r, const struct hj_query_param *p)
{
	const char *text;

	switch (p->from) {
	case HJ_FROM_PATH:
		return hj_req_param(r->req, p->name);
	case HJ_FROM_ACTOR:
		return r->req->actor->org;
	case HJ_FROM_PROGRAM:
		return HJ_TEXT_OF(HJ_FOLD);
	case HJ_FROM_QUERY:
		text = hj_req_query(r->req, p->name);
		return text != NULL ? text : p->usual;
	}
	return NULL;
}

/* Is everything in the query string a parameter of the file? */
static bool
query_known(const struct read *r)
{
	for (size_t i = 0; i < r->req->n_query; i++) {
		int k = 0;

		if (r->file->whole &&
		    strcmp(r->req->query[i].name, "whole") == 0)
			continue;
		while (k < r->file->n_params &&
		       (r->file->param[k].from != HJ_FROM_QUERY ||
			   strcmp(r->file->param[k].name,
			       r->req->query[i].name) != 0))
			k++;
		if (k == r->file->n_params) {
			wrong_param(r->req, r->req->query[i].name);
			return false;
		}
	}
	return true;
}

/*
 * How PostgreSQL is to plan: "once" spares a request the planning, which takes
 * longer than the reading; a parameter that decides which index is best needs
 * a plan of its own.
 */
static const char *
plan_mode(const struct read *r)
{
	const struct hj_query_file *f = r->file;

	if (!f->once)
		return NULL;
	for (int i = 0; i < f->n_params; i++) {
		const struct hj_query_param *p = &f->param[i];

		if ((f->but_for & 1U << i) != 0 &&
		    strcmp(param_text(r, p), p->usual) != 0)
			return "force_custom_plan";
	}
	return "force_generic_plan";
}

/*
 * Which rows of disputes, row-level security knows, which goes by bodies; who
 * runs the site belongs to one and reads no matter of it: that is here.
 */
static bool
may_ask(const struct hj_req *req, enum hj_right right)
{
	return hj_may(right, req->actor->roles,
	    right == HJ_MAY_READ ? HJ_REL_PART : HJ_REL_NONE);
}

void
hj_query_handler(struct hj_req *req)
{
	struct read *r = HJ_NEW(req->arena, struct read);
	struct hj_step *step;

	r->req = req;
	r->file = (const struct hj_query_file *)(const void *)req->route;
	if (!may_ask(req, r->file->right)) {
		hj_reply_kind(req, HJ_PROBLEM_FORBIDDEN, NULL);
		return;
	}
	if (!query_known(r) || !hj_query_flag(req, "whole", &r->whole) ||
	    (r->whole && !hj_admit_sure(req)))
		return;
	step = &r->step[r->file->ring >= 0];
	step->stmt = &r->file->stmt;
	hj_params_init(&step->params, req->arena);
	for (int i = 0; i < r->file->n_params; i++) {
		const struct hj_query_param *p = &r->file->param[i];
		const char *text = param_text(r, p);

		if (text != NULL && put_param(r, &step->params, p, text))
			continue;
		/* A malformed id names nothing. */
		if (p->from == HJ_FROM_PATH)
			hj_reply_kind(req, HJ_PROBLEM_ABSENT, NULL);
		else
			wrong_param(req, p->name);
		return;
	}
	r->n_steps = 1;
	if (r->file->ring >= 0) {
		r->step[0].stmt = &hj_stmt_ring;
		hj_params_init(&r->step[0].params, req->arena);
		hj_param_uuid(&r->step[0].params, r->stream);
		hj_param_bool(&r->step[0].params, r->file->merged);
		hj_param_text(&r->step[0].params, r->file->kind == NULL
						      ? hj_dispute_kind.name
						      : r->file->kind->name);
		r->n_steps = 2;
	}
	r->context.texts[0] = req->actor->person;
	r->context.texts[1] = hj_orgs_of(req->arena, req->actor);
	r->context.texts[2] = plan_mode(r);
	r->query = (struct hj_query){ .steps = r->step,
		.n_steps = r->n_steps,
		.context = &r->context,
		.deadline_ms = req->deadline_ms,
		.on_done = on_read };
	hj_req_ref(req);
	hj_pg_read(req->service->pg, &r->query);
}

/* Keys of one stream, and what the reader is in it. */
static bool
take_ring(struct read *r, struct hj_row *row, struct hj_sight *sight)
{
	struct hj_arena *a = r->req->arena;
	unsigned char *stream = hj_alloc(a, 16);
	char id[33];
	const char **subjects;
	struct hj_bytes *keys;
	size_t n = hj_row_texts(row, 0, a, &subjects);
	size_t n_keys = hj_row_bytes_list(row, 1, a, &keys);

	hj_row_uuid(row, 3, stream);
	hj_hex_id(stream, id);
	*HJ_PUSH(a, r->opened, r->n_opened) = (struct hj_bytes){ stream, 16 };
	sight->ring = HJ_NEW(a, struct hj_ring);
	hj_ring_init(sight->ring, a, r->req->service->keys, hj_strdup(a, id));
	sight->private =
	    r->whole && hj_row_bool(row, 2) &&
	    hj_may(HJ_MAY_READ_PRIVATE, r->req->actor->roles, HJ_REL_HANDLES);
	sight->a = a;
	sight->person = r->req->actor->person;
	sight->n_mediates = hj_row_texts(row, 4, a, &sight->mediates);
	for (size_t i = 0; !row->bad && i < n && i < n_keys; i++)
		hj_ring_add(sight->ring, subjects[i], keys[i].p, keys[i].n);
	return !row->bad;
}

/* The keys of the stream asked for, and of those merged into it. */
static bool
take_rings(struct read *r)
{
	PGresult *result = r->step[0].result;
	struct hj_row row = hj_row(result, 0);
	bool good = hj_row_count(result) > 0 && take_ring(r, &row, &r->sight);

	if (!good || memcmp(r->opened[0].p, r->stream, 16) != 0)
		return false;
	for (int i = 1; good && i < hj_row_count(result); i++) {
		row = hj_row(result, i);
		good = take_ring(r, &row,
		    HJ_PUSH(r->req->arena, r->sight.merged, r->sight.n_merged));
	}
	return good;
}

static void
on_read(struct hj_query *q)
{
	struct read *r = HJ_CONTAINER(struct read, query, q);
	struct hj_req *req = r->req;
	struct hj_world_ref *world;
	PGresult *result;
	bool good;

	if (q->err.code != HJ_OK) {
		hj_reply_error(req, &q->err);
		hj_req_unref(req);
		return;
	}
	r->sight.a = req->arena;
	r->sight.keys = req->service->keys;
	r->sight.titles = req->service->titles;
	if (r->file->ring >= 0 && !take_rings(r)) {
		hj_reply_kind(req, HJ_PROBLEM_ABSENT, NULL);
		hj_req_unref(req);
		return;
	}
	if (r->whole && !r->sight.private) {
		hj_reply_kind(req, HJ_PROBLEM_FORBIDDEN, NULL);
		hj_req_unref(req);
		return;
	}
	result = r->step[r->n_steps - 1].result;
	hj_buf_init(&r->answer, ANSWER_MOST);
	world = hj_world_hold(req->service->worlds);
	r->sight.calendar = world == NULL ? NULL : &world->calendar;
	r->sight.rules = world == NULL ? NULL : &world->rules;
	r->sight.papers = world == NULL ? NULL : world->world.papers;
	r->sight.lang = req->lang;
	good = hj_encode(&r->answer, r->file, result, r->limit, &r->sight);
	hj_world_drop(world);
	if (r->file->shape == HJ_SHAPE_OBJECT && hj_row_count(result) == 0)
		hj_reply_kind(req, HJ_PROBLEM_ABSENT, NULL);
	else if (!good)
		hj_reply_kind(req, HJ_PROBLEM_UNKNOWN_KIND, NULL);
	else if (r->file->log != NULL || r->whole) {
		note(r);
		return;
	} else {
		reply(r);
		return;
	}
	hj_buf_release(&r->answer);
	hj_req_unref(req);
}

/* What was opened is entered before it is shown. */
static void
note(struct read *r)
{
	r->query = (struct hj_query){ .deadline_ms = r->req->deadline_ms,
		.on_done = on_noted };
	hj_read_log_enter(r->req->service->read_log, &r->query, r->req->actor,
	    r->opened, r->n_opened, r->whole ? "identity" : r->file->log);
}

static void
on_noted(struct hj_query *q)
{
	struct read *r = HJ_CONTAINER(struct read, query, q);

	if (q->err.code == HJ_OK) {
		reply(r);
		return;
	}
	hj_reply_error(r->req, &q->err);
	hj_buf_release(&r->answer);
	hj_req_unref(r->req);
}

static void
reply(struct read *r)
{
	struct hj_req *req = r->req;
	const char *etag =
	    hj_etag(req->service, req->arena, r->answer.p, r->answer.n);

	hj_req_add_header(req, "ETag", etag);
	if (hj_etag_known(req, etag))
		hj_reply_empty(req, 304);
	else
		hj_reply_buf(req, 200, HJ_TYPE_JSON, &r->answer);
	hj_buf_release(&r->answer);
	hj_req_unref(req);
}
