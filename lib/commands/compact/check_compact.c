/* Record how the compact is kept (执行检查), at a meeting that reviews or
 * apart. */
#include "lib/commands/compact/compact.h"

struct check_compact {
	struct hj_frame frame;
	struct hj_sealed finding;
	int kept;
	int64_t meeting;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_SEALED(check_compact, finding, HJ_KEY_TEXT, 4000, "检查情况|what was found"),
	HJ_WORD(check_compact, kept, HJ_REQUIRED, &hj_compact_kept_words, "执行情况|how it is kept"),
	HJ_INT(check_compact, meeting, 0, 1, HJ_COMPACT_LIST_MOST, "监督评议会|the meeting that reviews"),
};
static const struct hj_fields fields = HJ_COMMAND_FIELDS(check_compact, rows);
/* clang-format on */

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct check_compact *c = cmd;
	const struct hj_compact *now = t->state;
	struct hj_compact_set *b;

	if (!hj_compact_ours(t) ||
	    (c->meeting != 0 &&
		hj_compact_meeting_at(t, c->meeting, HJ_CPM_REVIEW) == NULL))
		return;
	if (now->n_check >= HJ_COMPACT_LIST_MOST) {
		hj_refuse(t, HJ_NO_LIMIT_SIZE, NULL);
		return;
	}
	b = HJ_NEW(t->a, struct hj_compact_set);
	b->check = HJ_NEW(t->a, struct hj_compact_check);
	*b->check = (struct hj_compact_check){
		.no = HJ_NEXT_NO(now->n_check),
		.meeting = c->meeting,
		.kept = c->kept,
		.on = hj_occurred_on(t),
		.finding = c->finding,
	};
	hj_happens(t, &hj_ev_compact_checked, b);
}

const struct hj_command hj_cmd_check_compact = {
	.name = "check-compact",
	.zh = "执行检查",
	.en = "Record how it is kept",
	.fields = &fields,
	.right = HJ_MAY_PREVENT,
	.stages = HJ_CPST(SIGNED),
	.decide = decide,
};
