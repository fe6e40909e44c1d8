/*
 * hejie verify: recompute every chain of the database, and the log.
 *
 *	hejie verify [--key VERIFIER_KEY]
 *
 * For each stream: seqs are 1, 2, 3 ..., each stored chain equals the one
 * recomputed from the bytes, stream and seq inside the bytes are those of the
 * row, and the head names the last of them.  A chain shows any change inside a
 * timeline; it cannot show a timeline cut off and its head with it, or one
 * rewritten and chained anew: for that the log is built again and compared with
 * what was signed, here and in the folder (verify_log.c).
 *
 * Attached files are compared with the digests in the timeline
 *(verify_files.c).
 *
 * Exit status: 0 all is well, 1 it could not be looked at, 3 faults were found.
 */
#include "server/app.h"

#include "lib/dispute/codec.h"
#include "lib/integrity/chain.h"
#include "server/db/row.h"
#include "server/db/sync.h"
#include "server/keys.h"
#include "server/verify_files.h"
#include "server/verify_log.h"
#include "server/owner.h"

#include <stdio.h>
#include <string.h>

#define BATCH "2000"

struct check {
	struct hj_sync *db;
	struct hj_arena *a;
	unsigned char stream[16];
	bool any;
	int64_t seq;
	unsigned char chain[HJ_CHAIN_SIZE];
	int64_t streams, events, faults;
};

static void
fault(struct check *c, const char *what)
{
	struct hj_buf id;

	hj_buf_init(&id, 64);
	hj_buf_hex(&id, c->stream, 16);
	(void)printf("FAULT %s/%ld %s\n", hj_buf_text(&id), (long)c->seq, what);
	hj_buf_release(&id);
	c->faults++;
}

/* Does the head name the last event that was read? */
static bool
check_head(struct check *c, struct hj_error *err)
{
	struct hj_params p;
	PGresult *result = NULL;
	struct hj_row row;
	unsigned char hash[HJ_CHAIN_SIZE];

	if (!c->any)
		return true;
	hj_params_init(&p, c->a);
	hj_param_uuid(&p, c->stream);
	if (hj_sync_exec(c->db,
		"SELECT version, hash FROM hejie.head WHERE stream = $1", &p,
		&result, err) != HJ_OK)
		return false;
	row = hj_row(result, 0);
	if (hj_row_count(result) != 1) {
		fault(c, "has no head");
	} else {
		int64_t version = hj_row_int(&row, 0);

		hj_row_fixed(&row, 1, hash, sizeof(hash));
		if (version != c->seq ||
		    memcmp(hash, c->chain, sizeof(hash)) != 0)
			fault(c, "is not what the head names as last");
	}
	PQclear(result);
	return true;
}

/* Do the bytes say the same stream and seq as the row? */
static bool
names_itself(struct check *c, const char *bytes, size_t n)
{
	struct hj_buf want;
	bool found;

	hj_buf_init(&want, 256);
	hj_buf_puts(&want, ",\"seq\":");
	hj_buf_int(&want, c->seq);
	hj_buf_puts(&want, ",\"stream\":\"");
	hj_buf_hex(&want, c->stream, 16);
	hj_buf_putc(&want, '"');
	found = memmem(bytes, n, want.p, want.n) != NULL;
	hj_buf_release(&want);
	return found;
}

static bool
check_row(struct check *c, struct hj_row *row, struct hj_error *err)
{
	unsigned char stream[16], stored[HJ_CHAIN_SIZE], leaf[HJ_CHAIN_SIZE];
	unsigned char next[HJ_CHAIN_SIZE];
	struct hj_bytes bytes = hj_row_peek(row, 2);
	int64_t seq = hj_row_int(row, 1);

	hj_row_uuid(row, 0, stream);
	hj_row_fixed(row, 3, stored, sizeof(stored));
	if (!c->any || memcmp(stream, c->stream, 16) != 0) {
		if (!check_head(c, err))
			return false;
		memcpy(c->stream, stream, 16);
		hj_chain_start(c->chain, stream);
		c->seq = 0;
		c->any = true;
		c->streams++;
	}
	if (seq != c->seq + 1)
		fault(c, "is followed by a gap");
	c->seq = seq;
	c->events++;
	hj_chain_leaf(leaf, bytes.p, bytes.n);
	hj_chain_next(next, c->chain, leaf);
	if (hj_row_int(row, 4) != HJ_CHAIN_ALG)
		fault(c, "names another algorithm");
	else if (memcmp(next, stored, sizeof(next)) != 0)
		fault(c, "does not follow from its bytes and the one before");
	else if (!names_itself(c, bytes.p, bytes.n))
		fault(c, "says another stream or seq");
	memcpy(c->chain, stored, sizeof(c->chain));
	return !row->bad;
}

static bool
check_events(struct check *c, struct hj_error *err)
{
	bool more = true;

	while (more) {
		struct hj_params p;
		PGresult *result = NULL;

		hj_arena_clear(c->a);
		hj_params_init(&p, c->a);
		hj_param_uuid(&p, c->stream);
		hj_param_int8(&p, c->seq);
		if (hj_sync_exec(c->db,
			"SELECT stream, seq, bytes, chain, alg::bigint"
			" FROM hejie.event WHERE (stream, seq) > ($1, $2)"
			" ORDER BY stream, seq LIMIT " BATCH,
			&p, &result, err) != HJ_OK)
			return false;
		more = hj_row_count(result) > 0;
		for (int i = 0; i < hj_row_count(result); i++) {
			struct hj_row row = hj_row(result, i);

			if (!check_row(c, &row, err)) {
				PQclear(result);
				return false;
			}
		}
		PQclear(result);
	}
	return check_head(c, err);
}

/* Whose signatures count: as told, else the site's own. */
static bool
find_verifier(const struct hj_config *cfg, const char *told,
    struct hj_crypto *crypto, struct hj_verifier *ret, struct hj_error *err)
{
	struct hj_keys *keys;
	struct hj_key key;

	if (told != NULL && hj_verifier_read(crypto, ret, told))
		return true;
	if (told != NULL) {
		hj_fail(err, HJ_ERR_INPUT, "key", "no verifier key", NULL);
		return false;
	}
	keys = hj_keys_load(cfg->key_file, err);
	if (keys == NULL)
		return false;
	hj_keys_log(keys, &key);
	hj_verifier_of(crypto, ret, &key);
	hj_wipe(&key, sizeof(key));
	hj_keys_free(keys);
	return true;
}

int
hj_cmd_verify(const struct hj_config *cfg, int argc, char **argv)
{
	struct check c = { 0 };
	struct hj_verifier verifier;
	struct hj_log_check log = { .verifier = &verifier,
		.folder = cfg->checkpoint_folder };
	struct hj_file_check files = { 0 };
	struct hj_error err = { 0 };
	bool told = argc == 3 && strcmp(argv[1], "--key") == 0;
	bool good;

	if (argc > 1 && !told) {
		(void)fprintf(stderr, "hejie verify [--key VERIFIER_KEY]\n");
		return HJ_EXIT_USAGE;
	}
	c.a = hj_arena_new();
	log.crypto = hj_crypto_new();
	good = find_verifier(
	    cfg, told ? argv[2] : NULL, log.crypto, &verifier, &err);
	c.db = good ? hj_owner_open(cfg, &err) : NULL;
	log.db = files.db = c.db;
	files.crypto = log.crypto;
	good = c.db != NULL && check_events(&c, &err) &&
	       hj_verify_log(&log, &err) && hj_verify_files(&files, &err);
	if (good)
		(void)printf("%lld positions, %lld checkpoints, %lld in the"
			     " folder\n%lld files\n%ld streams, %ld events, "
			     "%ld faults\n",
		    (long long)log.positions, (long long)log.checkpoints,
		    (long long)log.kept, (long long)files.files,
		    (long)c.streams, (long)c.events,
		    (long)(c.faults + log.faults + files.faults));
	else
		(void)fprintf(stderr, "hejie verify: %s\n", err.msg);
	hj_sync_free(c.db);
	hj_crypto_free(log.crypto);
	hj_arena_free(c.a);
	if (!good)
		return HJ_EXIT_FAILED;
	return c.faults + log.faults + files.faults == 0 ? HJ_EXIT_DONE
							 : HJ_EXIT_FOUND;
}
