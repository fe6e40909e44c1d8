/*
 * Which limits an event touches: the rows of the pinned rule sets against what
 * the event is about.
 *
 * All of it is data (lib/rules/rules.h); lib/commands/clocks.c acts on it.
 */
#ifndef HJ_LIB_COMMANDS_MATCH_H
#define HJ_LIB_COMMANDS_MATCH_H

#include "lib/commands/mark.h"
#include "lib/commands/turn.h"

/* What a clock of `rule` belongs to, if it is about `m`; 0: to nothing there.
 */
int64_t hj_rule_subject(
    const struct hj_rule_clock *rule, const struct hj_mark *m);

/* Is `m` about the running clock `c` of `rule`? */
bool hj_rule_about(const struct hj_rule_clock *rule, const struct hj_clock *c,
    const struct hj_mark *m);

/* Does `ev`, which is about `m`, end a limit of `rule` otherwise? */
bool hj_rule_stops(const struct hj_dispute *d, const struct hj_rule_clock *rule,
    const struct hj_mark *m, const struct hj_event *ev);

/* Does `ev`, which is about `m`, meet a limit of `rule`? */
bool hj_rule_meets(const struct hj_dispute *d, const struct hj_rule_clock *rule,
    const struct hj_mark *m, const struct hj_event *ev);

/* Does `rule` start, or start anew, when `kind` of event happens about `m`? */
bool hj_rule_starts(const struct hj_turn *t, const struct hj_rule_clock *rule,
    const struct hj_mark *m, const char *kind);

/* Does a more special limit of the pinned sets start in its stead? */
bool hj_rule_gives_way(const struct hj_turn *t,
    const struct hj_rule_clock *rule, const struct hj_mark *m,
    const char *kind);

#endif
