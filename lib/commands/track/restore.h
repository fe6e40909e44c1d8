/*
 * Periods before a court that a party missed for an obstacle (申请顺延期限).
 *
 * Force majeure or another good reason; ten days from the day on which the
 * obstacle is gone; the court decides (民诉法86, F).
 */
#ifndef HJ_LIB_COMMANDS_TRACK_RESTORE_H
#define HJ_LIB_COMMANDS_TRACK_RESTORE_H

#include "lib/commands/step.h"

/* The channels whose periods are those of a court. */
#define HJ_CH_COURT                                                            \
	(HJ_CH(CONFIRMATION) | HJ_CH(SUIT) | HJ_CH(ENFORCEMENT) |              \
	    HJ_CH(IN_COURT) | HJ_CH(ENTRUSTED))

struct hj_restore {
	struct hj_frame frame;
	int64_t clock;
	bool granted; /* of the decision */
	const char *number;
	struct hj_sealed text;
};

/* The procedure whose clock the command names. */
int64_t hj_restore_about(const struct hj_dispute *d, const void *cmd);

/*
 * The clock that was missed: a party's right that is lost, of the turn's
 * procedure; NULL if refused.
 */
const struct hj_clock *hj_missed(struct hj_turn *t, const struct hj_restore *c);

/*
 * The clock that gives `party` ten days to ask in the turn's procedure, the
 * newest; NULL: no obstacle was recorded.
 */
const struct hj_clock *hj_asking_time(const struct hj_turn *t, int64_t party);

/* Tell it as `kind`. */
void hj_restoration(struct hj_turn *t, const struct hj_restore *c,
    int64_t party, const struct hj_event_kind *kind);

#endif
