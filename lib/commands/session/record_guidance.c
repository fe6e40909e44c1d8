/*
 * Record that the parties were shown the way to another forum (引导):
 * arbitration, suit, petition, police.  It bars and ends nothing
 * (人民调解法3(三), F); the notice of routes is owed by the end of a procedure,
 * not by this.
 */
#include "lib/commands/session/act.h"

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_TEXT(hj_act_command, by_outside, 0, 200, "引导至何处|where to"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_ACT_FIELDS(rows);

static void
decide(struct hj_turn *t, const void *cmd)
{
	hj_act_decide(t, cmd, &hj_ev_guidance_recorded);
}

const struct hj_command hj_cmd_record_guidance = {
	.name = "record-guidance",
	.zh = "记引导",
	.en = "Record guidance to another forum",
	.fields = &fields,
	.right = HJ_MAY_RECORD,
	.flags = HJ_NO_PROC,
	.decide = decide,
};
