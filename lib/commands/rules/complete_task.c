/*
 * Say that a task of the rules is done (完成任务): a visit, a report, a leader
 * who took the matter over.
 *
 * Tasks stand among the limits of a dispute.  One without a day, and one whose
 * day is over, is owed until it is done.
 */
#include "lib/commands/clocks.h"
#include "lib/commands/command.h"
#include "lib/commands/rule_task.h"

struct complete_task {
	struct hj_frame frame;
	int64_t clock;
	struct hj_sealed text;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_INT(complete_task, clock, HJ_REQUIRED, 1, 10000, "任务(期限)编号|number of the task among the limits"),
	HJ_SEALED(complete_task, text, HJ_KEY_TEXT, 4000, "完成情况、留存材料|how it was done, what shows it"),
};
static const struct hj_fields fields = HJ_COMMAND_FIELDS(complete_task, rows);
/* clang-format on */

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct complete_task *c = cmd;
	const struct hj_clock *clock = hj_clock_at(t->d, c->clock);
	struct hj_clock_set *b;

	if (clock == NULL)
		hj_refuse(t, HJ_NO_SUCH_ENTITY, "clock");
	else if (!hj_clock_owed_act(t, clock) || !hj_rule_task_owed(clock))
		hj_refuse(t, HJ_NO_NO_TASK, "clock");
	if (t->refused != HJ_NO)
		return;
	b = hj_clock_change(t, clock);
	b->clock->state = HJ_CS_MET;
	b->reason = c->text;
	hj_happens(t, &hj_ev_clock_met, b);
}

const struct hj_command hj_cmd_complete_task = {
	.name = "complete-task",
	.zh = "完成任务",
	.en = "Say that a task is done",
	.fields = &fields,
	.right = HJ_MAY_RECORD,
	.flags = HJ_NO_PROC | HJ_WHEN_CLOSED,
	.decide = decide,
};
