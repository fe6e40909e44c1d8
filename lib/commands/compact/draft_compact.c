/*
 * Enter the text of a compact, drafted at a meeting that deliberates.  A new
 * text begins publicity and reviews anew.
 */
#include "lib/commands/compact/compact.h"

struct draft_compact {
	struct hj_frame frame;
	int64_t meeting;
	struct hj_sealed text;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_INT(draft_compact, meeting, HJ_REQUIRED, 1, HJ_COMPACT_LIST_MOST, "在哪次民主协商会形成|the meeting that drafted it"),
	HJ_SEALED(draft_compact, text, HJ_REQUIRED | HJ_KEY_TEXT, 10000, "文本|text"),
};
static const struct hj_fields fields = HJ_COMMAND_FIELDS(draft_compact, rows);
/* clang-format on */

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct draft_compact *c = cmd;
	const struct hj_compact *now = t->state;
	struct hj_compact_set *b;

	if (!hj_compact_ours(t) ||
	    hj_compact_meeting_at(t, c->meeting, HJ_CPM_DELIBERATE) == NULL)
		return;
	/* Nobody signed what is put in its place. */
	for (size_t i = 0; i < now->n_party; i++)
		if (hj_compact_signed(&now->party[i])) {
			hj_refuse(t, HJ_NO_PARTY_BOUND, NULL);
			return;
		}
	b = HJ_NEW(t->a, struct hj_compact_set);
	b->stage = HJ_CPS_DRAFTED;
	b->draft = HJ_NEW(t->a, struct hj_compact_draft);
	*b->draft = (struct hj_compact_draft){
		.no = now->draft == NULL ? 1 : now->draft->no + 1,
		.meeting = c->meeting,
		.on = hj_occurred_on(t),
		.text = c->text,
	};
	hj_happens(t, &hj_ev_compact_drafted, b);
}

const struct hj_command hj_cmd_draft_compact = {
	.name = "draft-compact",
	.zh = "形成文本",
	.en = "Enter the text",
	.fields = &fields,
	.right = HJ_MAY_PREVENT,
	.stages = HJ_CPST(OPENED) | HJ_CPST(DRAFTED) | HJ_CPST(SHOWN),
	.to = HJ_CPST(DRAFTED),
	.decide = decide,
};
