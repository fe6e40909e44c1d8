/* Hashes over the timeline; see chain.h. */
#include "lib/integrity/chain.h"

#include <openssl/evp.h>
#include <stdlib.h>

/* A piece of what is hashed. */
struct piece {
	const void *p;
	size_t n;
};

/* libcrypto's SHA-256 fails only without memory. */
static void
sha256(unsigned char out[HJ_CHAIN_SIZE], const struct piece *piece, size_t n)
{
	EVP_MD_CTX *ctx = EVP_MD_CTX_new();
	bool ok = ctx != NULL && EVP_DigestInit_ex(ctx, EVP_sha256(), NULL);

	for (size_t i = 0; ok && i < n; i++)
		ok = EVP_DigestUpdate(ctx, piece[i].p, piece[i].n);
	ok = ok && EVP_DigestFinal_ex(ctx, out, NULL);
	EVP_MD_CTX_free(ctx);
	if (!ok)
		abort();
}

void
hj_chain_leaf(unsigned char leaf[HJ_CHAIN_SIZE], const void *bytes, size_t n)
{
	const struct piece pieces[] = { { "\0", 1 }, { bytes, n } };

	sha256(leaf, pieces, 2);
}

void
hj_chain_next(unsigned char chain[HJ_CHAIN_SIZE],
    const unsigned char prev[HJ_CHAIN_SIZE],
    const unsigned char leaf[HJ_CHAIN_SIZE])
{
	static const unsigned char head[] = { 2, HJ_CHAIN_ALG };
	const struct piece pieces[] = {
		{ head, sizeof(head) },
		{ prev, HJ_CHAIN_SIZE },
		{ leaf, HJ_CHAIN_SIZE },
	};

	sha256(chain, pieces, 3);
}

void
hj_chain_start(
    unsigned char prev[HJ_CHAIN_SIZE], const unsigned char stream[16])
{
	const struct piece pieces[] = { { "\3", 1 }, { stream, 16 } };

	sha256(prev, pieces, 2);
}
