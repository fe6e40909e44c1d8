/*
 * Designate who handles a work order (指定承办): it holds the order at once,
 * and by a local rule does not send it back any more (潍坊22, F-L).
 *
 * What went up by itself because nobody took it only the superior designates.
 */
#include "lib/commands/dispatch/order.h"
#include "lib/commands/guard.h"

#include <string.h>

struct designate {
	struct hj_frame frame;
	const char *to;
	struct hj_sealed reason;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_SEALED(designate, reason, HJ_REQUIRED | HJ_KEY_TEXT, 2000, "指定理由|reason"),
	HJ_ID(designate, to, HJ_REQUIRED, "承办单位|unit responsible"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_COMMAND_FIELDS(designate, rows);

/* Is the decision another body's? */
static bool
is_superiors(const struct hj_turn *t, const struct hj_order *o)
{
	return hj_goes_up(t, o->bounces) && o->superior != NULL &&
	       strcmp(o->superior, t->actor.org) != 0;
}

static void
ready(struct hj_turn *t)
{
	hj_order_led(t);
	if (is_superiors(t, hj_order_of(t->d, t->p->no)))
		hj_refuse(t, HJ_NO_RIGHT, NULL);
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct designate *c = cmd;
	struct hj_order_set *b = hj_order_change(t);

	hj_order_ask(t, b, c->to, HJ_US_HANDLING, false, "to");
	if (t->refused != HJ_NO)
		return;
	b->order->dispatcher = t->actor.org;
	b->order->holder = c->to;
	b->order->designated = true;
	hj_order_owned(t, b->order, true);
	b->stage = HJ_ST_ORDER_DESIGNATED;
	b->reason = c->reason;
	b->article = hj_guard_article(t, "no-second-return");
	hj_happens(t, &hj_ev_order_designated, b);
}

const struct hj_command hj_cmd_designate = {
	.name = "designate",
	.zh = "指定承办",
	.en = "Designate who handles the order",
	.fields = &fields,
	.right = HJ_MAY_DISPATCH,
	.flags = HJ_ANY_PART | HJ_ABOUT_FRAME,
	.phases = HJ_PH_LIVE,
	.channels = HJ_CH(HOTLINE) | HJ_CH(REPORT),
	.stages = HJ_ST(ORDER_RECEIVED) | HJ_ST(ORDER_DISPATCHED) |
		  HJ_ST(ORDER_HANDLING) | HJ_ST(ORDER_SENT_BACK),
	.to = HJ_ST(ORDER_DESIGNATED),
	.about = hj_order_about,
	.ready = ready,
	.decide = decide,
};
