/*
 * Finding a party again: the tokens of its name, telephone and identity number.
 *
 * A token is 8 bytes of an HMAC under the index key of the dispute's county
 * (lib/integrity/index.h): of the whole name, of each two neighbouring
 * characters of it, of the whole telephone number and its last four digits, of
 * the whole identity number, of the initials of how each two neighbouring
 * characters of the name are read (桂香 as gx).  They are derived by opening
 * what is sealed, when it is stored and by `hejie rebuild` alike, so the two
 * cannot disagree. Somebody whose keys are gone, or who was entered by mistake,
 * has none.
 *
 * Tokens only find candidates.  Whoever asks opens these and looks again with
 * hj_party_found_by().
 */
#ifndef HJ_SERVER_PARTY_INDEX_H
#define HJ_SERVER_PARTY_INDEX_H

#include "server/project.h"
#include "server/sealing.h"

#define HJ_WORDS_LEAST 2 /* characters that count, in what is searched for */

/* What a party's tokens come from, as it was before a command. */
struct hj_party_mark {
	const char *name; /* sealed */
	const char *phone;
	const char *identity;
	bool removed; /* or erased */
};

struct hj_party_marks {
	struct hj_party_mark *mark;
	size_t n;
};

/* The marks of `d`, made in `a`; the texts are borrowed from `d`. */
void hj_party_marks(
    struct hj_arena *a, const struct hj_dispute *d, struct hj_party_marks *ret);

/*
 * Add to `rows`, in `a`, the rows of party_index of those parties of `d` that
 * are not as in `before`.  `ring` opens their texts and holds the plain ones in
 * its arena.  Nothing is added for a dispute that has no county yet.
 */
void hj_party_index(struct hj_ring *ring, struct hj_arena *a,
    const struct hj_dispute *d, const struct hj_party_marks *before,
    struct hj_rows *rows);

/* What somebody looks for, as tokens of one county. */
struct hj_words_tokens {
	int64_t *one; /* a party that has one of these may be meant, */
	size_t n_one;
	int64_t *every; /* or one that has all of these */
	size_t n_every;
};

/* How many characters of `words` count for the index. */
size_t hj_words_length(struct hj_arena *a, const char *words);

/* The tokens of `words`, at least HJ_WORDS_LEAST long, made in `a`. */
void hj_words_tokens(struct hj_keys *keys, struct hj_arena *a,
    const char *county, const char *words, struct hj_words_tokens *ret);

/* The token of an identity number or credit code; 0 if it is empty. */
int64_t hj_identity_token(struct hj_keys *keys, struct hj_arena *a,
    const char *county, const char *identity);

/* What a token is of, as hejie.find_alike() and find_elsewhere() number it. */
enum hj_token_of {
	HJ_TO_IDENTITY = 1,
	HJ_TO_PHONE,
	HJ_TO_NAME,
	HJ_TO_NAME_PART, /* two neighbouring characters */
	HJ_TO_TEXT,      /* a band of title or facts (text_index.h) */
};

/* Tokens to look for, as lists side by side that grow in an arena. */
struct hj_tokens {
	const char **county;
	int32_t *asked; /* number of the party, 0: of none */
	int32_t *of;    /* enum hj_token_of */
	int64_t *token;
	size_t n;
};

/* Add one of party `asked`. */
void hj_tokens_add(struct hj_arena *a, struct hj_tokens *t, const char *county,
    int32_t asked, int of, int64_t token);

/* Add those of somebody with these texts (NULL: not known) in `county`. */
void hj_tokens_add_party(struct hj_keys *keys, struct hj_arena *a,
    struct hj_tokens *t, const char *county, int32_t asked, const char *name,
    const char *phone, const char *identity);

/*
 * By what `words` name a party with these texts (NULL: none, or not to be
 * opened): "identity", "phone", "name", "initials"; NULL if by nothing.
 */
const char *hj_party_found_by(struct hj_arena *a, const char *words,
    const char *name, const char *phone, const char *identity);

#endif
