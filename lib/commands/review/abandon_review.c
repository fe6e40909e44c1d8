/*
 * Abandon a file review (撤销评查) that was opened by mistake: the wrong
 * period, the wrong bodies.  It has no result; each dispute drawn is told, and
 * findings that were entered there are withdrawn.
 */
#include "lib/commands/review/review.h"

#include <string.h>

struct abandon_review {
	struct hj_frame frame;
	struct hj_sealed reason;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_SEALED(abandon_review, reason, HJ_REQUIRED | HJ_KEY_TEXT, 2000, "理由|reason"),
};
static const struct hj_fields fields = HJ_COMMAND_FIELDS(abandon_review, rows);
/* clang-format on */

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct abandon_review *c = cmd;
	const struct hj_review *r = t->state;
	const char *body =
	    hj_concat(t->a, "{\"review\":\"", r->id, "\"}", NULL);
	struct hj_review_set *b;

	if (strcmp(r->head->owner, t->actor.org) != 0) {
		hj_refuse(t, HJ_NO_RIGHT, NULL);
		return;
	}
	b = HJ_NEW(t->a, struct hj_review_set);
	b->stage = HJ_RVS_ABANDONED;
	b->reason = c->reason;
	for (size_t i = 0; i < r->n_file; i++)
		hj_follow_up(t, "dispute", r->file[i].dispute,
		    "note-review-abandoned", body);
	hj_happens(t, &hj_ev_review_abandoned, b);
}

const struct hj_command hj_cmd_abandon_review = {
	.name = "abandon-review",
	.zh = "撤销评查",
	.en = "Abandon the review",
	.fields = &fields,
	.right = HJ_MAY_REVIEW,
	.stages = HJ_RVST(OPENED),
	.to = HJ_RVST(ABANDONED),
	.decide = decide,
};
