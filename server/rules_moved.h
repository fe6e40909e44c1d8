/* What moving a dispute to another rule set changes, as its answer tells it. */
#ifndef HJ_SERVER_RULES_MOVED_H
#define HJ_SERVER_RULES_MOVED_H

#include "lib/dispute/event.h"
#include "server/http/json_out.h"

/*
 * If these events of one command move the dispute: both sets, where the ladder
 * goes on, each limit with its former and its new last day, and the version
 * that all this rests on.
 */
void hj_rule_move_put(struct hj_out *j, const struct hj_event *event, size_t n);

#endif
