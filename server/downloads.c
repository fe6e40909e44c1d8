/*
 * Files are given out:
 *
 *	GET /api/v1/disputes/{id}/attachments/{no}/content
 *
 * Always as a download, never to be shown in the page.  Before the first byte
 * leaves, the sealed bytes are read once and compared with the digest in the
 * timeline, and the reading is entered; then they are read again, opened and
 * sent, chunk by chunk.  A file that was tampered with is refused; were it
 * changed between the two, its chunk does not open and the answer is cut off.
 */
#include "server/call.h"
#include "server/base/log.h"
#include "server/keys.h"
#include "server/sealing.h"
#include "server/statements.h"
#include "server/store.h"

#include "lib/dispute/dossier.h"
#include "lib/integrity/seal.h"

#include <stdio.h>
#include <string.h>

#define AT_ONCE 8 /* in a worker; each holds a megabyte and a half at most */

static const enum hj_pg_type file_types[] = { HJ_PG_UUID, HJ_PG_INT4 };
const struct hj_stmt hj_stmt_file = {
	.name = "attachment_file",
	.sql = "SELECT replace(a.upload::text, '-', ''), a.type, a.size,"
	       " e.bytes::jsonb #>> '{body,digest}',"
	       " e.bytes::jsonb #>> '{body,name}', k.wrapped"
	       "  FROM hejie.attachment a"
	       "  JOIN hejie.event e ON e.stream = a.stream AND e.seq = a.seq"
	       "  LEFT JOIN hejie.subject_key k"
	       "    ON k.stream = a.stream AND k.subject = 'text'"
	       " WHERE a.stream = $1 AND a.no = $2 AND NOT a.detached",
	.n_params = 2,
	.types = file_types,
};

/* One file on its way out; in its own arena, for it outlives the request. */
struct download {
	struct hj_call call; /* until the answer begins */
	struct hj_service *service;
	struct hj_arena *a;
	struct hj_place place;
	struct hj_ring ring;
	int type;
	int64_t size;
	const char *name;
	unsigned char digest[HJ_DIGEST_SIZE]; /* that the timeline names */
	struct hj_digesting digesting;
	struct hj_walk walk;
	struct hj_stream stream;
	bool reading; /* chunks are asked for */
	bool gone;    /* nobody takes them any more */
};

static void
end(struct download *d)
{
	d->service->downloads--;
	hj_arena_free(d->a);
}

static void
refuse(struct download *d, enum hj_problem_kind kind, const char *detail)
{
	hj_call_refuse(&d->call, kind, detail);
	end(d);
}

/* ---- 4. chunks go out ---- */

static void
over(struct download *d)
{
	hj_walk_end(&d->walk);
	end(d);
}

static void
on_closed(struct hj_stream *stream)
{
	struct download *d = HJ_CONTAINER(struct download, stream, stream);

	d->gone = true;
	if (!d->reading)
		over(d);
}

static void
ask(struct download *d)
{
	if (d->reading || d->gone)
		return;
	d->reading = true;
	hj_walk_on(&d->walk);
}

static void
on_room(struct hj_stream *stream)
{
	ask(HJ_CONTAINER(struct download, stream, stream));
}

static void
on_chunks(struct hj_walk *w)
{
	struct download *d = HJ_CONTAINER(struct download, walk, w);

	d->reading = false;
	for (int i = 0; i < w->n && !d->gone; i++) {
		size_t n;
		const unsigned char *p = hj_walk_open(w, i, &d->ring, &n);

		if (p == NULL ||
		    !hj_stream_send(&d->stream, (const char *)p, n)) {
			hj_stream_cut(&d->stream);
			return;
		}
	}
	if (d->gone)
		over(d);
	else if (w->next == w->chunks)
		ask(d); /* which tells that there are none */
}

static void
on_end(struct hj_walk *w)
{
	struct download *d = HJ_CONTAINER(struct download, walk, w);

	d->reading = false;
	if (d->gone) {
		over(d);
		return;
	}
	if (w->err.code != HJ_OK) {
		hj_stream_cut(&d->stream);
		return;
	}
	hj_stream_close(&d->stream);
	over(d);
}

/* ---- 3. it is what it was: begin ---- */

/* attachment; filename*=UTF-8''... with all but letters and digits escaped. */
static const char *
disposition(struct download *d)
{
	static const char digits[] = "0123456789ABCDEF";
	const char *name = d->name == NULL ? "file" : d->name;
	struct hj_buf b;

	hj_buf_init(&b, 4096);
	hj_buf_puts(&b, "attachment; filename*=UTF-8''");
	for (; *name != '\0'; name++) {
		unsigned char c = (unsigned char)*name;

		if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
		    (c >= 'a' && c <= 'z') || c == '.' || c == '-') {
			hj_buf_putc(&b, (char)c);
			continue;
		}
		hj_buf_putc(&b, '%');
		hj_buf_putc(&b, digits[c >> 4]);
		hj_buf_putc(&b, digits[c & 15]);
	}
	return hj_buf_keep(d->a, &b);
}

static void
begin(struct download *d)
{
	struct hj_req *req = d->call.req;
	bool sending;

	hj_req_add_header(req, "Content-Disposition", disposition(d));
	d->stream.on_closed = on_closed;
	d->stream.on_room = on_room;
	sending = hj_stream_begin(
	    req, &d->stream, 200, hj_file_media(d->type), d->size);
	hj_call_end(&d->call);
	if (!sending) {
		end(d);
		return;
	}
	d->walk = (struct hj_walk){ .pg = d->service->pg,
		.place = d->place,
		.size = d->size,
		.on_chunks = on_chunks,
		.on_end = on_end };
	d->reading = true;
	hj_walk_begin(&d->walk);
}

static void
on_noted(struct hj_query *q)
{
	struct download *d = HJ_CONTAINER(struct download, call.query, q);

	if (hj_call_failed(&d->call))
		end(d);
	else
		begin(d);
}

/* ---- 2. is it what it was? ---- */

static void
on_digest(struct hj_digesting *digesting)
{
	struct download *d =
	    HJ_CONTAINER(struct download, digesting, digesting);

	if (digesting->walk.err.code == HJ_ERR_BUSY) {
		refuse(d, HJ_PROBLEM_BUSY, NULL);
		return;
	}
	if (digesting->walk.err.code != HJ_OK ||
	    memcmp(digesting->digest, d->digest, sizeof(d->digest)) != 0) {
		hj_log(HJ_LOG_ERROR, "file_tampered",
		    HJ_LOG_ID("stream", d->ring.stream));
		refuse(d, HJ_PROBLEM_TAMPERED, NULL);
		return;
	}
	hj_call_note(&d->call, d->place.stream, "attachment", on_noted);
}

/* ---- 1. which file ---- */

/* What the row says; false if it is no file that can be opened. */
static bool
take(struct download *d, struct hj_row *row)
{
	const char *upload = hj_row_text(row, 0, d->a, NULL);
	const char *type = hj_row_text(row, 1, d->a, NULL);
	const char *digest = hj_row_text(row, 3, d->a, NULL);
	const char *name = hj_row_text(row, 4, d->a, NULL);
	struct hj_bytes key = hj_row_bytes(row, 5, d->a);

	d->size = hj_row_int(row, 2);
	if (row->bad || upload == NULL || type == NULL || digest == NULL ||
	    strlen(digest) != 64 || !hj_unhex(d->digest, digest, 32) ||
	    !hj_unhex(d->place.upload, upload, 16) || key.p == NULL)
		return false;
	d->type = hj_word_find(&hj_file_type_words, type, strlen(type));
	hj_ring_add(&d->ring, HJ_SUBJECT_TEXT, key.p, key.n);
	d->name = hj_open_text(&d->ring, name);
	return d->ring.n == 1;
}

static void
on_file(struct hj_query *q)
{
	struct download *d = HJ_CONTAINER(struct download, call.query, q);
	struct hj_row row = hj_row(d->call.step.result, 0);

	if (hj_call_failed(&d->call)) {
		end(d);
		return;
	}
	if (hj_row_count(d->call.step.result) != 1 || !take(d, &row)) {
		refuse(d, HJ_PROBLEM_ABSENT, NULL);
		return;
	}
	d->digesting = (struct hj_digesting){
		.walk = { .pg = d->service->pg,
		    .place = d->place,
		    .size = d->size },
		.on_done = on_digest,
	};
	hj_digesting_begin(&d->digesting, hj_keys_crypto(d->service->keys));
}

static struct download *
download_new(struct hj_req *req)
{
	struct hj_arena *a = hj_arena_new();
	struct download *d = HJ_NEW(a, struct download);

	d->a = a;
	d->service = req->service;
	d->service->downloads++;
	return d;
}

void
hj_download_handler(struct hj_req *req)
{
	const char *id = hj_req_param(req, "id");
	struct download *d;
	struct hj_params *p;
	int64_t no;

	if (!hj_may(HJ_MAY_READ, req->actor->roles, HJ_REL_PART)) {
		hj_reply_kind(req, HJ_PROBLEM_FORBIDDEN, NULL);
		return;
	}
	if (req->service->downloads >= AT_ONCE) {
		hj_reply_kind(req, HJ_PROBLEM_BUSY, "too many files go out");
		return;
	}
	d = download_new(req);
	hj_call_begin(&d->call, req);
	if (!hj_place_read(&d->place,
		hj_strdup(d->a, hj_orgs_of(req->arena, req->actor)), id, id) ||
	    !hj_text_int(hj_req_param(req, "no"), &no) || no < 1 ||
	    no > HJ_ATTACHMENTS_MOST) {
		refuse(d, HJ_PROBLEM_ABSENT, NULL);
		return;
	}
	hj_ring_init(&d->ring, d->a, req->service->keys, hj_strdup(d->a, id));
	p = hj_call_params(&d->call);
	hj_param_uuid(p, d->place.stream);
	hj_param_int4(p, (int32_t)no);
	hj_call_read_as_asker(&d->call, &hj_stmt_file, on_file);
}
