/* The compact is over, or was never concluded. */
#include "lib/commands/compact/compact.h"

struct end_compact {
	struct hj_frame frame;
	int ending;
	struct hj_sealed reason;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_WORD(end_compact, ending, HJ_REQUIRED, &hj_compact_ending_words, "终止情形|how it ended"),
	HJ_SEALED(end_compact, reason, HJ_KEY_TEXT, 2000, "说明|reason"),
};
static const struct hj_fields fields = HJ_COMMAND_FIELDS(end_compact, rows);
/* clang-format on */

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct end_compact *c = cmd;
	const struct hj_compact *now = t->state;
	struct hj_compact_set *b;

	if (!hj_compact_ours(t))
		return;
	if ((now->stage == HJ_CPS_SIGNED) ==
	    (c->ending == HJ_CPE_NOT_CONCLUDED)) {
		hj_refuse(t, HJ_NO_STAGE, "ending");
		return;
	}
	b = HJ_NEW(t->a, struct hj_compact_set);
	b->stage = HJ_CPS_OVER;
	b->ending = c->ending;
	b->reason = c->reason;
	hj_happens(t, &hj_ev_compact_over, b);
}

const struct hj_command hj_cmd_end_compact = {
	.name = "end-compact",
	.zh = "终止公约",
	.en = "End the compact",
	.fields = &fields,
	.right = HJ_MAY_PREVENT,
	.flags = HJ_IF_MATCH,
	.stages = HJ_CPST(OPENED) | HJ_CPST(DRAFTED) | HJ_CPST(SHOWN) |
		  HJ_CPST(SIGNED),
	.to = HJ_CPST(OVER),
	.decide = decide,
};
