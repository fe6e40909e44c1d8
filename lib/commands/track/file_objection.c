/*
 * Somebody objects to a ruling that confirms (确认裁定异议).
 *
 * A party within fifteen days from receiving it, an interested person within
 * six months from knowing of it (民诉法解释372, F); these end the right.
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

	if (party == NULL || party->removed)
		hj_refuse(t, HJ_NO_PARTY, "party");
	else if (t->p->title != HJ_TI_CONFIRMED)
		hj_refuse(t, HJ_NO_PHASE, "procedure");
	for (size_t i = 0; i < t->d->n_clock; i++) {
		const struct hj_clock *k = &t->d->clock[i];

		if (k->procedure == t->p->no && k->subject == c->party &&
		    k->effect == HJ_EF_RIGHT_LOST && k->state == HJ_CS_FIRED)
			hj_refuse(t, HJ_NO_OBJECTION_LATE, "party");
	}
	hj_step(t, c, &hj_ev_objection_filed);
}

const struct hj_command hj_cmd_file_objection = {
	.name = "file-objection",
	.zh = "提出确认裁定异议",
	.en = "Somebody objects to a ruling that confirms",
	.fields = &fields,
	.right = HJ_MAY_RULE,
	.flags = HJ_WHEN_CLOSED,
	.phases = HJ_PH(ENDED) | HJ_PH(CLOSED),
	.channels = HJ_CH(CONFIRMATION),
	.decide = decide,
};
