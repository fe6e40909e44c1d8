/* A dispute tells that its file was gone through, and what was found. */
#include "lib/commands/review/review.h"

struct note_file {
	struct hj_frame frame;
	const char *dispute;
	struct hj_found *findings;
	size_t n_findings;
	const char *reviewer;
};

/* clang-format off */
static const struct hj_field found_rows[] = {
	HJ_TEXT(hj_found, item, HJ_REQUIRED, 60, "评查项目|item"),
	HJ_INT(hj_found, no, HJ_REQUIRED, 1, HJ_INT_MOST, "问题编号|number of the finding"),
	HJ_INT(hj_found, points, HJ_REQUIRED, 1, 1000, "扣分|points off"),
};
static const struct hj_fields found_fields = HJ_FIELDS(hj_found, found_rows);

static const struct hj_field rows[] = {
	HJ_ID(note_file, dispute, HJ_REQUIRED, "纠纷|dispute"),
	HJ_LIST(note_file, findings, 0, &found_fields, HJ_FINDINGS_MOST, "问题|findings"),
	HJ_ID(note_file, reviewer, HJ_REQUIRED, "评查人|reviewer"),
};
static const struct hj_fields fields = HJ_COMMAND_FIELDS(note_file, rows);
/* clang-format on */

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct note_file *c = cmd;
	const struct hj_review_file *file =
	    hj_review_file_of(t->state, c->dispute);
	struct hj_review_set *b;

	if (file == NULL)
		hj_refuse(t, HJ_NO_SUCH_ENTITY, "dispute");
	else if (file->reviewer != NULL)
		hj_refuse(t, HJ_NO_DUPLICATE, "dispute");
	if (t->refused != HJ_NO)
		return;
	b = HJ_NEW(t->a, struct hj_review_set);
	*HJ_PUSH(t->a, b->file, b->n_file) = *file;
	b->file[0].reviewer = c->reviewer;
	for (size_t i = 0; i < c->n_findings; i++)
		*HJ_PUSH(t->a, b->finding, b->n_finding) =
		    (struct hj_review_finding){ .dispute = c->dispute,
			    .no = c->findings[i].no,
			    .item = c->findings[i].item,
			    .points = c->findings[i].points,
			    .state = HJ_FI_OPEN };
	hj_happens(t, &hj_ev_review_file_gone_through, b);
}

const struct hj_command hj_cmd_note_file = {
	.name = "note-file",
	.zh = "记入评查结果",
	.en = "Note what was found in a file",
	.fields = &fields,
	.right = HJ_MAY_SETTLE,
	.flags = HJ_INTERNAL,
	.stages = HJ_RVST(OPENED),
	.decide = decide,
};
