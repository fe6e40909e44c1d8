/*
 * Sign for a work order (签收): the unit it was dispatched to takes it and
 * holds it from now on.
 */
#include "lib/commands/dispatch/order.h"

#include <string.h>

struct sign_for {
	struct hj_frame frame;
	struct hj_sealed text;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_SEALED(sign_for, text, HJ_KEY_TEXT, 2000, "说明|in words"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_COMMAND_FIELDS(sign_for, rows);

static void
ready(struct hj_turn *t)
{
	const struct hj_order_unit *unit =
	    hj_order_unit_of(hj_order_of(t->d, t->p->no), t->actor.org);

	if (unit == NULL || unit->state != HJ_US_OFFERED)
		hj_refuse(t, HJ_NO_ORDER_UNIT, NULL);
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct sign_for *c = cmd;
	struct hj_order_set *b = hj_order_change(t);
	struct hj_order_unit *unit = hj_order_unit_of(b->order, t->actor.org);

	unit->state = HJ_US_HANDLING;
	b->order->holder = unit->org;
	hj_order_owned(t, b->order, true);
	b->stage = HJ_ST_ORDER_HANDLING;
	b->text = c->text;
	hj_happens(t, &hj_ev_order_signed_for, b);
}

const struct hj_command hj_cmd_sign_for = {
	.name = "sign-for",
	.zh = "签收工单",
	.en = "Sign for the order",
	.fields = &fields,
	.right = HJ_MAY_ANSWER_OFFER,
	.flags = HJ_ANY_PART | HJ_ABOUT_FRAME,
	.phases = HJ_PH_LIVE,
	.channels = HJ_CH(HOTLINE) | HJ_CH(REPORT),
	.stages = HJ_ST(ORDER_DISPATCHED),
	.to = HJ_ST(ORDER_HANDLING),
	.about = hj_order_about,
	.ready = ready,
	.decide = decide,
};
