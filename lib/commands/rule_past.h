/*
 * What the rule sets of a dispute look back at (往前查看): events that a fact
 * counts, and those that the time of a step, of the whole ladder or of a limit
 * may run from though they lie before its beginning.
 *
 * They are noted as they happen (past_noted), and are voided with their entry,
 * so that a count needs no look at the timeline.
 */
#ifndef HJ_LIB_COMMANDS_RULE_PAST_H
#define HJ_LIB_COMMANDS_RULE_PAST_H

#include "lib/commands/turn.h"
#include "lib/rules/resume.h"

/* `ev` happened: it is noted, if some set looks back at its kind. */
void hj_rule_past_react(struct hj_turn *t, const struct hj_event *ev);

/* The newest event `kind` that was noted, not beside the step; NULL: none. */
const struct hj_noted *hj_rule_past_last(
    const struct hj_dispute *d, const char *kind);

/*
 * Is something under way whose end `rule` would start at (starts_also), so that
 * its start is not known yet?
 */
bool hj_rule_past_waits(
    const struct hj_dispute *d, const struct hj_rule_clock *rule);

/* All that was noted, with the registration, for the engine; `n` of them. */
const struct hj_told_past *hj_rule_past_told(
    const struct hj_turn *t, size_t *n);

#endif
