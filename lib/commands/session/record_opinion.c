/*
 * Record that an opinion was asked for, or came in (鉴定、咨询意见).
 *
 * It pauses no limit by itself: only some rules exclude the time of an
 * appraisal (在线调解规则26; 医疗纠纷条例38、40: F).
 */
#include "lib/commands/session/act.h"

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_TEXT(hj_act_command, by_outside, HJ_REQUIRED, 200, "出具意见的单位或专家|who gives it"),
	HJ_TEXT(hj_act_command, number, 0, 100, "文号|its number"),
	HJ_BOOL(hj_act_command, received, 0, "已收到意见|it has come in"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_ACT_FIELDS(rows);

static void
decide(struct hj_turn *t, const void *cmd)
{
	hj_act_decide(t, cmd, &hj_ev_opinion_recorded);
}

const struct hj_command hj_cmd_record_opinion = {
	.name = "record-opinion",
	.zh = "记鉴定、咨询意见",
	.en = "Record an expert opinion",
	.fields = &fields,
	.right = HJ_MAY_RECORD,
	.flags = HJ_NO_PROC,
	.decide = decide,
};
