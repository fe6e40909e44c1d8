/*
 * The master keys: a file outside the database, and what is derived from it.
 *
 * The file is text, for its owner's eyes only (mode 0600 or 0400):
 *
 *	# The master keys of hejie. ...
 *	hejie-keys 1
 *	<id: 8 hex digits> <key: 64 hex digits>
 *	...
 *
 * Lines that begin with # and empty lines are skipped; there are 1 to 16 keys,
 * no id twice, none 00000000.  The last key wraps what is new; the others still
 * unwrap what they wrapped, so rotation is: add a key, wrap anew, take the old
 * line away when nothing is wrapped by it any more.  The first key is the root
 * of search and index values, which cannot be made anew without reading
 * everything; it is kept in its place for ever.
 *
 * Whoever has this file and a copy of the database can read everything; whoever
 * loses it can read nothing that is sealed.  It is backed up apart.
 *
 * Purposes have keys of their own, HMAC-SHA-256(master key, label); passwords
 * use "hejie pepper" of the key that stands in the hash.
 */
#ifndef HJ_SERVER_AUTH_KEYFILE_H
#define HJ_SERVER_AUTH_KEYFILE_H

#include "lib/base/error.h"
#include "lib/integrity/crypto.h"

#include <stdint.h>

#define HJ_KEYFILE_KEYS_MOST 16

struct hj_keyfile;

/*
 * Write a file with one fresh key; HJ_ERR_INPUT if `path` is there already or
 * cannot be written.
 */
enum hj_err hj_keyfile_create(const char *path, struct hj_error *err) HJ_CHECK;

/*
 * Add a fresh key, which is the newest from the next load on.  The file is
 * replaced whole, or left as it was.
 */
enum hj_err hj_keyfile_add(const char *path, struct hj_error *err) HJ_CHECK;

/*
 * Read the file.  NULL and `err` if it is missing (HJ_ERR_ABSENT), readable by
 * others, not a plain file of this user or of root (root reads anybody's), or
 * malformed.  Yours until hj_keyfile_free(); changed by hj_keyfile_reload()
 * only.
 */
struct hj_keyfile *hj_keyfile_load(
    const char *path, struct hj_error *err) HJ_CHECK;

/*
 * Read the file again, into the same value: whoever holds it has the keys that
 * were added.  Unchanged if the file does not fit any more.
 */
enum hj_err hj_keyfile_reload(
    struct hj_keyfile *f, const char *path, struct hj_error *err) HJ_CHECK;

/* How many keys there are, and the id of the i-th; the first is the root. */
size_t hj_keyfile_count(const struct hj_keyfile *f);
uint32_t hj_keyfile_id(const struct hj_keyfile *f, size_t i);

/* Wipe and free; NULL is fine. */
void hj_keyfile_free(struct hj_keyfile *f);

/* The first key: of what can never be made anew under another. */
const struct hj_key *hj_keyfile_root(const struct hj_keyfile *f);

/* The last key, with its id: of what is new. */
const struct hj_key *hj_keyfile_newest(
    const struct hj_keyfile *f, uint32_t *ret_id);

/* The key of `id`, or NULL. */
const struct hj_key *hj_keyfile_find(const struct hj_keyfile *f, uint32_t id);

#endif
