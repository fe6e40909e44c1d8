/*
 * Notices as commands name them: by number, one or many at once.
 */
#ifndef HJ_LIB_COMMANDS_NOTICE_NOTICE_H
#define HJ_LIB_COMMANDS_NOTICE_NOTICE_H

#include "lib/commands/common.h"

/*
 * Do all notices of the list exist, stand in one of the states `states` (mask
 * of 1u << enum hj_notice_state), and were they owed by the day this occurred?
 * Else refuses about `notices`.
 */
bool hj_notices_fit(
    struct hj_turn *t, const struct hj_no *list, size_t n, unsigned states);

/*
 * Append `kind` for each: done on the day it occurred, by `means`, now in
 * `state`.  The evidence is told with the first.
 */
void hj_notices_set(struct hj_turn *t, const struct hj_event_kind *kind,
    const struct hj_no *list, size_t n, int state, int means,
    struct hj_sealed evidence);

#endif
