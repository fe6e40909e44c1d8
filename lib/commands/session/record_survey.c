/*
 * Record an inquiry or a survey of the place (调查、勘验); who was asked and
 * what was found stand in the text, as on the form 人民调解调查记录.
 */
#include "lib/commands/session/act.h"

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_LIST(hj_act_command, bodies, 0, &hj_name_fields, 50, "参加单位|who took part"),
	HJ_TEXT(hj_act_command, by_outside, 0, 200, "勘验、测绘单位|who surveyed, if another"),
	HJ_TEXT(hj_act_command, number, 0, 100, "编号|its number"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_ACT_FIELDS(rows);

static void
decide(struct hj_turn *t, const void *cmd)
{
	hj_act_decide(t, cmd, &hj_ev_survey_recorded);
}

const struct hj_command hj_cmd_record_survey = {
	.name = "record-survey",
	.zh = "记调查勘验",
	.en = "Record a survey",
	.fields = &fields,
	.right = HJ_MAY_RECORD,
	.flags = HJ_NO_PROC,
	.decide = decide,
};
