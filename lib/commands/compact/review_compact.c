/*
 * Record what a reviewer says of the present text: the legal adviser's opinion
 * is entered by the body that keeps the compact, the superior's by the body
 * above itself.
 */
#include "lib/commands/compact/compact.h"

#include <string.h>

struct review_compact {
	struct hj_frame frame;
	int by;
	struct hj_sealed opinion;
	bool passed;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_WORD(review_compact, by, HJ_REQUIRED, &hj_compact_reviewer_words, "审核人|reviewer"),
	HJ_SEALED(review_compact, opinion, HJ_KEY_TEXT, 2000, "意见|opinion"),
	HJ_BOOL(review_compact, passed, 0, "通过|passed"),
};
static const struct hj_fields fields = HJ_COMMAND_FIELDS(review_compact, rows);
/* clang-format on */

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct review_compact *c = cmd;
	const struct hj_compact *now = t->state;
	struct hj_compact_set *b;

	if (c->by == HJ_CPR_SUPERIOR) {
		if (!hj_org_above(
			t->world->directory, t->actor.org, now->owner))
			hj_refuse(t, HJ_NO_NOT_ABOVE, "by");
	} else if (!hj_compact_ours(t)) {
		return;
	}
	if (now->n_review >= HJ_COMPACT_LIST_MOST)
		hj_refuse(t, HJ_NO_LIMIT_SIZE, NULL);
	if (t->refused != HJ_NO)
		return;
	b = HJ_NEW(t->a, struct hj_compact_set);
	b->review = HJ_NEW(t->a, struct hj_compact_review);
	*b->review = (struct hj_compact_review){
		.no = HJ_NEXT_NO(now->n_review),
		.draft = now->draft->no,
		.by = c->by,
		.org = t->actor.org,
		.passed = c->passed,
		.on = hj_occurred_on(t),
		.opinion = c->opinion,
	};
	hj_happens(t, &hj_ev_compact_reviewed, b);
}

const struct hj_command hj_cmd_review_compact = {
	.name = "review-compact",
	.zh = "审核文本",
	.en = "Record a review of the text",
	.fields = &fields,
	.right = HJ_MAY_PREVENT,
	.stages = HJ_CPST(DRAFTED) | HJ_CPST(SHOWN),
	.decide = decide,
};
