/*
 * Agree that a work order is sent back (同意退单): who dispatched it has it
 * again and dispatches it anew.  What went up by itself is not passed on
 * any more: the superior designates.
 */
#include "lib/commands/dispatch/order.h"
#include "lib/commands/guard.h"

struct agree_return {
	struct hj_frame frame;
	struct hj_sealed reason;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_SEALED(agree_return, reason, HJ_KEY_TEXT, 2000, "理由|reason"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_COMMAND_FIELDS(agree_return, rows);

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct agree_return *c = cmd;
	struct hj_order_set *b = hj_order_change(t);
	struct hj_order *o = b->order;

	if (o->superior != NULL && hj_goes_up(t, o->bounces))
		hj_refuse(t, HJ_NO_STAGE, NULL);
	if (t->refused != HJ_NO)
		return;
	for (size_t i = 0; i < o->n_unit; i++)
		if (!o->unit[i].assists && o->unit[i].state != HJ_US_RETURNED) {
			o->unit[i].state = HJ_US_RETURNED;
			o->unit[i].until = hj_occurred_on(t);
		}
	o->dispatcher = t->actor.org;
	o->holder = t->actor.org;
	hj_order_owned(t, o, false);
	b->stage = HJ_ST_ORDER_RECEIVED;
	b->reason = c->reason;
	b->article = hj_guard_article(t, "no-second-return");
	hj_happens(t, &hj_ev_order_taken_back, b);
}

const struct hj_command hj_cmd_agree_return = {
	.name = "agree-return",
	.zh = "同意退单",
	.en = "Agree that the order is sent back",
	.fields = &fields,
	.right = HJ_MAY_DISPATCH,
	.flags = HJ_ANY_PART | HJ_ABOUT_FRAME,
	.phases = HJ_PH_LIVE,
	.channels = HJ_CH(HOTLINE) | HJ_CH(REPORT),
	.stages = HJ_ST(ORDER_SENT_BACK),
	.to = HJ_ST(ORDER_RECEIVED),
	.about = hj_order_about,
	.ready = hj_order_led,
	.decide = decide,
};
