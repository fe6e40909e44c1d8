/* Who has a part in a dispute reads the compacts that bear on it. */
#ifndef HJ_LIB_COMMANDS_COMPACT_REACT_H
#define HJ_LIB_COMMANDS_COMPACT_REACT_H

#include "lib/commands/turn.h"

#define HJ_DISPUTE_COMPACTS_MOST 100

/* Admit every body that has a part to `compact`. */
void hj_compacts_admit(struct hj_turn *t, const char *compact);

/* A body came in: it is admitted to all of them. */
void hj_compacts_react(struct hj_turn *t, const struct hj_event *ev);

#endif
