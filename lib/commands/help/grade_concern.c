/* How much concern the body has for the person, in one word. */
#include "lib/commands/help/help.h"

struct grade_concern {
	struct hj_frame frame;
	int concern;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_WORD(grade_concern, concern, HJ_REQUIRED, &hj_help_concern_words, "关注程度|grade of concern"),
};
static const struct hj_fields fields = HJ_COMMAND_FIELDS(grade_concern, rows);
/* clang-format on */

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct grade_concern *c = cmd;
	struct hj_help_set *b;

	if (!hj_help_body_acts(t))
		return;
	b = HJ_NEW(t->a, struct hj_help_set);
	b->concern = c->concern;
	hj_happens(t, &hj_ev_help_concern_graded, b);
}

const struct hj_command hj_cmd_grade_concern = {
	.name = "grade-concern",
	.zh = "评定关注程度",
	.en = "Grade the concern",
	.fields = &fields,
	.right = HJ_MAY_PREVENT,
	.stages = HJ_HST(ACCEPTED),
	.decide = decide,
};
