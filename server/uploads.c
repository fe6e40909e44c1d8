/*
 * Files are sent in parts:
 *
 *	PUT /api/v1/disputes/{id}/uploads/{upload}
 *	Content-Range: bytes 0-1048575/3145728
 *
 * The sender chooses the upload's id (32 random hex digits).  A part is at most
 * 1 MiB, begins at a multiple of 256 KiB and ends at one or at the end of the
 * file; without Content-Range it is the whole file.  The answer says how far
 * the file is; after a broken line the sender asks with an empty body and a
 * star in place of the bytes (RFC 9110, 14.4), and goes on from there.  A part
 * sent again changes nothing.
 *
 * So a worker never holds more of a file than a part, whatever its size.  What
 * the file is, its first part says by its content.
 */
#include "server/call.h"
#include "server/http/json_out.h"
#include "server/keys.h"
#include "server/sealing.h"
#include "server/statements.h"
#include "server/store.h"

#include "lib/dispute/dossier.h"
#include "lib/integrity/seal.h"

#include <string.h>

#define AT_ONCE 2 /* in a worker */

struct sending {
	struct hj_call call;
	struct hj_place place;
	struct hj_upload upload;
	struct hj_upload_part part;
	bool asks; /* sends nothing, wants to know how far it is */
	bool keyed_again;
	struct hj_digesting digesting;
};

static void on_at(struct hj_query *q);

static void
end(struct sending *s)
{
	s->call.req->service->uploads--;
	hj_call_end(&s->call);
}

static void
refuse(struct sending *s, enum hj_problem_kind kind, const char *detail)
{
	hj_reply_kind(s->call.req, kind, detail);
	end(s);
}

static bool
failed(struct sending *s)
{
	if (s->call.query.err.code == HJ_OK)
		return false;
	hj_reply_error(s->call.req, &s->call.query.err);
	end(s);
	return true;
}

/* Say how far it is. */
static void
tell(struct sending *s, int64_t received, bool whole)
{
	struct hj_req *req = s->call.req;
	struct hj_buf b;
	struct hj_out j;

	hj_buf_init(&b, 512);
	hj_out_init(&j, &b);
	hj_out_open(&j);
	hj_out_put_str(&j, "upload", hj_req_param(req, "upload"));
	hj_out_put_int(&j, "received", received);
	hj_out_put_int(&j, "size", s->part.size);
	hj_out_put_bool(&j, "complete", whole);
	hj_out_put_some(&j, "type", s->part.type);
	hj_out_close(&j);
	hj_reply_buf(req, 200, HJ_TYPE_JSON, &b);
	hj_buf_release(&b);
	end(s);
}

/* ---- the range ---- */

/* A number that begins at *p, which moves behind it; -1 if there is none. */
static int64_t
number(const char **p)
{
	int64_t value = 0;

	if (**p < '0' || **p > '9')
		return -1;
	for (; **p >= '0' && **p <= '9'; (*p)++) {
		if (value > HJ_FILE_MOST * 10)
			return -1;
		value = value * 10 + (**p - '0');
	}
	return value;
}

/* What Content-Range says; false if it cannot be read. */
static bool
read_range(struct sending *s, const char *text)
{
	int64_t last;

	if (strncmp(text, "bytes ", 6) != 0)
		return false;
	text += 6;
	if (*text == '*') {
		s->asks = true;
		text++;
	} else {
		s->part.first = number(&text);
		if (s->part.first < 0 || *text++ != '-')
			return false;
		last = number(&text);
		if (last < s->part.first ||
		    (size_t)(last - s->part.first) + 1 != s->part.n)
			return false;
	}
	if (*text++ != '/')
		return false;
	s->part.size = number(&text);
	return *text == '\0' && s->part.size > 0;
}

/* Do the bounds of the part fit the chunks in which it is kept? */
static bool
range_fits(const struct sending *s)
{
	int64_t end = s->part.first + (int64_t)s->part.n;

	if (s->asks)
		return s->part.n == 0;
	return s->part.n > 0 && s->part.first % (int64_t)HJ_CHUNK == 0 &&
	       end <= s->part.size &&
	       (end == s->part.size || end % (int64_t)HJ_CHUNK == 0);
}

/* ---- 4. whole ---- */

static void
on_whole(struct hj_query *q)
{
	struct sending *s = HJ_CONTAINER(struct sending, call.query, q);

	if (!failed(s))
		tell(s, s->part.size, true);
}

static void
on_digest(struct hj_digesting *d)
{
	struct sending *s = HJ_CONTAINER(struct sending, digesting, d);

	if (d->walk.err.code != HJ_OK) {
		hj_reply_error(s->call.req, &d->walk.err);
		end(s);
		return;
	}
	hj_upload_whole(hj_call_params(&s->call), &s->place, d->digest);
	hj_call_write(&s->call, &hj_upload_whole_stmt, on_whole);
}

static void
digest(struct sending *s)
{
	struct hj_service *service = s->call.req->service;

	s->digesting = (struct hj_digesting){
		.walk = { .pg = service->pg,
		    .place = s->place,
		    .size = s->part.size },
		.on_done = on_digest,
	};
	hj_digesting_begin(&s->digesting, hj_keys_crypto(service->keys));
}

/* ---- 3. stored ---- */

static void
on_put(struct hj_query *q)
{
	struct sending *s = HJ_CONTAINER(struct sending, call.query, q);
	struct hj_row row = hj_row(s->call.step.result, 0);
	int64_t received;

	if (failed(s))
		return;
	received = hj_row_int(&row, 0);
	if (received == HJ_UPLOAD_KEYED && !s->keyed_again) {
		s->keyed_again = true;
		hj_upload_ask(hj_call_params(&s->call), &s->place);
		hj_call_read(&s->call, &hj_upload_at_stmt, on_at);
	} else if (received == HJ_UPLOAD_GAP) {
		refuse(s, HJ_PROBLEM_INVALID_FIELD,
		    "Content-Range: it does not follow on what was received");
	} else if (received == HJ_UPLOAD_FULL) {
		refuse(s, HJ_PROBLEM_RATE,
		    "too many files of this dispute wait to be attached");
	} else if (received < 0) {
		refuse(s, HJ_PROBLEM_ABSENT, NULL);
	} else if (received == s->part.size) {
		digest(s);
	} else {
		tell(s, received, false);
	}
}

/* ---- 2. how far it is ---- */

/* The first part says what it is; later ones go where that one went. */
static bool
find_type(struct sending *s)
{
	bool whole = (int64_t)s->part.n == s->part.size;
	size_t n = s->part.n < HJ_CHUNK ? s->part.n : HJ_CHUNK;
	int type;

	if (s->upload.person != NULL) {
		s->part.type = s->upload.type;
		return true;
	}
	type = s->part.first != 0
		   ? 0
		   : hj_file_type(s->part.bytes, n, whole && n == s->part.n);
	s->part.type = hj_word_name(&hj_file_type_words, type);
	return type != 0;
}

static void
store(struct sending *s)
{
	struct hj_req *req = s->call.req;
	struct hj_ring ring;

	hj_ring_init(
	    &ring, req->arena, req->service->keys, hj_req_param(req, "id"));
	if (s->upload.wrapped.p != NULL)
		hj_ring_add(&ring, HJ_SUBJECT_TEXT, s->upload.wrapped.p,
		    s->upload.wrapped.n);
	/* A key that is there and does not unwrap is of another key file. */
	if (s->upload.wrapped.p != NULL && ring.n == 0) {
		refuse(s, HJ_PROBLEM_INTERNAL, "the key cannot be unwrapped");
		return;
	}
	hj_upload_put(hj_call_params(&s->call), &s->place, &s->part, &ring);
	hj_call_write(&s->call, &hj_upload_put_stmt, on_put);
}

static void
on_at(struct hj_query *q)
{
	struct sending *s = HJ_CONTAINER(struct sending, call.query, q);
	struct hj_upload *u = &s->upload;

	if (failed(s))
		return;
	if (!hj_upload_take(s->call.step.result, s->call.req->arena, u)) {
		refuse(s, HJ_PROBLEM_ABSENT, NULL);
		return;
	}
	if (u->person != NULL && (strcmp(u->person, s->part.person) != 0 ||
				     u->size != s->part.size)) {
		refuse(s, HJ_PROBLEM_ABSENT, NULL);
		return;
	}
	s->part.type = u->type;
	if (u->person != NULL && u->received == u->size) {
		if (u->digest != NULL)
			tell(s, u->size, true);
		else
			digest(s);
	} else if (s->asks || s->part.first < u->received) {
		tell(s, u->received, false);
	} else if (s->part.first > u->received) {
		refuse(s, HJ_PROBLEM_INVALID_FIELD,
		    "Content-Range: it does not follow on what was received");
	} else if (!find_type(s)) {
		refuse(s, HJ_PROBLEM_MEDIA_TYPE,
		    "taken are PDF, OFD, docx and xlsx without macros,"
		    " pictures, sound, film and plain text");
	} else {
		store(s);
	}
}

/* ---- 1. the request ---- */

void
hj_upload_handler(struct hj_req *req)
{
	struct sending *s = HJ_NEW(req->arena, struct sending);
	const char *range = hj_req_header(req, "content-range");

	s->part = (struct hj_upload_part){ .person = req->actor->person,
		.size = (int64_t)req->body_n,
		.bytes = req->body,
		.n = req->body_n };
	if (!hj_may(HJ_MAY_RECORD, req->actor->roles, HJ_REL_PART)) {
		hj_reply_kind(req, HJ_PROBLEM_FORBIDDEN, NULL);
	} else if (!hj_place_read(&s->place, hj_orgs_of(req->arena, req->actor),
		       hj_req_param(req, "id"), hj_req_param(req, "upload"))) {
		hj_reply_kind(req, HJ_PROBLEM_ABSENT, NULL);
	} else if ((range != NULL && !read_range(s, range)) || !range_fits(s)) {
		hj_reply_kind(req, HJ_PROBLEM_INVALID_FIELD,
		    "Content-Range: bytes <first>-<last>/<size>, cut at"
		    " multiples of 256 KiB");
	} else if (s->part.size > HJ_FILE_MOST) {
		hj_reply_kind(
		    req, HJ_PROBLEM_BODY_TOO_LONG, "a file has 50 MiB at most");
	} else if (req->service->uploads >= AT_ONCE) {
		hj_reply_kind(req, HJ_PROBLEM_BUSY, "two files are being sent");
	} else {
		req->service->uploads++;
		hj_call_begin(&s->call, req);
		hj_upload_ask(hj_call_params(&s->call), &s->place);
		hj_call_read(&s->call, &hj_upload_at_stmt, on_at);
	}
}
