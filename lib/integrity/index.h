/*
 * Keyed index: finding sealed things again without storing them.
 *
 * A value is the beginning of HMAC-SHA-256(key, label || 0x00 || folded text):
 * 8 bytes as a signed big-endian number for columns and arrays of bigint, or 16
 * bytes as 32 hex digits where two may not be taken for each other.  The label
 * ("name", "phone", "identity" …) keeps kinds apart.  Without the key nothing
 * can be tried out; with the database alone one still sees which values are
 * equal and how often, so no field with few values is indexed.
 *
 * Folding makes equal what people write differently: full-width letters and
 * digits become narrow ones, capitals small ones, and everything that is
 * neither letter nor digit (spaces, hyphens, punctuation, the dot in 阿·买)
 * goes.
 *
 * Text is searched by its bigrams: each two neighbouring characters, a single
 * character alone if there is only one.  A row holds the values of all bigrams
 * of its text, a question those of the words asked for; what contains them all
 * is opened and looked at again.  So equal bigrams look equal, and that is what
 * the database gives away.
 */
#ifndef HJ_LIB_INTEGRITY_INDEX_H
#define HJ_LIB_INTEGRITY_INDEX_H

#include "lib/integrity/crypto.h"

#include <stdint.h>

/* The folded form of `text`, made in `a`; "" if nothing is left. */
const char *hj_index_fold(struct hj_arena *a, const char *text);

/* The value of `text` (folded here) as a number, and as 32 hex digits. */
int64_t hj_index_number(struct hj_crypto *c, struct hj_arena *a,
    const struct hj_key *key, const char *label, const char *text);
const char *hj_index_hex(struct hj_crypto *c, struct hj_arena *a,
    const struct hj_key *key, const char *label, const char *text);

/*
 * The bigrams of `text` (folded here) themselves, each as its two characters in
 * one number, once, ascending: for comparing texts that are open anyway.
 */
size_t hj_index_pairs(struct hj_arena *a, const char *text, int64_t **ret);

/*
 * The values of the bigrams of `text` (folded here), each once, ascending.
 * Returns how many; the list is made in `a`.  Cost: one HMAC for each different
 * bigram, about half a millisecond for a page of text.
 */
size_t hj_index_bigrams(struct hj_crypto *c, struct hj_arena *a,
    const struct hj_key *key, const char *text, int64_t **ret);

/*
 * The same for the initials of how the characters of `text` are read, in every
 * combination of two neighbours: 李桂香 has the values of "lg" and "gx", so the
 * bigrams of "lgx" find it as they would find a name in Latin letters.
 */
size_t hj_index_initials(struct hj_crypto *c, struct hj_arena *a,
    const struct hj_key *key, const char *text, int64_t **ret);

/*
 * Do the letters of `spelt` (folded) begin the readings of as many neighbouring
 * characters of `name` (folded)?  False for anything but letters a to z.
 */
bool hj_index_spelt(const char *name, const char *spelt);

#endif
