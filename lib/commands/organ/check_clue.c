/*
 * A clue was checked (线索核查完毕): a case is opened or not.
 */
#include "lib/commands/step.h"

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_BOOL(hj_step_command, granted, 0, "立案|a case is opened"),
	HJ_TEXT(hj_step_command, number, 0, 100, "文号|number"),
};
static const struct hj_fields fields = HJ_STEP_FIELDS(rows);
/* clang-format on */

static void
decide(struct hj_turn *t, const void *cmd)
{
	hj_step(t, cmd, &hj_ev_clue_checked);
}

const struct hj_command hj_cmd_check_clue = {
	.name = "check-clue",
	.zh = "线索核查完毕",
	.en = "A clue was checked",
	.fields = &fields,
	.right = HJ_MAY_RECORD,
	.channels = HJ_CH(ADMINISTRATIVE),
	.decide = decide,
};
