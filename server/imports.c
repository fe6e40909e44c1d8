/*
 * Lists as people have them, taken in row by row.
 *
 *	POST /api/v1/imports?profile=…[&dry_run=1][&target=ID]   the file
 *
 * The file is read at once and kept as rows, sealed; what happens to them is
 * the business of the agents (server/agents/imports.c).  The id of a list is
 * made of who sends what: the same file sent again is the same list, and
 * without dry_run it is done then.  The key of a row is made of what the row
 * says, so it is done once even if it comes back in a corrected file.
 */
#include "server/imports.h"

#include "server/call.h"
#include "server/keys.h"
#include "server/party_index.h"
#include "server/sealing.h"
#include "server/statements.h"

#include "lib/integrity/index.h"

#include <stdlib.h>
#include <string.h>

#define KEY_DIGITS 40
#define JSON_MOST ((size_t)256 * 1024)

static const enum hj_pg_type likely_types[] = { HJ_PG_TEXT, HJ_PG_INT8S };
const struct hj_stmt hj_stmt_likely = {
	.name = "import_likely",
	.sql = "SELECT token, replace(stream::text, '-', '')"
	       "  FROM hejie.import_likely($1, $2)",
	.n_params = 2,
	.types = likely_types,
	.slow = true,
};
static const enum hj_pg_type open_types[] = { HJ_PG_UUID, HJ_PG_UUID,
	HJ_PG_UUID, HJ_PG_TEXT, HJ_PG_UUID, HJ_PG_BOOL, HJ_PG_TEXT, HJ_PG_TEXT,
	HJ_PG_TEXT, HJ_PG_BYTEA, HJ_PG_INT4S, HJ_PG_INT4S, HJ_PG_TEXTS,
	HJ_PG_TEXTS, HJ_PG_TEXTS, HJ_PG_TEXTS, HJ_PG_TEXTS, HJ_PG_TEXTS,
	HJ_PG_TEXTS, HJ_PG_TEXTS, HJ_PG_INT8S };
const struct hj_stmt hj_stmt_open_import = {
	.name = "import_open",
	.sql = "SELECT hejie.import_open($1, $2, $3, $4, $5, $6, $7, $8, $9,"
	       " $10, $11, $12, $13, $14, $15, $16, $17, $18)::text,"
	       " hejie.import_wish($1, $19, $20, $21)::text",
	.n_params = 21,
	.types = open_types,
};

/* A list being taken in. */
struct taking {
	struct hj_call call;
	const struct hj_profile *profile;
	const char *target;
	bool dry;
	struct hj_table table;
	struct hj_headings headings;
	struct hj_import_line *line;
	int64_t *token;        /* of whom the line speaks; 0: nobody */
	struct hj_out *likely; /* one list a line */
	struct hj_buf *likely_text;
	size_t n;
	char id[33];
};

static void on_likely(struct hj_query *q);
static void on_kept(struct hj_query *q);

static void
bad(struct hj_req *req, const char *field, const char *msg)
{
	struct hj_error err;

	hj_fail(&err, HJ_ERR_INPUT, field, msg, NULL);
	hj_reply_error(req, &err);
}

/* ---- what was asked ---- */

static bool
take_query(struct hj_req *req, struct taking *t)
{
	const char *name = hj_req_query(req, "profile");
	unsigned char id[16];

	t->profile = name == NULL
			 ? NULL
			 : hj_profile_find(&req->service->profiles, name);
	t->target = hj_req_query(req, "target");
	if (!hj_query_flag(req, "dry_run", &t->dry))
		return false;
	if (t->profile == NULL) {
		bad(req, "profile", "unknown");
		return false;
	}
	if ((t->profile->command->flags & HJ_CREATES) == 0 &&
	    (t->target == NULL || !hj_id_bytes(id, t->target))) {
		bad(req, "target", "the id that all rows go to");
		return false;
	}
	if (t->profile->command->flags & HJ_CREATES)
		t->target = NULL;
	return true;
}

/* Read the file into lines; false if it is answered. */
static bool
take_lines(struct hj_req *req, struct taking *t, const struct hj_world_ref *w)
{
	const struct hj_org *org = hj_org_find(&w->directory, req->actor->org);
	struct hj_error err;
	const char *missing;
	size_t first;

	if (hj_table_read(
		req->arena, req->body, req->body_n, &t->table, &err) != HJ_OK) {
		hj_reply_error(req, &err);
		return false;
	}
	if (org == NULL || !hj_profile_headings(req->arena, t->profile,
			       &t->table, &t->headings, &missing)) {
		bad(req, missing, "the column is missing");
		return false;
	}
	first = t->headings.row + 1;
	t->n = t->table.n - first;
	if (t->n > HJ_IMPORT_ROWS) {
		bad(req, "", "more than 5000 rows");
		return false;
	}
	t->line = hj_alloc(req->arena, (t->n + 1) * sizeof(*t->line));
	for (size_t i = 0; i < t->n; i++)
		hj_profile_line(req->arena, t->profile, &t->headings,
		    &w->directory, org, &t->table.row[first + i], &t->line[i]);
	return true;
}

/* ---- who may be the same ---- */

static int
by_name(const void *a, const void *b)
{
	const struct hj_import_line *const *x = a, *const *y = b;
	int order = strcmp((*x)->name, (*y)->name);

	return order != 0 ? order : (*x > *y) - (*x < *y);
}

/* Lines of the list that speak of one of the same name. */
static void
find_twins(struct hj_arena *a, struct taking *t)
{
	struct hj_import_line **sorted =
	    hj_alloc(a, (t->n + 1) * sizeof(struct hj_import_line *));
	size_t n = 0;

	for (size_t i = 0; i < t->n; i++)
		if (t->line[i].name != NULL && *t->line[i].name != '\0')
			sorted[n++] = &t->line[i];
	qsort(sorted, n, sizeof(*sorted), by_name);
	for (size_t i = 1; i < n; i++) {
		struct hj_out *j = &t->likely[sorted[i] - t->line];

		if (strcmp(sorted[i - 1]->name, sorted[i]->name) != 0)
			continue;
		hj_out_open(j);
		hj_out_put_int(j, "row", sorted[i - 1] - t->line + 1);
		hj_out_close(j);
	}
}

static void
find_tokens(struct hj_req *req, struct taking *t, const char *county)
{
	struct hj_keys *keys = req->service->keys;

	t->token = hj_alloc(req->arena, (t->n + 1) * sizeof(*t->token));
	for (size_t i = 0; i < t->n; i++) {
		const struct hj_import_line *l = &t->line[i];
		struct hj_words_tokens words;

		if (l->identity != NULL)
			t->token[i] = hj_identity_token(
			    keys, req->arena, county, l->identity);
		else if (l->name != NULL && *l->name != '\0') {
			hj_words_tokens(
			    keys, req->arena, county, l->name, &words);
			t->token[i] = words.n_one > 0 ? words.one[0] : 0;
		}
	}
}

static void
begin_likely(struct hj_arena *a, struct taking *t)
{
	t->likely = hj_alloc(a, (t->n + 1) * sizeof(*t->likely));
	t->likely_text = hj_alloc(a, (t->n + 1) * sizeof(*t->likely_text));
	for (size_t i = 0; i < t->n; i++) {
		hj_buf_init(&t->likely_text[i], JSON_MOST);
		hj_out_init(&t->likely[i], &t->likely_text[i]);
		hj_out_open_array(&t->likely[i]);
	}
}

/* The id of the list: who sends what as which profile to where. */
static void
name_list(struct hj_req *req, struct taking *t)
{
	unsigned char digest[HJ_DIGEST_SIZE];
	struct hj_buf hex;

	hj_keys_digest(req->service->keys, digest, req->body, req->body_n);
	hj_buf_init(&hex, 128);
	hj_buf_hex(&hex, digest, sizeof(digest));
	hj_keys_stream(req->service->keys, t->id, req->actor->person,
	    hj_concat(req->arena, "import/", t->profile->name, "/",
		t->target == NULL ? "" : t->target, "/", hj_buf_text(&hex),
		NULL));
	hj_buf_release(&hex);
}

void
hj_import_handler(struct hj_req *req)
{
	struct taking *t = HJ_NEW(req->arena, struct taking);
	struct hj_world_ref *w = hj_world_hold(req->service->worlds);
	const char *county;
	struct hj_params *p;
	bool good;

	if (!hj_may(HJ_MAY_REGISTER, req->actor->roles, HJ_REL_NEW) &&
	    !hj_may(HJ_MAY_ADMINISTER, req->actor->roles, HJ_REL_NEW)) {
		hj_world_drop(w);
		hj_reply_kind(req, HJ_PROBLEM_FORBIDDEN, NULL);
		return;
	}
	good = take_query(req, t) && take_lines(req, t, w);
	county = good ? hj_strdup(req->arena,
			    hj_org_find(&w->directory, req->actor->org)->county)
		      : NULL;
	hj_world_drop(w);
	if (!good)
		return;
	name_list(req, t);
	begin_likely(req->arena, t);
	find_twins(req->arena, t);
	find_tokens(req, t, county);
	hj_call_begin(&t->call, req);
	p = hj_call_params(&t->call);
	hj_param_text(p, county);
	hj_param_int8s(p, t->token, NULL, t->n);
	hj_call_read_as_asker(&t->call, &hj_stmt_likely, on_likely);
}

/* ---- keeping it ---- */

/* A list of texts as JSON. */
static const char *
texts_json(struct hj_arena *a, const char *const *cell, size_t n)
{
	struct hj_buf b;
	struct hj_out j;

	hj_buf_init(&b, JSON_MOST * 16);
	hj_out_init(&j, &b);
	hj_out_open_array(&j);
	for (size_t i = 0; i < n; i++)
		hj_out_str(&j, cell[i]);
	hj_out_close(&j);
	return hj_buf_keep(a, &b);
}

/*
 * The key of a row: a digest of what it says, for whom, and how many rows
 * before it said the same.
 */
static const char *
row_key(
    struct hj_req *req, const struct taking *t, const char *cells, size_t nth)
{
	unsigned char digest[HJ_DIGEST_SIZE];
	struct hj_buf b, hex;
	const char *key;

	hj_buf_init(&b, JSON_MOST * 16);
	hj_buf_puts(&b, t->profile->name);
	hj_buf_putc(&b, '/');
	hj_buf_puts(&b, t->target == NULL ? req->actor->org : t->target);
	hj_buf_putc(&b, '/');
	hj_buf_int(&b, (int64_t)nth);
	hj_buf_putc(&b, '/');
	hj_buf_puts(&b, cells);
	hj_keys_digest(req->service->keys, digest, b.p, b.n);
	hj_buf_init(&hex, 128);
	hj_buf_hex(&hex, digest, KEY_DIGITS / 2);
	key = hj_concat(req->arena, "import:", hj_buf_text(&hex), NULL);
	hj_buf_release(&b);
	hj_buf_release(&hex);
	return key;
}

/* What goes into the columns of import_row. */
struct columns {
	int32_t *line, *batch;
	const char **cells, **body, **further, **key, **faults, **likely,
	    **place, **category;
};

/* Seal `what` of line `i`; each place has a name of its own. */
static const char *
box(struct hj_ring *ring, const char *text, const char *id, size_t i,
    const char *what)
{
	struct hj_buf path;
	const char *sealed;

	if (text == NULL)
		return "";
	hj_buf_init(&path, 64);
	hj_buf_int(&path, (int64_t)i);
	hj_buf_putc(&path, '/');
	hj_buf_puts(&path, what);
	sealed = hj_seal_text(ring, "text", text, id, hj_buf_text(&path)).box;
	hj_buf_release(&path);
	return sealed;
}

static int
by_text(const void *a, const void *b)
{
	const char *const *x = a, *const *y = b;

	return strcmp(*x, *y);
}

/* How many lines before line `i` say the same, from `said`, sorted. */
static size_t
nth(const char *const *plain, size_t i, const char **said, size_t n)
{
	const char **at = bsearch(&plain[i], said, n, sizeof(*said), by_text);
	size_t before = 0;

	/* Alone among its like, as nearly all are. */
	if ((at == said || strcmp(at[-1], *at) != 0) &&
	    (at == said + n - 1 || strcmp(at[1], *at) != 0))
		return 0;
	for (size_t k = 0; k < i; k++)
		before += strcmp(plain[k], plain[i]) == 0;
	return before;
}

static void
fill(struct hj_req *req, struct taking *t, struct hj_ring *ring,
    struct columns *c)
{
	struct hj_arena *a = req->arena;
	const char **plain = hj_alloc(a, (t->n + 1) * sizeof(*plain));
	const char **said = hj_alloc(a, (t->n + 1) * sizeof(*said));
	int32_t sent = 0;

	for (size_t i = 0; i < t->n; i++)
		said[i] = plain[i] =
		    texts_json(a, t->line[i].row->cell, t->line[i].row->n);
	qsort(said, t->n, sizeof(*said), by_text);
	for (size_t i = 0; i < t->n; i++) {
		struct hj_import_line *l = &t->line[i];

		hj_out_close(&t->likely[i]);
		c->line[i] = (int32_t)l->row->line;
		c->batch[i] = t->profile->list == NULL
				  ? (int32_t)i + 1
				  : sent / HJ_IMPORT_CHUNK + 1;
		sent += l->n_fault == 0;
		c->cells[i] = box(ring, plain[i], t->id, i + 1, "cells");
		c->body[i] = box(ring, l->n_fault > 0 ? NULL : l->body, t->id,
		    i + 1, "body");
		c->further[i] = box(ring, l->n_fault > 0 ? NULL : l->further,
		    t->id, i + 1, "further");
		c->key[i] =
		    row_key(req, t, plain[i], nth(plain, i, said, t->n));
		c->faults[i] = hj_import_faults_json(a, l->fault, l->n_fault);
		c->likely[i] = hj_strdup(a, hj_buf_text(&t->likely_text[i]));
		hj_buf_release(&t->likely_text[i]);
		c->place[i] = l->place;
		c->category[i] = l->category;
	}
}

static void
put_id(struct hj_params *p, struct hj_arena *a, const char *id)
{
	unsigned char *bytes = hj_alloc(a, 16);

	hj_param_uuid(p, id != NULL && hj_unhex(bytes, id, 16) ? bytes : NULL);
}

static void
keep(struct taking *t)
{
	struct hj_req *req = t->call.req;
	struct hj_arena *a = req->arena;
	struct hj_params *p = hj_call_params(&t->call);
	const struct hj_table_row *top = &t->table.row[t->headings.row];
	struct columns c;
	struct hj_ring ring;
	const char ***text[] = { &c.cells, &c.body, &c.further, &c.key,
		&c.faults, &c.likely, &c.place, &c.category };

	c.line = hj_alloc(a, (t->n + 1) * sizeof(*c.line));
	c.batch = hj_alloc(a, (t->n + 1) * sizeof(*c.batch));
	for (size_t i = 0; i < sizeof(text) / sizeof(text[0]); i++)
		*text[i] = hj_alloc(a, (t->n + 1) * sizeof(char *));
	hj_ring_init(&ring, a, req->service->keys, t->id);
	/* The key is there without rows, too. */
	(void)box(&ring, "", t->id, 0, "key");
	fill(req, t, &ring, &c);
	put_id(p, a, t->id);
	put_id(p, a, req->actor->person);
	put_id(p, a, req->actor->org);
	hj_param_text(p, t->profile->name);
	put_id(p, a, t->target);
	hj_param_bool(p, t->dry);
	hj_param_text(p, t->table.format);
	hj_param_text(p, t->table.coding);
	hj_param_text(p, texts_json(a, top->cell, top->n));
	hj_param_bytes(p, ring.key[0].wrapped, ring.key[0].n_wrapped);
	hj_param_int4s(p, c.line, NULL, t->n);
	hj_param_int4s(p, c.batch, NULL, t->n);
	for (size_t i = 0; i < sizeof(text) / sizeof(text[0]); i++)
		hj_param_texts(p, *text[i], t->n);
	hj_param_int8s(p, t->token, NULL, t->n);
	hj_call_write(&t->call, &hj_stmt_open_import, on_kept);
}

static void
on_likely(struct hj_query *q)
{
	struct taking *t = HJ_CONTAINER(struct taking, call.query, q);
	PGresult *result = t->call.step.result;

	if (q->err.code != HJ_OK)
		for (size_t i = 0; i < t->n; i++)
			hj_buf_release(&t->likely_text[i]);
	if (hj_call_failed(&t->call))
		return;
	for (int r = 0; r < hj_row_count(result); r++) {
		struct hj_row row = hj_row(result, r);
		int64_t token = hj_row_int(&row, 0);
		const char *stream =
		    hj_row_text(&row, 1, t->call.req->arena, NULL);

		for (size_t i = 0; i < t->n && token != 0; i++) {
			if (t->token[i] != token)
				continue;
			hj_out_open(&t->likely[i]);
			hj_out_put_str(&t->likely[i], "dispute", stream);
			hj_out_close(&t->likely[i]);
		}
	}
	keep(t);
}

static void
on_kept(struct hj_query *q)
{
	struct taking *t = HJ_CONTAINER(struct taking, call.query, q);
	struct hj_req *req = t->call.req;
	struct hj_buf b;
	struct hj_out j;
	int64_t faulty = 0;

	if (hj_call_failed(&t->call))
		return;
	for (size_t i = 0; i < t->n; i++)
		faulty += t->line[i].n_fault > 0;
	hj_buf_init(&b, 1024);
	hj_out_init(&j, &b);
	hj_out_open(&j);
	hj_out_put_str(&j, "id", t->id);
	hj_out_put_str(&j, "profile", t->profile->name);
	hj_out_put_str(&j, "format", t->table.format);
	hj_out_put_str(&j, "coding", t->table.coding);
	hj_out_put_int(&j, "rows", (int64_t)t->n);
	hj_out_put_int(&j, "faulty", faulty);
	hj_out_put_bool(&j, "dry", t->dry);
	hj_out_close(&j);
	hj_req_add_header(req, "Location",
	    hj_concat(req->arena, "/api/v1/imports/", t->id, NULL));
	hj_reply_buf(req, 202, HJ_TYPE_JSON, &b);
	hj_buf_release(&b);
	hj_call_end(&t->call);
}
