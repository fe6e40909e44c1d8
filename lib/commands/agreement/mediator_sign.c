/*
 * The mediator signs (调解员签名, 人民调解法29, F): in arbitration the
 * arbitrator, at the police the officer who presided.  Only who was assigned to
 * the procedure signs; a clerk may enter it in that person's name.
 */
#include "lib/commands/agreement/agreement.h"

#include <string.h>

struct mediator_sign {
	struct hj_frame frame;
	int64_t agreement;
	struct hj_sealed text;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_INT(mediator_sign, agreement, HJ_REQUIRED, 1, 1000, "协议编号|agreement"),
	HJ_SEALED(mediator_sign, text, HJ_KEY_TEXT, 2000, "说明|in words"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_COMMAND_FIELDS(mediator_sign, rows);

static int64_t
about(const struct hj_dispute *d, const void *cmd)
{
	const struct mediator_sign *c = cmd;

	return hj_procedure_of_agreement(d, c->agreement);
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct mediator_sign *c = cmd;
	const struct hj_agreement *a = hj_draft(t, c->agreement);
	const char *who =
	    t->frame->on_behalf != NULL ? t->frame->on_behalf : t->actor.person;
	struct hj_agreement_signed *b;

	if (a == NULL)
		return;
	if (!hj_is_mediator(t->p, who)) {
		hj_refuse(t, HJ_NO_MEDIATOR, NULL);
		return;
	}
	if (a->mediator_signed != NULL &&
	    strcmp(a->mediator_signed, who) == 0) {
		hj_refuse(t, HJ_NO_DUPLICATE, NULL);
		return;
	}
	b = HJ_NEW(t->a, struct hj_agreement_signed);
	*b = (struct hj_agreement_signed){
		.agreement = c->agreement,
		.mediator = who,
		.on = hj_occurred_on(t),
		.text = c->text,
	};
	hj_happens(t, &hj_ev_mediator_signed, b);
	hj_agreement_complete(t, c->agreement);
}

const struct hj_command hj_cmd_mediator_sign = {
	.name = "mediator-sign",
	.zh = "调解员签名",
	.en = "The mediator signs",
	.fields = &fields,
	.right = HJ_MAY_MEDIATE,
	.flags = HJ_IF_MATCH,
	.phases = HJ_PH_LIVE | HJ_PH(SETTLED),
	.about = about,
	.stages = HJ_ST_NOT_SUSPENDED,
	.ready = hj_some_draft,
	.decide = decide,
};
