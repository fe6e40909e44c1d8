/*
 * The timeline as a correction sees it: every event of the stream, which of
 * them belong together, and the state at any of them.
 *
 * An entry is what one command told by itself, and what followed by rule in the
 * same turn.  Some commands tell several entries (kinds.h).
 */
#ifndef HJ_LIB_COMMANDS_CORRECT_PAST_H
#define HJ_LIB_COMMANDS_CORRECT_PAST_H

#include "lib/commands/correct/kinds.h"
#include "lib/commands/common.h"

struct hj_past {
	struct hj_event *ev; /* by seq, from 1 */
	bool *gone;          /* it was taken back, as an entry or with one */
	size_t n;
};

/* Events of one entry; both belong to it. */
struct hj_entry {
	size_t first, last; /* indexes */
};

/*
 * Read the past of the turn's stream.  Refuses if it cannot be read: there is
 * none.
 */
bool hj_past_read(struct hj_turn *t, struct hj_past *ret);

/* The entry that event `i` belongs to. */
struct hj_entry hj_entry_of(
    const struct hj_turn *t, const struct hj_past *past, size_t i);

/*
 * Find the event with id `event`, which a person entered and nobody took back:
 * its index, or past->n and a refusal.  Also refuses if it is another body's
 * (only that body and its heads above correct it; what an administrator
 * entered, administrators).
 */
size_t hj_entry_find(
    struct hj_turn *t, const struct hj_past *past, const char *event);

/*
 * The state that the first `n` events give, made of bytes of its own.
 */
void *hj_past_state(struct hj_turn *t, size_t n);

/*
 * The state that all events but those of `entry` give.  Of later ones what was
 * taken back, and the taking back, does not count either; entities that were
 * there before the entry keep their places.
 */
void *hj_past_without(
    struct hj_turn *t, const struct hj_past *past, struct hj_entry entry);

/* Did nobody take event `i` back, and is it not the taking back itself? */
bool hj_past_stands(const struct hj_past *past, size_t i);

/*
 * Fold event `i`, read anew, into a state made by hj_past_state().
 */
void hj_past_fold(struct hj_turn *t, void *state, size_t i);

/*
 * What a rule offered is taken back: revoked if nobody has accepted it, else
 * asked to be returned.
 */
void hj_take_back(struct hj_turn *t, int64_t referral, struct hj_sealed reason);

#endif
