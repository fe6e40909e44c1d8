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

static int
value_of(char c)
{
	if (c >= 'A' && c <= 'Z')
		return c - 'A';
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 26;
	if (c >= '0' && c <= '9')
		return c - '0' + 52;
	if (c == '-')
		return 62;
	return c == '_' ? 63 : -1;
}

bool
hj_base64url_read(void *out, const char *text, size_t n)
{
	unsigned char *to = out;
	uint32_t bits = 0;
	int held = 0;

	if (n % 4 == 1)
		return false;
	for (size_t i = 0; i < n; i++) {
		int value = value_of(text[i]);

		if (value < 0)
			return false;
		bits = bits << 6 | (uint32_t)value;
		held += 6;
		if (held >= 8) {
			held -= 8;
			*to++ = (unsigned char)(bits >> held);
		}
	}
	return (bits & ((1u << held) - 1)) == 0;
}
