/*
 * Acting for a party: who may on a day, and what of it is refused.
 *
 * Taking part takes an agency that holds that day, by its own term.  Guards
 * that a county may switch on: an agent's power and term are stated (民法典165,
 * K); settling and admitting takes a guardian, the head of an organisation, or
 * an agent with special authorisation (民诉法62, K).
 */
#ifndef HJ_LIB_COMMANDS_PARTY_AGENCY_H
#define HJ_LIB_COMMANDS_PARTY_AGENCY_H

#include "lib/commands/command.h"

/* Does an agency by mandate say its power and its last day? */
bool hj_power_stated(const struct hj_agency *a);

/* Is the party a person under age on that day? */
bool hj_party_minor(const struct hj_party *party, int32_t day);

/*
 * The agency by which somebody takes part for `party` on `day`: number `named`,
 * or if 0 the first that will do.  NULL and a refusal about `field` if there is
 * none, it does not hold, or `settles` and it has no power to settle.
 */
const struct hj_agency *hj_acts_for(struct hj_turn *t, int64_t party,
    int64_t named, int32_t day, bool settles, const char *field);

/* Refuses about `field` if the party is a minor without guardian that day. */
void hj_needs_guardian(
    struct hj_turn *t, int64_t party, int32_t day, const char *field);

/*
 * The same for a hand that signs as `how` (enum hj_signing) on `day`: a minor
 * has a guardian, a proxy an agency that settles.  The agency of a proxy, else
 * NULL.
 */
const struct hj_agency *hj_signs_for(struct hj_turn *t, int64_t party, int how,
    int64_t named, int32_t day, const char *field);

/* Append that `agency` (its number is set here) acts for a party. */
void hj_begin_agency(struct hj_turn *t, struct hj_agency *agency);

/* Append that agency `no` holds no more from the day of the turn on. */
void hj_end_agency(struct hj_turn *t, int64_t no, struct hj_sealed reason);

#endif
