/* Digests as text; see digest.h. */
#include "server/digest.h"

#include "lib/base/buf.h"
#include "lib/integrity/crypto.h"

const char *
hj_digest_hex(struct hj_arena *a, const void *p, size_t n)
{
	struct hj_crypto *c = hj_crypto_new();
	unsigned char digest[HJ_DIGEST_SIZE];
	const struct hj_piece piece = { p, n };
	struct hj_buf hex;

	hj_sha256(c, digest, &piece, 1);
	hj_crypto_free(c);
	hj_buf_init(&hex, 128);
	hj_buf_hex(&hex, digest, sizeof(digest));
	return hj_buf_keep(a, &hex);
}
