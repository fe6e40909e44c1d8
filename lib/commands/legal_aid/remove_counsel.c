/*
 * Take counsel off the roster (律师出册).  Matters in hand stay in hand until
 * they are done or counsel is replaced.
 */
#include "lib/commands/legal_aid/roster.h"

struct remove_counsel {
	struct hj_frame frame;
	const char *id;
	const char *reason;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_ID(remove_counsel, id, HJ_REQUIRED, "律师编号|counsel"),
	HJ_TEXT(remove_counsel, reason, 0, 200, "事由|reason"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_COMMAND_FIELDS(remove_counsel, rows);

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct remove_counsel *c = cmd;
	struct hj_counsel_removed *b;

	if (!hj_roster_ours(t))
		return;
	if (hj_counsel_at(t->state, c->id) == NULL) {
		hj_refuse(t, HJ_NO_COUNSEL, "id");
		return;
	}
	b = HJ_NEW(t->a, struct hj_counsel_removed);
	b->id = c->id;
	b->reason = c->reason;
	hj_happens(t, &hj_ev_counsel_removed, b);
}

const struct hj_command hj_cmd_remove_counsel = {
	.name = "remove-counsel",
	.zh = "律师出册",
	.en = "Take counsel off the roster",
	.fields = &fields,
	.right = HJ_MAY_ROSTER,
	.decide = decide,
};
