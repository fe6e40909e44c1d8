/*
 * Close a procedure (办结).
 *
 * What is over is closed once nobody is owed a notice any more (人民调解法26,
 * F). Who may not close is data (duty.h): a grid worker never, who found a
 * matter on patrol not what he found (巡办分离); a village with one mediator
 * closes what a party brought.  A report or a hotline's order is also closed by
 * who leads it: the grid that settled its own may not.  A draft is no
 * agreement: with one on the table the procedure is not over (29, F).  The
 * dispute closes with the last of its procedures, and not before the parts that
 * were linked to it as such.  Papers of another body go back first, or it is
 * said why not.
 */
#include "lib/commands/agreement/agreement.h"
#include "lib/commands/common.h"
#include "lib/commands/custody/custody.h"
#include "lib/commands/dispatch/order.h"
#include "lib/commands/duty.h"
#include "lib/commands/links/links.h"
#include "lib/commands/rule_task.h"

struct close_procedure {
	struct hj_frame frame;
	struct hj_sealed text;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_SEALED(close_procedure, text, HJ_KEY_TEXT, 2000, "办结说明|in words"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_COMMAND_FIELDS(close_procedure, rows);

/*
 * Is the procedure done with?  One that was handed on, declined or returned has
 * nothing left to file here.
 */
static bool
done_with(const struct hj_procedure *p)
{
	return p->phase == HJ_PH_CLOSED ||
	       (p->phase == HJ_PH_ENDED && (p->ground == HJ_GR_HANDED_UP ||
					       p->ground == HJ_GR_HANDED_OVER ||
					       p->ground == HJ_GR_DECLINED ||
					       p->ground == HJ_GR_RETURNED));
}

bool
hj_nothing_open(const struct hj_dispute *d)
{
	for (size_t i = 0; i < d->n_procedure; i++)
		if (!done_with(&d->procedure[i]))
			return false;
	for (size_t i = 0; i < d->n_referral; i++)
		if (d->referral[i].state == HJ_RS_OFFERED)
			return false;
	return !hj_notice_open(d, 0);
}

/* It still goes on: say that the draft has no effect yet, if there is one. */
static void
refuse_running(struct hj_turn *t)
{
	for (size_t i = t->d->n_agreement; i-- > 0;) {
		const struct hj_agreement *a = &t->d->agreement[i];

		if (a->procedure == t->p->no && a->state == HJ_AS_DRAFT)
			hj_refuse_agreement(
			    t, a, HJ_NO_NOT_EFFECTIVE, "procedure");
	}
	hj_refuse(t, HJ_NO_PHASE, "procedure");
}

/* Is there a member of a group who said no and was not told the routes? */
static bool
routes_owed(const struct hj_dispute *d)
{
	for (size_t i = 0; i < d->n_group; i++)
		if (d->group[i].routes_owed > 0)
			return true;
	return false;
}

static void
check(struct hj_turn *t)
{
	const struct hj_order *o =
	    t->p == NULL ? NULL : hj_order_of(t->d, t->p->no);

	if (t->p == NULL) {
		hj_refuse(t, HJ_NO_PROCEDURE, "procedure");
		return;
	}
	if (!hj_ours(t, t->p) && (o == NULL || !hj_order_leads(t, o))) {
		hj_refuse(t, HJ_NO_RIGHT, "procedure");
		return;
	}
	if (hj_duty_bars(t, HJ_DU_CLOSE, HJ_DW_GRID))
		return;
	if (t->p->phase != HJ_PH_SETTLED && t->p->phase != HJ_PH_ENDED)
		refuse_running(t);
	else if (hj_duty_bars(t, HJ_DU_CLOSE, 0))
		return;
	else if (hj_notice_open(t->d, t->p->no) || routes_owed(t->d))
		hj_refuse(t, HJ_NO_NOTICE_OWED, NULL);
	else if (!done_with(t->p))
		hj_rule_tasks_check(t);
	if (t->refused == HJ_NO)
		hj_custody_check(t, t->p);
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct close_procedure *c = cmd;
	struct hj_procedure_moved *b;

	check(t);
	if (t->refused != HJ_NO)
		return;
	b = HJ_NEW(t->a, struct hj_procedure_moved);
	*b = (struct hj_procedure_moved){
		.procedure = t->p->no,
		.phase = HJ_PH_CLOSED,
		.ground = t->p->ground != 0 ? t->p->ground : HJ_GR_SETTLED,
		.on = hj_occurred_on(t),
		.text = c->text,
	};
	hj_happens(t, &hj_ev_procedure_closed, b);
	if (!hj_nothing_open(t->d) || hj_links_bar_closing(t))
		return;
	b = HJ_NEW(t->a, struct hj_procedure_moved);
	b->on = hj_occurred_on(t);
	hj_happens(t, &hj_ev_dispute_closed, b);
}

const struct hj_command hj_cmd_close = {
	.name = "close",
	.zh = "办结",
	.en = "Close the procedure",
	.fields = &fields,
	.right = HJ_MAY_CLOSE,
	.flags = HJ_LEADS_ON | HJ_OWN_PHASE | HJ_ANY_PART | HJ_ASKS_AGAIN,
	.phases = HJ_PH(SETTLED) | HJ_PH(ENDED),
	.decide = decide,
};
