/*
 * base64 (RFC 4648 section 4) with padding, as signed notes have it.
 *
 * Strict like base64url.h: each run of bytes has exactly one text.
 */
#ifndef HJ_LIB_INTEGRITY_BASE64_H
#define HJ_LIB_INTEGRITY_BASE64_H

#include <stdbool.h>
#include <stddef.h>

#define HJ_BASE64_MOST 96 /* bytes of one text */

/* Characters that `n` bytes take. */
#define HJ_BASE64_TEXT(n) (((n) + 2) / 3 * 4)

/* Write the text of `n` bytes, with a NUL; HJ_BASE64_TEXT(n) + 1 in all. */
void hj_base64_write(char *out, const void *bytes, size_t n);

/*
 * Read `text_n` characters, which must be the text of exactly `n` bytes, at
 * most HJ_BASE64_MOST; false if they are not, and `out` is then of no use.
 */
bool hj_base64_read(void *out, size_t n, const char *text, size_t text_n);

#endif
