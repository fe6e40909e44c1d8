/* Digests as text, for decisions that tell documents apart. */
#ifndef HJ_SERVER_DIGEST_H
#define HJ_SERVER_DIGEST_H

#include "lib/base/arena.h"

/* SHA-256 of `n` bytes in hex, made in `a`; what struct hj_world hands out. */
const char *hj_digest_hex(struct hj_arena *a, const void *p, size_t n);

#endif
