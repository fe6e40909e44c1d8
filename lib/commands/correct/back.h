/*
 * What an entry set, set back to what it was before it.
 *
 * The state before the entry, after it, as it would be without it, and as it is
 * are compared by the state's own table (lib/base/undo.h); what differs stands
 * in the event that voids.  Entities of a dispute keep their numbers: one that
 * the entry made is marked as what it is then (removed, cancelled, dropped).
 * Notices, offers and limits are set back by events of their own, because
 * others act on these.
 */
#ifndef HJ_LIB_COMMANDS_CORRECT_BACK_H
#define HJ_LIB_COMMANDS_CORRECT_BACK_H

#include "lib/commands/correct/past.h"

/* The entry in the states that tell what it did. */
struct hj_back {
	const struct hj_past *past;
	struct hj_entry entry;
	void *before;  /* the state before it */
	void *after;   /* with it */
	void *without; /* with all but it */
	void *now;     /* the present one, of which it is taken back */
};

/*
 * Take `entry` back from a copy of the state, and put what is different then
 * into `b`.  Refuses where later entries rest on it, naming the newest, or
 * where it took effect.
 */
void hj_back_state(struct hj_turn *t, const struct hj_past *past,
    struct hj_entry entry, struct hj_back *ret, struct hj_event_voided *b);

/*
 * Once it was told that the entry is voided: its notices, offers and limits of
 * a dispute are as they were, as far as nothing became of them.
 */
void hj_back_consequences(
    struct hj_turn *t, const struct hj_back *back, struct hj_sealed reason);

/*
 * What nobody can take back by rule, in words, or NULL: limits that ended since
 * the entry set them.
 */
const char *hj_back_left(const struct hj_turn *t, const struct hj_back *back);

/* The notice no longer holds: withdrawn, or corrected if it was served. */
void hj_undo_notice(struct hj_turn *t, int64_t no);

/* Refuse because event `i` rests on what is to be voided. */
void hj_refuse_rests(struct hj_turn *t, const struct hj_past *past, size_t i);

/*
 * The newest later entry that rests on the entry by what it names or moves,
 * past->n if none does; rests.c.
 */
size_t hj_moved_on(struct hj_turn *t, const struct hj_back *back);
size_t hj_named_by(const struct hj_back *back, const char *list, int64_t no);

#endif
