/*
 * The review that drew a file of this dispute was abandoned: told by the
 * review.  What it found is nobody's task any more.
 */
#include "lib/commands/review/review.h"

#include <string.h>

struct note_review_abandoned {
	struct hj_frame frame;
	const char *review;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_ID(note_review_abandoned, review, HJ_REQUIRED, "评查|review"),
};
static const struct hj_fields fields = HJ_COMMAND_FIELDS(note_review_abandoned, rows);
/* clang-format on */

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct note_review_abandoned *c = cmd;
	const struct hj_file_review *f = hj_file_review_of(t->d, c->review);
	struct hj_file_review_set *b;

	if (f == NULL)
		hj_refuse(t, HJ_NO_SUCH_ENTITY, "review");
	else if (f->abandoned)
		hj_refuse(t, HJ_NO_DUPLICATE, "review");
	if (t->refused != HJ_NO)
		return;
	b = HJ_NEW(t->a, struct hj_file_review_set);
	b->file = HJ_NEW(t->a, struct hj_file_review);
	*b->file = *f;
	b->file->abandoned = true;
	for (size_t i = 0; i < t->d->n_finding; i++) {
		struct hj_finding *found;

		if (strcmp(t->d->finding[i].review, c->review) != 0)
			continue;
		found = HJ_PUSH(t->a, b->findings, b->n_findings);
		*found = t->d->finding[i];
		found->state = HJ_FI_WITHDRAWN;
	}
	hj_happens(t, &hj_ev_file_review_abandoned, b);
}

const struct hj_command hj_cmd_note_review_abandoned = {
	.name = "note-review-abandoned",
	.zh = "评查撤销",
	.en = "Note that a review was abandoned",
	.fields = &fields,
	.right = HJ_MAY_SETTLE,
	.flags = HJ_INTERNAL | HJ_NO_PROC | HJ_WHEN_CLOSED,
	.decide = decide,
};
