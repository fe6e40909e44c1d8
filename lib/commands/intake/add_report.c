/*
 * Add a further report of the same matter (再次反映).
 *
 * A matter stays one dispute however often it is brought, and wherever: at the
 * hotline, on patrol, at another committee.  A body of the county that has no
 * part yet may add it, since the party stands at its counter; handling it takes
 * open-procedure or a referral.
 */
#include "lib/commands/session/act.h"

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_WORD(hj_act_command, manner, 0, &hj_entered_manner_words, "方式|form"),
	HJ_TEXT(hj_act_command, number, 0, 100, "外部编号|outside number"),
	HJ_WORD(hj_act_command, source, 0, &hj_source_words, "来源|source"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_ACT_FIELDS(rows);

static void
decide(struct hj_turn *t, const void *cmd)
{
	hj_act_decide(t, cmd, &hj_ev_report_added);
}

const struct hj_command hj_cmd_add_report = {
	.name = "add-report",
	.zh = "再次反映",
	.en = "Add a further report",
	.fields = &fields,
	.right = HJ_MAY_COME_IN,
	.flags = HJ_NO_PROC | HJ_WHEN_CLOSED,
	.decide = decide,
};
