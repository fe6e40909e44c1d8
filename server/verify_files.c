/* Files against the digests in the timeline; see verify_files.h. */
#include "server/verify_files.h"

#include "lib/base/buf.h"
#include "server/db/row.h"

#include <stdio.h>
#include <string.h>

#define BATCH "100"

struct file {
	unsigned char stream[16];
	int64_t seq;
	const char *upload;
	const char *digest;
};

/* Hash the chunks of `f`, one at a time. */
static bool
digest_of(struct hj_file_check *c, const struct file *f, struct hj_arena *a,
    unsigned char out[HJ_DIGEST_SIZE], struct hj_error *err)
{
	struct hj_hashing *h = hj_hashing_new(c->crypto);
	bool good = true, more = true;

	for (int32_t no = 0; good && more; no++) {
		struct hj_params p;
		PGresult *result = NULL;
		struct hj_row row;
		struct hj_bytes bytes;

		hj_params_init(&p, a);
		hj_param_uuid(&p, f->stream);
		hj_param_text(&p, f->upload);
		hj_param_int4(&p, no);
		good = hj_sync_exec(c->db,
			   "SELECT bytes FROM hejie.upload_chunk"
			   " WHERE stream = $1 AND upload = $2::uuid"
			   "   AND no = $3",
			   &p, &result, err) == HJ_OK;
		more = good && hj_row_count(result) == 1;
		if (more) {
			row = hj_row(result, 0);
			bytes = hj_row_peek(&row, 0);
			hj_hashing_put(h, bytes.p, bytes.n);
		}
		PQclear(result);
	}
	hj_hashing_end(h, out);
	return good;
}

static bool
check_file(struct hj_file_check *c, const struct file *f, struct hj_arena *a,
    struct hj_error *err)
{
	unsigned char found[HJ_DIGEST_SIZE], wanted[HJ_DIGEST_SIZE];
	struct hj_buf id;

	if (!digest_of(c, f, a, found, err))
		return false;
	c->files++;
	if (f->digest != NULL && strlen(f->digest) == 64 &&
	    hj_unhex(wanted, f->digest, sizeof(wanted)) &&
	    memcmp(found, wanted, sizeof(found)) == 0)
		return true;
	hj_buf_init(&id, 64);
	hj_buf_hex(&id, f->stream, 16);
	(void)printf("FAULT %s/%lld the attached file is not what was"
		     " attached\n",
	    hj_buf_text(&id), (long long)f->seq);
	hj_buf_release(&id);
	c->faults++;
	return true;
}

/* The files after *at, in order; *more if there were some. */
static bool
check_batch(
    struct hj_file_check *c, struct file *at, bool *more, struct hj_error *err)
{
	struct hj_arena *a = hj_arena_new();
	struct hj_params p;
	PGresult *result = NULL;
	bool good;

	hj_params_init(&p, a);
	hj_param_uuid(&p, at->stream);
	hj_param_int8(&p, at->seq);
	good = hj_sync_exec(c->db,
		   "SELECT stream, seq,"
		   " bytes::jsonb #>> '{body,attachment,upload}',"
		   " bytes::jsonb #>> '{body,digest}' FROM hejie.event"
		   " WHERE kind = 'attached' AND (stream, seq) > ($1, $2)"
		   " ORDER BY stream, seq LIMIT " BATCH,
		   &p, &result, err) == HJ_OK;
	*more = good && hj_row_count(result) > 0;
	for (int i = 0; good && i < hj_row_count(result); i++) {
		struct hj_row row = hj_row(result, i);

		hj_row_uuid(&row, 0, at->stream);
		at->seq = hj_row_int(&row, 1);
		at->upload = hj_row_text(&row, 2, a, NULL);
		at->digest = hj_row_text(&row, 3, a, NULL);
		good = !row.bad && check_file(c, at, a, err);
	}
	PQclear(result);
	hj_arena_free(a);
	return good;
}

bool
hj_verify_files(struct hj_file_check *c, struct hj_error *err)
{
	struct file at = { .seq = 0 };
	bool more = true, good = true;

	while (good && more)
		good = check_batch(c, &at, &more, err);
	return good;
}
