/*
 * The court designates a mediator (法院指定调解员).
 *
 * Where the parties did not choose together in their two working days (在线10,
 * F), or the body that was chosen declined or kept silent (在线12, F).
 */
#include "lib/commands/court/court.h"

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_ID(hj_step_command, organisation, HJ_REQUIRED, "调解组织|mediation body"),
	HJ_ID(hj_step_command, person, 0, "调解员|mediator"),
};
static const struct hj_fields fields = HJ_STEP_FIELDS(rows);
/* clang-format on */

static void
decide(struct hj_turn *t, const void *cmd)
{
	if (hj_choice_runs(t))
		hj_refuse(t, HJ_NO_CHOICE_RUNS, NULL);
	hj_send_to_mediator(t, cmd, &hj_ev_mediator_designated);
}

const struct hj_command hj_cmd_designate_mediator = {
	.name = "designate-mediator",
	.zh = "法院指定调解员",
	.en = "The court designates a mediator",
	.fields = &fields,
	.right = HJ_MAY_RULE,
	.phases = HJ_PH(OPENED) | HJ_PH(ACCEPTED),
	.channels = HJ_CH(SUIT),
	.decide = decide,
};
