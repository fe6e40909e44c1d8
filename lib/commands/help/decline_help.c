/* The body does not take the person on; the handler may refer elsewhere. */
#include "lib/commands/help/help.h"

struct decline_help {
	struct hj_frame frame;
	struct hj_sealed reason;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_SEALED(decline_help, reason, HJ_REQUIRED | HJ_KEY_TEXT, 1000, "原因|reason"),
};
static const struct hj_fields fields = HJ_COMMAND_FIELDS(decline_help, rows);
/* clang-format on */

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct decline_help *c = cmd;
	struct hj_help_set *b;

	if (!hj_help_body_acts(t))
		return;
	b = HJ_NEW(t->a, struct hj_help_set);
	b->stage = HJ_HS_DECLINED;
	b->reason = c->reason;
	hj_happens(t, &hj_ev_help_declined, b);
}

const struct hj_command hj_cmd_decline_help = {
	.name = "decline-help",
	.zh = "不接收帮扶",
	.en = "Decline",
	.fields = &fields,
	.right = HJ_MAY_PREVENT,
	.stages = HJ_HST(OFFERED),
	.to = HJ_HST(DECLINED),
	.decide = decide,
};
