/*
 * The parties choose a mediator together (共同选定调解员).
 *
 * Within two working days from the consent of all; else the court designates
 * (在线10, F).  The matter is offered to the mediator's body, which has three
 * working days to confirm (在线12, F).
 */
#include "lib/commands/court/court.h"

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_ID(hj_step_command, organisation, HJ_REQUIRED, "调解组织|mediation body"),
	HJ_LIST(hj_step_command, parties, HJ_REQUIRED, &hj_no_fields, 100, "共同选定的当事人|parties that choose"),
	HJ_ID(hj_step_command, person, 0, "调解员|mediator"),
};
static const struct hj_fields fields = HJ_STEP_FIELDS(rows);
/* clang-format on */

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct hj_step_command *c = cmd;

	if (!hj_all_agree(t->d, t->p))
		hj_refuse(t, HJ_NO_CONSENT, NULL);
	else if (!hj_all_named(t, t->p, c->parties, c->n_parties))
		hj_refuse(t, HJ_NO_CHOICE_JOINT, "parties");
	hj_send_to_mediator(t, c, &hj_ev_mediator_chosen);
}

const struct hj_command hj_cmd_choose_mediator = {
	.name = "choose-mediator",
	.zh = "共同选定调解员",
	.en = "The parties choose a mediator together",
	.fields = &fields,
	.right = HJ_MAY_RULE,
	.phases = HJ_PH(OPENED) | HJ_PH(ACCEPTED),
	.channels = HJ_CH(SUIT),
	.decide = decide,
};
