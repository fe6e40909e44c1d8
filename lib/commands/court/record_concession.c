/*
 * Write down what a party conceded for the sake of a settlement (调解中的让步).
 *
 * It cannot be used against the party later (特邀22, 在线18: F): it is sealed
 * under the key of its side and shown to nobody beyond the body that mediates.
 */
#include "lib/commands/step.h"

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_INT(hj_step_command, party, HJ_REQUIRED, 1, 1000, "当事人编号|party"),
	HJ_SEALED(hj_step_command, private_applicant, HJ_KEY_SIDE, 20000, "申请方的让步|applicant's concession"),
	HJ_SEALED(hj_step_command, private_respondent, HJ_KEY_SIDE, 20000, "被申请方的让步|respondent's concession"),
};
static const struct hj_fields fields = HJ_STEP_FIELDS(rows);
/* clang-format on */

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct hj_step_command *c = cmd;
	const struct hj_party *party = hj_party_at(t->d, c->party);

	if (party == NULL || !hj_party_joined(party))
		hj_refuse(t, HJ_NO_PARTY, "party");
	/* In open words it would be shown to others. */
	else if (c->text.box != NULL)
		hj_refuse(t, HJ_NO_PRIVILEGE, "text");
	hj_step(t, c, &hj_ev_concession_recorded);
}

const struct hj_command hj_cmd_record_concession = {
	.name = "record-concession",
	.zh = "记调解中的让步",
	.en = "Write down a concession made in mediation",
	.fields = &fields,
	.right = HJ_MAY_MEDIATE,
	.phases = HJ_PH_LIVE,
	.channels = HJ_CH(PEOPLE) | HJ_CH(ADMINISTRATIVE) | HJ_CH(ASSIGNED) |
		    HJ_CH(ENTRUSTED) | HJ_CH(IN_COURT),
	.decide = decide,
};
