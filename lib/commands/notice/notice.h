/*
 * Notices as commands name them: by number, one or many at once; and the way
 * to a party that each takes.
 */
#ifndef HJ_LIB_COMMANDS_NOTICE_NOTICE_H
#define HJ_LIB_COMMANDS_NOTICE_NOTICE_H

#include "lib/commands/common.h"
#include "lib/dispute/notice.h"

/*
 * Do all notices of the list exist, stand in one of the states `states` (mask
 * of 1u << enum hj_notice_state), and were they owed by the day this occurred?
 * Else refuses about `notices`.
 */
bool hj_notices_fit(
    struct hj_turn *t, const struct hj_no *list, size_t n, unsigned states);

/* What was done about several notices at once. */
struct hj_delivery {
	const struct hj_no *list;
	size_t n;
	int state; /* enum hj_notice_state, from now on */
	int means; /* enum hj_means */
	int proof; /* enum hj_proof; 0: none */
	struct hj_sealed evidence;
};

/*
 * Append `kind` for each notice of `s`: done on the day it occurred.  What came
 * back takes the next way, unless another means was tried than the way it was
 * on.  The evidence is told with the first.
 */
void hj_notices_set(struct hj_turn *t, const struct hj_event_kind *kind,
    const struct hj_delivery *s);

/* The version of what notices of `kind` owed today have to say; 0: none. */
int64_t hj_notice_rights(const struct hj_turn *t, int kind);

/*
 * Put `n` (the copy of a notice, to be told) on the first fitting way after the
 * `turn`th of its party, and count that.
 */
void hj_notice_take_way(
    const struct hj_turn *t, struct hj_notice *n, int64_t turn);

/*
 * The last procedure in which a court invites or mediates: there a party
 * confirms its address for service (在线17, F).  NULL: there is none.
 */
const struct hj_procedure *hj_court_linked(const struct hj_dispute *d);

/* Is `no` a party that can be reached?  Else refuses about `field`. */
bool hj_contact_party(struct hj_turn *t, int64_t no, const char *field);

/* A copy of what was said of `party`, in a body of its own, to be told. */
struct hj_contact_set *hj_contact_change(struct hj_turn *t, int64_t party);

/* What `party` is owed takes its first fitting way anew, and that is told. */
void hj_notices_reroute(struct hj_turn *t, int64_t party);

/*
 * A warning of limit `clock` was given: if the limit is against parties, the
 * one it belongs to (or each that takes part) is owed a message.
 */
void hj_owe_warning(struct hj_turn *t, int64_t clock);

#endif
