/* What corrections share: the entry they name, and who may touch it. */
#ifndef HJ_LIB_COMMANDS_CORRECT_ENTRY_H
#define HJ_LIB_COMMANDS_CORRECT_ENTRY_H

#include "lib/commands/common.h"

/*
 * Find the entry with event id `event` in `ret`: one of those the state keeps,
 * or a sitting of any age.  Refuses if there is none, if it was taken back
 * already, or if it is another body's (only that body and its heads above
 * correct it).
 */
bool hj_entry_find(struct hj_turn *t, const char *event, struct hj_entry *ret);

/*
 * What a rule offered is taken back: revoked if nobody has accepted it, else
 * asked to be returned.
 */
void hj_take_back(struct hj_turn *t, int64_t referral, struct hj_sealed reason);

#endif
