/*
 * Say when counsel is on leave (律师请假), both days included; without days the
 * leave is taken back.  Why is nobody's business.  Whose leave is over goes on
 * in the present round, so that matters do not pile up on the first day.
 */
#include "lib/commands/legal_aid/roster.h"

struct set_leave {
	struct hj_frame frame;
	int32_t from;
	const char *id;
	int32_t to;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_DATE(set_leave, from, 0, "起|first day"),
	HJ_ID(set_leave, id, HJ_REQUIRED, "律师编号|counsel"),
	HJ_DATE(set_leave, to, 0, "止|last day"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_COMMAND_FIELDS(set_leave, rows);

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct set_leave *c = cmd;
	const struct hj_roster *r = t->state;
	struct hj_counsel_set *b;
	const struct hj_counsel *was;
	int64_t least;

	if (!hj_roster_ours(t))
		return;
	was = hj_counsel_at(r, c->id);
	if (was == NULL)
		hj_refuse(t, HJ_NO_COUNSEL, "id");
	else if ((c->from == 0) != (c->to == 0) || c->to < c->from)
		hj_refuse(t, HJ_NO_ORDER, "to");
	if (t->refused != HJ_NO)
		return;
	b = HJ_NEW(t->a, struct hj_counsel_set);
	b->counsel = HJ_NEW(t->a, struct hj_counsel);
	*b->counsel = *was;
	b->counsel->leave_from = c->from;
	b->counsel->leave_to = c->to;
	least = hj_roster_round(r, hj_today(t)) * was->share;
	if (hj_counsel_away(was, hj_today(t)) && was->turns < least)
		b->counsel->turns = least;
	hj_happens(t, &hj_ev_leave_set, b);
}

const struct hj_command hj_cmd_set_leave = {
	.name = "set-leave",
	.zh = "律师请假",
	.en = "Set the leave of counsel",
	.fields = &fields,
	.right = HJ_MAY_ROSTER,
	.decide = decide,
};
