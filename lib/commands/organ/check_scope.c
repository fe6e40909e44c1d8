/*
 * An organ looks whether a matter is its own to mediate (审查受理范围).
 *
 * What is another organ's is handed on (移送), in some places within days; what
 * is not for administrative mediation is declined, and every other forum stays
 * open.
 */
#include "lib/commands/step.h"

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_TEXT(hj_step_command, by_outside, 0, 200, "外部单位|body outside the system"),
	HJ_ID(hj_step_command, organisation, 0, "有权机关|whose it is"),
	HJ_WORD(hj_step_command, scope, HJ_REQUIRED, &hj_scope_words, "审查结果|finding"),
};
static const struct hj_fields fields = HJ_STEP_FIELDS(rows);
/* clang-format on */

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct hj_step_command *c = cmd;

	hj_step(t, c,
	    c->scope == HJ_SC_OTHER_ORGAN ? &hj_ev_scope_found_other
					  : &hj_ev_scope_checked);
}

const struct hj_command hj_cmd_check_scope = {
	.name = "check-scope",
	.zh = "审查受理范围",
	.en = "Look whether the matter is for this organ",
	.fields = &fields,
	.right = HJ_MAY_INTAKE,
	.phases = HJ_PH(OPENED),
	.channels = HJ_CH(ADMINISTRATIVE),
	.decide = decide,
};
