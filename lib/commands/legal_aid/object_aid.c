/*
 * An applicant or recipient objects to a refusal or a termination (异议), with
 * the judicial-administration department that set the centre up (法律援助法49,
 * F).
 *
 * The Act gives no days for raising it, so none are asked; also after closing.
 */
#include "lib/commands/legal_aid/aid.h"

struct object_aid {
	struct hj_frame frame;
	struct hj_sealed text;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_SEALED(object_aid, text, HJ_KEY_TEXT, 4000, "异议理由|why"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_COMMAND_FIELDS(object_aid, rows);

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct object_aid *c = cmd;
	struct hj_aid_set *b = hj_aid_change(t);

	if (b == NULL)
		return;
	b->stage = HJ_ST_AID_OBJECTION;
	b->text = c->text;
	hj_happens(t, &hj_ev_aid_objected, b);
}

const struct hj_command hj_cmd_object_aid = {
	.name = "object-aid",
	.zh = "提出援助异议",
	.en = "Object to a decision on legal aid",
	.fields = &fields,
	.right = HJ_MAY_INTAKE,
	.flags = HJ_ANY_PART | HJ_WHEN_CLOSED,
	.channels = HJ_CH(LEGAL_AID),
	.stages = HJ_ST(AID_REFUSED) | HJ_ST(AID_TERMINATED),
	.to = HJ_ST(AID_OBJECTION),
	.decide = decide,
};
