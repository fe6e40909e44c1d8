/*
 * Record how those whom the decision touches were asked (公众参与), and how
 * many were against it.
 */
#include "lib/commands/assessment/assessment.h"

struct record_participation {
	struct hj_frame frame;
	int64_t against;
	const char *form;
	struct hj_sealed opinions;
	int64_t people;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_INT(record_participation, against, 0, 0, HJ_PEOPLE_ASKED_MOST, "其中反对人数|of them against it"),
	HJ_TEXT(record_participation, form, HJ_REQUIRED, 40, "参与形式|form"),
	HJ_SEALED(record_participation, opinions, HJ_KEY_TEXT, 4000, "意见|opinions"),
	HJ_INT(record_participation, people, HJ_REQUIRED, 1, HJ_PEOPLE_ASKED_MOST, "参与人数|people"),
};
static const struct hj_fields fields = HJ_COMMAND_FIELDS(record_participation, rows);
/* clang-format on */

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct record_participation *c = cmd;
	const struct hj_assessment *now = t->state;
	const struct hj_rule_set *set;
	struct hj_assessment_set *b;

	if (!hj_assessment_ours(t))
		return;
	set = hj_assessment_rule(t);
	if (c->against > c->people)
		hj_refuse(t, HJ_NO_BALLOT, "against");
	else if (set != NULL && !hj_name_in(set->assessment->forms,
				    set->assessment->n_forms, c->form))
		hj_refuse(t, HJ_NO_PARTICIPATION_FORM, "form");
	else if (now->n_participation >= HJ_ASSESSMENT_LIST_MOST)
		hj_refuse(t, HJ_NO_LIMIT_SIZE, NULL);
	if (t->refused != HJ_NO)
		return;
	b = HJ_NEW(t->a, struct hj_assessment_set);
	b->participation = HJ_NEW(t->a, struct hj_participation);
	*b->participation = (struct hj_participation){
		.no = HJ_NEXT_NO(now->n_participation),
		.form = c->form,
		.people = c->people,
		.against = c->against,
		.on = hj_occurred_on(t),
		.opinions = c->opinions,
	};
	hj_happens(t, &hj_ev_participation_recorded, b);
}

const struct hj_command hj_cmd_record_participation = {
	.name = "record-participation",
	.zh = "记录公众参与",
	.en = "Record participation",
	.fields = &fields,
	.right = HJ_MAY_PREVENT,
	.stages = HJ_AST(OPENED),
	.decide = decide,
};
