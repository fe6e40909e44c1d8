/*
 * Titles that were opened, kept for the next list.
 *
 * A list shows fifty titles, mostly the same ones as a minute ago, and opening
 * one costs a key to unwrap and five HMACs.  A worker keeps those it opened
 * last in a table of fixed size, each under its stream and its box: a title
 * that was changed has another box.  Only who holds the stream's wrapped key
 * asks here, so what was erased is not shown; it goes when it is seen to be
 * erased, or when another title takes its place.
 */
#ifndef HJ_SERVER_TITLES_H
#define HJ_SERVER_TITLES_H

struct hj_titles;

/* An empty table; yours until hj_titles_free(), which wipes it. */
struct hj_titles *hj_titles_new(void);
void hj_titles_free(struct hj_titles *t);

/*
 * The text of `box` in `stream` (32 hex), or NULL if it is not kept; good until
 * the next hj_titles_keep() or hj_titles_forget().
 */
const char *hj_titles_find(
    const struct hj_titles *t, const char *stream, const char *box);

/* Keep `text`, which `box` in `stream` was opened to. */
void hj_titles_keep(
    struct hj_titles *t, const char *stream, const char *box, const char *text);

/* The key of `stream` is gone, and so is its title. */
void hj_titles_forget(struct hj_titles *t, const char *stream);

/* Forget all. */
void hj_titles_clear(struct hj_titles *t);

#endif
