/* Sealed values and the keys; see seal.h. */
#include "lib/integrity/seal.h"

#include "lib/base/buf.h"
#include "lib/integrity/base64url.h"

#include <stdlib.h>
#include <string.h>

#define ID_SIZE 16
#define NONCE_SIZE 16
#define MAC_SIZE 16
#define WRAP_VERSION 1
#define WRAP_HEAD 5 /* version and id of the master key */
#define WRAP_NONCE 12
#define WRAP_TAG 16

#define LABEL_ENC "hejie seal enc"
#define LABEL_MAC "hejie seal mac"
#define LABEL_WRAP "hejie wrap"

/* A sealed value taken apart; `bytes` are nonce, ciphertext and mac. */
struct parts {
	char subject[HJ_SUBJECT_ROOM];
	unsigned char *bytes;
	size_t n; /* of the ciphertext */
};

static bool
subject_ok(const char *subject, size_t n)
{
	return n >= 1 && n <= HJ_SUBJECT_MOST &&
	       strspn(subject, "abcdefghijklmnopqrstuvwxyz0123456789.") >= n;
}

/* The id's bytes; a malformed id has no business here. */
static void
id_bytes(unsigned char out[ID_SIZE], const char *hex)
{
	if (!hj_id_bytes(out, hex))
		abort();
}

bool
hj_box_subject(const char *box, char subject[HJ_SUBJECT_ROOM])
{
	const char *last = strrchr(box, '.');
	size_t n;

	if (box[0] != '0' + HJ_SEAL_ALG || box[1] != '.' || last == box + 1)
		return false;
	n = (size_t)(last - box) - 2;
	if (!subject_ok(box + 2, n))
		return false;
	memcpy(subject, box + 2, n);
	subject[n] = '\0';
	return true;
}

static bool
take_apart(struct hj_arena *a, const char *box, struct parts *p)
{
	const char *text;
	size_t n;

	if (!hj_box_subject(box, p->subject))
		return false;
	text = strrchr(box, '.') + 1;
	n = strlen(text);
	if (HJ_BASE64URL_BYTES(n) < NONCE_SIZE + MAC_SIZE)
		return false;
	p->n = HJ_BASE64URL_BYTES(n) - NONCE_SIZE - MAC_SIZE;
	/* One more, so that what is opened in place can end with a NUL. */
	p->bytes = hj_alloc(a, HJ_BASE64URL_BYTES(n) + 1);
	return hj_base64url_read(p->bytes, text, n);
}

static void
field_key(struct hj_crypto *c, struct hj_key *ret, const struct hj_key *key,
    const char *stream, const unsigned char nonce[NONCE_SIZE])
{
	unsigned char id[ID_SIZE];
	const struct hj_piece pieces[] = { { id, ID_SIZE },
		{ nonce, NONCE_SIZE } };

	id_bytes(id, stream);
	hj_hmac(c, ret->bytes, key, pieces, 2);
}

/* The mac over nonce and ciphertext, which stand together at `bytes`. */
static void
authenticate(struct hj_crypto *c, unsigned char mac[HJ_DIGEST_SIZE],
    const struct hj_key *field, const char *subject, const unsigned char *bytes,
    size_t n)
{
	static const unsigned char alg = HJ_SEAL_ALG;
	const struct hj_piece pieces[] = { { &alg, 1 },
		{ subject, strlen(subject) + 1 }, { bytes, NONCE_SIZE + n } };
	struct hj_key key;

	hj_key_derive(c, &key, field, LABEL_MAC);
	hj_hmac(c, mac, &key, pieces, 3);
	hj_wipe(&key, sizeof(key));
}

/* Encrypt or decrypt `n` bytes in place: in this mode it is the same. */
static void
encrypt(struct hj_crypto *c, const struct hj_key *field,
    const unsigned char nonce[NONCE_SIZE], unsigned char *bytes, size_t n)
{
	struct hj_key key;
	int made;

	hj_key_derive(c, &key, field, LABEL_ENC);
	if (n > INT32_MAX ||
	    EVP_EncryptInit_ex2(c->cipher, c->ctr, key.bytes, nonce, NULL) !=
		1 ||
	    EVP_EncryptUpdate(c->cipher, bytes, &made, bytes, (int)n) != 1)
		abort();
	hj_wipe(&key, sizeof(key));
}

/* The nonce of one field of one command. */
static void
choose_nonce(struct hj_crypto *c, unsigned char nonce[NONCE_SIZE],
    const char *cmd, const char *path)
{
	unsigned char id[ID_SIZE], digest[HJ_DIGEST_SIZE];
	const struct hj_piece pieces[] = { { id, ID_SIZE },
		{ path, strlen(path) } };

	id_bytes(id, cmd);
	hj_sha256(c, digest, pieces, 2);
	memcpy(nonce, digest, NONCE_SIZE);
}

const char *
hj_seal(struct hj_crypto *c, struct hj_arena *a, const struct hj_key *key,
    const char *stream, const char *subject, const char *cmd, const char *path,
    const char *plain)
{
	size_t n = strlen(plain), size = NONCE_SIZE + n + MAC_SIZE;
	unsigned char *bytes = hj_alloc(a, size);
	unsigned char mac[HJ_DIGEST_SIZE];
	size_t head = 2 + strlen(subject) + 1;
	struct hj_key field;
	char *box;

	if (!subject_ok(subject, strlen(subject)))
		abort();
	choose_nonce(c, bytes, cmd, path);
	memcpy(bytes + NONCE_SIZE, plain, n);
	field_key(c, &field, key, stream, bytes);
	encrypt(c, &field, bytes, bytes + NONCE_SIZE, n);
	authenticate(c, mac, &field, subject, bytes, n);
	memcpy(bytes + NONCE_SIZE + n, mac, MAC_SIZE);
	hj_wipe(&field, sizeof(field));

	box = hj_alloc(a, head + HJ_BASE64URL_TEXT(size) + 1);
	box[0] = '0' + HJ_SEAL_ALG;
	box[1] = '.';
	memcpy(box + 2, subject, head - 3);
	box[head - 1] = '.';
	hj_base64url_write(box + head, bytes, size);
	return box;
}

/* Open what was taken apart; the ciphertext becomes the text. */
static const char *
open_parts(struct hj_crypto *c, const struct hj_key *field, struct parts *p)
{
	unsigned char *text = p->bytes + NONCE_SIZE;
	unsigned char mac[HJ_DIGEST_SIZE];

	authenticate(c, mac, field, p->subject, p->bytes, p->n);
	if (!hj_same_secret(mac, text + p->n, MAC_SIZE))
		return NULL;
	encrypt(c, field, p->bytes, text, p->n);
	text[p->n] = '\0';
	return (const char *)text;
}

const char *
hj_open(struct hj_crypto *c, struct hj_arena *a, const struct hj_key *key,
    const char *stream, const char *box)
{
	struct parts parts;
	struct hj_key field;
	const char *text;

	if (!take_apart(a, box, &parts))
		return NULL;
	field_key(c, &field, key, stream, parts.bytes);
	text = open_parts(c, &field, &parts);
	hj_wipe(&field, sizeof(field));
	return text;
}

bool
hj_field_key(struct hj_crypto *c, struct hj_key *ret, const struct hj_key *key,
    const char *stream, const char *box)
{
	unsigned char nonce[NONCE_SIZE + 2];
	char subject[HJ_SUBJECT_ROOM];
	const char *text;

	if (!hj_box_subject(box, subject))
		return false;
	/* 24 characters hold the 16 bytes of the nonce and 2 more. */
	text = strrchr(box, '.') + 1;
	if (strlen(text) < HJ_BASE64URL_TEXT(NONCE_SIZE + MAC_SIZE) ||
	    !hj_base64url_read(nonce, text, HJ_BASE64URL_TEXT(sizeof(nonce))))
		return false;
	field_key(c, ret, key, stream, nonce);
	return true;
}

const char *
hj_open_shown(struct hj_crypto *c, struct hj_arena *a,
    const struct hj_key *field, const char *box)
{
	struct parts parts;

	return take_apart(a, box, &parts) ? open_parts(c, field, &parts) : NULL;
}

void
hj_seal_bytes(struct hj_crypto *c, unsigned char *ret, const struct hj_key *key,
    const char *stream, const char *place, const void *plain, size_t n)
{
	unsigned char mac[HJ_DIGEST_SIZE];
	struct hj_key field;

	hj_random(ret, NONCE_SIZE);
	memcpy(ret + NONCE_SIZE, plain, n);
	field_key(c, &field, key, stream, ret);
	encrypt(c, &field, ret, ret + NONCE_SIZE, n);
	authenticate(c, mac, &field, place, ret, n);
	memcpy(ret + NONCE_SIZE + n, mac, MAC_SIZE);
	hj_wipe(&field, sizeof(field));
}

const unsigned char *
hj_open_bytes(struct hj_crypto *c, unsigned char *p, size_t n,
    const struct hj_key *key, const char *stream, const char *place)
{
	size_t plain = n - HJ_SEALED_MORE;
	unsigned char mac[HJ_DIGEST_SIZE];
	struct hj_key field;
	bool good;

	if (n < HJ_SEALED_MORE)
		return NULL;
	field_key(c, &field, key, stream, p);
	authenticate(c, mac, &field, place, p, plain);
	good = hj_same_secret(mac, p + NONCE_SIZE + plain, MAC_SIZE);
	if (good)
		encrypt(c, &field, p, p + NONCE_SIZE, plain);
	hj_wipe(&field, sizeof(field));
	return good ? p + NONCE_SIZE : NULL;
}

/* ---- wrapped keys ---- */

static void
wrapping_key(struct hj_crypto *c, struct hj_key *ret,
    const struct hj_key *master, const char *stream, const char *subject)
{
	unsigned char id[ID_SIZE];
	const struct hj_piece pieces[] = { { LABEL_WRAP, strlen(LABEL_WRAP) },
		{ id, ID_SIZE }, { subject, strlen(subject) } };

	id_bytes(id, stream);
	hj_hmac(c, ret->bytes, master, pieces, 3);
}

void
hj_wrap(struct hj_crypto *c, unsigned char ret[HJ_WRAPPED_SIZE],
    const struct hj_key *master, uint32_t id, const char *stream,
    const char *subject, const struct hj_key *key)
{
	unsigned char *nonce = ret + WRAP_HEAD, *ct = nonce + WRAP_NONCE;
	struct hj_key wrapping;
	int made;

	ret[0] = WRAP_VERSION;
	for (int i = 0; i < 4; i++)
		ret[1 + i] = (unsigned char)(id >> 8 * (3 - i));
	hj_random(nonce, WRAP_NONCE);
	wrapping_key(c, &wrapping, master, stream, subject);
	if (EVP_EncryptInit_ex2(
		c->cipher, c->gcm, wrapping.bytes, nonce, NULL) != 1 ||
	    EVP_EncryptUpdate(c->cipher, NULL, &made, ret, WRAP_HEAD) != 1 ||
	    EVP_EncryptUpdate(c->cipher, ct, &made, key->bytes, HJ_KEY_SIZE) !=
		1 ||
	    EVP_EncryptFinal_ex(c->cipher, ct + HJ_KEY_SIZE, &made) != 1 ||
	    EVP_CIPHER_CTX_ctrl(c->cipher, EVP_CTRL_AEAD_GET_TAG, WRAP_TAG,
		ct + HJ_KEY_SIZE) != 1)
		abort();
	hj_wipe(&wrapping, sizeof(wrapping));
}

uint32_t
hj_wrapped_by(const unsigned char *wrapped, size_t n)
{
	if (n != HJ_WRAPPED_SIZE || wrapped[0] != WRAP_VERSION)
		return 0;
	return (uint32_t)wrapped[1] << 24 | (uint32_t)wrapped[2] << 16 |
	       (uint32_t)wrapped[3] << 8 | wrapped[4];
}

bool
hj_unwrap(struct hj_crypto *c, struct hj_key *ret, const struct hj_key *master,
    const char *stream, const char *subject,
    const unsigned char wrapped[HJ_WRAPPED_SIZE])
{
	const unsigned char *nonce = wrapped + WRAP_HEAD;
	const unsigned char *ct = nonce + WRAP_NONCE;
	unsigned char tag[WRAP_TAG];
	struct hj_key wrapping, key;
	int made;
	bool ok;

	if (hj_wrapped_by(wrapped, HJ_WRAPPED_SIZE) == 0)
		return false;
	memcpy(tag, ct + HJ_KEY_SIZE, sizeof(tag));
	wrapping_key(c, &wrapping, master, stream, subject);
	if (EVP_DecryptInit_ex2(
		c->cipher, c->gcm, wrapping.bytes, nonce, NULL) != 1 ||
	    EVP_DecryptUpdate(c->cipher, NULL, &made, wrapped, WRAP_HEAD) !=
		1 ||
	    EVP_DecryptUpdate(c->cipher, key.bytes, &made, ct, HJ_KEY_SIZE) !=
		1 ||
	    EVP_CIPHER_CTX_ctrl(
		c->cipher, EVP_CTRL_AEAD_SET_TAG, WRAP_TAG, tag) != 1)
		abort();
	ok = EVP_DecryptFinal_ex(c->cipher, tag, &made) == 1;
	if (ok)
		*ret = key;
	hj_wipe(&wrapping, sizeof(wrapping));
	hj_wipe(&key, sizeof(key));
	return ok;
}
