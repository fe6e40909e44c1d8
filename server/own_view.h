/*
 * What of a dispute its party sees by its slip: the same in the JSON answer
 * (progress.c) and on the page (html/progress_page.c).
 */
#ifndef HJ_SERVER_OWN_VIEW_H
#define HJ_SERVER_OWN_VIEW_H

#include "lib/commands/turn.h"

/*
 * Is the procedure the party's business too?  An application for legal aid is
 * the applicant's own, a petition or an order the petitioners' and callers'
 * side's: the other side is not told of them.
 */
bool hj_own_procedure(
    const struct hj_dispute *d, const struct hj_procedure *p, int64_t party);

/* Is the sitting still to come? */
bool hj_own_appointment(
    const struct hj_turn *t, const struct hj_appointment *a);

/* The rule of a limit that runs and is the party's or a body's; else NULL. */
const struct hj_rule_clock *hj_own_limit(
    const struct hj_turn *t, const struct hj_clock *c, int64_t party);

/*
 * Is the term the party's, to do, to stand in for or to get; or does it not say
 * who gets it?
 */
bool hj_own_term(const struct hj_term *x, int64_t party);

/* Is the paper for the party, and does it still hold? */
bool hj_own_notice(const struct hj_notice *n, int64_t party);

#endif
