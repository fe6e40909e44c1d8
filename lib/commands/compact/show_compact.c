/* Show the text in public (公示) from one day to another, both counted. */
#include "lib/commands/compact/compact.h"

struct show_compact {
	struct hj_frame frame;
	int32_t first;
	int32_t last;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_DATE(show_compact, first, HJ_REQUIRED, "首日|first day"),
	HJ_DATE(show_compact, last, HJ_REQUIRED, "末日|last day"),
};
static const struct hj_fields fields = HJ_COMMAND_FIELDS(show_compact, rows);
/* clang-format on */

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct show_compact *c = cmd;
	const struct hj_compact *now = t->state;
	struct hj_compact_set *b;

	if (!hj_compact_ours(t))
		return;
	if (c->last < c->first || c->first < now->draft->on) {
		hj_refuse(t, HJ_NO_ORDER, "first");
		return;
	}
	b = HJ_NEW(t->a, struct hj_compact_set);
	b->stage = HJ_CPS_SHOWN;
	b->publicity = HJ_NEW(t->a, struct hj_compact_publicity);
	*b->publicity = (struct hj_compact_publicity){
		.draft = now->draft->no, .first = c->first, .last = c->last
	};
	hj_happens(t, &hj_ev_compact_shown, b);
}

const struct hj_command hj_cmd_show_compact = {
	.name = "show-compact",
	.zh = "公示",
	.en = "Show it in public",
	.fields = &fields,
	.right = HJ_MAY_PREVENT,
	.stages = HJ_CPST(DRAFTED) | HJ_CPST(SHOWN),
	.to = HJ_CPST(SHOWN),
	.decide = decide,
};
