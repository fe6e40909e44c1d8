/*
 * Record what the judicial-administration department decided on an objection
 * (异议审查), within five days (法律援助法49, F).
 *
 * It stands, and reconsideration or a suit remains; or the centre is ordered to
 * give aid, and does.  The department is no user, so the centre or a body above
 * it enters the decision with its number.
 */
#include "lib/commands/legal_aid/aid.h"

struct decide_objection {
	struct hj_frame frame;
	const char *department;
	const char *number;
	bool ordered;
	struct hj_sealed text;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_TEXT(decide_objection, department, HJ_REQUIRED, 100, "作出决定的司法行政部门|department that decided"),
	HJ_TEXT(decide_objection, number, 0, 100, "文号|number"),
	HJ_BOOL(decide_objection, ordered, 0, "责令提供或者恢复援助|aid is ordered"),
	HJ_SEALED(decide_objection, text, HJ_KEY_TEXT, 4000, "决定内容|what it says"),
};
/* clang-format on */
static const struct hj_fields fields =
    HJ_COMMAND_FIELDS(decide_objection, rows);

/* Aid is given by order: the three days for counsel run. */
static void
grant(struct hj_turn *t)
{
	struct hj_aid_set *b = hj_aid_change(t);

	b->stage = HJ_ST_AID_GRANTED;
	hj_happens(t, &hj_ev_aid_granted, b);
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct decide_objection *c = cmd;
	struct hj_aid_set *b = hj_aid_change(t);
	bool was_given;

	if (b == NULL)
		return;
	was_given = b->aid->termination != 0;
	b->upheld = !c->ordered;
	b->department = c->department;
	b->number = c->number;
	b->text = c->text;
	if (!c->ordered) {
		b->stage = was_given ? HJ_ST_AID_TERMINATED : HJ_ST_AID_REFUSED;
		hj_happens(t, &hj_ev_aid_objection_decided, b);
		return;
	}
	b->aid->termination = 0;
	b->phase = HJ_PH_ACCEPTED;
	b->stage =
	    b->aid->counsel != NULL ? HJ_ST_AID_RUNNING : HJ_ST_AID_GRANTED;
	hj_happens(t, &hj_ev_aid_objection_decided, b);
	if (b->aid->counsel != NULL)
		hj_count_counsel(t, b->aid, false);
	else
		grant(t);
}

const struct hj_command hj_cmd_decide_objection = {
	.name = "decide-objection",
	.zh = "记异议审查决定",
	.en = "Record the decision on an objection",
	.fields = &fields,
	.right = HJ_MAY_AID_REVIEW,
	.flags = HJ_ANY_PART | HJ_WHEN_CLOSED,
	.channels = HJ_CH(LEGAL_AID),
	.stages = HJ_ST(AID_OBJECTION),
	.to = HJ_ST(AID_REFUSED) | HJ_ST(AID_TERMINATED) | HJ_ST(AID_GRANTED) |
	      HJ_ST(AID_RUNNING),
	.decide = decide,
};
