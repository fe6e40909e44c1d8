/*
 * The organ's work on a petition is done (信访办理办结): its opinion is given.
 * The petitioner's right to a review or re-check runs on, and the petition ends
 * by itself when nobody uses it in time (信访工作条例35, 36; F).
 */
#include "lib/commands/petition/petition.h"

struct close_handling {
	struct hj_frame frame;
	struct hj_sealed text;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_SEALED(close_handling, text, HJ_KEY_TEXT, 20000, "办结说明|in words"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_COMMAND_FIELDS(close_handling, rows);

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct close_handling *c = cmd;
	struct hj_petition_set *b = hj_petition_change(t, t->p->no);

	b->text = c->text;
	hj_happens(t, &hj_ev_petition_handling_closed, b);
}

const struct hj_command hj_cmd_close_handling = {
	.name = "close-handling",
	.zh = "信访办理办结",
	.en = "The organ's work on a petition is done",
	.fields = &fields,
	.right = HJ_MAY_END,
	.flags = HJ_ABOUT_FRAME,
	.channels = HJ_CH(PETITION),
	.stages = HJ_ST(ANSWERED) | HJ_ST(REVIEWING) | HJ_ST(REVIEWED) |
		  HJ_ST(RECHECKING) | HJ_ST(RECHECKED),
	.about = hj_petition_about,
	.decide = decide,
};
