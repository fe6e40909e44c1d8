/*
 * Counsel hands in the report at the end (结案报告), with copies of what was
 * made (法律援助法50, F).  The subsidy that is owed for it (52) is stated if it
 * is known; the province sets it.
 */
#include "lib/commands/legal_aid/aid.h"

struct report_aid {
	struct hj_frame frame;
	int64_t subsidy;
	struct hj_sealed text;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_MONEY(report_aid, subsidy, 0, "应付补贴(分)|subsidy owed, fen"),
	HJ_SEALED(report_aid, text, HJ_REQUIRED | HJ_KEY_TEXT, 8000, "办理情况和结果|what was done, and the result"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_COMMAND_FIELDS(report_aid, rows);

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct report_aid *c = cmd;
	struct hj_aid_set *b = hj_aid_change(t);

	if (b == NULL)
		return;
	b->aid->reported_on = hj_occurred_on(t);
	b->aid->subsidy = c->subsidy;
	b->stage = HJ_ST_AID_REPORTED;
	b->text = c->text;
	hj_happens(t, &hj_ev_aid_reported, b);
	hj_count_counsel(t, b->aid, true);
	hj_end_procedure(t, t->p, HJ_GR_COMPLETED, HJ_NO_TEXT);
}

const struct hj_command hj_cmd_report_aid = {
	.name = "report-aid",
	.zh = "提交援助结案报告",
	.en = "Hand in the closing report",
	.fields = &fields,
	.right = HJ_MAY_AID,
	.phases = HJ_PH(ACCEPTED),
	.channels = HJ_CH(LEGAL_AID),
	.stages = HJ_ST(AID_RUNNING),
	.to = HJ_ST(AID_REPORTED),
	.decide = decide,
};
