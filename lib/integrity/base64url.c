/* base64url; see base64url.h. */
#include "lib/integrity/base64url.h"

#include <stdint.h>

void
hj_base64url_write(char *out, const void *bytes, size_t n)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				      "abcdefghijklmnopqrstuvwxyz"
				      "0123456789-_";
	const unsigned char *in = bytes;
	uint32_t bits = 0;
	int held = 0;

	for (size_t i = 0; i < n; i++) {
		bits = bits << 8 | in[i];
		held += 8;
		while (held >= 6) {
			held -= 6;
			*out++ = letters[bits >> held & 63];
		}
	}
	if (held > 0)
		*out++ = letters[bits << (6 - held) & 63];
	*out = '\0';
}

/* What a character stands for, one more than its value; 0: none of ours. */
/* clang-format off */
static const unsigned char values[256] = {
	['A'] = 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17,
	18, 19, 20, 21, 22, 23, 24, 25, 26,
	['a'] = 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41,
	42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 52,
	['0'] = 53, 54, 55, 56, 57, 58, 59, 60, 61, 62,
	['-'] = 63, ['_'] = 64,
};
/* clang-format on */

/* The value of a character; all bits set if it is none of ours. */
static uint32_t
value_of(unsigned char c)
{
	return values[c] - 1u;
}

bool
hj_base64url_read(void *out, const char *text, size_t n)
{
	const unsigned char *at = (const unsigned char *)text;
	unsigned char *to = out;
	size_t left = n % 4;
	uint32_t a, b, c, d, all = 0;

	if (left == 1)
		return false;
	for (const unsigned char *end = at + (n - left); at < end; at += 4) {
		a = value_of(at[0]);
		b = value_of(at[1]);
		c = value_of(at[2]);
		d = value_of(at[3]);
		all |= a | b | c | d;
		*to++ = (unsigned char)(a << 2 | b >> 4);
		*to++ = (unsigned char)(b << 4 | c >> 2);
		*to++ = (unsigned char)(c << 6 | d);
	}
	if (left == 0)
		return all <= 63;
	a = value_of(at[0]);
	b = value_of(at[1]);
	c = left == 3 ? value_of(at[2]) : 0;
	*to++ = (unsigned char)(a << 2 | b >> 4);
	if (left == 3)
		*to = (unsigned char)(b << 4 | c >> 2);
	return (all | a | b | c) <= 63 &&
	       (left == 3 ? c << 6 : b << 4) % 256 == 0;
}
