/*
 * Look over an agreement before it goes to the court (核对确认条件).
 *
 * What may make a court refuse (民诉法解释355、358, F) is told as a warning;
 * nothing is refused here.
 */
#include "lib/commands/agreement/warnings.h"
#include "lib/commands/step.h"

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_INT(hj_step_command, agreement, HJ_REQUIRED, 1, 1000, "协议编号|agreement"),
};
static const struct hj_fields fields = HJ_STEP_FIELDS(rows);
/* clang-format on */

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct hj_step_command *c = cmd;
	const struct hj_agreement *a = hj_agreement_at(t->d, c->agreement);
	struct hj_channel_step *b;

	if (a == NULL) {
		hj_refuse(t, HJ_NO_SUCH_ENTITY, "agreement");
		return;
	}
	b = hj_step_body(t, c);
	b->procedure = a->procedure;
	hj_warn_confirmation(t, a, &b->warnings, &b->n_warnings);
	hj_happens(t, &hj_ev_confirmation_checked, b);
}

const struct hj_command hj_cmd_check_confirmation = {
	.name = "check-confirmation",
	.zh = "核对司法确认条件",
	.en = "Look over an agreement before it goes to court",
	.fields = &fields,
	.right = HJ_MAY_RECORD,
	.flags = HJ_NO_PROC | HJ_WHEN_CLOSED,
	.decide = decide,
};
