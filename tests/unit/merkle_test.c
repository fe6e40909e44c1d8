/*
 * The Merkle tree against the vectors of RFC 6962's authors, and against a
 * second way to say what it is: the recursive definition, for every size up to
 * 200, every position and every older size.
 */
#include "lib/integrity/merkle.h"

#include "lib/base/buf.h"
#include "lib/integrity/chain.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define MOST 200

static struct hj_crypto *c;
static struct hj_hash leaf[MOST];

static int
set_up(void **state)
{
	(void)state;
	c = hj_crypto_new();
	for (size_t i = 0; i < MOST; i++)
		hj_chain_leaf(leaf[i].bytes, &i, sizeof(i));
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	hj_crypto_free(c);
	return 0;
}

static struct hj_hash
hash_of(const char *hex)
{
	struct hj_hash h;

	assert_true(hj_unhex(h.bytes, hex, sizeof(h.bytes)));
	return h;
}

static void
assert_hash(const struct hj_hash *is, const char *hex)
{
	struct hj_hash want = hash_of(hex);

	assert_memory_equal(is->bytes, want.bytes, sizeof(want.bytes));
}

/* ---- the authors' vectors ---- */

static const char *const inputs[] = { "", "00", "10", "2021", "3031",
	"40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f" };
#define N_INPUTS (sizeof(inputs) / sizeof(inputs[0]))

static const char *const roots[] = {
	"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
	"6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
	"fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
	"aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
	"d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
	"4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
	"76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
	"ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
	"5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
};

static void
put_inputs(struct hj_hash ret[N_INPUTS])
{
	for (size_t i = 0; i < N_INPUTS; i++) {
		unsigned char bytes[16];
		size_t n = strlen(inputs[i]) / 2;

		assert_true(hj_unhex(bytes, inputs[i], n));
		hj_chain_leaf(ret[i].bytes, bytes, n);
	}
}

/* The root of a span of `list`, as whoever answers a proof makes it. */
static void
span_root(struct hj_hash *ret, const struct hj_hash *list, struct hj_span s)
{
	struct hj_merkle m;

	hj_merkle_init(&m);
	for (int64_t i = s.from; i < s.to; i++)
		hj_merkle_add(c, &m, 0, &list[i]);
	hj_merkle_root(c, &m, ret);
}

static size_t
make(struct hj_hash *ret, const struct hj_hash *list,
    const struct hj_span *span, size_t n)
{
	for (size_t i = 0; i < n; i++)
		span_root(&ret[i], list, span[i]);
	return n;
}

static void
roots__are_those_of_the_authors(void **state)
{
	struct hj_hash list[N_INPUTS], root;
	struct hj_merkle m;

	(void)state;
	put_inputs(list);
	hj_merkle_init(&m);
	for (size_t i = 0;; i++) {
		hj_merkle_root(c, &m, &root);
		assert_hash(&root, roots[i]);
		if (i == N_INPUTS)
			break;
		hj_merkle_add(c, &m, 0, &list[i]);
	}
}

static const struct {
	int64_t old, position, size; /* old 0: an inclusion proof */
	const char *proof[4];
} vectors[] = {
	{ 0, 0, 1, { NULL } },
	{ 0, 0, 8,
	    { "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc"
	      "7",
		"5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de303"
		"1e",
		"6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6"
		"e4" } },
	{ 0, 5, 8,
	    { "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6"
	      "b",
		"ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0a"
		"e0",
		"d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614"
		"b7" } },
	{ 0, 2, 3,
	    { "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c12"
	      "5" } },
	{ 0, 1, 5,
	    { "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01"
	      "d",
		"5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de303"
		"1e",
		"bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e"
		"6b" } },
	{ 1, 0, 1, { NULL } },
	{ 1, 0, 8,
	    { "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc"
	      "7",
		"5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de303"
		"1e",
		"6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6"
		"e4" } },
	{ 6, 0, 8,
	    { "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6"
	      "a",
		"ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0a"
		"e0",
		"d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614"
		"b7" } },
	{ 2, 0, 5,
	    { "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031"
	      "e",
		"bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e"
		"6b" } },
};

static void
proofs__are_those_of_the_authors(void **state)
{
	struct hj_hash list[N_INPUTS], proof[HJ_MERKLE_PROOF_MOST];
	struct hj_span span[HJ_MERKLE_PROOF_MOST];

	(void)state;
	put_inputs(list);
	for (size_t i = 0; i < sizeof(vectors) / sizeof(vectors[0]); i++) {
		int64_t old = vectors[i].old, size = vectors[i].size;
		int64_t position = vectors[i].position;
		struct hj_hash root = hash_of(roots[size]), old_root;
		size_t n = old == 0 ? hj_merkle_inclusion(span, position, size)
				    : hj_merkle_consistency(span, old, size);

		make(proof, list, span, n);
		for (size_t k = 0; k < n; k++)
			assert_hash(&proof[k], vectors[i].proof[k]);
		assert_null(vectors[i].proof[n]);
		if (old == 0) {
			assert_true(hj_merkle_included(c, position, size,
			    &list[position], proof, n, &root));
		} else {
			old_root = hash_of(roots[old]);
			assert_true(hj_merkle_consistent(
			    c, old, size, &old_root, &root, proof, n));
		}
	}
}

/* ---- the recursive definition ---- */

/* MTH(D[n]) as section 2.1 says it. */
static struct hj_hash
defined_root(const struct hj_hash *list, int64_t n)
{
	struct hj_hash left, right, both;
	const struct hj_piece pieces[] = { { "\1", 1 },
		{ left.bytes, HJ_DIGEST_SIZE },
		{ right.bytes, HJ_DIGEST_SIZE } };
	int64_t k = 1;

	if (n == 1)
		return list[0];
	while (2 * k < n)
		k *= 2;
	left = defined_root(list, k);
	right = defined_root(list + k, n - k);
	hj_sha256(c, both.bytes, pieces, 3);
	return both;
}

static void
every_root__is_the_defined_one(void **state)
{
	struct hj_merkle m, again;
	struct hj_hash root, want;

	(void)state;
	hj_merkle_init(&m);
	for (int64_t n = 1; n <= MOST; n++) {
		hj_merkle_add(c, &m, 0, &leaf[n - 1]);
		hj_merkle_root(c, &m, &root);
		want = defined_root(leaf, n);
		assert_memory_equal(&root, &want, sizeof(root));
		/* Kept as bytes and taken up again it is the same. */
		hj_merkle_init(&again);
		assert_true(hj_merkle_load(
		    &again, n, m.tree, m.trees * sizeof(m.tree[0])));
		hj_merkle_root(c, &again, &root);
		assert_memory_equal(&root, &want, sizeof(root));
		assert_false(hj_merkle_load(
		    &again, n, m.tree, (m.trees - 1) * sizeof(m.tree[0])));
	}
}

static void
every_inclusion__holds_and_no_other(void **state)
{
	struct hj_span span[HJ_MERKLE_PROOF_MOST];
	struct hj_hash proof[HJ_MERKLE_PROOF_MOST + 1];

	(void)state;
	for (int64_t size = 1; size <= MOST; size++) {
		struct hj_hash root = defined_root(leaf, size);

		for (int64_t at = 0; at < size; at++) {
			size_t n = make(proof, leaf, span,
			    hj_merkle_inclusion(span, at, size));
			const struct hj_hash *mine = &leaf[at];

			assert_true(hj_merkle_included(
			    c, at, size, mine, proof, n, &root));
			assert_false(hj_merkle_included(
			    c, at, size, mine, proof, n + 1, &root));
			if (size == 1)
				continue;
			assert_false(hj_merkle_included(
			    c, at, size, mine, proof, n - 1, &root));
			assert_false(hj_merkle_included(
			    c, (at + 1) % size, size, mine, proof, n, &root));
			assert_false(hj_merkle_included(c, at, size,
			    &leaf[(at + 1) % size], proof, n, &root));
			proof[(size_t)at % n].bytes[at % 32] ^= 1;
			assert_false(hj_merkle_included(
			    c, at, size, mine, proof, n, &root));
		}
		assert_false(hj_merkle_included(
		    c, size, size, &leaf[0], proof, 0, &root));
		assert_false(
		    hj_merkle_included(c, -1, size, &leaf[0], proof, 0, &root));
	}
}

static void
every_consistency__holds_and_no_other(void **state)
{
	struct hj_span span[HJ_MERKLE_PROOF_MOST];
	struct hj_hash proof[HJ_MERKLE_PROOF_MOST + 1], root[MOST + 1];

	(void)state;
	for (int64_t n = 1; n <= MOST; n++)
		root[n] = defined_root(leaf, n);
	for (int64_t size = 1; size <= MOST; size++) {
		for (int64_t old = 1; old <= size; old++) {
			size_t n = make(proof, leaf, span,
			    hj_merkle_consistency(span, old, size));

			assert_true(hj_merkle_consistent(
			    c, old, size, &root[old], &root[size], proof, n));
			assert_false(hj_merkle_consistent(c, old, size,
			    &root[old], &root[size], proof, n + 1));
			if (old == size)
				continue;
			assert_false(hj_merkle_consistent(c, old, size,
			    &root[old], &root[size], proof, n - 1));
			assert_false(hj_merkle_consistent(
			    c, old, size, &root[size], &root[size], proof, n));
			assert_false(hj_merkle_consistent(
			    c, old, size, &root[old], &root[old], proof, n));
			proof[(size_t)old % n].bytes[old % 32] ^= 1;
			assert_false(hj_merkle_consistent(
			    c, old, size, &root[old], &root[size], proof, n));
		}
		assert_false(hj_merkle_consistent(
		    c, 0, size, &root[1], &root[size], proof, 0));
		assert_false(hj_merkle_consistent(
		    c, size + 1, size, &root[1], &root[size], proof, 0));
	}
}

/* ---- inner nodes ---- */

struct told {
	struct hj_merkle m;
	size_t n;
	struct hj_hash node[2];
};

/* m comes first. */
static void
on_tree(
    struct hj_merkle *m, int level, int64_t index, const struct hj_hash *root)
{
	struct told *t = (struct told *)(void *)m;

	if (level != 6)
		return;
	assert_int_equal(index, t->n);
	t->node[t->n++] = *root;
}

static void
nodes__stand_for_their_leaves(void **state)
{
	struct told t = { 0 };
	struct hj_merkle m;
	struct hj_hash root, want;

	(void)state;
	hj_merkle_init(&t.m);
	t.m.on_tree = on_tree;
	for (size_t i = 0; i < 150; i++)
		hj_merkle_add(c, &t.m, 0, &leaf[i]);
	assert_int_equal(t.n, 2);
	hj_merkle_init(&m);
	hj_merkle_add(c, &m, 6, &t.node[0]);
	hj_merkle_add(c, &m, 6, &t.node[1]);
	for (size_t i = 128; i < 150; i++)
		hj_merkle_add(c, &m, 0, &leaf[i]);
	assert_int_equal(m.n, 150);
	hj_merkle_root(c, &m, &root);
	want = defined_root(leaf, 150);
	assert_memory_equal(&root, &want, sizeof(root));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(roots__are_those_of_the_authors),
		cmocka_unit_test(proofs__are_those_of_the_authors),
		cmocka_unit_test(every_root__is_the_defined_one),
		cmocka_unit_test(every_inclusion__holds_and_no_other),
		cmocka_unit_test(every_consistency__holds_and_no_other),
		cmocka_unit_test(nodes__stand_for_their_leaves),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
