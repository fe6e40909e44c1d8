/*
 * The draw of counsel (抽取律师), so that anybody can do it again.
 *
 * 1. freeze-draw writes the event draw_frozen: the candidates in ascending
 *    order of id with their weights, and everybody else on the roster with the
 *    reason why not.  From then on nothing of it can be changed.
 * 2. The draw waits for the first signed checkpoint of the log whose size is
 *    greater than the log position of that event, so the checkpoint covers it.
 * 3. The seed is
 *
 *	seed = SHA-256( root || code || no )
 *
 *    root  the 32 bytes of the checkpoint's Merkle root
 *    code  the dispute's public code, its 16 ASCII characters
 *    no    the number of the legal-aid procedure, in decimal ASCII digits
 *          without leading zero
 *
 *    The event draw_concluded holds the seed in hex and the checkpoint's size.
 * 4. The pick: W is the sum of the weights.  The 32 bytes of the seed are four
 *    unsigned 64-bit words, each big-endian.  L is the greatest multiple of W
 *    that is at most 2^64.  The first word r with r < L counts: x = r mod W,
 *    and the candidate is the first whose running sum of weights is greater
 *    than x.  A word r >= L is passed over, so no candidate is favoured.
 * 5. If all four words are passed over, the event draw_dropped says so and a
 *    new draw may be frozen.  Whatever W is, that is rarer than one in 16;
 *    with weights as rosters have them (W at most 10,000), than 2^-200.
 *
 * To do it again take the two events and the checkpoint, nothing else;
 * tests/unit/redraw.mjs is such a program.  What this shows: the list was fixed
 * before the seed existed, and the seed gives this counsel.  What it does not
 * show: whoever signs the checkpoints alone can see a root before publishing
 * it, and add events until he likes the outcome.  It can be re-run; it is not
 * unbiasable by such an operator.  A second draw in one procedure needs a
 * recorded ground (replace-counsel), so it cannot be repeated at will.
 */
#ifndef HJ_LIB_COMMANDS_LEGAL_AID_DRAW_H
#define HJ_LIB_COMMANDS_LEGAL_AID_DRAW_H

#include "lib/commands/legal_aid/roster.h"

#define HJ_SEED_SIZE 32

/*
 * The index of the candidate that `seed` picks, or -1 if none of its words
 * can be used.  `n` is at least 1, each weight at least 1, their sum below
 * 2^64.
 */
int hj_draw_pick(const struct hj_candidate *candidate, size_t n,
    const unsigned char seed[HJ_SEED_SIZE]);

/* Somebody who is not to be drawn, as the freezing says. */
struct hj_conflict {
	const char *counsel;
	int reason; /* enum hj_left_out, one that is declared */
};
extern const struct hj_fields hj_conflict_fields;

/* May this reason be declared by a person (the others are found out)? */
bool hj_conflict_declared(int reason);

/*
 * Why counsel `id` may not act for the recipients of `aid`, whatever the roster
 * says: an HJ_XC_ word, or 0.  For appointments and for the draw.  Who mediated
 * it for a court acts for nobody in it (特邀16, F); that nobody does who
 * mediated it otherwise, or acts for another side, is a guard (律师法39, K).
 */
int hj_counsel_conflict(
    const struct hj_turn *t, const struct hj_aid *aid, const char *id);

/* Was `id` ever named to mediate the matter, or did he sit in it? */
bool hj_mediated(const struct hj_dispute *d, const char *id);

/* What `id` mediated of the matter on a court's invitation (特邀调解), or NULL.
 */
const struct hj_procedure *hj_mediated_invited(
    const struct hj_dispute *d, const char *id);

/*
 * Sort the roster into candidates and excluded for the aid of t->p on this
 * day; `declared` are conflicts that were told.  Made in t->a.
 */
void hj_draw_sort(struct hj_turn *t, const struct hj_roster *r,
    const struct hj_aid *aid, const struct hj_conflict *declared, size_t n,
    struct hj_draw *ret);

#endif
