/* Where the bytes of files are kept; see store.h. */
#include "server/store.h"

#include "lib/integrity/seal.h"
#include "server/base/now.h"
#include "server/keys.h"
#include "server/sealing.h"

#include <stdio.h>
#include <string.h>

#define AT_A_TIME 2
#define PLACE_ROOM 64
#define WAIT_MS 20000
#define PART_CHUNKS 8 /* a part has no more */

static const enum hj_pg_type at_types[] = { HJ_PG_TEXT, HJ_PG_UUID,
	HJ_PG_UUID };
const struct hj_stmt hj_upload_at_stmt = {
	.name = "upload_at",
	.sql = "SELECT person, size, received, type, digest, begun, wrapped"
	       "  FROM hejie.upload_at($1, $2, $3)",
	.n_params = 3,
	.types = at_types,
};

static const enum hj_pg_type put_types[] = { HJ_PG_TEXT, HJ_PG_UUID, HJ_PG_UUID,
	HJ_PG_TEXT, HJ_PG_INT8, HJ_PG_TEXT, HJ_PG_INT8, HJ_PG_INT8, HJ_PG_INT4,
	HJ_PG_BYTEAS, HJ_PG_BYTEA };
const struct hj_stmt hj_upload_put_stmt = {
	.name = "upload_put",
	.sql = "SELECT hejie.upload_put($1, $2, $3, $4, $5, $6, $7, $8, $9,"
	       " $10, $11)",
	.n_params = 11,
	.types = put_types,
};

static const enum hj_pg_type whole_types[] = { HJ_PG_TEXT, HJ_PG_UUID,
	HJ_PG_UUID, HJ_PG_BYTEA };
const struct hj_stmt hj_upload_whole_stmt = {
	.name = "upload_whole",
	.sql = "SELECT hejie.upload_whole($1, $2, $3, $4)",
	.n_params = 4,
	.types = whole_types,
};

static const enum hj_pg_type chunks_types[] = { HJ_PG_TEXT, HJ_PG_UUID,
	HJ_PG_UUID, HJ_PG_INT4, HJ_PG_INT4 };
static const struct hj_stmt chunks_stmt = {
	.name = "upload_chunks",
	.sql = "SELECT no, bytes FROM hejie.upload_chunks($1, $2, $3, $4, $5)",
	.n_params = 5,
	.types = chunks_types,
};

enum hj_err
hj_store_attach(struct hj_pg *pg, struct hj_error *err)
{
	const struct hj_stmt *const all[] = { &hj_upload_at_stmt,
		&hj_upload_put_stmt, &hj_upload_whole_stmt, &chunks_stmt };
	enum hj_err code = HJ_OK;

	for (size_t i = 0; code == HJ_OK && i < sizeof(all) / sizeof(all[0]);
	     i++)
		code = hj_pg_register(pg, all[i], 1, err);
	return code;
}

bool
hj_place_read(
    struct hj_place *p, const char *orgs, const char *stream, const char *id)
{
	p->orgs = orgs;
	return hj_id_bytes(p->stream, stream) && hj_id_bytes(p->upload, id);
}

static void
put_place(struct hj_params *p, const struct hj_place *place)
{
	hj_param_text(p, place->orgs);
	hj_param_uuid(p, place->stream);
	hj_param_uuid(p, place->upload);
}

/* Which bytes these are, for their seal. */
static void
name_place(char out[PLACE_ROOM], const struct hj_place *place, int64_t no)
{
	char id[33];

	for (int i = 0; i < 16; i++)
		(void)snprintf(id + 2 * i, 3, "%02x", place->upload[i]);
	(void)snprintf(out, PLACE_ROOM, "file.%s.%lld", id, (long long)no);
}

/* ---- uploads ---- */

void
hj_upload_ask(struct hj_params *p, const struct hj_place *place)
{
	put_place(p, place);
}

bool
hj_upload_take(PGresult *result, struct hj_arena *a, struct hj_upload *u)
{
	struct hj_row row = hj_row(result, 0);
	struct hj_bytes digest;

	if (hj_row_count(result) != 1)
		return false;
	*u = (struct hj_upload){
		.person = hj_row_text(&row, 0, a, NULL),
		.size = hj_row_int_or(&row, 1, 0),
		.received = hj_row_int_or(&row, 2, 0),
		.type = hj_row_text(&row, 3, a, NULL),
		.begun = hj_row_ms_or(&row, 5, 0),
		.wrapped = hj_row_bytes(&row, 6, a),
	};
	digest = hj_row_bytes(&row, 4, a);
	if (digest.n == HJ_DIGEST_SIZE)
		u->digest = digest.p;
	return !row.bad;
}

void
hj_upload_put(struct hj_params *p, const struct hj_place *place,
    const struct hj_upload_part *part, struct hj_ring *ring)
{
	struct hj_bytes chunk[PART_CHUNKS];
	const struct hj_ring_key *key = hj_ring_key(ring, HJ_SUBJECT_TEXT);
	const unsigned char *from = part->bytes;
	size_t n = 0;

	for (size_t at = 0; at < part->n && n < PART_CHUNKS; at += HJ_CHUNK) {
		size_t len = part->n - at < HJ_CHUNK ? part->n - at : HJ_CHUNK;
		unsigned char *box = hj_alloc(ring->a, len + HJ_SEALED_MORE);
		char name[PLACE_ROOM];

		name_place(
		    name, place, part->first / (int64_t)HJ_CHUNK + (int64_t)n);
		hj_seal_bytes(hj_keys_crypto(ring->keys), box, &key->key,
		    ring->stream, name, from + at, len);
		chunk[n++] = (struct hj_bytes){ box, len + HJ_SEALED_MORE };
	}
	put_place(p, place);
	hj_param_text(p, part->person);
	hj_param_int8(p, part->size);
	hj_param_text(p, part->type);
	hj_param_int8(p, part->first);
	hj_param_int8(p, (int64_t)part->n);
	hj_param_int4(p, (int32_t)(part->first / (int64_t)HJ_CHUNK));
	hj_param_bytes_list(p, chunk, n);
	hj_param_bytes(p, key->fresh ? key->wrapped : NULL, key->n_wrapped);
}

void
hj_upload_whole(struct hj_params *p, const struct hj_place *place,
    const unsigned char digest[HJ_DIGEST_SIZE])
{
	put_place(p, place);
	hj_param_bytes(p, digest, HJ_DIGEST_SIZE);
}

/* ---- walking over a file ---- */

static void
on_read(struct hj_query *q)
{
	struct hj_walk *w = HJ_CONTAINER(struct hj_walk, query, q);
	int32_t left = w->chunks - w->next;

	w->err = q->err;
	w->n = w->err.code == HJ_OK ? hj_row_count(w->step.result) : 0;
	if (w->err.code == HJ_OK &&
	    w->n != (left < AT_A_TIME ? left : AT_A_TIME))
		hj_fail(&w->err, HJ_ERR_DB, "", "chunks are missing", NULL);
	if (w->err.code != HJ_OK || w->n == 0) {
		w->on_end(w);
		return;
	}
	w->next += w->n;
	w->on_chunks(w);
}

void
hj_walk_on(struct hj_walk *w)
{
	hj_arena_clear(w->a);
	hj_params_init(&w->step.params, w->a);
	put_place(&w->step.params, &w->place);
	hj_param_int4(&w->step.params, w->next);
	hj_param_int4(&w->step.params, AT_A_TIME);
	w->step.stmt = &chunks_stmt;
	w->query = (struct hj_query){ .steps = &w->step,
		.n_steps = 1,
		.deadline_ms = hj_mono_ms() + WAIT_MS,
		.on_done = on_read };
	hj_pg_read(w->pg, &w->query);
}

void
hj_walk_begin(struct hj_walk *w)
{
	w->a = hj_arena_new();
	w->next = 0;
	w->chunks =
	    (int32_t)((w->size + (int64_t)HJ_CHUNK - 1) / (int64_t)HJ_CHUNK);
	hj_walk_on(w);
}

struct hj_bytes
hj_walk_chunk(struct hj_walk *w, int i)
{
	struct hj_row row = hj_row(w->step.result, i);

	return hj_row_peek(&row, 1);
}

const unsigned char *
hj_walk_open(struct hj_walk *w, int i, struct hj_ring *ring, size_t *n)
{
	struct hj_row row = hj_row(w->step.result, i);
	struct hj_bytes box = hj_row_peek(&row, 1);
	const struct hj_ring_key *key = hj_ring_key(ring, HJ_SUBJECT_TEXT);
	unsigned char *copy = hj_alloc(w->a, box.n + 1);
	char name[PLACE_ROOM];

	memcpy(copy, box.p, box.n);
	name_place(name, &w->place, w->next - w->n + i);
	*n = box.n < HJ_SEALED_MORE ? 0 : box.n - HJ_SEALED_MORE;
	return hj_open_bytes(hj_keys_crypto(ring->keys), copy, box.n, &key->key,
	    ring->stream, name);
}

void
hj_walk_end(struct hj_walk *w)
{
	hj_arena_free(w->a);
	w->a = NULL;
}

/* ---- digests ---- */

static void
hash_chunks(struct hj_walk *w)
{
	struct hj_digesting *d = HJ_CONTAINER(struct hj_digesting, walk, w);

	for (int i = 0; i < w->n; i++) {
		struct hj_bytes box = hj_walk_chunk(w, i);

		hj_hashing_put(d->hashing, box.p, box.n);
	}
	hj_walk_on(w);
}

static void
hashed(struct hj_walk *w)
{
	struct hj_digesting *d = HJ_CONTAINER(struct hj_digesting, walk, w);

	hj_walk_end(w);
	hj_hashing_end(d->hashing, d->digest);
	d->on_done(d);
}

void
hj_digesting_begin(struct hj_digesting *d, struct hj_crypto *crypto)
{
	d->hashing = hj_hashing_new(crypto);
	d->walk.on_chunks = hash_chunks;
	d->walk.on_end = hashed;
	hj_walk_begin(&d->walk);
}
