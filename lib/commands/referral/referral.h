/* What commands about hand-overs share. */
#ifndef HJ_LIB_COMMANDS_REFERRAL_REFERRAL_H
#define HJ_LIB_COMMANDS_REFERRAL_REFERRAL_H

#include "lib/commands/common.h"

/*
 * Referral `no`, offered to the actor's organisation and not answered yet; NULL
 * if refused.  The pointer is good until the next event.
 */
const struct hj_referral *hj_offered_to_us(struct hj_turn *t, int64_t no);

/* The same, offered by the actor's organisation. */
const struct hj_referral *hj_offered_by_us(struct hj_turn *t, int64_t no);

/*
 * Refuse unless some offer to the actor's organisation is open; one by it; one
 * that it accepted.  hj_ready_fn.
 */
void hj_some_offer_to_us(struct hj_turn *t);
void hj_some_offer_by_us(struct hj_turn *t);
void hj_some_taken_by_us(struct hj_turn *t);

/* The channel that `org` opens for what is handed to it; 0 if it opens none. */
int hj_usual_channel(const struct hj_org *org);

/*
 * The procedure that the actor's organisation hands on: the one that the frame
 * names (its own, or that of a body below it), else the only live one that
 * takes up the matter, else the last it had; NULL if there is none, or refused.
 */
const struct hj_procedure *hj_procedure_handed_on(struct hj_turn *t);

/*
 * Refuses, naming it, if the matter is at another body by an offer of the same
 * kind from the same procedure, where only one can have it (委派、委托、上报):
 * accepted and live, or, unless the actor is `accepting` r, open.
 */
bool hj_offered_elsewhere(
    struct hj_turn *t, const struct hj_referral *r, bool accepting);

/* Referral `no` was refused: if it is the third time, the matter goes up. */
void hj_bounced(struct hj_turn *t, int64_t no);

/*
 * Append that `b->referral` was offered (its number, state and day are set
 * here) or, if it goes outside, recorded.
 */
void hj_send(struct hj_turn *t, struct hj_referral_set *b);

#endif
