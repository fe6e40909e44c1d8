/*
 * Finding a matter again by what is said in it: the bands of its title and of
 * its facts (lib/integrity/bands.h), by which alike ones are found, and the
 * bigrams of its title, by which its words are; one row each in text_index.
 *
 * Title and facts come with the registration and are never changed, so the rows
 * are made of that one event; when a key is destroyed, the row of what it
 * sealed is emptied.  Like the tokens of parties (party_index.h) they are
 * derived by opening, on writing and by `hejie rebuild` alike.
 */
#ifndef HJ_SERVER_TEXT_INDEX_H
#define HJ_SERVER_TEXT_INDEX_H

#include "server/project.h"
#include "server/sealing.h"

struct hj_registered;
struct hj_event;

/* Add to `rows`, in `a`, the rows of what `b` registered in stream `id`. */
void hj_text_index(struct hj_ring *ring, struct hj_arena *a, const char *id,
    const struct hj_registered *b, struct hj_rows *rows);

/* The same for what the `n` events at `ev` register or erase in `d`. */
void hj_text_index_events(struct hj_ring *ring, struct hj_arena *a,
    const struct hj_dispute *d, const struct hj_event *ev, size_t n,
    struct hj_rows *rows);

/* The bands of `text` (NULL: none) in `county`, made in `a`; how many. */
size_t hj_text_bands(struct hj_keys *keys, struct hj_arena *a,
    const char *county, const char *text, int64_t **ret);

#endif
