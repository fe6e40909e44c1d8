/*
 * Organs do not agree on whose a matter is (权限争议).
 *
 * Market supervision: seven working days, then the common superior designates
 * (投诉举报办法30, F).  Petitions: the organs agree; else the common superior
 * decides, where there is none the joint meeting (联席会议; 信访工作条例24, F).
 */
#include "lib/commands/organ/organ.h"

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_TEXT(hj_step_command, by_outside, 0, 200, "外部单位|body outside the system"),
	HJ_ID(hj_step_command, organisation, 0, "另一机关|the other organ"),
};
static const struct hj_fields fields = HJ_STEP_FIELDS(rows);
/* clang-format on */

static void
decide(struct hj_turn *t, const void *cmd)
{
	hj_competence(t, cmd, &hj_ev_competence_disputed);
}

const struct hj_command hj_cmd_dispute_competence = {
	.name = "dispute-competence",
	.zh = "发生权限争议",
	.en = "Organs do not agree on whose it is",
	.fields = &fields,
	.right = HJ_MAY_INTAKE,
	.phases = HJ_PH(OPENED) | HJ_PH(ACCEPTED),
	.channels = HJ_CH(ADMINISTRATIVE) | HJ_CH(PETITION),
	.decide = decide,
};
