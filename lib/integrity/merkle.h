/*
 * The Merkle tree over the log (RFC 6962 section 2): its root at every size,
 * and proofs that hold against a root without the log.
 *
 * A leaf's hash is H(0x00 || bytes), which chain.h makes; an inner node is
 * H(0x01 || left || right).  The tree of n leaves has as its left part the
 * largest power of two below n, so the tree of the first m leaves lies in that
 * of n > m almost whole: that is what a consistency proof shows.
 *
 * A tree grows as a *range*: the roots of the complete trees that its leaves
 * fill, the largest first.  They are all that is needed to add a leaf or to
 * tell the root, and as bytes one behind the other they are kept with a
 * checkpoint.
 *
 * Positions count from 0; sizes are at most 2^62.
 */
#ifndef HJ_LIB_INTEGRITY_MERKLE_H
#define HJ_LIB_INTEGRITY_MERKLE_H

#include "lib/integrity/crypto.h"

#include <stdint.h>

#define HJ_MERKLE_LEVELS 63      /* complete trees in a range, at most */
#define HJ_MERKLE_PROOF_MOST 126 /* hashes of a proof, at most */
#define HJ_MERKLE_SIZE_MOST (INT64_C(1) << 62)

/* A hash by value. */
struct hj_hash {
	unsigned char bytes[HJ_DIGEST_SIZE];
};

struct hj_merkle;

/* Told of each complete tree that was joined: leaves index << level and on. */
typedef void hj_merkle_tree_fn(
    struct hj_merkle *m, int level, int64_t index, const struct hj_hash *root);

/* The complete trees of the first `n` leaves: as many as n has bits set. */
struct hj_merkle {
	int64_t n;
	hj_merkle_tree_fn *on_tree; /* NULL: not told */
	size_t trees;
	struct hj_hash tree[HJ_MERKLE_LEVELS];
};

/* No leaves yet, and nobody to tell. */
void hj_merkle_init(struct hj_merkle *m);

/*
 * Add the root of a complete tree of 2^level leaves; m->n must be a multiple of
 * that many.  Level 0 adds a leaf.
 */
void hj_merkle_add(struct hj_crypto *c, struct hj_merkle *m, int level,
    const struct hj_hash *hash);

/* The root; of no leaves it is H(). */
void hj_merkle_root(
    struct hj_crypto *c, const struct hj_merkle *m, struct hj_hash *ret);

/*
 * Take up a range of `n` leaves from its kept bytes; false if there are not as
 * many as `n` needs.  Says nothing of their truth: compare the root.  Leaves
 * m->on_tree as it is.
 */
bool hj_merkle_load(
    struct hj_merkle *m, int64_t n, const void *bytes, size_t bytes_n);

/* The leaves from `from` up to, not including, `to`. */
struct hj_span {
	int64_t from, to;
};

/*
 * What proves that the leaf at `position` is in the tree of `size` leaves: the
 * roots of these spans, in this order.  Each span begins at a multiple of the
 * power of two that it fits into, so its root is that of a range of its leaves.
 * Returns how many; `position` must be below `size`.
 */
size_t hj_merkle_inclusion(
    struct hj_span ret[HJ_MERKLE_PROOF_MOST], int64_t position, int64_t size);

/*
 * The same for: the tree of `old` leaves is the beginning of that of `size`.
 * 0 < old <= size; the proof is empty if they are equal.
 */
size_t hj_merkle_consistency(
    struct hj_span ret[HJ_MERKLE_PROOF_MOST], int64_t old, int64_t size);

/* Does the proof show `leaf` at `position` of the tree with this root? */
bool hj_merkle_included(struct hj_crypto *c, int64_t position, int64_t size,
    const struct hj_hash *leaf, const struct hj_hash *proof, size_t n,
    const struct hj_hash *root);

/* Does the proof show the tree with `old_root` as the beginning of the other?
 */
bool hj_merkle_consistent(struct hj_crypto *c, int64_t old, int64_t size,
    const struct hj_hash *old_root, const struct hj_hash *root,
    const struct hj_hash *proof, size_t n);

#endif
