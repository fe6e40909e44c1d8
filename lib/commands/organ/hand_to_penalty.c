/*
 * An organ goes on to punish (转处罚处理).
 *
 * Mediation of the loss takes nothing from the duty to punish what is unlawful.
 * In public security that is what follows when no agreement was reached or it
 * is not performed (公安规定185, F); one that is kept is not punished.
 */
#include "lib/commands/organ/organ.h"

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_TEXT(hj_step_command, number, 0, 100, "文号|number"),
};
static const struct hj_fields fields = HJ_STEP_FIELDS(rows);
/* clang-format on */

static void
decide(struct hj_turn *t, const void *cmd)
{
	if (hj_is_organ(t, t->p, "police_station") && !hj_came_to_nothing(t))
		hj_refuse(t, HJ_NO_PENALTY, NULL);
	hj_step(t, cmd, &hj_ev_penalty_handed);
}

const struct hj_command hj_cmd_hand_to_penalty = {
	.name = "hand-to-penalty",
	.zh = "转处罚处理",
	.en = "Go on to punish what is unlawful",
	.fields = &fields,
	.right = HJ_MAY_RECORD,
	.flags = HJ_WHEN_CLOSED,
	.phases = HJ_PH(SETTLED) | HJ_PH(ENDED) | HJ_PH(CLOSED),
	.channels = HJ_CH(ADMINISTRATIVE),
	.decide = decide,
};
