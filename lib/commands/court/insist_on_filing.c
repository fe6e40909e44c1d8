/*
 * A party insists on its suit (坚持起诉).
 *
 * After mediation before filing has failed, or instead of it: the court files
 * or rules within seven days (特邀21, 民诉法126: F).
 */
#include "lib/commands/step.h"

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_INT(hj_step_command, party, HJ_REQUIRED, 1, 1000, "当事人编号|party"),
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
	hj_step(t, c, &hj_ev_filing_demanded);
}

const struct hj_command hj_cmd_insist_on_filing = {
	.name = "insist-on-filing",
	.zh = "坚持起诉",
	.en = "A party insists on its suit",
	.fields = &fields,
	.right = HJ_MAY_RECORD,
	.flags = HJ_ANY_PART,
	.phases = HJ_PH(OPENED),
	.channels = HJ_CH(SUIT),
	.decide = decide,
};
