/* A file of this dispute was drawn for review: told by the review. */
#include "lib/commands/review/review.h"

struct note_file_drawn {
	struct hj_frame frame;
	const char *owner;
	const char *review;
	const char *sheet;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_ID(note_file_drawn, owner, HJ_REQUIRED, "评查单位|who reviews"),
	HJ_ID(note_file_drawn, review, HJ_REQUIRED, "评查|review"),
	HJ_TEXT(note_file_drawn, sheet, HJ_REQUIRED, 64, "评查表|rule set of the sheet"),
};
static const struct hj_fields fields = HJ_COMMAND_FIELDS(note_file_drawn, rows);
/* clang-format on */

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct note_file_drawn *c = cmd;
	struct hj_file_review_set *b;

	if (t->p == NULL)
		hj_refuse(t, HJ_NO_PROCEDURE, "procedure");
	else if (hj_file_review_of(t->d, c->review) != NULL)
		hj_refuse(t, HJ_NO_DUPLICATE, "review");
	else if (t->d->n_file_review >= HJ_FILE_REVIEWS_MOST)
		hj_refuse(t, HJ_NO_LIMIT_SIZE, NULL);
	if (t->refused != HJ_NO)
		return;
	b = HJ_NEW(t->a, struct hj_file_review_set);
	b->file = HJ_NEW(t->a, struct hj_file_review);
	*b->file = (struct hj_file_review){ .review = c->review,
		.owner = c->owner,
		.sheet = c->sheet,
		.procedure = t->p->no,
		.drawn_on = hj_today(t) };
	hj_happens(t, &hj_ev_file_drawn, b);
}

const struct hj_command hj_cmd_note_file_drawn = {
	.name = "note-file-drawn",
	.zh = "卷宗被抽取评查",
	.en = "Note that a file was drawn",
	.fields = &fields,
	.right = HJ_MAY_SETTLE,
	.flags = HJ_INTERNAL | HJ_ANY_PART | HJ_WHEN_CLOSED,
	.decide = decide,
};
