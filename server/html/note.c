/* A note that the service writes to itself; see note.h. */
#include "server/html/note.h"

#include "lib/base/buf.h"

#include <string.h>

/* Hex of the digest over purpose and "<ms>.<text>". */
static const char *
seal(struct hj_keys *keys, struct hj_arena *a, const char *purpose,
    const char *said, size_t n)
{
	const struct hj_piece piece[] = { { purpose, strlen(purpose) },
		{ "\0", 1 }, { said, n } };
	unsigned char digest[HJ_DIGEST_SIZE];
	struct hj_key key;
	struct hj_buf hex;

	hj_keys_derive(keys, &key, "hejie note");
	hj_hmac(hj_keys_crypto(keys), digest, &key, piece, 3);
	hj_wipe(&key, sizeof(key));
	hj_buf_init(&hex, 128);
	hj_buf_hex(&hex, digest, sizeof(digest));
	return hj_buf_keep(a, &hex);
}

const char *
hj_note_write(struct hj_keys *keys, struct hj_arena *a, const char *purpose,
    const char *text, int64_t now_ms)
{
	struct hj_buf b;
	const char *said;

	hj_buf_init(&b, 256);
	hj_buf_int(&b, now_ms);
	hj_buf_putc(&b, '.');
	hj_buf_puts(&b, text);
	said = hj_buf_keep(a, &b);
	return hj_concat(
	    a, said, ".", seal(keys, a, purpose, said, strlen(said)), NULL);
}

const char *
hj_note_read(struct hj_keys *keys, struct hj_arena *a, const char *purpose,
    const char *note, int64_t now_ms, int64_t life_ms)
{
	const char *text = note == NULL ? NULL : strchr(note, '.');
	const char *end = note == NULL ? NULL : strrchr(note, '.');
	int64_t written;
	size_t n;

	if (text == NULL || end <= text ||
	    strlen(end + 1) != 2 * HJ_DIGEST_SIZE)
		return NULL;
	n = (size_t)(end - note);
	if (!hj_same_secret(
		end + 1, seal(keys, a, purpose, note, n), 2 * HJ_DIGEST_SIZE) ||
	    !hj_text_int(hj_strndup(a, note, (size_t)(text - note)), &written))
		return NULL;
	return written > now_ms || now_ms - written > life_ms
		   ? NULL
		   : hj_strndup(a, text + 1, (size_t)(end - text - 1));
}
