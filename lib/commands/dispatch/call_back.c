/*
 * Call back about a work order (回访): every one, after its answer was
 * verified. A grid revisits what it reported.
 *
 * Not satisfied: it is to be done again (so 济南27, F-L, which is cited where
 * it is switched on); the first limit stays as it stands.  Otherwise the order
 * ends with the call, if whoever called may end it; a grid worker and a finder
 * may not, and then it waits for end-order.  Nobody reached: it is noted, and
 * tried again.  How satisfied the caller is, who handled the order does not
 * enter.
 */
#include "lib/commands/dispatch/order.h"
#include "lib/commands/duty.h"
#include "lib/commands/guard.h"
#include "lib/commands/people/absence.h"

#include <string.h>

struct call_back {
	struct hj_frame frame;
	int satisfaction; /* enum hj_satisfaction; absent: not stated */
	bool unreached;
	struct hj_sealed text;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_WORD(call_back, satisfaction, 0, &hj_satisfaction_words, "满意度|satisfaction"),
	HJ_SEALED(call_back, text, HJ_KEY_TEXT, 4000, "回访情况|what was said"),
	HJ_BOOL(call_back, unreached, 0, "未联系上|nobody was reached"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_COMMAND_FIELDS(call_back, rows);

/* The body that leads the order, or the one that brought it in. */
static void
ready(struct hj_turn *t)
{
	if (t->d->registered_at == NULL ||
	    strcmp(t->d->registered_at, t->actor.org) != 0)
		hj_order_led(t);
}

/* Did the actor handle it, or somebody whom he stands in for? */
static bool
handled(const struct hj_turn *t, const struct hj_order *o)
{
	const char *const *self;
	size_t n = hj_selves(t, &self);

	for (size_t i = 0; i < n; i++)
		if (o->handler != NULL && strcmp(o->handler, self[i]) == 0)
			return true;
	return false;
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct call_back *c = cmd;
	struct hj_order_set *b = hj_order_change(t);
	bool again = c->satisfaction == HJ_SA_UNSATISFIED;

	if (c->unreached && c->satisfaction != 0)
		hj_refuse(t, HJ_NO_GROUND, "satisfaction");
	else if (c->satisfaction != 0 && handled(t, b->order))
		hj_refuse(t, HJ_NO_RATING, "satisfaction");
	if (t->refused != HJ_NO)
		return;
	b->order->calls++;
	b->order->satisfaction = c->satisfaction;
	b->satisfaction = c->satisfaction;
	b->unreached = c->unreached;
	b->text = c->text;
	if (!c->unreached)
		b->stage = HJ_ST_ORDER_CALLED_BACK;
	hj_happens(t, &hj_ev_order_called_back, b);
	if (again)
		hj_order_redo(
		    t, HJ_NO_TEXT, hj_guard_article(t, "order-redone"));
	else if (!c->unreached && hj_order_leads(t, b->order) &&
		 !hj_duty_would_bar(t, HJ_DU_CLOSE))
		hj_order_finish(t, hj_order_change(t), HJ_OE_ANSWERED);
}

const struct hj_command hj_cmd_call_back = {
	.name = "call-back",
	.zh = "工单回访",
	.en = "Call back",
	.fields = &fields,
	.right = HJ_MAY_CALL_BACK,
	.flags = HJ_ANY_PART | HJ_ABOUT_FRAME,
	.phases = HJ_PH_LIVE,
	.channels = HJ_CH(HOTLINE) | HJ_CH(REPORT),
	.stages = HJ_ST(ORDER_VERIFIED),
	.to = HJ_ST(ORDER_VERIFIED) | HJ_ST(ORDER_CALLED_BACK) |
	      HJ_ST(ORDER_REDO) | HJ_ST(ORDER_ENDED),
	.about = hj_order_about,
	.ready = ready,
	.decide = decide,
};
