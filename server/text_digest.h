/*
 * Whether two records say the same, without keeping what they say: the keyed
 * digest of a text without its blanks and punctuation.
 */
#ifndef HJ_SERVER_TEXT_DIGEST_H
#define HJ_SERVER_TEXT_DIGEST_H

#include "lib/base/arena.h"

struct hj_keys;

/*
 * 32 hex digits, made in `a`: the same for texts of one county that differ in
 * blanks, punctuation and the case of Latin letters only.  NULL if nothing is
 * left of the text, or there is none.
 */
const char *hj_text_digest(struct hj_keys *keys, struct hj_arena *a,
    const char *county, const char *text);

#endif
