/* A sitting was held, and the person came or not; nothing of what was said. */
#include "lib/commands/help/help.h"

struct record_help_sitting {
	struct hj_frame frame;
	bool attended;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_BOOL(record_help_sitting, attended, 0, "本人到场|the person came"),
};
static const struct hj_fields fields = HJ_COMMAND_FIELDS(record_help_sitting, rows);
/* clang-format on */

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct record_help_sitting *c = cmd;
	const struct hj_help *now = t->state;
	struct hj_help_set *b;

	if (!hj_help_body_acts(t))
		return;
	if (now->n_sitting >= HJ_HELP_SITTINGS_MOST) {
		hj_refuse(t, HJ_NO_LIMIT_SIZE, NULL);
		return;
	}
	b = HJ_NEW(t->a, struct hj_help_set);
	b->sitting = HJ_NEW(t->a, struct hj_help_sitting);
	*b->sitting =
	    (struct hj_help_sitting){ .no = HJ_NEXT_NO(now->n_sitting),
		    .on = hj_occurred_on(t),
		    .attended = c->attended };
	hj_happens(t, &hj_ev_help_sitting_held, b);
}

const struct hj_command hj_cmd_record_help_sitting = {
	.name = "record-help-sitting",
	.zh = "记录帮扶",
	.en = "Record a sitting",
	.fields = &fields,
	.right = HJ_MAY_PREVENT,
	.stages = HJ_HST(ACCEPTED),
	.decide = decide,
};
