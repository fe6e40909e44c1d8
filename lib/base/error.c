/* What went wrong with an input or a job; see error.h. */
#include "lib/base/error.h"

#include <string.h>

/* Append `text` at `at` as far as it fits, never cutting a UTF-8 character. */
static size_t
append(char *out, size_t size, size_t at, const char *text)
{
	size_t n = strlen(text);

	if (n > size - 1 - at)
		n = size - 1 - at;
	while (n > 0 && ((unsigned char)text[n] & 0xc0) == 0x80)
		n--;
	memcpy(out + at, text, n);
	out[at + n] = '\0';
	return at + n;
}

enum hj_err
hj_fail(struct hj_error *err, enum hj_err code, const char *field,
    const char *msg, const char *more)
{
	size_t at;

	err->code = code;
	append(err->field, sizeof(err->field), 0, field);
	at = append(err->msg, sizeof(err->msg), 0, msg);
	if (more != NULL)
		append(err->msg, sizeof(err->msg), at, more);
	return code;
}
