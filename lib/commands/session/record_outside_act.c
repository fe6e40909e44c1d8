/*
 * Record what a body did that does not use this system (外部单位所为): its name
 * in words, its number, how many meetings it held.  The frame says when, as
 * exactly as it is known; it starts no clock and counts as no attempt.
 */
#include "lib/commands/session/act.h"

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_BOOL(hj_act_command, at_least, 0, "至少|at least so many"),
	HJ_TEXT(hj_act_command, by_outside, HJ_REQUIRED, 200, "何单位|which body"),
	HJ_INT(hj_act_command, meetings, 0, 0, 1000, "调解次数|meetings"),
	HJ_TEXT(hj_act_command, number, 0, 100, "文号|its number"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_ACT_FIELDS(rows);

static void
decide(struct hj_turn *t, const void *cmd)
{
	hj_act_decide(t, cmd, &hj_ev_outside_act_recorded);
}

const struct hj_command hj_cmd_record_outside_act = {
	.name = "record-outside-act",
	.zh = "记外部单位所为",
	.en = "Record the act of an outside body",
	.fields = &fields,
	.right = HJ_MAY_RECORD,
	.flags = HJ_NO_PROC | HJ_WHEN_CLOSED,
	.decide = decide,
};
