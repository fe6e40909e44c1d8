/* Checkpoints; see checkpoint.h. */
#include "lib/integrity/checkpoint.h"

#include "lib/integrity/base64.h"

#include <string.h>

#define ORIGIN "hejie/log/"
#define ORIGIN_HEX 8 /* bytes of it */
#define DASH "\xe2\x80\x94 "
#define EPOCH "epoch "
#define ED25519 1
#define SIGNED_SIZE (HJ_KEY_ID_SIZE + HJ_SIGNATURE_SIZE)

/* A line, its newline left out; NULL if there is none. */
static const char *
take_line(const char **text, const char *end, size_t *ret_n)
{
	const char *line = *text;
	const char *stop =
	    line == end ? NULL : memchr(line, '\n', (size_t)(end - line));

	if (stop == NULL)
		return NULL;
	*ret_n = (size_t)(stop - line);
	*text = stop + 1;
	return line;
}

/* ---- who signs ---- */

static void
put_key_id(struct hj_crypto *c, struct hj_verifier *v)
{
	unsigned char digest[HJ_DIGEST_SIZE];
	const struct hj_piece pieces[] = { { v->name, strlen(v->name) },
		{ "\n\1", 2 }, { v->public_key, HJ_PUBLIC_SIZE } };

	hj_sha256(c, digest, pieces, 3);
	memcpy(v->id, digest, HJ_KEY_ID_SIZE);
}

void
hj_verifier_of(
    struct hj_crypto *c, struct hj_verifier *ret, const struct hj_key *key)
{
	unsigned char digest[HJ_DIGEST_SIZE];
	const struct hj_piece piece = { ret->public_key, HJ_PUBLIC_SIZE };
	struct hj_buf name;

	hj_public_key(ret->public_key, key);
	hj_sha256(c, digest, &piece, 1);
	hj_buf_init(&name, HJ_ORIGIN_ROOM);
	hj_buf_puts(&name, ORIGIN);
	hj_buf_hex(&name, digest, ORIGIN_HEX);
	memcpy(ret->name, name.p, name.n + 1);
	hj_buf_release(&name);
	put_key_id(c, ret);
}

void
hj_verifier_write(struct hj_buf *b, const struct hj_verifier *v)
{
	unsigned char typed[1 + HJ_PUBLIC_SIZE] = { ED25519 };
	char text[HJ_BASE64_TEXT(sizeof(typed)) + 1];

	memcpy(typed + 1, v->public_key, HJ_PUBLIC_SIZE);
	hj_base64_write(text, typed, sizeof(typed));
	hj_buf_puts(b, v->name);
	hj_buf_putc(b, '+');
	hj_buf_hex(b, v->id, HJ_KEY_ID_SIZE);
	hj_buf_putc(b, '+');
	hj_buf_puts(b, text);
}

/* A name: not empty, printable ASCII without space and plus. */
static bool
is_name(const char *text, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (text[i] <= ' ' || text[i] > '~' || text[i] == '+')
			return false;
	return n > 0 && n < HJ_ORIGIN_ROOM;
}

bool
hj_verifier_read(struct hj_crypto *c, struct hj_verifier *ret, const char *text)
{
	unsigned char typed[1 + HJ_PUBLIC_SIZE];
	unsigned char id[HJ_KEY_ID_SIZE];
	char hex[2 * HJ_KEY_ID_SIZE + 1] = "";
	size_t n = strcspn(text, "+");

	if (!is_name(text, n) || strlen(text + n) < 2 + 2 * HJ_KEY_ID_SIZE ||
	    text[n + 1 + 2 * HJ_KEY_ID_SIZE] != '+')
		return false;
	memcpy(ret->name, text, n);
	ret->name[n] = '\0';
	text += n + 1;
	memcpy(hex, text, sizeof(hex) - 1);
	text += sizeof(hex);
	if (!hj_unhex(id, hex, sizeof(id)) ||
	    !hj_base64_read(typed, sizeof(typed), text, strlen(text)) ||
	    typed[0] != ED25519)
		return false;
	memcpy(ret->public_key, typed + 1, HJ_PUBLIC_SIZE);
	put_key_id(c, ret);
	return memcmp(id, ret->id, sizeof(id)) == 0;
}

/* ---- the text ---- */

/* What is signed. */
static void
put_body(struct hj_buf *b, const struct hj_checkpoint *cp)
{
	char root[HJ_BASE64_TEXT(HJ_DIGEST_SIZE) + 1];

	hj_base64_write(root, cp->root.bytes, HJ_DIGEST_SIZE);
	hj_buf_puts(b, cp->origin);
	hj_buf_putc(b, '\n');
	hj_buf_int(b, cp->size);
	hj_buf_putc(b, '\n');
	hj_buf_puts(b, root);
	hj_buf_putc(b, '\n');
	if (cp->epoch > 0) {
		hj_buf_puts(b, EPOCH);
		hj_buf_int(b, cp->epoch);
		hj_buf_putc(b, '\n');
	}
}

void
hj_checkpoint_write(struct hj_buf *b, const struct hj_checkpoint *cp,
    const struct hj_verifier *v, const struct hj_key *key)
{
	unsigned char both[SIGNED_SIZE];
	char text[HJ_BASE64_TEXT(SIGNED_SIZE) + 1];
	struct hj_buf body;

	hj_buf_init(&body, HJ_CHECKPOINT_MOST);
	put_body(&body, cp);
	memcpy(both, v->id, HJ_KEY_ID_SIZE);
	hj_sign(both + HJ_KEY_ID_SIZE, key, body.p, body.n);
	hj_base64_write(text, both, sizeof(both));
	hj_buf_put(b, body.p, body.n);
	hj_buf_puts(b, "\n" DASH);
	hj_buf_puts(b, v->name);
	hj_buf_putc(b, ' ');
	hj_buf_puts(b, text);
	hj_buf_putc(b, '\n');
	hj_buf_release(&body);
}

/* A number of a line, or false; that it is written plainly is seen later. */
static bool
read_int(int64_t *ret, const char *line, size_t n)
{
	char text[20];

	if (n == 0 || n >= sizeof(text))
		return false;
	memcpy(text, line, n);
	text[n] = '\0';
	return strlen(text) == n && hj_text_int(text, ret) && *ret >= 0;
}

/* The lines before the empty one; false if they are no checkpoint's. */
static bool
read_body(struct hj_checkpoint *cp, const char *text, size_t n)
{
	const char *at = text, *line;
	size_t len;
	struct hj_buf plain;
	bool good;

	*cp = (struct hj_checkpoint){ 0 };
	line = take_line(&at, text + n, &len);
	if (line == NULL || !is_name(line, len))
		return false;
	memcpy(cp->origin, line, len);
	line = take_line(&at, text + n, &len);
	if (line == NULL || !read_int(&cp->size, line, len))
		return false;
	line = take_line(&at, text + n, &len);
	if (line == NULL ||
	    !hj_base64_read(cp->root.bytes, HJ_DIGEST_SIZE, line, len))
		return false;
	line = take_line(&at, text + n, &len);
	if (line != NULL &&
	    (len < strlen(EPOCH) || !read_int(&cp->epoch, line + strlen(EPOCH),
					len - strlen(EPOCH))))
		return false;
	/* Each checkpoint has one text only. */
	hj_buf_init(&plain, HJ_CHECKPOINT_MOST);
	put_body(&plain, cp);
	good = plain.n == n && memcmp(plain.p, text, n) == 0;
	hj_buf_release(&plain);
	return good;
}

/* A signature line: whose it is, and its bytes. */
static bool
read_signature(const char *line, size_t n, size_t *ret_name,
    unsigned char both[SIGNED_SIZE])
{
	const char *end = line + n, *name = line + strlen(DASH), *space;

	if (n <= strlen(DASH) || memcmp(line, DASH, strlen(DASH)) != 0)
		return false;
	space = memchr(name, ' ', (size_t)(end - name));
	if (space == NULL || !is_name(name, (size_t)(space - name)))
		return false;
	*ret_name = (size_t)(space - name);
	/* Others may sign by other means; they are not ours to read. */
	if (!hj_base64_read(
		both, SIGNED_SIZE, space + 1, (size_t)(end - space - 1)))
		memset(both, 0, SIGNED_SIZE);
	return true;
}

/*
 * Read, and look for a signature of `v` if it is not NULL; in `ret_signed`
 * whether there is one that is right.
 */
static bool
read_note(struct hj_checkpoint *cp, const char *text, size_t n,
    const struct hj_verifier *v, bool *ret_signed)
{
	const char *gap, *at, *line;
	size_t body_n, len, signatures = 0;

	*ret_signed = false;
	if (n > HJ_CHECKPOINT_MOST || n == 0 || text[n - 1] != '\n')
		return false;
	for (gap = text; gap + 1 < text + n; gap++)
		if (gap[0] == '\n' && gap[1] == '\n')
			break;
	body_n = (size_t)(gap - text) + 1;
	if (body_n + 1 >= n || !read_body(cp, text, body_n))
		return false;
	at = text + body_n + 1;
	for (; (line = take_line(&at, text + n, &len)) != NULL; signatures++) {
		unsigned char both[SIGNED_SIZE];
		size_t name;

		if (!read_signature(line, len, &name, both))
			return false;
		if (v != NULL && name == strlen(v->name) &&
		    memcmp(line + strlen(DASH), v->name, name) == 0 &&
		    memcmp(both, v->id, HJ_KEY_ID_SIZE) == 0 &&
		    hj_signed(
			v->public_key, both + HJ_KEY_ID_SIZE, text, body_n))
			*ret_signed = true;
	}
	return signatures > 0;
}

bool
hj_checkpoint_read(struct hj_checkpoint *ret, const char *text, size_t n)
{
	bool nobody;

	return read_note(ret, text, n, NULL, &nobody);
}

bool
hj_checkpoint_open(struct hj_checkpoint *ret, const char *text, size_t n,
    const struct hj_verifier *v)
{
	bool is_signed;

	return read_note(ret, text, n, v, &is_signed) && is_signed &&
	       strcmp(ret->origin, v->name) == 0;
}
