/* The help is over. */
#include "lib/commands/help/help.h"

struct end_help {
	struct hj_frame frame;
	int ending;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_WORD(end_help, ending, HJ_REQUIRED, &hj_help_ending_words, "结束情形|how it ended"),
};
static const struct hj_fields fields = HJ_COMMAND_FIELDS(end_help, rows);
/* clang-format on */

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct end_help *c = cmd;
	struct hj_help_set *b;

	if (!hj_help_body_acts(t))
		return;
	b = HJ_NEW(t->a, struct hj_help_set);
	b->stage = HJ_HS_ENDED;
	b->ending = c->ending;
	hj_happens(t, &hj_ev_help_ended, b);
}

const struct hj_command hj_cmd_end_help = {
	.name = "end-help",
	.zh = "结束帮扶",
	.en = "End the help",
	.fields = &fields,
	.right = HJ_MAY_PREVENT,
	.flags = HJ_IF_MATCH,
	.stages = HJ_HST(ACCEPTED),
	.to = HJ_HST(ENDED),
	.decide = decide,
};
