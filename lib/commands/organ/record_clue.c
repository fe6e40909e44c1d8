/*
 * A clue to something unlawful came up (违法线索).
 *
 * Market supervision checks it within fifteen working days, fifteen more with
 * approval (投诉举报办法23, F), whatever becomes of the mediation.
 */
#include "lib/commands/step.h"

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_TEXT(hj_step_command, number, 0, 100, "文号|number"),
};
static const struct hj_fields fields = HJ_STEP_FIELDS(rows);
/* clang-format on */

static void
decide(struct hj_turn *t, const void *cmd)
{
	hj_step(t, cmd, &hj_ev_clue_found);
}

const struct hj_command hj_cmd_record_clue = {
	.name = "record-clue",
	.zh = "发现违法线索",
	.en = "A clue to something unlawful came up",
	.fields = &fields,
	.right = HJ_MAY_RECORD,
	.channels = HJ_CH(ADMINISTRATIVE),
	.decide = decide,
};
