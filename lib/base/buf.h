/*
 * Bytes that grow up to a ceiling.
 *
 * Invariants: the bytes are always followed by a NUL that is not counted; the
 * ceiling is given at birth and never passed; a write that would pass it sets
 * `failed`, empties the buffer and makes every later write do nothing.  So:
 * write freely, ask once at the end.
 */
#ifndef HJ_LIB_BASE_BUF_H
#define HJ_LIB_BASE_BUF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct hj_arena;

struct hj_buf {
	char *p;     /* the bytes; NULL while nothing was written */
	size_t n;    /* how many */
	size_t room; /* how many fit before growing */
	size_t most; /* the ceiling */
	bool failed; /* the ceiling was hit */
};

void hj_buf_init(struct hj_buf *b, size_t most);
void hj_buf_release(struct hj_buf *b);

/* Empty, ready for use again with the same ceiling. */
void hj_buf_clear(struct hj_buf *b);

void hj_buf_put(struct hj_buf *b, const void *p, size_t n);
void hj_buf_puts(struct hj_buf *b, const char *s);
void hj_buf_int(struct hj_buf *b, int64_t value);

/* hj_buf_putc() where there is no room yet. */
void hj_buf_putc_slow(struct hj_buf *b, char c);

/* One byte; by far the most calls, so they are not calls. */
static inline void
hj_buf_putc(struct hj_buf *b, char c)
{
	if (b->n + 1 >= b->room || b->n >= b->most || b->failed) {
		hj_buf_putc_slow(b, c);
		return;
	}
	b->p[b->n++] = c;
	b->p[b->n] = '\0';
}

/* `value` in decimal, at least `digits` wide with leading zeros (>= 0). */
void hj_buf_digits(struct hj_buf *b, int64_t value, int digits);

/* `n` bytes as lower-case hex. */
void hj_buf_hex(struct hj_buf *b, const void *p, size_t n);

/* The bytes as a text ("" if nothing was written); borrowed. */
const char *hj_buf_text(const struct hj_buf *b);

/* The same, copied into `a`; the buffer is released. */
char *hj_buf_keep(struct hj_arena *a, struct hj_buf *b);

/*
 * Read a whole number of at most 18 digits, with a minus sign or not; false,
 * and `ret` left alone, if the text is anything else.
 */
bool hj_text_int(const char *text, int64_t *ret);

/* Read 2*n hex digits (lower case only) into n bytes; false if not hex. */
bool hj_unhex(void *out, const char *hex, size_t n);

/* The 16 bytes of an id; false if the text is not 32 hex digits (lower case).
 */
bool hj_id_bytes(unsigned char out[16], const char *text);

#endif
