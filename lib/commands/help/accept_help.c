/* The body takes the person on; perhaps with a first grade of concern. */
#include "lib/commands/help/help.h"

struct accept_help {
	struct hj_frame frame;
	int concern;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_WORD(accept_help, concern, 0, &hj_help_concern_words, "关注程度|grade of concern"),
};
static const struct hj_fields fields = HJ_COMMAND_FIELDS(accept_help, rows);
/* clang-format on */

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct accept_help *c = cmd;
	struct hj_help_set *b;

	if (!hj_help_body_acts(t))
		return;
	b = HJ_NEW(t->a, struct hj_help_set);
	b->stage = HJ_HS_ACCEPTED;
	b->concern = c->concern;
	hj_happens(t, &hj_ev_help_accepted, b);
}

const struct hj_command hj_cmd_accept_help = {
	.name = "accept-help",
	.zh = "接收帮扶",
	.en = "Take the person on",
	.fields = &fields,
	.right = HJ_MAY_PREVENT,
	.stages = HJ_HST(OFFERED),
	.to = HJ_HST(ACCEPTED),
	.decide = decide,
};
