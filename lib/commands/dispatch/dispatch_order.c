/*
 * Dispatch a work order (派单) to the unit responsible, with others to assist.
 *
 * It is an offer: until the unit signs for it, who dispatches stays the holder,
 * and may send it to somebody else.  A unit that has sent it back is not asked
 * again: that is a designation (designate).
 */
#include "lib/commands/dispatch/order.h"

struct dispatch_order {
	struct hj_frame frame;
	const char *to;
	struct hj_name *assisting;
	size_t n_assisting;
	struct hj_sealed text;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_LIST(dispatch_order, assisting, 0, &hj_id_fields, 10, "协办单位|who assists"),
	HJ_SEALED(dispatch_order, text, HJ_KEY_TEXT, 4000, "派单意见|what to do"),
	HJ_ID(dispatch_order, to, HJ_REQUIRED, "主办单位|unit responsible"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_COMMAND_FIELDS(dispatch_order, rows);

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct dispatch_order *c = cmd;
	struct hj_order_set *b = hj_order_change(t);
	const struct hj_order_unit *before = hj_order_unit_of(b->order, c->to);

	if (before != NULL && before->sent_back)
		hj_refuse(t, HJ_NO_ORDER_UNIT, "to");
	hj_order_ask(t, b, c->to, HJ_US_OFFERED, false, "to");
	for (size_t i = 0; i < c->n_assisting; i++) {
		const char *org = c->assisting[i].text;

		before = hj_order_unit_of(b->order, org);
		if (before != NULL && !before->assists)
			hj_refuse(t, HJ_NO_ORDER_UNIT, "assisting");
		hj_order_ask(t, b, org, HJ_US_HANDLING, true, "assisting");
	}
	if (t->refused != HJ_NO)
		return;
	b->order->dispatcher = t->actor.org;
	b->order->holder = t->actor.org;
	b->stage = HJ_ST_ORDER_DISPATCHED;
	b->text = c->text;
	hj_happens(t, &hj_ev_order_dispatched, b);
}

const struct hj_command hj_cmd_dispatch_order = {
	.name = "dispatch-order",
	.zh = "派单",
	.en = "Dispatch the order",
	.fields = &fields,
	.right = HJ_MAY_DISPATCH,
	.flags = HJ_ANY_PART | HJ_ABOUT_FRAME,
	.phases = HJ_PH_LIVE,
	.channels = HJ_CH(HOTLINE) | HJ_CH(REPORT),
	.stages = HJ_ST(ORDER_RECEIVED) | HJ_ST(ORDER_DISPATCHED),
	.to = HJ_ST(ORDER_DISPATCHED),
	.about = hj_order_about,
	.ready = hj_order_led,
	.decide = decide,
};
