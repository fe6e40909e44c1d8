/* Who has a part in a dispute sees the rolls of its groups. */
#ifndef HJ_LIB_COMMANDS_GROUP_REACT_H
#define HJ_LIB_COMMANDS_GROUP_REACT_H

#include "lib/commands/turn.h"

/* Admit every body that has a procedure to the roll `group`. */
void hj_groups_admit(struct hj_turn *t, const char *group);

/* A body came in: it is admitted to all rolls. */
void hj_groups_react(struct hj_turn *t, const struct hj_event *ev);

#endif
