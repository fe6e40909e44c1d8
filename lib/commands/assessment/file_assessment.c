/* The conclusion was filed (备案). */
#include "lib/commands/assessment/assessment.h"

struct file_assessment {
	struct hj_frame frame;
	const char *number;
	struct hj_sealed with;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_TEXT(file_assessment, number, 0, 60, "备案号|number of the filing"),
	HJ_SEALED(file_assessment, with, HJ_REQUIRED | HJ_KEY_TEXT, 100, "备案机关|filed with"),
};
static const struct hj_fields fields = HJ_COMMAND_FIELDS(file_assessment, rows);
/* clang-format on */

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct file_assessment *c = cmd;
	struct hj_assessment_set *b;

	if (!hj_assessment_ours(t))
		return;
	b = HJ_NEW(t->a, struct hj_assessment_set);
	b->stage = HJ_AS_FILED;
	b->filing = HJ_NEW(t->a, struct hj_assessment_filing);
	*b->filing = (struct hj_assessment_filing){
		.number = c->number, .with = c->with, .on = hj_occurred_on(t)
	};
	hj_happens(t, &hj_ev_assessment_filed, b);
}

const struct hj_command hj_cmd_file_assessment = {
	.name = "file-assessment",
	.zh = "备案",
	.en = "Record the filing",
	.fields = &fields,
	.right = HJ_MAY_PREVENT,
	.stages = HJ_AST(CONCLUDED),
	.to = HJ_AST(FILED),
	.decide = decide,
};
