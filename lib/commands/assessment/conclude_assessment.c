/*
 * Conclude: the grade of the whole, and whether the decision is taken.  Anew
 * until it is filed.
 *
 * Which outcome goes with a grade is the county's rule; its name stands in the
 * event.
 */
#include "lib/commands/assessment/assessment.h"

struct conclude {
	struct hj_frame frame;
	int grade;
	struct hj_sealed opinion;
	int outcome;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_WORD(conclude, grade, HJ_REQUIRED, &hj_risk_grade_words, "风险等级|grade"),
	HJ_SEALED(conclude, opinion, HJ_REQUIRED | HJ_KEY_TEXT, 4000, "评估意见|opinion"),
	HJ_WORD(conclude, outcome, HJ_REQUIRED, &hj_risk_outcome_words, "结论|outcome"),
};
static const struct hj_fields fields = HJ_COMMAND_FIELDS(conclude, rows);
/* clang-format on */

static bool
goes_with(const struct hj_rule_assessment *rule, int grade, int outcome)
{
	for (size_t i = 0; i < rule->n_outcomes; i++)
		if (rule->outcomes[i].grade == grade &&
		    rule->outcomes[i].outcome == outcome)
			return true;
	return false;
}

static void
check_rule(struct hj_turn *t, const struct conclude *c)
{
	const struct hj_assessment *now = t->state;
	const struct hj_rule_set *set = hj_assessment_rule(t);

	if (set == NULL || t->refused != HJ_NO)
		return;
	if (set->assessment->participation && now->n_participation == 0)
		hj_refuse(t, HJ_NO_PARTICIPATION, NULL);
	else if (!goes_with(set->assessment, c->grade, c->outcome))
		hj_refuse(t, HJ_NO_RISK_OUTCOME, "outcome");
	if (t->refused != HJ_NO)
		hj_cite(
		    t, set->assessment->article, set->assessment->certainty);
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct conclude *c = cmd;
	const struct hj_rule_set *set;
	struct hj_assessment_set *b;

	if (!hj_assessment_ours(t))
		return;
	set = hj_assessment_rule(t);
	check_rule(t, c);
	if (t->refused != HJ_NO)
		return;
	b = HJ_NEW(t->a, struct hj_assessment_set);
	b->stage = HJ_AS_CONCLUDED;
	b->conclusion = HJ_NEW(t->a, struct hj_assessment_conclusion);
	*b->conclusion = (struct hj_assessment_conclusion){
		.grade = c->grade,
		.outcome = c->outcome,
		.on = hj_occurred_on(t),
		.set = set == NULL ? NULL : set->name,
		.opinion = c->opinion,
	};
	hj_happens(t, &hj_ev_assessment_concluded, b);
}

const struct hj_command hj_cmd_conclude_assessment = {
	.name = "conclude-assessment",
	.zh = "形成评估结论",
	.en = "Conclude the assessment",
	.fields = &fields,
	.right = HJ_MAY_PREVENT,
	.stages = HJ_AST(OPENED) | HJ_AST(CONCLUDED),
	.to = HJ_AST(CONCLUDED),
	.decide = decide,
};
