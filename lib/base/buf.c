/* Bytes that grow up to a ceiling; see buf.h. */
#include "lib/base/buf.h"

#include "lib/base/arena.h"

#include <stdlib.h>
#include <string.h>

void
hj_buf_init(struct hj_buf *b, size_t most)
{
	*b = (struct hj_buf){ .most = most };
}

void
hj_buf_release(struct hj_buf *b)
{
	free(b->p);
	b->p = NULL;
	b->n = b->room = 0;
}

void
hj_buf_clear(struct hj_buf *b)
{
	b->n = 0;
	b->failed = false;
	if (b->p != NULL)
		b->p[0] = '\0';
}

/* Make room for `n` more bytes and the NUL; false if the ceiling forbids. */
static bool
reserve(struct hj_buf *b, size_t n)
{
	size_t room = b->room;
	char *p;

	if (b->failed || n > b->most - b->n) {
		b->failed = true;
		b->n = 0;
		if (b->p != NULL)
			b->p[0] = '\0';
		return false;
	}
	if (b->n + n < room)
		return true;
	if (room == 0)
		room = 256;
	while (room <= b->n + n)
		room *= 2;
	p = realloc(b->p, room);
	if (p == NULL)
		abort();
	b->p = p;
	b->room = room;
	return true;
}

void
hj_buf_put(struct hj_buf *b, const void *p, size_t n)
{
	if (!reserve(b, n))
		return;
	if (n > 0)
		memcpy(b->p + b->n, p, n);
	b->n += n;
	b->p[b->n] = '\0';
}

void
hj_buf_puts(struct hj_buf *b, const char *s)
{
	hj_buf_put(b, s, strlen(s));
}

void
hj_buf_putc_slow(struct hj_buf *b, char c)
{
	if (!reserve(b, 1))
		return;
	b->p[b->n++] = c;
	b->p[b->n] = '\0';
}

void
hj_buf_digits(struct hj_buf *b, int64_t value, int digits)
{
	char text[24];
	size_t at = sizeof(text);
	uint64_t rest = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;

	do {
		text[--at] = (char)('0' + rest % 10);
		rest /= 10;
	} while (rest != 0);
	while (sizeof(text) - at < (size_t)digits && at > 1)
		text[--at] = '0';
	if (value < 0)
		text[--at] = '-';
	hj_buf_put(b, text + at, sizeof(text) - at);
}

void
hj_buf_int(struct hj_buf *b, int64_t value)
{
	hj_buf_digits(b, value, 1);
}

void
hj_buf_hex(struct hj_buf *b, const void *p, size_t n)
{
	static const char digits[] = "0123456789abcdef";
	const unsigned char *in = p;

	if (!reserve(b, 2 * n))
		return;
	for (size_t i = 0; i < n; i++) {
		b->p[b->n++] = digits[in[i] >> 4];
		b->p[b->n++] = digits[in[i] & 15];
	}
	b->p[b->n] = '\0';
}

const char *
hj_buf_text(const struct hj_buf *b)
{
	return b->p == NULL ? "" : b->p;
}

char *
hj_buf_keep(struct hj_arena *a, struct hj_buf *b)
{
	char *text = hj_strdup(a, hj_buf_text(b));

	hj_buf_release(b);
	return text;
}

/*
 * The value of a lower-case hex digit; above 15 for any other byte.  Without a
 * branch, for nobody can foretell whether a digit of an id is a letter.
 */
static unsigned
hex_value(char c)
{
	unsigned digit = (unsigned)(unsigned char)c - '0';
	unsigned letter = (unsigned)(unsigned char)c - 'a';

	letter = letter < 6 ? letter + 10 : 16;
	return digit < 10 ? digit : letter;
}

bool
hj_unhex(void *out, const char *hex, size_t n)
{
	unsigned char *bytes = out;

	for (size_t i = 0; i < n; i++) {
		unsigned high = hex_value(hex[2 * i]);
		unsigned low = high > 15 ? 16 : hex_value(hex[2 * i + 1]);

		if (low > 15)
			return false;
		bytes[i] = (unsigned char)(high << 4 | low);
	}
	return true;
}

bool
hj_id_bytes(unsigned char out[16], const char *text)
{
	return strlen(text) == 32 && hj_unhex(out, text, 16);
}

bool
hj_text_int(const char *text, int64_t *ret)
{
	bool minus = *text == '-';
	int64_t value = 0;
	size_t n = 0;

	for (text += minus; *text >= '0' && *text <= '9' && n < 18; text++, n++)
		value = value * 10 + (*text - '0');
	if (n == 0 || *text != '\0')
		return false;
	*ret = minus ? -value : value;
	return true;
}
