/* Record an objection that came while the text was shown (公示异议). */
#include "lib/commands/compact/compact.h"

struct object_compact {
	struct hj_frame frame;
	struct hj_sealed text;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_SEALED(object_compact, text, HJ_REQUIRED | HJ_KEY_TEXT, 2000, "异议|objection"),
};
static const struct hj_fields fields = HJ_COMMAND_FIELDS(object_compact, rows);
/* clang-format on */

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct object_compact *c = cmd;
	const struct hj_compact *now = t->state;
	struct hj_compact_set *b;

	if (!hj_compact_ours(t))
		return;
	if (now->n_objection >= HJ_COMPACT_LIST_MOST) {
		hj_refuse(t, HJ_NO_LIMIT_SIZE, NULL);
		return;
	}
	b = HJ_NEW(t->a, struct hj_compact_set);
	b->objection = HJ_NEW(t->a, struct hj_compact_objection);
	*b->objection = (struct hj_compact_objection){
		.no = HJ_NEXT_NO(now->n_objection),
		.draft = now->draft->no,
		.on = hj_occurred_on(t),
		.text = c->text,
	};
	hj_happens(t, &hj_ev_compact_objected, b);
}

const struct hj_command hj_cmd_object_compact = {
	.name = "object-compact",
	.zh = "记录异议",
	.en = "Record an objection",
	.fields = &fields,
	.right = HJ_MAY_PREVENT,
	.stages = HJ_CPST(SHOWN),
	.decide = decide,
};
