/*
 * What the parts of the ladder share: its steps and their clocks.
 */
#ifndef HJ_LIB_COMMANDS_LADDER_H
#define HJ_LIB_COMMANDS_LADDER_H

#include "lib/commands/common.h"

/* Step `no` of the ladder that the dispute is on; NULL if there is none. */
const struct hj_rule_step *hj_ladder_step(const struct hj_turn *t, int64_t no);

/* The clock of the present step; NULL if it has none. */
const struct hj_clock *hj_step_clock(const struct hj_dispute *d);

/* The present step begins with `ev`: its clock starts, if it has one. */
void hj_step_clock_start(struct hj_turn *t, const struct hj_event *ev);

/* The present step is over: its clock, if it runs, is told as `kind`. */
void hj_step_clock_end(
    struct hj_turn *t, int state, const struct hj_event_kind *kind);

/*
 * Offers react: a hand-up starts the clock of its acceptance, an answer ends
 * it, and an offer whose time is over lapses.  The sender then still has the
 * matter, and the fired clock is its overdue entry.
 */
void hj_offers_react(struct hj_turn *t, const struct hj_event *ev);

#endif
