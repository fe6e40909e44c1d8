/*
 * Record how a party rates what was done (当事人评价), by page, paper or
 * telephone; never entered by who handled it.  Who is not satisfied reopens
 * nothing by it; a rule set may make it a task.
 */
#include "lib/commands/session/act.h"

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_WORD(hj_act_command, manner, HJ_REQUIRED, &hj_entered_manner_words, "方式|how"),
	HJ_WORD(hj_act_command, satisfaction, HJ_REQUIRED, &hj_satisfaction_words, "满意度|satisfaction"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_ACT_FIELDS(rows);

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct hj_act_command *c = cmd;

	if (c->party == 0)
		hj_refuse(t, HJ_NO_PARTY, "party");
	else if (hj_act_by_handler(t))
		hj_refuse(t, HJ_NO_RATING, "satisfaction");
	if (t->refused == HJ_NO)
		hj_act_decide(t, c,
		    c->satisfaction == HJ_SA_UNSATISFIED
			? &hj_ev_dissatisfaction_given
			: &hj_ev_satisfaction_given);
}

const struct hj_command hj_cmd_record_satisfaction = {
	.name = "record-satisfaction",
	.zh = "登记当事人评价",
	.en = "Record a party's rating",
	.fields = &fields,
	.right = HJ_MAY_RECORD,
	.flags = HJ_NO_PROC | HJ_WHEN_CLOSED,
	.decide = decide,
};
