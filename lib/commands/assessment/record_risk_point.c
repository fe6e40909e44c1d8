/* Record a point of risk and what is done about it, or one anew by its number.
 */
#include "lib/commands/assessment/assessment.h"

struct record_risk_point {
	struct hj_frame frame;
	int grade;
	struct hj_sealed measures;
	int64_t point;
	struct hj_sealed text;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_WORD(record_risk_point, grade, HJ_REQUIRED, &hj_risk_grade_words, "风险等级|grade"),
	HJ_SEALED(record_risk_point, measures, HJ_KEY_TEXT, 2000, "防范措施|measures"),
	HJ_INT(record_risk_point, point, 0, 1, HJ_ASSESSMENT_LIST_MOST, "重新评估的风险点|point that is assessed anew"),
	HJ_SEALED(record_risk_point, text, HJ_REQUIRED | HJ_KEY_TEXT, 2000, "风险点|the point"),
};
static const struct hj_fields fields = HJ_COMMAND_FIELDS(record_risk_point, rows);
/* clang-format on */

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct record_risk_point *c = cmd;
	const struct hj_assessment *now = t->state;
	struct hj_assessment_set *b;

	if (!hj_assessment_ours(t))
		return;
	if (c->point > (int64_t)now->n_risk)
		hj_refuse(t, HJ_NO_SUCH_ENTITY, "point");
	else if (c->point == 0 && now->n_risk >= HJ_ASSESSMENT_LIST_MOST)
		hj_refuse(t, HJ_NO_LIMIT_SIZE, NULL);
	if (t->refused != HJ_NO)
		return;
	b = HJ_NEW(t->a, struct hj_assessment_set);
	b->risk = HJ_NEW(t->a, struct hj_risk_point);
	*b->risk = (struct hj_risk_point){
		.no = c->point != 0 ? c->point : HJ_NEXT_NO(now->n_risk),
		.grade = c->grade,
		.text = c->text,
		.measures = c->measures,
	};
	hj_happens(t, &hj_ev_risk_point_recorded, b);
}

const struct hj_command hj_cmd_record_risk_point = {
	.name = "record-risk-point",
	.zh = "记录风险点",
	.en = "Record a point of risk",
	.fields = &fields,
	.right = HJ_MAY_PREVENT,
	.stages = HJ_AST(OPENED),
	.decide = decide,
};
