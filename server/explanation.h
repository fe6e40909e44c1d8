/*
 * Why a limit of a dispute ends when it ends, and why the ladder moved or
 * offered the matter by itself: from the event that tells it and the rule set
 * that the dispute keeps; nothing is counted or decided again.
 *
 * The service answers it as JSON (`…/clocks/{no}/explanation`,
 * `…/timeline/{position}/explanation`), `hejie explain` prints it.
 */
#ifndef HJ_SERVER_EXPLANATION_H
#define HJ_SERVER_EXPLANATION_H

#include "lib/dispute/event.h"
#include "lib/rules/sentence.h"
#include "server/http/json_out.h"

/* An event that the rules made, and the sets that are known. */
struct hj_explained {
	const struct hj_clock_set *body; /* of a limit; NULL: another act */
	const struct hj_reason *because; /* of another act; maybe of a limit */
	const char *why;                 /* the act in words, or NULL */
	const struct hj_rules *rules;
	const char *county; /* of the dispute */
	enum hj_lang lang;
};

/*
 * Read the event of `len` bytes; made in `a`.  False: it is none of a limit or
 * of an act of the rules, or of a kind this build does not know.
 */
bool hj_explained_read(
    struct hj_arena *a, const char *bytes, size_t len, struct hj_explained *x);

/*
 * Write one object: name, set, article, certainty and its label (法律规定,
 * 本地规定, 本单位约定, 暂定), starts, inputs, losers, steps.
 */
void hj_explained_put(
    struct hj_arena *a, const struct hj_explained *x, struct hj_out *j);

/*
 * Write the object for a row: the bytes of the event, and the county.
 * False, and nothing written, if they are not read.
 */
bool hj_explained_row(struct hj_arena *a, const char *const *row,
    const struct hj_rules *rules, enum hj_lang lang, struct hj_out *j);

/* Write the same in lines for people. */
void hj_explained_text(
    struct hj_arena *a, const struct hj_explained *x, struct hj_buf *b);

#endif
