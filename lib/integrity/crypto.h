/*
 * The seam to libcrypto: digest, HMAC, ciphers, signatures and random bytes,
 * set up once.
 *
 * libcrypto looks an algorithm up again for each use unless what was found is
 * kept, and that costs more than sealing a name does.  So whoever seals, opens
 * or indexes holds one struct hj_crypto, made once; it belongs to one thread.
 *
 * libcrypto fails in these uses only without memory or without a source of
 * random bytes; both are reasons to stop, so nothing here returns an error.
 */
#ifndef HJ_LIB_INTEGRITY_CRYPTO_H
#define HJ_LIB_INTEGRITY_CRYPTO_H

#include "lib/base/arena.h"

#include <openssl/evp.h>
#include <stdbool.h>
#include <stddef.h>

#define HJ_KEY_SIZE 32
#define HJ_DIGEST_SIZE 32

/* A secret key; wipe what is not needed any more. */
struct hj_key {
	unsigned char bytes[HJ_KEY_SIZE];
};

/* Open for the files of this folder; others hold the pointer only. */
struct hj_crypto {
	EVP_MAC *hmac;
	EVP_MAC_CTX *mac;
	EVP_MD *sha256;
	EVP_MD_CTX *md;
	EVP_CIPHER *ctr; /* AES-256-CTR */
	EVP_CIPHER *gcm; /* AES-256-GCM */
	EVP_CIPHER_CTX *cipher;
};

/* Yours until hj_crypto_free(). */
struct hj_crypto *hj_crypto_new(void);

/* NULL is fine. */
void hj_crypto_free(struct hj_crypto *c);

/* A piece of what is hashed; pieces are hashed as if they were one. */
struct hj_piece {
	const void *p;
	size_t n;
};

/* SHA-256 over the pieces. */
void hj_sha256(struct hj_crypto *c, unsigned char out[HJ_DIGEST_SIZE],
    const struct hj_piece *piece, size_t n);

/* SHA-256 of what comes bit by bit. */
struct hj_hashing;
struct hj_hashing *hj_hashing_new(struct hj_crypto *c);
void hj_hashing_put(struct hj_hashing *h, const void *p, size_t n);

/* The digest, or nothing with `out` NULL; frees `h`, which may be NULL then. */
void hj_hashing_end(struct hj_hashing *h, unsigned char out[HJ_DIGEST_SIZE]);

/* HMAC-SHA-256 over the pieces. */
void hj_hmac(struct hj_crypto *c, unsigned char out[HJ_DIGEST_SIZE],
    const struct hj_key *key, const struct hj_piece *piece, size_t n);

/* The key for one purpose: HMAC-SHA-256(key, label), the label without NUL. */
void hj_key_derive(struct hj_crypto *c, struct hj_key *ret,
    const struct hj_key *key, const char *label);

#define HJ_PUBLIC_SIZE 32
#define HJ_SIGNATURE_SIZE 64

/* The public key of an Ed25519 key (RFC 8032), whose secret is `key`. */
void hj_public_key(unsigned char ret[HJ_PUBLIC_SIZE], const struct hj_key *key);

/* Sign with Ed25519: the same bytes give the same signature. */
void hj_sign(unsigned char ret[HJ_SIGNATURE_SIZE], const struct hj_key *key,
    const void *p, size_t n);

/* Is it the signature of these bytes under `public_key`? */
bool hj_signed(const unsigned char public_key[HJ_PUBLIC_SIZE],
    const unsigned char signature[HJ_SIGNATURE_SIZE], const void *p, size_t n);

/* Random bytes, fit for keys. */
void hj_random(void *out, size_t n);

/* `n` random bytes (64 at most) as lower-case hex: ids are 16, subjects 8. */
const char *hj_random_hex(struct hj_arena *a, size_t n);

/* Are the bytes equal?  Takes as long if they differ early as if late. */
bool hj_same_secret(const void *a, const void *b, size_t n);

/* Overwrite a secret in a way that no compiler leaves out. */
void hj_wipe(void *p, size_t n);

#endif
