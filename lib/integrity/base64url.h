/*
 * base64url (RFC 4648 section 5) without padding.
 *
 * Strict: unused bits must be zero, so each run of bytes has exactly one text,
 * and a changed character is always noticed.
 */
#ifndef HJ_LIB_INTEGRITY_BASE64URL_H
#define HJ_LIB_INTEGRITY_BASE64URL_H

#include <stdbool.h>
#include <stddef.h>

/* Characters that `n` bytes take, and bytes that `n` characters hold. */
#define HJ_BASE64URL_TEXT(n) (((n)*4 + 2) / 3)
#define HJ_BASE64URL_BYTES(n) ((n)*3 / 4)

/* Write the text of `n` bytes, with a NUL; HJ_BASE64URL_TEXT(n) + 1 in all. */
void hj_base64url_write(char *out, const void *bytes, size_t n);

/*
 * Read `n` characters into HJ_BASE64URL_BYTES(n) bytes; false if it is not the
 * text of any bytes, and `out` is then of no use.
 */
bool hj_base64url_read(void *out, const char *text, size_t n);

#endif
