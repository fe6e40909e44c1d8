/*
 * Somebody got to know what a limit runs from (知悉).
 *
 * A ruling that confirms an agreement, by who is not a party to it: six months
 * to object, never longer (民诉法解释127、372, F).  An administrative act:
 * sixty days for reconsideration (行政复议法20, F), six months for a direct
 * suit (行政诉讼法46, F).  An organ was asked to perform its duty: if it has
 * not in two months, the party may sue (47, F).  That a right was hurt, and by
 * whom: three years (民法典188, F).  That an obstacle is gone which kept a
 * party from acting in time before a court: ten days to ask for the period
 * again (民诉法86, F).
 */
#include "lib/commands/track/restore.h"

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_WORD(hj_step_command, known, HJ_REQUIRED, &hj_known_words, "知悉什么|what"),
	HJ_INT(hj_step_command, party, HJ_REQUIRED, 1, 1000, "当事人编号|party"),
};
static const struct hj_fields fields = HJ_STEP_FIELDS(rows);
/* clang-format on */

static void
decide(struct hj_turn *t, const void *cmd)
{
	static const struct hj_event_kind *const kind[] = {
		[HJ_KN_RULING] = &hj_ev_ruling_known,
		[HJ_KN_ADMINISTRATIVE] = &hj_ev_act_known,
		[HJ_KN_CLAIM] = &hj_ev_claim_known,
		[HJ_KN_OBSTACLE] = &hj_ev_obstacle_removed,
		[HJ_KN_DUTY_ASKED] = &hj_ev_duty_asked,
		[HJ_KN_DUTY_PERFORMED] = &hj_ev_duty_performed,
	};
	const struct hj_step_command *c = cmd;
	const struct hj_party *party = hj_party_at(t->d, c->party);

	if (party == NULL || party->removed)
		hj_refuse(t, HJ_NO_PARTY, "party");
	else if (c->known == HJ_KN_RULING &&
		 (t->p == NULL || t->p->channel != HJ_CH_CONFIRMATION))
		hj_refuse(t, HJ_NO_CHANNEL, "procedure");
	else if (c->known == HJ_KN_OBSTACLE &&
		 (t->p == NULL || (HJ_CH_COURT & 1u << t->p->channel) == 0))
		hj_refuse(t, HJ_NO_CHANNEL, "procedure");
	hj_step(t, c, kind[c->known]);
}

const struct hj_command hj_cmd_record_knowledge = {
	.name = "record-knowledge",
	.zh = "记知悉日期",
	.en = "Somebody got to know what a limit runs from",
	.fields = &fields,
	.right = HJ_MAY_RECORD,
	.flags = HJ_ANY_PART,
	.decide = decide,
};
