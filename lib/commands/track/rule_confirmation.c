/*
 * The court rules on an application for confirmation (司法确认裁定).
 *
 * Valid: the agreement can be enforced.  Rejected: the parties may change it,
 * make another, or sue (民诉法206, F).  Each party is owed the ruling, from
 * whose receipt fifteen days run to object (民诉法解释372, F).  They may also
 * take the application back, and what is not for this procedure is not accepted
 * (民诉法解释355, F).
 */
#include "lib/commands/common.h"

struct rule_confirmation {
	struct hj_frame frame;
	const char *number;
	struct hj_sealed reason;
	int ruling; /* enum hj_ruling */
	struct hj_sealed text;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_TEXT(rule_confirmation, number, 0, 100, "裁定书号|number"),
	HJ_SEALED(rule_confirmation, reason, HJ_KEY_TEXT, 2000, "理由|reason"),
	HJ_WORD(rule_confirmation, ruling, HJ_REQUIRED, &hj_ruling_words, "裁定|ruling"),
	HJ_SEALED(rule_confirmation, text, HJ_KEY_TEXT, 4000, "说明|in words"),
};
/* clang-format on */
static const struct hj_fields fields =
    HJ_COMMAND_FIELDS(rule_confirmation, rows);

static int
ground_of(int ruling)
{
	switch ((enum hj_ruling)ruling) {
	case HJ_RU_VALID:
	case HJ_RU_REJECTED:
		return HJ_GR_DECIDED;
	case HJ_RU_WITHDRAWN:
		return HJ_GR_WITHDRAWN;
	case HJ_RU_NOT_ACCEPTED:
		return HJ_GR_DECLINED;
	}
	return 0;
}

/* Nothing is ruled before it is accepted, nor accepted and then not. */
static bool
phase_fits(const struct hj_procedure *p, int ruling)
{
	if (ruling == HJ_RU_WITHDRAWN)
		return true;
	return (p->phase == HJ_PH_OPENED) == (ruling == HJ_RU_NOT_ACCEPTED);
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct rule_confirmation *c = cmd;
	struct hj_procedure_moved *b;

	if (!phase_fits(t->p, c->ruling)) {
		hj_refuse(t, HJ_NO_PHASE, "ruling");
		return;
	}
	b = HJ_NEW(t->a, struct hj_procedure_moved);
	*b = (struct hj_procedure_moved){
		.procedure = t->p->no,
		.phase = HJ_PH_ENDED,
		.ground = ground_of(c->ruling),
		.on = hj_occurred_on(t),
		.number = c->number,
		.title = c->ruling == HJ_RU_VALID ? HJ_TI_CONFIRMED : 0,
		.reason = c->reason,
		.text = c->text,
	};
	hj_happens(t,
	    c->ruling == HJ_RU_NOT_ACCEPTED ? &hj_ev_declined
					    : &hj_ev_confirmation_ruled,
	    b);
	if (c->ruling == HJ_RU_VALID || c->ruling == HJ_RU_REJECTED)
		hj_owe_notices(t, hj_procedure_at(t->d, b->procedure),
		    HJ_NK_RULING, "民诉法206;民诉法解释372");
}

const struct hj_command hj_cmd_rule_confirmation = {
	.name = "rule-confirmation",
	.zh = "司法确认裁定",
	.en = "The court rules on the application",
	.fields = &fields,
	.right = HJ_MAY_RULE,
	.flags = HJ_IF_MATCH,
	.phases = HJ_PH(OPENED) | HJ_PH(ACCEPTED),
	.channels = HJ_CH(CONFIRMATION),
	.decide = decide,
};
