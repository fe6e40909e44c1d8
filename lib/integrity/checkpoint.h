/*
 * Checkpoints: what the log was at one size, signed (C2SP tlog-checkpoint and
 * signed-note, v1.0).
 *
 * A checkpoint is a text of lines, each ended by a newline:
 *
 *	<origin>			which log: hejie/log/<16 hex digits>
 *	<size>				leaves it covers, in decimal
 *	<root>				base64 of the Merkle root, see merkle.h
 *	epoch <number>			of the database; a restore raises it
 *	<empty line>
 *	— <name> <signature>		one or more
 *
 * The signed bytes are all before the empty line.  A signature is base64 of
 * key id (4 bytes) and an Ed25519 signature (64 bytes); ours has the origin as
 * its name.  Others, of witnesses, may follow and are not looked into.
 *
 *	key id       = first 4 bytes of H(name || 0x0a || 0x01 || public key)
 *	verifier key = <name>+<key id as 8 hex>+<base64 of 0x01 || public key>
 *	origin       = hejie/log/ and the first 8 bytes of H(public key) as hex
 *
 * Reading is strict: what is read would be written as the same bytes.
 */
#ifndef HJ_LIB_INTEGRITY_CHECKPOINT_H
#define HJ_LIB_INTEGRITY_CHECKPOINT_H

#include "lib/base/buf.h"
#include "lib/integrity/merkle.h"

#define HJ_CHECKPOINT_MOST 4096 /* bytes of one, signatures included */
#define HJ_ORIGIN_ROOM 64
#define HJ_KEY_ID_SIZE 4

struct hj_checkpoint {
	char origin[HJ_ORIGIN_ROOM];
	int64_t size;
	struct hj_hash root;
	int64_t epoch; /* 1 and more; 0: the line is absent */
};

/* Who signs: what others need to verify. */
struct hj_verifier {
	char name[HJ_ORIGIN_ROOM];
	unsigned char id[HJ_KEY_ID_SIZE];
	unsigned char public_key[HJ_PUBLIC_SIZE];
};

/* The verifier of the log whose checkpoints `key` signs. */
void hj_verifier_of(
    struct hj_crypto *c, struct hj_verifier *ret, const struct hj_key *key);

/* Its verifier key as text, without a newline. */
void hj_verifier_write(struct hj_buf *b, const struct hj_verifier *v);

/* Read a verifier key; false if it is not one or its key id is of another. */
bool hj_verifier_read(
    struct hj_crypto *c, struct hj_verifier *ret, const char *text);

/* Write the checkpoint, signed by `key`, whose verifier is `v`. */
void hj_checkpoint_write(struct hj_buf *b, const struct hj_checkpoint *cp,
    const struct hj_verifier *v, const struct hj_key *key);

/* Read a checkpoint; false if it is not one.  Says nothing of who signed. */
bool hj_checkpoint_read(struct hj_checkpoint *ret, const char *text, size_t n);

/*
 * Is the text a checkpoint of the log of `v`, signed by it?  Then it is in
 * `ret`.
 */
bool hj_checkpoint_open(struct hj_checkpoint *ret, const char *text, size_t n,
    const struct hj_verifier *v);

#endif
