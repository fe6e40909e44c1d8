/*
 * Conclude a file review (评查办结): the result of each body, from its files.
 *
 * A file has the points of the whole sheet less those of its findings that were
 * not withdrawn, never below none; a body has the average of its files, and the
 * grade of the sheet that this reaches.
 */
#include "lib/commands/review/review.h"

#include <string.h>

struct conclude_review {
	struct hj_frame frame;
};

/* clang-format off */
static const struct hj_fields fields = { .size = sizeof(struct conclude_review), .base = &hj_frame_fields };
/* clang-format on */

static int64_t
points_of(const struct hj_review *r, const struct hj_rule_review *sheet,
    const char *dispute)
{
	int64_t points = 0;

	for (size_t i = 0; i < sheet->n_items; i++)
		points += sheet->items[i].points;
	for (size_t i = 0; i < r->n_finding; i++)
		if (strcmp(r->finding[i].dispute, dispute) == 0 &&
		    r->finding[i].state != HJ_FI_WITHDRAWN)
			points -= r->finding[i].points;
	return points < 0 ? 0 : points;
}

/* The highest grade that so many hundredths reach; NULL: none. */
static const char *
grade_of(const struct hj_rule_review *sheet, int64_t hundredths)
{
	const struct hj_rule_grade *best = NULL;

	for (size_t i = 0; i < sheet->n_grades; i++) {
		const struct hj_rule_grade *g = &sheet->grades[i];

		if (hundredths >= 100 * g->at_least &&
		    (best == NULL || g->at_least > best->at_least))
			best = g;
	}
	return best == NULL ? NULL : best->name;
}

static struct hj_review_result *
result_of(struct hj_turn *t, struct hj_review_set *b, const char *body)
{
	struct hj_review_result *r;

	for (size_t i = 0; i < b->n_result; i++)
		if (strcmp(b->result[i].body, body) == 0)
			return &b->result[i];
	r = HJ_PUSH(t->a, b->result, b->n_result);
	r->body = body;
	return r;
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct hj_review *r = t->state;
	const struct hj_rule_set *set =
	    hj_rule_set_find(t->world->rules, r->head->sheet);
	struct hj_review_set *b;

	(void)cmd;
	if (strcmp(r->head->owner, t->actor.org) != 0)
		hj_refuse(t, HJ_NO_RIGHT, NULL);
	else if (set == NULL || set->review == NULL)
		hj_refuse(t, HJ_NO_SHEET, NULL);
	for (size_t i = 0; i < r->n_file; i++)
		if (r->file[i].reviewer == NULL)
			hj_refuse(t, HJ_NO_FILES_LEFT, NULL);
	if (t->refused != HJ_NO)
		return;
	b = HJ_NEW(t->a, struct hj_review_set);
	b->stage = HJ_RVS_CONCLUDED;
	for (size_t i = 0; i < r->n_file; i++) {
		struct hj_review_result *sum = result_of(t, b, r->file[i].body);

		sum->files++;
		sum->points += points_of(r, set->review, r->file[i].dispute);
	}
	for (size_t i = 0; i < b->n_result; i++) {
		b->result[i].points =
		    100 * b->result[i].points / b->result[i].files;
		b->result[i].grade = grade_of(set->review, b->result[i].points);
	}
	hj_happens(t, &hj_ev_review_concluded, b);
}

const struct hj_command hj_cmd_conclude_review = {
	.name = "conclude-review",
	.zh = "评查办结",
	.en = "Conclude the review",
	.fields = &fields,
	.right = HJ_MAY_REVIEW,
	.stages = HJ_RVST(OPENED),
	.to = HJ_RVST(CONCLUDED),
	.decide = decide,
};
