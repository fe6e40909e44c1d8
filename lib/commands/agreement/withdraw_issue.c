/*
 * An issue is given up (放弃该项主张) by who claimed it, as the handler tells.
 *
 * When nothing is open any more and a part was agreed, the procedure is settled
 * by that agreement.
 */
#include "lib/commands/agreement/agreement.h"

struct withdraw_issue {
	struct hj_frame frame;
	int64_t issue;
	struct hj_sealed text;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_INT(withdraw_issue, issue, HJ_REQUIRED, 1, 1000, "争议事项编号|issue"),
	HJ_SEALED(withdraw_issue, text, HJ_KEY_TEXT, 2000, "说明|in words"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_COMMAND_FIELDS(withdraw_issue, rows);

static int64_t
about(const struct hj_dispute *d, const void *cmd)
{
	const struct withdraw_issue *c = cmd;
	const struct hj_point *issue = hj_issue_at(d, c->issue);

	return issue == NULL ? -1 : issue->procedure;
}

static void
ready(struct hj_turn *t)
{
	if (!hj_issue_open(t->d))
		hj_refuse(t, HJ_NO_ISSUE, "issue");
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct withdraw_issue *c = cmd;
	const struct hj_point *issue = hj_issue_at(t->d, c->issue);
	const int64_t procedure = t->p->no;
	struct hj_issue_set *b;

	if (issue->state != HJ_IS_OPEN) {
		hj_refuse(t, HJ_NO_ISSUE, "issue");
		return;
	}
	b = HJ_NEW(t->a, struct hj_issue_set);
	b->issue = HJ_NEW(t->a, struct hj_point);
	*b->issue = *issue;
	b->issue->state = HJ_IS_WITHDRAWN;
	b->text = c->text;
	hj_happens(t, &hj_ev_issue_withdrawn, b);
	if (!hj_issue_open(t->d) &&
	    hj_settled_by(t->d, hj_procedure_at(t->d, procedure)) != 0)
		hj_settle_procedure(t, procedure, 0);
}

const struct hj_command hj_cmd_withdraw_issue = {
	.name = "withdraw-issue",
	.zh = "放弃争议事项",
	.en = "An issue is given up",
	.fields = &fields,
	.right = HJ_MAY_RECORD,
	.phases = HJ_PH_LIVE,
	.about = about,
	.ready = ready,
	.decide = decide,
};
