/*
 * Checkpoints, verifier keys and proofs under libFuzzer.
 *
 * What is read as a checkpoint or a verifier key is written again as the same
 * bytes.  The same input, cut into hashes, is a proof for sizes it names, and
 * none is ever right: nobody can make up a proof.
 */
#include "lib/integrity/checkpoint.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must(bool truth)
{
	if (!truth)
		abort();
}

static void
try_checkpoint(struct hj_crypto *c, const char *text, size_t n)
{
	static const struct hj_key key;
	struct hj_verifier v;
	struct hj_checkpoint cp, again;
	struct hj_buf b;

	hj_verifier_of(c, &v, &key);
	must(!hj_checkpoint_open(&cp, text, n, &v));
	if (!hj_checkpoint_read(&cp, text, n))
		return;
	hj_buf_init(&b, HJ_CHECKPOINT_MOST);
	hj_checkpoint_write(&b, &cp, &v, &key);
	must(hj_checkpoint_read(&again, b.p, b.n));
	must(memcmp(&cp, &again, sizeof(cp)) == 0);
	must(memcmp(b.p, text, strcspn(b.p, "\xe2")) == 0);
	hj_buf_release(&b);
}

static void
try_verifier(struct hj_crypto *c, const char *text)
{
	struct hj_verifier v;
	struct hj_buf b;

	if (!hj_verifier_read(c, &v, text))
		return;
	hj_buf_init(&b, 256);
	hj_verifier_write(&b, &v);
	must(strcmp(hj_buf_text(&b), text) == 0);
	hj_buf_release(&b);
}

static void
try_proof(struct hj_crypto *c, const uint8_t *data, size_t size)
{
	struct hj_hash hash[HJ_MERKLE_PROOF_MOST + 3];
	int64_t at, of;
	size_t n;

	if (size < sizeof(at) + sizeof(of) + 3 * sizeof(hash[0]))
		return;
	memcpy(&at, data, sizeof(at));
	memcpy(&of, data + sizeof(at), sizeof(of));
	data += sizeof(at) + sizeof(of);
	n = (size - sizeof(at) - sizeof(of)) / sizeof(hash[0]);
	n = n < sizeof(hash) / sizeof(hash[0]) ? n : HJ_MERKLE_PROOF_MOST + 3;
	memcpy(hash, data, n * sizeof(hash[0]));
	/* A leaf that is the root, or equal roots, need no proof. */
	if (memcmp(&hash[0], &hash[1], sizeof(hash[0])) == 0)
		return;
	must(!hj_merkle_included(
	    c, at, of, &hash[0], hash + 2, n - 2, &hash[1]));
	must(!hj_merkle_consistent(
	    c, at, of, &hash[0], &hash[1], hash + 2, n - 2));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct hj_crypto *c = hj_crypto_new();
	char *text = malloc(size + 1);

	if (text == NULL)
		abort();
	if (size > 0)
		memcpy(text, data, size);
	text[size] = '\0';
	try_checkpoint(c, text, size);
	try_verifier(c, text);
	try_proof(c, data, size);
	free(text);
	hj_crypto_free(c);
	return 0;
}
