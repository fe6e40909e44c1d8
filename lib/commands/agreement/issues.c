/* Which issues an agreement settles, and what goes on; see agreement.h. */
#include "lib/commands/agreement/agreement.h"

void
hj_settle_issues(struct hj_turn *t, const struct hj_agreement *a,
    struct hj_agreement_moved *b)
{
	for (size_t i = 0; i < t->d->n_issue; i++) {
		const struct hj_point *issue = &t->d->issue[i];

		if (issue->state == HJ_IS_OPEN && !hj_issue_left(issue, a))
			HJ_PUSH(t->a, b->settles, b->n_settles)->no = issue->no;
	}
}

void
hj_settle_procedure(struct hj_turn *t, int64_t no, int title)
{
	struct hj_procedure *p = hj_procedure_at(t->d, no);
	bool part = hj_issue_open(t->d);
	struct hj_procedure_moved *b;

	/* An enforcement and a petition go on until they are ended. */
	if (p == NULL || !hj_procedure_live(p) ||
	    p->channel == HJ_CH_ENFORCEMENT || p->channel == HJ_CH_PETITION)
		return;
	b = HJ_NEW(t->a, struct hj_procedure_moved);
	*b = (struct hj_procedure_moved){
		.procedure = no,
		.phase = part ? 0 : HJ_PH_SETTLED,
		.ground = part ? 0 : HJ_GR_SETTLED,
		.on = hj_occurred_on(t),
		.title = title,
	};
	hj_happens(t, part ? &hj_ev_part_settled : &hj_ev_procedure_settled, b);
	if (!part)
		hj_revoke_offers(t, no, HJ_GR_SETTLED);
}
