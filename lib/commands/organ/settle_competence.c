/*
 * It is settled whose a matter is, by agreement or designation (权限争议解决);
 * dispute_competence.c says by what.
 */
#include "lib/commands/organ/organ.h"

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_TEXT(hj_step_command, by_outside, 0, 200, "外部单位|body outside the system"),
	HJ_BOOL(hj_step_command, granted, 0, "由共同上级指定|designated by the common superior"),
	HJ_ID(hj_step_command, organisation, 0, "承办机关|whose it is"),
};
static const struct hj_fields fields = HJ_STEP_FIELDS(rows);
/* clang-format on */

static void
decide(struct hj_turn *t, const void *cmd)
{
	hj_competence(t, cmd, &hj_ev_competence_settled);
}

const struct hj_command hj_cmd_settle_competence = {
	.name = "settle-competence",
	.zh = "权限争议解决",
	.en = "It is settled whose the matter is",
	.fields = &fields,
	.right = HJ_MAY_INTAKE,
	.phases = HJ_PH(OPENED) | HJ_PH(ACCEPTED),
	.channels = HJ_CH(ADMINISTRATIVE) | HJ_CH(PETITION),
	.decide = decide,
};
