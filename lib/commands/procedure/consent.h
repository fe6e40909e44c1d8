/*
 * Consent to mediation: asked, given, refused, taken back.
 *
 * Consent belongs to a party in a procedure.  Who clearly refuses
 * or walks away for good is out at once; the procedure ends when that leaves
 * nobody to mediate between.
 */
#ifndef HJ_LIB_COMMANDS_PROCEDURE_CONSENT_H
#define HJ_LIB_COMMANDS_PROCEDURE_CONSENT_H

#include "lib/commands/common.h"

/* Channels of mediation proper, which a body takes up by accepting. */
#define HJ_CH_ACCEPTED                                                         \
	(HJ_CH(PEOPLE) | HJ_CH(ADMINISTRATIVE) | HJ_CH(ASSIGNED) |             \
	    HJ_CH(ENTRUSTED) | HJ_CH(IN_COURT) | HJ_CH(PROCURATORIAL))

/* And those where a settlement by consent is one act among others. */
#define HJ_CH_ASKED (HJ_CH_ACCEPTED | HJ_CH(PETITION) | HJ_CH(ARBITRATION))

/* A court asks in a suit that it has received, too (在线4、7, F). */
#define HJ_CH_CONSENT (HJ_CH_ASKED | HJ_CH(SUIT))

/*
 * Have those who may settle in `p` agreed to be mediated, where its channel
 * asks for it?  In a petition each petitioner has (信访工作条例33, F).
 */
bool hj_settling_agreed(
    const struct hj_dispute *d, const struct hj_procedure *p);

/*
 * May `party` answer in a procedure?  It must be there and take part;
 * otherwise refuses about `field`.
 */
bool hj_party_answers(struct hj_turn *t, int64_t party, const char *field);

/* Append what `party` answered in procedure `procedure`, as `kind`. */
void hj_answer(struct hj_turn *t, const struct hj_event_kind *kind,
    int64_t procedure, int64_t party, int answer, int manner,
    struct hj_sealed text);

/*
 * Tell that now all who take part agree, where a court's limits run from it
 * (在线10、15, F); nothing if they do not.
 */
void hj_consent_completed(struct hj_turn *t, int64_t procedure);

/* Has some party refused mediation in `p`? */
bool hj_somebody_refused(const struct hj_procedure *p);

/*
 * `party` has refused (told already).  Ends the procedure on `ground` if no two
 * opposing sides are left; else the party alone is told of the other routes
 * (人民调解法26), if mediation had begun with it.
 */
void hj_party_leaves(
    struct hj_turn *t, int64_t procedure, int64_t party, int ground);

/*
 * Where `p`, which is over, goes on (enum hj_phase): where all who take part
 * still agree, in mediation; else before acceptance (人民调解法17, F).
 */
int hj_phase_again(const struct hj_dispute *d, const struct hj_procedure *p);

/* `p` is mediation; does another mediation run meanwhile? */
bool hj_mediated_elsewhere(
    const struct hj_dispute *d, const struct hj_procedure *p);

#endif
