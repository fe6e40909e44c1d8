/*
 * The site's keys in this process: what wraps, indexes and names.
 *
 * Derived once from the master keys in the key file; one value a process, for
 * one thread.  Nothing of it is ever written but wrapped keys and digests.
 */
#ifndef HJ_SERVER_KEYS_H
#define HJ_SERVER_KEYS_H

#include "lib/base/error.h"
#include "lib/integrity/crypto.h"

struct hj_keys;
struct hj_keyfile;

/* Load the key file.  NULL with the reason.  Yours until hj_keys_free(). */
struct hj_keys *hj_keys_load(const char *path, struct hj_error *err) HJ_CHECK;
void hj_keys_free(struct hj_keys *keys);

/*
 * Read the key file again if it has changed: a rotation added a key.  Cheap;
 * wrapping does it by itself, and unwrapping when it meets a key that it does
 * not know.
 */
void hj_keys_refresh(struct hj_keys *keys);

/* The crypto to use with these keys. */
struct hj_crypto *hj_keys_crypto(struct hj_keys *keys);

/* The master keys themselves, for peppers. */
const struct hj_keyfile *hj_keys_file(const struct hj_keys *keys);

/* Wrap and unwrap the key of `subject` in `stream`; see lib/integrity/seal.h.
 */
void hj_keys_wrap(struct hj_keys *keys, unsigned char *wrapped,
    const char *stream, const char *subject, const struct hj_key *key);
bool hj_keys_unwrap(struct hj_keys *keys, struct hj_key *ret,
    const char *stream, const char *subject, const unsigned char *wrapped);

/* The subject of a new party record: 16 hex, from command id and place. */
const char *hj_keys_subject(struct hj_keys *keys, struct hj_arena *a,
    const char *cmd, const char *place);

/* The key of a county's indexes: the same person looks different elsewhere. */
void hj_keys_county(
    struct hj_keys *keys, struct hj_key *ret, const char *county);

/* The keyed index of an identifier within a county, 32 hex. */
const char *hj_keys_index(struct hj_keys *keys, struct hj_arena *a,
    const char *county, const char *identifier);

/* The digest of what an idempotency key was used for. */
void hj_keys_digest(struct hj_keys *keys, unsigned char out[HJ_DIGEST_SIZE],
    const void *p, size_t n);

/* The stream that `person` makes with idempotency key `key`: 32 hex. */
void hj_keys_stream(
    struct hj_keys *keys, char out[33], const char *person, const char *key);

/* What a slip opens: the keyed digest of its code and secret, 32 hex. */
void hj_keys_door(
    struct hj_keys *keys, char out[33], const char *code, const char *secret);

/* The key for one purpose, derived by `label`. */
void hj_keys_derive(
    struct hj_keys *keys, struct hj_key *ret, const char *label);

/* The key that signs checkpoints of the log. */
void hj_keys_log(struct hj_keys *keys, struct hj_key *ret);

/* A random id, 32 hex. */
void hj_random_id(char out[33]);

#define HJ_SECRET_ROOM 11 /* ten digits and a NUL */

/* Ten digits to read out over the telephone: too many to try out. */
void hj_random_secret(char out[HJ_SECRET_ROOM]);

#endif
