/* base64; see base64.h. */
#include "lib/integrity/base64.h"

#include "lib/integrity/base64url.h"

#include <string.h>

void
hj_base64_write(char *out, const void *bytes, size_t n)
{
	size_t used = HJ_BASE64URL_TEXT(n);

	hj_base64url_write(out, bytes, n);
	for (size_t i = 0; i < used; i++)
		out[i] = out[i] == '-' ? '+' : out[i] == '_' ? '/' : out[i];
	while (used < HJ_BASE64_TEXT(n))
		out[used++] = '=';
	out[used] = '\0';
}

bool
hj_base64_read(void *out, size_t n, const char *text, size_t text_n)
{
	char url[HJ_BASE64_TEXT(HJ_BASE64_MOST)];
	size_t used = HJ_BASE64URL_TEXT(n);

	if (n > HJ_BASE64_MOST || text_n != HJ_BASE64_TEXT(n))
		return false;
	for (size_t i = used; i < text_n; i++)
		if (text[i] != '=')
			return false;
	for (size_t i = 0; i < used; i++) {
		if (text[i] == '-' || text[i] == '_')
			return false;
		url[i] = text[i] == '+' ? '-' : text[i] == '/' ? '_' : text[i];
	}
	return hj_base64url_read(out, url, used);
}
