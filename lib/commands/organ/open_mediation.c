/*
 * The mediation of a traffic accident opens (调解开始).
 *
 * Only once the funeral period is over, treatment ended, disability fixed or
 * the loss determined; the ten working days run from here
 * (道交事故处理程序规定90, F).
 */
#include "lib/commands/organ/organ.h"

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_WORD(hj_step_command, basis, HJ_REQUIRED, &hj_basis_words, "可以开始的条件|why it may begin"),
};
static const struct hj_fields fields = HJ_STEP_FIELDS(rows);
/* clang-format on */

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct hj_step_command *c = cmd;

	hj_open_mediation(t, t->p->no, c->basis, c->text);
}

const struct hj_command hj_cmd_open_mediation = {
	.name = "open-mediation",
	.zh = "调解开始",
	.en = "The mediation of a traffic accident opens",
	.fields = &fields,
	.right = HJ_MAY_MEDIATE,
	.phases = HJ_PH(ACCEPTED) | HJ_PH(MEDIATING),
	.channels = HJ_CH(ADMINISTRATIVE),
	.stages = HJ_ST(WAITING),
	.to = HJ_ST(GOING),
	.decide = decide,
};
