/*
 * The subsidy is paid to counsel (支付补贴, 法律援助法52, F), at once or in
 * parts, never more than what is owed.
 */
#include "lib/commands/legal_aid/aid.h"

struct pay_subsidy {
	struct hj_frame frame;
	int64_t amount;
	const char *number;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_MONEY(pay_subsidy, amount, HJ_REQUIRED, "金额(分)|amount, fen"),
	HJ_TEXT(pay_subsidy, number, 0, 100, "凭证号|number of the voucher"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_COMMAND_FIELDS(pay_subsidy, rows);

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct pay_subsidy *c = cmd;
	struct hj_aid_set *b = hj_aid_change(t);

	if (b == NULL)
		return;
	if (b->aid->subsidy == HJ_NONE || c->amount == 0 ||
	    c->amount > b->aid->subsidy - b->aid->paid) {
		hj_refuse(t, HJ_NO_ABOVE_DUE, "amount");
		return;
	}
	b->aid->paid += c->amount;
	b->amount = c->amount;
	b->number = c->number;
	if (b->aid->paid == b->aid->subsidy)
		b->stage = HJ_ST_AID_PAID;
	hj_happens(t, &hj_ev_subsidy_paid, b);
}

const struct hj_command hj_cmd_pay_subsidy = {
	.name = "pay-subsidy",
	.zh = "支付援助补贴",
	.en = "Pay the subsidy",
	.fields = &fields,
	.right = HJ_MAY_AID,
	.flags = HJ_WHEN_CLOSED,
	.channels = HJ_CH(LEGAL_AID),
	.stages = HJ_ST(AID_REPORTED),
	.to = HJ_ST(AID_REPORTED) | HJ_ST(AID_PAID),
	.decide = decide,
};
