/* Open an assessment: what is to be decided. */
#include "lib/commands/assessment/assessment.h"

struct open_assessment {
	struct hj_frame frame;
	const char *matter;
	struct hj_sealed subject;
	struct hj_sealed title;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_TEXT(open_assessment, matter, HJ_REQUIRED, 100, "决策事项种类|kind of decision"),
	HJ_SEALED(open_assessment, subject, HJ_REQUIRED | HJ_KEY_TEXT, 4000, "拟决策内容|what is to be decided"),
	HJ_SEALED(open_assessment, title, HJ_REQUIRED | HJ_KEY_TITLE, 200, "名称|title"),
};
static const struct hj_fields fields = HJ_COMMAND_FIELDS(open_assessment, rows);
/* clang-format on */

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct open_assessment *c = cmd;
	const struct hj_assessment *now = t->state;
	const struct hj_org *org = hj_turn_org(t);
	struct hj_assessment_set *b;

	if (now->owner != NULL) {
		hj_refuse(t, HJ_NO_DUPLICATE, NULL);
		return;
	}
	b = HJ_NEW(t->a, struct hj_assessment_set);
	b->stage = HJ_AS_OPENED;
	b->head = HJ_NEW(t->a, struct hj_assessment_head);
	*b->head = (struct hj_assessment_head){ .owner = org->id,
		.county = org->county,
		.matter = c->matter,
		.title = c->title,
		.subject = c->subject };
	HJ_PUSH(t->a, b->reader, b->n_reader)->text = org->id;
	if (org->parent != NULL)
		HJ_PUSH(t->a, b->reader, b->n_reader)->text = org->parent;
	hj_happens(t, &hj_ev_assessment_opened, b);
}

const struct hj_command hj_cmd_open_assessment = {
	.name = "open-assessment",
	.zh = "启动风险评估",
	.en = "Open an assessment",
	.fields = &fields,
	.right = HJ_MAY_PREVENT,
	.flags = HJ_CREATES,
	.decide = decide,
};
