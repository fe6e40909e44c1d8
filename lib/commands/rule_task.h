/*
 * Tasks of the rule sets (任务): what somebody owes, once, on days, or again
 * and again.
 *
 * A task is a limit of the effect `task` that the dispute keeps: it runs from
 * its event until somebody says that it is done (complete-task); one without a
 * day is owed all the same.  What an organisation owes by the calendar alone is
 * no matter of a dispute: people/body_duty.h.
 */
#ifndef HJ_LIB_COMMANDS_RULE_TASK_H
#define HJ_LIB_COMMANDS_RULE_TASK_H

#include "lib/commands/ruled.h"

/* The task that `did` tells of is owed from `ev` on. */
void hj_rule_task_begin(
    struct hj_turn *t, const struct hj_did *did, const struct hj_event *ev);

/*
 * `rule` (HJ_OWED_…) is owed in `procedure` from `ev` on, because of that;
 * once, while it is owed already.
 */
void hj_rule_owed_begin(struct hj_turn *t, const char *rule,
    struct hj_reason *because, int64_t procedure, const struct hj_event *ev);

/*
 * `ev` tells of the limit of a task: one that is owed again and again is owed
 * anew when it was done or its day is over.
 */
void hj_rule_task_again(struct hj_turn *t, const struct hj_event *ev);

/* Step `no` of the ladder was left: what was owed at it is not owed any more.
 */
void hj_rule_tasks_leave(struct hj_turn *t, int64_t no);

/* The dispute is closed: what is owed again and again ends. */
void hj_rule_tasks_close(struct hj_turn *t);

/* Is the task `c` still owed? */
bool hj_rule_task_owed(const struct hj_clock *c);

/* Refuse closing while a task is owed that closing waits for. */
void hj_rule_tasks_check(struct hj_turn *t);

#endif
