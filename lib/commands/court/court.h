/* What the commands of court-linked mediation share (委派、委托). */
#ifndef HJ_LIB_COMMANDS_COURT_COURT_H
#define HJ_LIB_COMMANDS_COURT_COURT_H

#include "lib/commands/step.h"

/* May the parties still choose a mediator together (在线10)? */
bool hj_choice_runs(const struct hj_turn *t);

/*
 * Tell, as `kind`, that the mediator that `c` names was chosen or designated,
 * and offer the matter to the mediator's body: assigned before filing,
 * entrusted after it (特邀11, F).  Refuses what does not fit.
 */
void hj_send_to_mediator(struct hj_turn *t, const struct hj_step_command *c,
    const struct hj_event_kind *kind);

/*
 * Does some limit that runs in this procedure stand still by an appraisal, or
 * run from the end of one?
 */
bool hj_appraisal_pauses(const struct hj_turn *t);

#endif
