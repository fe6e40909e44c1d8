/* Characters of UTF-8, one at a time. */
#ifndef HJ_LIB_BASE_UTF8_H
#define HJ_LIB_BASE_UTF8_H

#include <stddef.h>
#include <stdint.h>

#define HJ_UTF8_MOST 4 /* bytes of one character */

/*
 * How many bytes the character at `p` has, of which `n` are there; 0 if it is
 * none: malformed, overlong, a surrogate, beyond U+10FFFF, or cut off.
 */
size_t hj_utf8_length(const char *p, size_t n);

/* Write `c`, at most U+10FFFF, to `out`; returns how many bytes it took. */
size_t hj_utf8_put(char *out, uint32_t c);

/*
 * The next character at *s, which is moved on; 0 at the end.  For texts that a
 * reader has checked: bad UTF-8 would be read as something, and never behind
 * the end.
 */
uint32_t hj_utf8_next(const char **s);

#endif
