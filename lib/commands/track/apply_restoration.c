/*
 * A party asks the court for a period that it missed (申请顺延期限).
 *
 * Within ten days from the day on which the obstacle is gone (民诉法86, F);
 * after that the request comes too late.
 */
#include "lib/commands/track/restore.h"

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_INT(hj_restore, clock, HJ_REQUIRED, 1, 10000, "耽误的期限|the limit that was missed"),
	HJ_SEALED(hj_restore, text, HJ_REQUIRED | HJ_KEY_TEXT, 4000, "正当理由|the reason"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_COMMAND_FIELDS(hj_restore, rows);

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct hj_restore *c = cmd;
	const struct hj_clock *missed = hj_missed(t, c);
	const struct hj_clock *time;

	if (missed == NULL)
		return;
	time = hj_asking_time(t, missed->party);
	if (time == NULL || time->state == HJ_CS_MET)
		hj_refuse(t, HJ_NO_NO_OBSTACLE, "clock");
	else if (time->state == HJ_CS_FIRED)
		hj_refuse_as(
		    t, HJ_NO_OBJECTION_LATE, "clock", "obstacle-not-recorded");
	else
		hj_restoration(t, c, missed->party, &hj_ev_restoration_applied);
}

const struct hj_command hj_cmd_apply_restoration = {
	.name = "apply-restoration",
	.zh = "申请顺延期限",
	.en = "A party asks for a period that it missed",
	.fields = &fields,
	.right = HJ_MAY_RULE,
	.flags = HJ_WHEN_CLOSED,
	.channels = HJ_CH_COURT,
	.about = hj_restore_about,
	.decide = decide,
};
