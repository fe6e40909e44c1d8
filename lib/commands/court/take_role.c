/*
 * Somebody takes a part in the suit: assessor, agent, witness, appraiser or
 * translator (担任诉讼角色).
 *
 * Who mediated the matter may not, though he was replaced since: by 特邀16 (F)
 * where a court invited it, by house rule otherwise.
 */
#include "lib/commands/legal_aid/draw.h"
#include "lib/commands/step.h"

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_ID(hj_step_command, person, HJ_REQUIRED, "人员|person"),
	HJ_WORD(hj_step_command, role, HJ_REQUIRED, &hj_case_role_words, "角色|part"),
};
static const struct hj_fields fields = HJ_STEP_FIELDS(rows);
/* clang-format on */

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct hj_step_command *c = cmd;

	if (hj_mediated(t->d, c->person))
		hj_refuse_in(t, HJ_NO_ROLE, "person",
		    hj_mediated_invited(t->d, c->person));
	hj_step(t, c, &hj_ev_role_taken);
}

const struct hj_command hj_cmd_take_role = {
	.name = "take-role",
	.zh = "登记诉讼参与角色",
	.en = "Somebody takes a part in the suit",
	.fields = &fields,
	.right = HJ_MAY_RULE,
	.phases = HJ_PH_LIVE,
	.channels = HJ_CH(SUIT),
	.decide = decide,
};
