/* Check later what came of the decision (实施后检查). */
#include "lib/commands/assessment/assessment.h"

struct check_assessment {
	struct hj_frame frame;
	struct hj_sealed finding;
	int found;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_SEALED(check_assessment, finding, HJ_KEY_TEXT, 4000, "检查情况|what was found"),
	HJ_WORD(check_assessment, found, HJ_REQUIRED, &hj_assessment_found_words, "实施后情况|what came of it"),
};
static const struct hj_fields fields = HJ_COMMAND_FIELDS(check_assessment, rows);
/* clang-format on */

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct check_assessment *c = cmd;
	const struct hj_assessment *now = t->state;
	struct hj_assessment_set *b;

	if (!hj_assessment_ours(t))
		return;
	if (now->n_check >= HJ_ASSESSMENT_LIST_MOST) {
		hj_refuse(t, HJ_NO_LIMIT_SIZE, NULL);
		return;
	}
	b = HJ_NEW(t->a, struct hj_assessment_set);
	b->check = HJ_NEW(t->a, struct hj_assessment_check);
	*b->check = (struct hj_assessment_check){
		.no = HJ_NEXT_NO(now->n_check),
		.found = c->found,
		.on = hj_occurred_on(t),
		.finding = c->finding,
	};
	hj_happens(t, &hj_ev_assessment_checked, b);
}

const struct hj_command hj_cmd_check_assessment = {
	.name = "check-assessment",
	.zh = "实施后检查",
	.en = "Check what came of it",
	.fields = &fields,
	.right = HJ_MAY_PREVENT,
	.stages = HJ_AST(FILED),
	.decide = decide,
};
