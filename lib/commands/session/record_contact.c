/*
 * Record an attempt to speak to a party (联系当事人): who, how, and how it went
 * in one of six words.  A row of failures is what shows that a party cannot be
 * reached; "will not come" is no refusal of mediation, which record-consent
 * tells.
 */
#include "lib/commands/session/act.h"

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_WORD(hj_act_command, manner, HJ_REQUIRED, &hj_entered_manner_words, "方式|how"),
	HJ_WORD(hj_act_command, reached, HJ_REQUIRED, &hj_reached_words, "结果|how it went"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_ACT_FIELDS(rows);

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct hj_act_command *c = cmd;

	if (c->party == 0)
		hj_refuse(t, HJ_NO_PARTY, "party");
	hj_act_decide(t, c, &hj_ev_contact_recorded);
}

const struct hj_command hj_cmd_record_contact = {
	.name = "record-contact",
	.zh = "记联系当事人",
	.en = "Record a contact attempt",
	.fields = &fields,
	.right = HJ_MAY_RECORD,
	.flags = HJ_NO_PROC | HJ_WHEN_CLOSED,
	.decide = decide,
};
