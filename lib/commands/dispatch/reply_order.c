/*
 * Answer a work order (办理答复), with what shows that it was done.
 *
 * Whoever holds it answers: the unit that signed for it or was designated, or
 * the body that took it in and did not dispatch it.  Who supervises an order
 * does not handle it.
 */
#include "lib/commands/dispatch/order.h"
#include "lib/commands/duty.h"

#include <string.h>

struct reply_order {
	struct hj_frame frame;
	struct hj_sealed evidence;
	struct hj_name *materials;
	size_t n_materials;
	struct hj_sealed text;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_SEALED(reply_order, evidence, HJ_REQUIRED | HJ_KEY_TEXT, 2000, "办理凭据|what shows it"),
	HJ_LIST(reply_order, materials, 0, &hj_id_fields, 100, "随附材料|papers"),
	HJ_SEALED(reply_order, text, HJ_REQUIRED | HJ_KEY_TEXT, 4000, "答复|answer"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_COMMAND_FIELDS(reply_order, rows);

static void
ready(struct hj_turn *t)
{
	if (strcmp(hj_order_of(t->d, t->p->no)->holder, t->actor.org) != 0)
		hj_refuse(t, HJ_NO_ORDER_UNIT, NULL);
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct reply_order *c = cmd;
	struct hj_order_set *b = hj_order_change(t);

	if (hj_duty_bars(t, HJ_DU_HANDLE, 0))
		return;
	b->order->handler = t->actor.person;
	b->order->verifier = NULL;
	b->order->replied_on = hj_occurred_on(t);
	b->order->holder = hj_order_lead(t, b->order);
	hj_order_owned(t, b->order, true);
	b->stage = HJ_ST_ORDER_ANSWERED;
	b->evidence = c->evidence;
	b->materials = c->materials;
	b->n_materials = c->n_materials;
	b->text = c->text;
	hj_happens(t, &hj_ev_order_replied, b);
}

const struct hj_command hj_cmd_reply_order = {
	.name = "reply-order",
	.zh = "办理答复",
	.en = "Answer the order",
	.fields = &fields,
	.right = HJ_MAY_ANSWER_OFFER,
	.flags = HJ_ANY_PART | HJ_ABOUT_FRAME,
	.phases = HJ_PH_LIVE,
	.channels = HJ_CH(HOTLINE) | HJ_CH(REPORT),
	.stages = HJ_ST(ORDER_RECEIVED) | HJ_ST(ORDER_HANDLING) |
		  HJ_ST(ORDER_DESIGNATED) | HJ_ST(ORDER_REDO),
	.to = HJ_ST(ORDER_ANSWERED),
	.about = hj_order_about,
	.ready = ready,
	.decide = decide,
};
