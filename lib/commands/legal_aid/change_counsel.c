/*
 * Change what the roster says of counsel (变更律师信息).  What is not said
 * stays; with another share the turns are those of the same round.
 */
#include "lib/commands/legal_aid/roster.h"

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_LIST(hj_counsel_input, areas, 0, &hj_name_fields, 20, "办理区域(县区代码)|counties"),
	HJ_ID(hj_counsel_input, id, HJ_REQUIRED, "律师编号|counsel"),
	HJ_TEXT(hj_counsel_input, licence, 0, 40, "执业证号|licence"),
	HJ_INT(hj_counsel_input, most, 0, 1, 1000, "同时承办上限|open matters at most"),
	HJ_TEXT(hj_counsel_input, name, 0, 40, "姓名|name"),
	HJ_TEXT(hj_counsel_input, phone, 0, 40, "办公电话|telephone of the office"),
	HJ_TEXT(hj_counsel_input, practice, 0, 60, "执业机构|practice"),
	HJ_DATE(hj_counsel_input, practising_since, 0, "执业起始日|practising since"),
	HJ_INT(hj_counsel_input, share, 0, 1, 100, "每轮次数|turns in a round"),
	HJ_DATE(hj_counsel_input, since, 0, "入册日|on the roster from"),
	HJ_LIST(hj_counsel_input, specialities, 0, &hj_speciality_fields, 20, "专长事项|matters"),
	HJ_DATE(hj_counsel_input, until, 0, "在册截止日|on the roster until"),
};
/* clang-format on */
static const struct hj_fields fields =
    HJ_COMMAND_FIELDS(hj_counsel_input, rows);

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct hj_counsel_input *c = cmd;
	struct hj_counsel_set *b = HJ_NEW(t->a, struct hj_counsel_set);
	const struct hj_counsel *was;

	if (!hj_roster_ours(t))
		return;
	was = hj_counsel_at(t->state, c->id);
	if (was == NULL) {
		hj_refuse(t, HJ_NO_COUNSEL, "id");
		return;
	}
	b->counsel = HJ_NEW(t->a, struct hj_counsel);
	*b->counsel = *was;
	hj_counsel_take(t, b->counsel, c);
	if (b->counsel->share != was->share)
		b->counsel->turns = was->turns / was->share * b->counsel->share;
	if (t->refused == HJ_NO)
		hj_happens(t, &hj_ev_counsel_changed, b);
}

const struct hj_command hj_cmd_change_counsel = {
	.name = "change-counsel",
	.zh = "变更律师信息",
	.en = "Change an entry of the roster",
	.fields = &fields,
	.right = HJ_MAY_ROSTER,
	.decide = decide,
};
