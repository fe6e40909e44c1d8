/* File review in a dispute: words, tables, fold; see review.h. */
#include "lib/dispute/event.h"

#include <string.h>

/* clang-format off */
static const struct hj_word state_list[] = {
	{ NULL, NULL, NULL },
	{ "open", "待整改", "open" },
	{ "mended", "已整改", "mended" },
	{ "disagreed", "有异议", "disagreed with" },
	{ "withdrawn", "已撤回", "withdrawn" },
};
const struct hj_words hj_finding_state_words = HJ_WORDS(state_list);

static const struct hj_field file_rows[] = {
	HJ_BOOL(hj_file_review, abandoned, 0, NULL),
	HJ_BOOL(hj_file_review, done, 0, NULL),
	HJ_DATE(hj_file_review, drawn_on, 0, NULL),
	HJ_ID(hj_file_review, owner, 0, NULL),
	HJ_INT(hj_file_review, procedure, 0, 0, HJ_INT_MOST, NULL),
	HJ_ID(hj_file_review, review, 0, NULL),
	HJ_TEXT(hj_file_review, sheet, 0, 64, NULL),
};
const struct hj_fields hj_file_review_fields = HJ_FIELDS(hj_file_review, file_rows);

static const struct hj_field finding_rows[] = {
	HJ_TEXT(hj_finding, item, 0, 60, NULL),
	HJ_INT(hj_finding, no, 0, 0, HJ_INT_MOST, NULL),
	HJ_DATE(hj_finding, on, 0, NULL),
	HJ_INT(hj_finding, points, 0, 0, HJ_INT_MOST, NULL),
	HJ_INT(hj_finding, procedure, 0, 0, HJ_INT_MOST, NULL),
	HJ_ID(hj_finding, review, 0, NULL),
	HJ_WORD(hj_finding, state, 0, &hj_finding_state_words, NULL),
	HJ_SEALED(hj_finding, what, 0, 0, NULL),
};
const struct hj_fields hj_finding_fields = HJ_FIELDS(hj_finding, finding_rows);

static const struct hj_field set_rows[] = {
	HJ_OBJECT(hj_file_review_set, file, 0, &hj_file_review_fields, NULL),
	HJ_LIST(hj_file_review_set, findings, 0, &hj_finding_fields, HJ_FINDINGS_MOST, NULL),
	HJ_SEALED(hj_file_review_set, reason, 0, 0, NULL),
};
const struct hj_fields hj_file_review_set_fields = HJ_FIELDS(hj_file_review_set, set_rows);
/* clang-format on */

struct hj_file_review *
hj_file_review_of(const struct hj_dispute *d, const char *review)
{
	for (size_t i = 0; review != NULL && i < d->n_file_review; i++)
		if (strcmp(d->file_review[i].review, review) == 0)
			return &d->file_review[i];
	return NULL;
}

struct hj_finding *
hj_finding_at(const struct hj_dispute *d, int64_t no)
{
	return no < 1 || (size_t)no > d->n_finding ? NULL : &d->finding[no - 1];
}

void
hj_evolve_file_review_set(void *state, const struct hj_event *ev)
{
	struct hj_dispute *d = state;
	const struct hj_file_review_set *b = ev->body;

	if (b->file != NULL) {
		struct hj_file_review *old =
		    hj_file_review_of(d, b->file->review);

		if (old == NULL)
			old =
			    HJ_PUSH(d->arena, d->file_review, d->n_file_review);
		*old = *b->file;
	}
	for (size_t i = 0; i < b->n_findings; i++) {
		struct hj_finding *old = hj_finding_at(d, b->findings[i].no);

		if (old == NULL)
			old = HJ_PUSH(d->arena, d->finding, d->n_finding);
		*old = b->findings[i];
	}
}
