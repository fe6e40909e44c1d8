/*
 * Withdraw a finding of a file review (撤回评查问题): by who reviews, because
 * it was an error or the body is right.  It takes no points off then.
 */
#include "lib/commands/review/review.h"

#include <string.h>

struct withdraw_finding {
	struct hj_frame frame;
	int64_t finding;
	struct hj_sealed reason;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_INT(withdraw_finding, finding, HJ_REQUIRED, 1, HJ_FINDINGS_MOST, "问题编号|finding"),
	HJ_SEALED(withdraw_finding, reason, HJ_REQUIRED | HJ_KEY_TEXT, 2000, "理由|reason"),
};
static const struct hj_fields fields = HJ_COMMAND_FIELDS(withdraw_finding, rows);
/* clang-format on */

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct withdraw_finding *c = cmd;
	const struct hj_finding *f = hj_finding_at(t->d, c->finding);
	const struct hj_file_review *file =
	    f == NULL ? NULL : hj_file_review_of(t->d, f->review);
	struct hj_file_review_set *b;

	if (file == NULL)
		hj_refuse(t, HJ_NO_SUCH_ENTITY, "finding");
	else if (strcmp(file->owner, t->actor.org) != 0)
		hj_refuse(t, HJ_NO_RIGHT, "finding");
	else if (hj_had_a_hand(t, file->procedure))
		hj_refuse(t, HJ_NO_OWN_FILE, NULL);
	else if (f->state == HJ_FI_WITHDRAWN)
		hj_refuse(t, HJ_NO_DUPLICATE, "finding");
	if (t->refused != HJ_NO)
		return;
	b = HJ_NEW(t->a, struct hj_file_review_set);
	b->reason = c->reason;
	*HJ_PUSH(t->a, b->findings, b->n_findings) = *f;
	b->findings[0].state = HJ_FI_WITHDRAWN;
	hj_happens(t, &hj_ev_finding_withdrawn, b);
	hj_finding_tell(t, &b->findings[0]);
}

const struct hj_command hj_cmd_withdraw_finding = {
	.name = "withdraw-finding",
	.zh = "撤回评查问题",
	.en = "Withdraw a finding",
	.fields = &fields,
	.right = HJ_MAY_REVIEW,
	.flags = HJ_NO_PROC | HJ_WHEN_CLOSED,
	.decide = decide,
};
