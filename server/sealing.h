/*
 * Sealing what people wrote, and opening it for those who may read it.
 *
 * Between binding and deciding, every sealed member of a command is sealed
 * under the key of its subject: the dispute's text key, a side's
 * key, or the key of one party record.  What decisions need of a sealed text
 * (an identity's keyed index, the day somebody comes of age, whether there is
 * a telephone) is derived here, before the text is gone.
 *
 * A ring holds the keys of one stream while a command or a read is under way.
 */
#ifndef HJ_SERVER_SEALING_H
#define HJ_SERVER_SEALING_H

#include "lib/commands/turn.h"
#include "lib/integrity/crypto.h"

struct hj_keys; /* the site's keys: lib of server/auth/keyfile.h */

/* One key of a stream. */
struct hj_ring_key {
	const char *subject;
	struct hj_key key;
	const void *wrapped; /* as it is stored, or to be stored */
	size_t n_wrapped;
	bool fresh; /* made for this command: stored with its events */
};

struct hj_ring {
	const struct hj_group *group; /* whose members it seals for, or NULL */
	struct hj_arena *a;
	struct hj_keys *keys;
	const char *stream;
	struct hj_ring_key *key;
	size_t n;
};

/* An empty ring for `stream`; texts and keys live in `a`. */
void hj_ring_init(struct hj_ring *ring, struct hj_arena *a,
    struct hj_keys *keys, const char *stream);

/* Put a stored key on the ring.  One that cannot be unwrapped is left out. */
void hj_ring_add(
    struct hj_ring *ring, const char *subject, const void *wrapped, size_t n);

/* Put the keys of another ring of the same stream on it, as stored ones. */
void hj_ring_copy(struct hj_ring *ring, const struct hj_ring *from);

/* The key of `subject`, made now if there is none. */
const struct hj_ring_key *hj_ring_key(
    struct hj_ring *ring, const char *subject);

/* Does it hold a key that is not stored yet? */
bool hj_ring_has_fresh(const struct hj_ring *ring);

/*
 * Seal all sealed members of `cmd` (the struct of `fields`) for command `id`,
 * making the keys that are not there yet.  `d` is the dispute so far (NULL: a
 * stream of another kind); `county` whose search keys the indexes use.  The
 * first number of a person that cannot be right goes into `unfit`, if nothing
 * stands there.
 */
void hj_seal_command(struct hj_ring *ring, const struct hj_fields *fields,
    void *cmd, const char *id, const struct hj_dispute *d, const char *county,
    struct hj_unfit *unfit);

/* Seal one text under `subject` for command `id`; `path` names its place. */
struct hj_sealed hj_seal_text(struct hj_ring *ring, const char *subject,
    const char *plain, const char *id, const char *path);

/* The text in `box`, made in ring->a; NULL if its key is gone. */
const char *hj_open_text(struct hj_ring *ring, const char *box);

#endif
