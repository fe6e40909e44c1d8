/* The seam to libcrypto; see crypto.h. */
#include "lib/integrity/crypto.h"

#include "lib/base/buf.h"

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/params.h>
#include <openssl/rand.h>
#include <stdlib.h>
#include <string.h>

/* What was made, or the end of the process. */
static void *
must(void *p)
{
	if (p == NULL)
		abort();
	return p;
}

struct hj_crypto *
hj_crypto_new(void)
{
	/* libcrypto asks for a text that it may change, and does not. */
	char digest[] = "SHA256";
	struct hj_crypto *c = must(OPENSSL_zalloc(sizeof(*c)));
	OSSL_PARAM params[2];

	c->hmac = must(EVP_MAC_fetch(NULL, "HMAC", NULL));
	c->mac = must(EVP_MAC_CTX_new(c->hmac));
	c->sha256 = must(EVP_MD_fetch(NULL, "SHA256", NULL));
	c->md = must(EVP_MD_CTX_new());
	c->ctr = must(EVP_CIPHER_fetch(NULL, "AES-256-CTR", NULL));
	c->gcm = must(EVP_CIPHER_fetch(NULL, "AES-256-GCM", NULL));
	c->cipher = must(EVP_CIPHER_CTX_new());
	params[0] =
	    OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest, 0);
	params[1] = OSSL_PARAM_construct_end();
	if (EVP_MAC_CTX_set_params(c->mac, params) != 1)
		abort();
	return c;
}

struct hj_hashing {
	EVP_MD_CTX *md;
};

struct hj_hashing *
hj_hashing_new(struct hj_crypto *c)
{
	struct hj_hashing *h = must(OPENSSL_zalloc(sizeof(*h)));

	h->md = must(EVP_MD_CTX_new());
	if (EVP_DigestInit_ex2(h->md, c->sha256, NULL) != 1)
		abort();
	return h;
}

void
hj_hashing_put(struct hj_hashing *h, const void *p, size_t n)
{
	if (EVP_DigestUpdate(h->md, p, n) != 1)
		abort();
}

void
hj_hashing_end(struct hj_hashing *h, unsigned char out[HJ_DIGEST_SIZE])
{
	if (h == NULL)
		return;
	if (out != NULL && EVP_DigestFinal_ex(h->md, out, NULL) != 1)
		abort();
	EVP_MD_CTX_free(h->md);
	OPENSSL_free(h);
}

void
hj_crypto_free(struct hj_crypto *c)
{
	if (c == NULL)
		return;
	EVP_MAC_CTX_free(c->mac);
	EVP_MAC_free(c->hmac);
	EVP_MD_CTX_free(c->md);
	EVP_MD_free(c->sha256);
	EVP_CIPHER_CTX_free(c->cipher);
	EVP_CIPHER_free(c->ctr);
	EVP_CIPHER_free(c->gcm);
	OPENSSL_free(c);
}

void
hj_sha256(struct hj_crypto *c, unsigned char out[HJ_DIGEST_SIZE],
    const struct hj_piece *piece, size_t n)
{
	bool ok = EVP_DigestInit_ex(c->md, c->sha256, NULL) == 1;

	for (size_t i = 0; ok && i < n; i++)
		ok = EVP_DigestUpdate(c->md, piece[i].p, piece[i].n) == 1;
	if (!ok || EVP_DigestFinal_ex(c->md, out, NULL) != 1)
		abort();
}

void
hj_hmac(struct hj_crypto *c, unsigned char out[HJ_DIGEST_SIZE],
    const struct hj_key *key, const struct hj_piece *piece, size_t n)
{
	size_t made = 0;
	bool ok =
	    EVP_MAC_init(c->mac, key->bytes, sizeof(key->bytes), NULL) == 1;

	for (size_t i = 0; ok && i < n; i++)
		ok = EVP_MAC_update(c->mac, piece[i].p, piece[i].n) == 1;
	if (!ok || EVP_MAC_final(c->mac, out, &made, HJ_DIGEST_SIZE) != 1 ||
	    made != HJ_DIGEST_SIZE)
		abort();
}

void
hj_key_derive(struct hj_crypto *c, struct hj_key *ret, const struct hj_key *key,
    const char *label)
{
	const struct hj_piece piece = { label, strlen(label) };

	hj_hmac(c, ret->bytes, key, &piece, 1);
}

static EVP_PKEY *
secret_of(const struct hj_key *key)
{
	return must(EVP_PKEY_new_raw_private_key(
	    EVP_PKEY_ED25519, NULL, key->bytes, sizeof(key->bytes)));
}

void
hj_public_key(unsigned char ret[HJ_PUBLIC_SIZE], const struct hj_key *key)
{
	EVP_PKEY *secret = secret_of(key);
	size_t n = HJ_PUBLIC_SIZE;

	if (EVP_PKEY_get_raw_public_key(secret, ret, &n) != 1 ||
	    n != HJ_PUBLIC_SIZE)
		abort();
	EVP_PKEY_free(secret);
}

void
hj_sign(unsigned char ret[HJ_SIGNATURE_SIZE], const struct hj_key *key,
    const void *p, size_t n)
{
	EVP_PKEY *secret = secret_of(key);
	EVP_MD_CTX *ctx = must(EVP_MD_CTX_new());
	size_t made = HJ_SIGNATURE_SIZE;

	if (EVP_DigestSignInit(ctx, NULL, NULL, NULL, secret) != 1 ||
	    EVP_DigestSign(ctx, ret, &made, p, n) != 1 ||
	    made != HJ_SIGNATURE_SIZE)
		abort();
	EVP_MD_CTX_free(ctx);
	EVP_PKEY_free(secret);
}

bool
hj_signed(const unsigned char public_key[HJ_PUBLIC_SIZE],
    const unsigned char signature[HJ_SIGNATURE_SIZE], const void *p, size_t n)
{
	EVP_PKEY *key = must(EVP_PKEY_new_raw_public_key(
	    EVP_PKEY_ED25519, NULL, public_key, HJ_PUBLIC_SIZE));
	EVP_MD_CTX *ctx = must(EVP_MD_CTX_new());
	bool good;

	if (EVP_DigestVerifyInit(ctx, NULL, NULL, NULL, key) != 1)
		abort();
	good = EVP_DigestVerify(ctx, signature, HJ_SIGNATURE_SIZE, p, n) == 1;
	EVP_MD_CTX_free(ctx);
	EVP_PKEY_free(key);
	return good;
}

void
hj_random(void *out, size_t n)
{
	if (n > INT32_MAX || RAND_bytes(out, (int)n) != 1)
		abort();
}

const char *
hj_random_hex(struct hj_arena *a, size_t n)
{
	unsigned char bytes[64];
	struct hj_buf hex;

	if (n > sizeof(bytes))
		abort();
	hj_random(bytes, n);
	hj_buf_init(&hex, 2 * sizeof(bytes));
	hj_buf_hex(&hex, bytes, n);
	return hj_buf_keep(a, &hex);
}

bool
hj_same_secret(const void *a, const void *b, size_t n)
{
	return CRYPTO_memcmp(a, b, n) == 0;
}

void
hj_wipe(void *p, size_t n)
{
	OPENSSL_cleanse(p, n);
}
