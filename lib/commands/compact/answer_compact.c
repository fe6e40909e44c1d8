/*
 * Answer an objection.  What is taken up needs a new text before anybody signs.
 */
#include "lib/commands/compact/compact.h"

struct answer_compact {
	struct hj_frame frame;
	struct hj_sealed answer;
	int64_t objection;
	bool taken;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_SEALED(answer_compact, answer, HJ_REQUIRED | HJ_KEY_TEXT, 2000, "答复|answer"),
	HJ_INT(answer_compact, objection, HJ_REQUIRED, 1, HJ_COMPACT_LIST_MOST, "异议编号|objection"),
	HJ_BOOL(answer_compact, taken, 0, "采纳|the text is changed by it"),
};
static const struct hj_fields fields = HJ_COMMAND_FIELDS(answer_compact, rows);
/* clang-format on */

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct answer_compact *c = cmd;
	const struct hj_compact *now = t->state;
	struct hj_compact_set *b;

	if (!hj_compact_ours(t))
		return;
	if ((size_t)c->objection > now->n_objection)
		hj_refuse(t, HJ_NO_SUCH_ENTITY, "objection");
	else if (now->objection[c->objection - 1].answered)
		hj_refuse(t, HJ_NO_DUPLICATE, "objection");
	if (t->refused != HJ_NO)
		return;
	b = HJ_NEW(t->a, struct hj_compact_set);
	b->objection = HJ_NEW(t->a, struct hj_compact_objection);
	*b->objection = now->objection[c->objection - 1];
	b->objection->answered = true;
	b->objection->taken = c->taken;
	b->objection->answer = c->answer;
	hj_happens(t, &hj_ev_compact_objection_answered, b);
}

const struct hj_command hj_cmd_answer_compact = {
	.name = "answer-objection",
	.zh = "答复异议",
	.en = "Answer an objection",
	.fields = &fields,
	.right = HJ_MAY_PREVENT,
	.stages = HJ_CPST(DRAFTED) | HJ_CPST(SHOWN),
	.decide = decide,
};
