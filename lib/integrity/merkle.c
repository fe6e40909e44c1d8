/* The Merkle tree over the log; see merkle.h. */
#include "lib/integrity/merkle.h"

#include <stdlib.h>
#include <string.h>

/* H(0x01 || left || right); `ret` may be one of them. */
static void
join(struct hj_crypto *c, struct hj_hash *ret, const struct hj_hash *left,
    const struct hj_hash *right)
{
	const struct hj_piece pieces[] = { { "\1", 1 },
		{ left->bytes, HJ_DIGEST_SIZE },
		{ right->bytes, HJ_DIGEST_SIZE } };

	hj_sha256(c, ret->bytes, pieces, 3);
}

static bool
same(const struct hj_hash *a, const struct hj_hash *b)
{
	return memcmp(a->bytes, b->bytes, HJ_DIGEST_SIZE) == 0;
}

/* ---- growing ---- */

void
hj_merkle_init(struct hj_merkle *m)
{
	m->n = 0;
	m->trees = 0;
	m->on_tree = NULL;
}

void
hj_merkle_add(struct hj_crypto *c, struct hj_merkle *m, int level,
    const struct hj_hash *hash)
{
	int64_t leaves = INT64_C(1) << level;
	struct hj_hash tree = *hash;

	if (m->n % leaves != 0 || m->n > HJ_MERKLE_SIZE_MOST - leaves)
		abort();
	/* Two complete trees of one size are one of the next. */
	for (int64_t full = m->n >> level; full & 1; full >>= 1) {
		join(c, &tree, &m->tree[--m->trees], &tree);
		level++;
		if (m->on_tree != NULL)
			m->on_tree(m, level, full >> 1, &tree);
	}
	m->tree[m->trees++] = tree;
	m->n += leaves;
}

void
hj_merkle_root(
    struct hj_crypto *c, const struct hj_merkle *m, struct hj_hash *ret)
{
	size_t i = m->trees;

	if (i == 0) {
		hj_sha256(c, ret->bytes, NULL, 0);
		return;
	}
	*ret = m->tree[--i];
	while (i > 0)
		join(c, ret, &m->tree[--i], ret);
}

bool
hj_merkle_load(
    struct hj_merkle *m, int64_t n, const void *bytes, size_t bytes_n)
{
	size_t trees = 0;

	if (n < 0 || n > HJ_MERKLE_SIZE_MOST)
		return false;
	for (int64_t bits = n; bits != 0; bits &= bits - 1)
		trees++;
	if (bytes_n != trees * sizeof(m->tree[0]))
		return false;
	m->n = n;
	m->trees = trees;
	if (trees > 0)
		memcpy(m->tree, bytes, bytes_n);
	return true;
}

/* ---- proving ---- */

/* The largest power of two below n; n is at least 2. */
static int64_t
split(int64_t n)
{
	int64_t k = 1;

	while (k < n - k)
		k *= 2;
	return k;
}

static void
turn_round(struct hj_span *list, size_t n)
{
	for (size_t i = 0; i + 1 < n; i++, n--) {
		struct hj_span s = list[i];

		list[i] = list[n - 1];
		list[n - 1] = s;
	}
}

size_t
hj_merkle_inclusion(
    struct hj_span ret[HJ_MERKLE_PROOF_MOST], int64_t position, int64_t size)
{
	int64_t from = 0, to = size;
	size_t n = 0;

	/* From the root down to the leaf; the proof is read upwards. */
	while (to - from > 1) {
		int64_t middle = from + split(to - from);

		if (position < middle) {
			ret[n++] = (struct hj_span){ middle, to };
			to = middle;
		} else {
			ret[n++] = (struct hj_span){ from, middle };
			from = middle;
		}
	}
	turn_round(ret, n);
	return n;
}

size_t
hj_merkle_consistency(
    struct hj_span ret[HJ_MERKLE_PROOF_MOST], int64_t old, int64_t size)
{
	int64_t from = 0, to = size;
	size_t n = 0;

	/* Down to the tree that ends where the old one did. */
	while (to != old) {
		int64_t middle = from + split(to - from);

		if (old <= middle) {
			ret[n++] = (struct hj_span){ middle, to };
			to = middle;
		} else {
			ret[n++] = (struct hj_span){ from, middle };
			from = middle;
		}
	}
	/* The whole of the old tree is known to who asks. */
	if (from > 0)
		ret[n++] = (struct hj_span){ from, to };
	turn_round(ret, n);
	return n;
}

/* ---- verifying (RFC 9162 sections 2.1.3.2 and 2.1.4.2) ---- */

bool
hj_merkle_included(struct hj_crypto *c, int64_t position, int64_t size,
    const struct hj_hash *leaf, const struct hj_hash *proof, size_t n,
    const struct hj_hash *root)
{
	int64_t at = position, last = size - 1;
	struct hj_hash hash = *leaf;

	if (position < 0 || position >= size)
		return false;
	for (size_t i = 0; i < n; i++) {
		if (last == 0)
			return false;
		if ((at & 1) != 0 || at == last) {
			join(c, &hash, &proof[i], &hash);
			while ((at & 1) == 0 && at != 0) {
				at >>= 1;
				last >>= 1;
			}
		} else {
			join(c, &hash, &hash, &proof[i]);
		}
		at >>= 1;
		last >>= 1;
	}
	return last == 0 && same(&hash, root);
}

/* The part for 0 < old < size, beginning at the hash `first`. */
static bool
leads_to_both(struct hj_crypto *c, int64_t old, int64_t size,
    const struct hj_hash *first, const struct hj_hash *proof, size_t n,
    const struct hj_hash *old_root, const struct hj_hash *root)
{
	struct hj_hash before = *first, after = *first;
	int64_t at = old - 1, last = size - 1;

	while ((at & 1) != 0) {
		at >>= 1;
		last >>= 1;
	}
	for (size_t i = 0; i < n; i++) {
		if (last == 0)
			return false;
		if ((at & 1) != 0 || at == last) {
			join(c, &before, &proof[i], &before);
			join(c, &after, &proof[i], &after);
			while ((at & 1) == 0 && at != 0) {
				at >>= 1;
				last >>= 1;
			}
		} else {
			join(c, &after, &after, &proof[i]);
		}
		at >>= 1;
		last >>= 1;
	}
	return last == 0 && same(&before, old_root) && same(&after, root);
}

bool
hj_merkle_consistent(struct hj_crypto *c, int64_t old, int64_t size,
    const struct hj_hash *old_root, const struct hj_hash *root,
    const struct hj_hash *proof, size_t n)
{
	if (old <= 0 || old > size)
		return false;
	if (old == size)
		return n == 0 && same(old_root, root);
	/* A complete old tree is itself where the proof begins. */
	if ((old & (old - 1)) == 0)
		return leads_to_both(
		    c, old, size, old_root, proof, n, old_root, root);
	return n > 0 && leads_to_both(c, old, size, proof, proof + 1, n - 1,
			    old_root, root);
}
