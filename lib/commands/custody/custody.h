/*
 * Custody of paper: what the commands share.
 */
#ifndef HJ_LIB_COMMANDS_CUSTODY_CUSTODY_H
#define HJ_LIB_COMMANDS_CUSTODY_CUSTODY_H

#include "lib/commands/common.h"

/* One piece ticked off: how many of its pages are there. */
struct hj_tick {
	int64_t piece;
	int64_t pages; /* 0: all */
};
extern const struct hj_fields hj_tick_fields;

/* What hand-over-bundle and return-bundle bring. */
struct hj_custody_command {
	struct hj_frame frame;
	int64_t bundle;
	const char *to;
	struct hj_tick *pieces; /* none: all that are there */
	size_t n_pieces;
	struct hj_sealed reason;
};

/*
 * Move pieces of `old` to the organisation `to` and tell it as `kind`.  The
 * actor gives what it has; `takes` if it is the owner who takes it back from
 * whoever has it.  Pieces that stay behind are explained if a reason is given.
 */
void hj_custody_move(struct hj_turn *t, const struct hj_custody_command *c,
    const struct hj_bundle *old, const char *to, bool takes,
    const struct hj_event_kind *kind);

/*
 * Refuse if the actor's body still has a piece of another body's bundle that it
 * did not explain; the refusal rests on the law of `about`, and its field names
 * the piece.
 */
void hj_custody_check(struct hj_turn *t, const struct hj_procedure *about);

#endif
