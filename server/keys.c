/* The site's keys in this process; see keys.h. */
#include "server/keys.h"

#include "lib/base/buf.h"
#include "lib/integrity/index.h"
#include "lib/integrity/seal.h"
#include "server/auth/keyfile.h"
#include "server/base/log.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct hj_keys {
	struct hj_crypto *crypto;
	struct hj_keyfile *file;
	char *path;
	struct timespec changed; /* when the file that was read was written */
	ino_t inode;
	struct hj_key digest; /* idempotency digests, names of streams */
};

/* Is it another file than at the last look?  One that is not there is not. */
static bool
has_changed(struct hj_keys *k)
{
	struct stat is;
	bool changed;

	if (stat(k->path, &is) != 0)
		return false;
	changed = is.st_ino != k->inode ||
		  is.st_mtim.tv_sec != k->changed.tv_sec ||
		  is.st_mtim.tv_nsec != k->changed.tv_nsec;
	k->inode = is.st_ino;
	k->changed = is.st_mtim;
	return changed;
}

struct hj_keys *
hj_keys_load(const char *path, struct hj_error *err)
{
	struct hj_keys *k = calloc(1, sizeof(*k));

	if (k == NULL)
		abort();
	k->crypto = hj_crypto_new();
	k->path = strdup(path);
	if (k->path == NULL)
		abort();
	(void)has_changed(k);
	k->file = hj_keyfile_load(path, err);
	if (k->file == NULL) {
		hj_keys_free(k);
		return NULL;
	}
	hj_keys_derive(k, &k->digest, "hejie digest");
	return k;
}

void
hj_keys_free(struct hj_keys *k)
{
	if (k == NULL)
		return;
	hj_keyfile_free(k->file);
	hj_crypto_free(k->crypto);
	free(k->path);
	hj_wipe(k, sizeof(*k));
	free(k);
}

void
hj_keys_refresh(struct hj_keys *k)
{
	struct hj_error err = { 0 };

	if (has_changed(k) &&
	    hj_keyfile_reload(k->file, k->path, &err) != HJ_OK)
		hj_log(HJ_LOG_ERROR, "key_file_unread", HJ_LOG_REASON(&err));
}

struct hj_crypto *
hj_keys_crypto(struct hj_keys *k)
{
	return k->crypto;
}

const struct hj_keyfile *
hj_keys_file(const struct hj_keys *k)
{
	return k->file;
}

void
hj_keys_derive(struct hj_keys *k, struct hj_key *ret, const char *label)
{
	hj_key_derive(k->crypto, ret, hj_keyfile_root(k->file), label);
}

void
hj_keys_wrap(struct hj_keys *k, unsigned char *wrapped, const char *stream,
    const char *subject, const struct hj_key *key)
{
	uint32_t id;
	const struct hj_key *master;

	hj_keys_refresh(k);
	master = hj_keyfile_newest(k->file, &id);
	hj_wrap(k->crypto, wrapped, master, id, stream, subject, key);
}

bool
hj_keys_unwrap(struct hj_keys *k, struct hj_key *ret, const char *stream,
    const char *subject, const unsigned char *wrapped)
{
	const uint32_t id = hj_wrapped_by(wrapped, HJ_WRAPPED_SIZE);
	const struct hj_key *master = hj_keyfile_find(k->file, id);

	if (master == NULL) {
		hj_keys_refresh(k);
		master = hj_keyfile_find(k->file, id);
	}
	return master != NULL &&
	       hj_unwrap(k->crypto, ret, master, stream, subject, wrapped);
}

/* The first `bytes` of the keyed digest of two texts, as hex. */
static void
keyed_hex(struct hj_keys *k, const struct hj_key *key, char *out, size_t bytes,
    const char *a, const char *b)
{
	unsigned char digest[HJ_DIGEST_SIZE];
	const struct hj_piece pieces[] = { { a, strlen(a) }, { "\0", 1 },
		{ b, strlen(b) } };
	struct hj_buf hex;

	hj_hmac(k->crypto, digest, key, pieces, 3);
	hj_buf_init(&hex, 128);
	hj_buf_hex(&hex, digest, bytes);
	memcpy(out, hj_buf_text(&hex), 2 * bytes + 1);
	hj_buf_release(&hex);
}

const char *
hj_keys_subject(
    struct hj_keys *k, struct hj_arena *a, const char *cmd, const char *place)
{
	char hex[17];

	keyed_hex(k, &k->digest, hex, 8, cmd, place);
	return hj_strdup(a, hex);
}

void
hj_keys_county(struct hj_keys *k, struct hj_key *ret, const char *county)
{
	char label[32];

	(void)snprintf(label, sizeof(label), "hejie index %s", county);
	hj_keys_derive(k, ret, label);
}

const char *
hj_keys_index(struct hj_keys *k, struct hj_arena *a, const char *county,
    const char *identifier)
{
	struct hj_key key;

	hj_keys_county(k, &key, county);
	return hj_index_hex(k->crypto, a, &key, "identity", identifier);
}

void
hj_keys_digest(struct hj_keys *k, unsigned char out[HJ_DIGEST_SIZE],
    const void *p, size_t n)
{
	const struct hj_piece piece = { p, n };

	hj_hmac(k->crypto, out, &k->digest, &piece, 1);
}

void
hj_keys_stream(
    struct hj_keys *k, char out[33], const char *person, const char *key)
{
	keyed_hex(k, &k->digest, out, 16, person, key);
}

void
hj_keys_door(
    struct hj_keys *k, char out[33], const char *code, const char *secret)
{
	struct hj_key key;

	hj_keys_derive(k, &key, "hejie door");
	keyed_hex(k, &key, out, 16, code, secret);
}

void
hj_keys_log(struct hj_keys *k, struct hj_key *ret)
{
	hj_keys_derive(k, ret, "hejie log");
}

void
hj_random_id(char out[33])
{
	unsigned char id[16];
	struct hj_buf hex;

	hj_random(id, sizeof(id));
	hj_buf_init(&hex, 64);
	hj_buf_hex(&hex, id, sizeof(id));
	memcpy(out, hj_buf_text(&hex), 33);
	hj_buf_release(&hex);
}

void
hj_random_secret(char out[HJ_SECRET_ROOM])
{
	unsigned char random[8];
	unsigned long long value = 0;

	hj_random(random, sizeof(random));
	for (int i = 0; i < 8; i++)
		value = value << 8 | random[i];
	for (int i = HJ_SECRET_ROOM - 2; i >= 0; i--) {
		out[i] = (char)('0' + value % 10);
		value /= 10;
	}
	out[HJ_SECRET_ROOM - 1] = '\0';
}
