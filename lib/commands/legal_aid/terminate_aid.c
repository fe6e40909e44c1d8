/*
 * End legal aid before its time (终止法律援助), on one of the eight grounds of
 * 法律援助法48 (F), in writing.  The recipient may object (49).
 */
#include "lib/commands/legal_aid/aid.h"

struct terminate_aid {
	struct hj_frame frame;
	int ground; /* enum hj_aid_termination */
	struct hj_sealed reason;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_WORD(terminate_aid, ground, HJ_REQUIRED, &hj_aid_termination_words, "终止情形|ground"),
	HJ_SEALED(terminate_aid, reason, HJ_REQUIRED | HJ_KEY_TEXT, 4000, "理由|reasons"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_COMMAND_FIELDS(terminate_aid, rows);

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct terminate_aid *c = cmd;
	struct hj_aid_set *b = hj_aid_change(t);

	if (b == NULL)
		return;
	hj_drop_draw(t, HJ_NO_TEXT);
	b->aid->termination = c->ground;
	b->stage = HJ_ST_AID_TERMINATED;
	b->reason = c->reason;
	hj_happens(t, &hj_ev_aid_terminated, b);
	hj_count_counsel(t, b->aid, true);
	hj_end_procedure(t, t->p, HJ_GR_AID_TERMINATED, HJ_NO_TEXT);
	hj_aid_notices(t, b->aid, HJ_NK_AID_TERMINATED, "法律援助法48");
}

const struct hj_command hj_cmd_terminate_aid = {
	.name = "terminate-aid",
	.zh = "终止法律援助",
	.en = "Terminate legal aid",
	.fields = &fields,
	.right = HJ_MAY_AID,
	.flags = HJ_IF_MATCH,
	.phases = HJ_PH(ACCEPTED),
	.channels = HJ_CH(LEGAL_AID),
	.stages = HJ_ST(AID_GRANTED) | HJ_ST(AID_DRAWING) | HJ_ST(AID_RUNNING),
	.to = HJ_ST(AID_TERMINATED),
	.decide = decide,
};
