/*
 * hejie keys: the master keys, and putting a new one in their place.
 *
 *	hejie keys list      ids, and how much each of them holds
 *	hejie keys rotate    a new key; every subject key is wrapped anew by it
 *
 * Needs the key file and the database as its owner, and runs while the service
 * runs: workers read the file again when they wrap, or meet a key that they do
 * not know; with several servers copy the file to each as soon as the first
 * line of `rotate` is printed.  Rows are wrapped anew in batches, each one a
 * transaction, only if they are still as they were read, so it may be ended at
 * any time: called again it goes on, without another key.
 *
 * The old keys stay in the file.  One that holds nothing any more may be taken
 * out of it by hand, except the first, the root of index values.
 */
#include "server/app.h"

#include "lib/base/buf.h"
#include "lib/integrity/seal.h"
#include "server/auth/keyfile.h"
#include "server/db/row.h"
#include "server/db/sync.h"
#include "server/keys.h"
#include "server/owner.h"

#include <stdio.h>
#include <string.h>

#define BATCH "500"
#define ROUNDS 10 /* a worker may wrap by the old key until it looks again */

struct rotation {
	const struct hj_config *cfg;
	struct hj_arena *a;
	struct hj_sync *db;
	struct hj_keys *keys;
	struct hj_error err;
	int64_t wrapped, lost;
};

static int64_t
number(struct rotation *r, const char *sql, const char *id)
{
	struct hj_params p;
	PGresult *result = NULL;
	int64_t n = -1;

	hj_params_init(&p, r->a);
	hj_param_text(&p, id);
	if (hj_sync_exec(r->db, sql, &p, &result, &r->err) == HJ_OK) {
		struct hj_row row = hj_row(result, 0);

		n = hj_row_int(&row, 0);
	}
	PQclear(result);
	return n;
}

static const char *
id_text(struct rotation *r, uint32_t id)
{
	char text[9];

	(void)snprintf(text, sizeof(text), "%08x", id);
	return hj_strdup(r->a, text);
}

static const char *
newest(struct rotation *r)
{
	uint32_t id;

	(void)hj_keyfile_newest(hj_keys_file(r->keys), &id);
	return id_text(r, id);
}

static bool
list(struct rotation *r)
{
	const struct hj_keyfile *f = hj_keys_file(r->keys);
	size_t n = hj_keyfile_count(f);

	(void)printf("id        subject keys  passwords\n");
	for (size_t i = 0; i < n; i++) {
		const char *id = id_text(r, hj_keyfile_id(f, i));
		int64_t subjects = number(r,
		    "SELECT count(*) FROM hejie.subject_key"
		    " WHERE encode(substr(wrapped, 2, 4), 'hex') = $1",
		    id);
		int64_t passwords = number(r,
		    "SELECT count(*) FROM hejie.credential"
		    " WHERE left(phc, 8) = $1",
		    id);

		if (subjects < 0 || passwords < 0)
			return false;
		(void)printf("%s  %12ld  %9ld%s%s\n", id, (long)subjects,
		    (long)passwords, i == 0 ? "  root" : "",
		    i == n - 1 ? "  newest" : "");
	}
	return true;
}

/* What `id` does not hold yet. */
static int64_t
others(struct rotation *r, const char *id)
{
	return number(r,
	    "SELECT count(*) FROM hejie.subject_key"
	    " WHERE encode(substr(wrapped, 2, 4), 'hex') <> $1",
	    id);
}

/* Wrap the rows of `result` anew and store them. */
static bool
wrap_batch(struct rotation *r, PGresult *result)
{
	size_t n = (size_t)hj_row_count(result), k = 0;
	struct hj_bytes *streams = hj_alloc(r->a, (n + 1) * sizeof(*streams));
	struct hj_bytes *old = hj_alloc(r->a, (n + 1) * sizeof(*old));
	struct hj_bytes *fresh = hj_alloc(r->a, (n + 1) * sizeof(*fresh));
	const char **subjects = hj_alloc(r->a, (n + 1) * sizeof(*subjects));
	struct hj_params p;

	for (size_t i = 0; i < n; i++) {
		struct hj_row row = hj_row(result, (int)i);
		unsigned char *stream = hj_alloc(r->a, 16);
		unsigned char *made = hj_alloc(r->a, HJ_WRAPPED_SIZE);
		struct hj_bytes was = hj_row_bytes(&row, 2, r->a);
		struct hj_key key;
		struct hj_buf id;

		hj_row_uuid(&row, 0, stream);
		subjects[k] = hj_row_text(&row, 1, r->a, NULL);
		hj_buf_init(&id, 64);
		hj_buf_hex(&id, stream, 16);
		if (was.n == HJ_WRAPPED_SIZE &&
		    hj_keys_unwrap(
			r->keys, &key, hj_buf_text(&id), subjects[k], was.p)) {
			hj_keys_wrap(
			    r->keys, made, hj_buf_text(&id), subjects[k], &key);
			streams[k] = (struct hj_bytes){ stream, 16 };
			old[k] = was;
			fresh[k++] = (struct hj_bytes){ made, HJ_WRAPPED_SIZE };
			hj_wipe(&key, sizeof(key));
		} else {
			r->lost++;
		}
		hj_buf_release(&id);
	}
	hj_params_init(&p, r->a);
	hj_param_uuids(&p, streams, k);
	hj_param_texts(&p, subjects, k);
	hj_param_bytes_list(&p, old, k);
	hj_param_bytes_list(&p, fresh, k);
	r->wrapped += (int64_t)k;
	return hj_sync_exec(r->db,
		   "UPDATE hejie.subject_key s SET wrapped = n.fresh"
		   "  FROM unnest($1, $2, $3, $4)"
		   "       AS n(stream, subject, old, fresh)"
		   " WHERE s.stream = n.stream AND s.subject = n.subject"
		   "   AND s.wrapped = n.old",
		   &p, NULL, &r->err) == HJ_OK;
}

/* Once through the table, in the order of its key. */
static bool
wrap_all(struct rotation *r)
{
	const char *id = newest(r);
	unsigned char stream[16] = { 0 };
	char subject[HJ_SUBJECT_ROOM] = "";
	bool good = true, more = true;

	r->lost = 0;
	while (good && more) {
		struct hj_params p;
		PGresult *result = NULL;
		struct hj_row last;

		hj_params_init(&p, r->a);
		hj_param_text(&p, id);
		hj_param_uuid(&p, stream);
		hj_param_text(&p, subject);
		good = hj_sync_exec(r->db,
			   "SELECT stream, subject, wrapped"
			   "  FROM hejie.subject_key"
			   " WHERE (stream, subject) > ($2, $3)"
			   "   AND encode(substr(wrapped, 2, 4), 'hex') <> $1"
			   " ORDER BY stream, subject LIMIT " BATCH,
			   &p, &result, &r->err) == HJ_OK;
		more = good && hj_row_count(result) > 0;
		if (more) {
			last = hj_row(result, hj_row_count(result) - 1);
			hj_row_uuid(&last, 0, stream);
			(void)snprintf(subject, sizeof(subject), "%s",
			    hj_row_text(&last, 1, r->a, NULL));
			good = wrap_batch(r, result);
		}
		PQclear(result);
	}
	return good;
}

static bool
rotate(struct rotation *r)
{
	int64_t left = others(r, newest(r));

	if (left < 0)
		return false;
	if (left == 0) {
		if (hj_keyfile_add(r->cfg->key_file, &r->err) != HJ_OK)
			return false;
		hj_keys_refresh(r->keys);
		(void)printf("%s is the newest key now\n", newest(r));
	} else {
		(void)printf("going on with %s\n", newest(r));
	}
	(void)fflush(stdout);
	for (int i = 0; i < ROUNDS; i++) {
		if (!wrap_all(r) || (left = others(r, newest(r))) < 0)
			return false;
		if (left == r->lost)
			break;
	}
	(void)printf("%ld subject keys wrapped anew, %ld left\n",
	    (long)r->wrapped, (long)left);
	if (r->lost > 0)
		hj_fail(&r->err, HJ_ERR_UNKNOWN, "",
		    "some are wrapped by a key that is not in the file", NULL);
	else if (left > 0)
		hj_fail(&r->err, HJ_ERR_BUSY, "",
		    "a server still wraps by the old key", NULL);
	return left == 0;
}

int
hj_cmd_keys(const struct hj_config *cfg, int argc, char **argv)
{
	struct rotation r = { .cfg = cfg };
	bool turn = argc == 2 && strcmp(argv[1], "rotate") == 0;
	bool good;

	if (!turn && (argc != 2 || strcmp(argv[1], "list") != 0)) {
		(void)fprintf(stderr, "hejie keys list|rotate\n");
		return HJ_EXIT_USAGE;
	}
	r.a = hj_arena_new();
	r.keys = hj_keys_load(cfg->key_file, &r.err);
	r.db = r.keys == NULL ? NULL : hj_owner_open(cfg, &r.err);
	good = r.db != NULL && (turn ? rotate(&r) : list(&r));
	if (!good)
		(void)fprintf(stderr, "hejie keys: %s\n", r.err.msg);
	hj_sync_free(r.db);
	hj_keys_free(r.keys);
	hj_arena_free(r.a);
	return good ? HJ_EXIT_DONE : HJ_EXIT_FAILED;
}
