/* What suits, arbitrations and enforcements share; all are tracked, not run. */
#ifndef HJ_LIB_COMMANDS_TRACK_FORUM_H
#define HJ_LIB_COMMANDS_TRACK_FORUM_H

#include "lib/commands/common.h"
#include "lib/commands/track/matrix.h"

/* What the commands that open one bring. */
struct hj_filing {
	struct hj_frame frame;
	const char *number;  /* the court's or commission's */
	const char *outside; /* name of a court or commission that is no user */
	bool received;       /* handed in, not filed yet (未立案) */
	int trial;           /* enum hj_trial, of a suit; absent: ordinary */
	struct hj_sealed text;
};
extern const struct hj_fields hj_filing_fields;

/*
 * Open a procedure of `channel` at the actor's organisation (or outside), as
 * `c` says.  If one is open there, it is filed if it was only received, or the
 * new claim joins it (反诉、追加、合并).  Refuses what does not fit.
 */
void hj_file(struct hj_turn *t, const struct hj_filing *c, int channel);

/*
 * The row of the matrix by which `open`, if it is live, excludes that `channel`
 * is opened (matrix.h); NULL: it does not.
 */
const struct hj_rule_forum *hj_excluded(
    const struct hj_turn *t, const struct hj_procedure *open, int channel);

/* Refuse by `row` that `channel` is opened, about `field`; NULL: do nothing. */
void hj_refuse_forum(struct hj_turn *t, const struct hj_rule_forum *row,
    int channel, const char *field);

/* Refuses if some open procedure excludes `channel`. */
void hj_enter_forum(struct hj_turn *t, int channel);

/*
 * End what the opening of `channel` closes: mediation without an agreement,
 * because the matter is before a forum now; each party is told of the routes.
 * What a court has in its own hands or entrusted goes on in its suit.
 */
void hj_close_others(struct hj_turn *t, int channel);

#endif
