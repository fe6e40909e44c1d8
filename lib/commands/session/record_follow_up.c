/*
 * Record a follow-up with a party (回访): is the agreement kept, is anything
 * brewing again?  The committee urges performance (人民调解法31, F); it needs
 * no agreement, and comes after closing as well.  How satisfied the party is, a
 * mediator of the matter does not enter.
 */
#include "lib/commands/session/act.h"

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_WORD(hj_act_command, manner, 0, &hj_entered_manner_words, "方式|how"),
	HJ_WORD(hj_act_command, satisfaction, 0, &hj_satisfaction_words, "满意度|satisfaction"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_ACT_FIELDS(rows);

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct hj_act_command *c = cmd;

	if (c->satisfaction != 0 && hj_act_by_handler(t))
		hj_refuse(t, HJ_NO_RATING, "satisfaction");
	else
		hj_act_decide(t, c, &hj_ev_follow_up_recorded);
}

const struct hj_command hj_cmd_record_follow_up = {
	.name = "record-follow-up",
	.zh = "记回访",
	.en = "Record a follow-up",
	.fields = &fields,
	.right = HJ_MAY_RECORD,
	.flags = HJ_NO_PROC | HJ_WHEN_CLOSED,
	.decide = decide,
};
