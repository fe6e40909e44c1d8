/*
 * Somebody leaves (离职).  Who comes back is appointed anew, so that acts
 * before and after are told apart.
 */
#include "lib/commands/people/people.h"

struct leave {
	struct hj_frame frame;
	const char *reason;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_TEXT(leave, reason, 0, 200, "事由|reason"),
};
static const struct hj_fields fields = HJ_COMMAND_FIELDS(leave, rows);
/* clang-format on */

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct leave *c = cmd;
	const struct hj_staff *p = t->state;
	struct hj_person_left *b;

	if (p->left) {
		hj_refuse(t, HJ_NO_LEFT, NULL);
		return;
	}
	if (hj_alone_in(t->world->directory, p->id) != 0) {
		hj_refuse(t, HJ_NO_LAST_ADMINISTRATOR, NULL);
		return;
	}
	b = HJ_NEW(t->a, struct hj_person_left);
	b->reason = c->reason;
	hj_happens(t, &hj_ev_person_left, b);
}

const struct hj_command hj_cmd_leave = {
	.name = "leave",
	.zh = "离职",
	.en = "Leave",
	.fields = &fields,
	.right = HJ_MAY_ADMINISTER,
	.flags = HJ_ASKS_AGAIN,
	.decide = decide,
};
