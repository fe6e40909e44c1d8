/*
 * Who has a part in a dispute reads what hangs on it: the rolls of its groups
 * (kind "group") and the compacts that bear on it (kind "compact").
 */
#ifndef HJ_LIB_COMMANDS_READERS_H
#define HJ_LIB_COMMANDS_READERS_H

#include "lib/commands/turn.h"

/* Admit every body that has a part to the stream `id` of that kind. */
void hj_readers_admit(struct hj_turn *t, const char *kind, const char *id);

/* A body came in: it is admitted to all of them. */
void hj_readers_react(struct hj_turn *t, const struct hj_event *ev);

#endif
