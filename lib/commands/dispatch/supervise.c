/*
 * Supervise a work order (督办), for one of the reasons of 潍坊26 (F-L): it is
 * refused, overdue, not solved though it should be, handled badly, or another.
 *
 * By a body that leads the order or stands above; where duties are separate,
 * who handles it does not supervise it, nor the other way round.
 */
#include "lib/commands/dispatch/order.h"
#include "lib/commands/duty.h"
#include "lib/commands/guard.h"

#include <string.h>

struct supervise {
	struct hj_frame frame;
	struct hj_sealed text;
	int trigger; /* enum hj_supervision */
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_SEALED(supervise, text, HJ_REQUIRED | HJ_KEY_TEXT, 4000, "督办意见|what is asked"),
	HJ_WORD(supervise, trigger, HJ_REQUIRED, &hj_supervision_words, "督办情形|why"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_COMMAND_FIELDS(supervise, rows);

static bool
handles(const struct hj_turn *t, const struct hj_order *o)
{
	const struct hj_order_unit *unit = hj_order_unit_of(o, t->actor.org);

	return (unit != NULL && unit->state != HJ_US_RETURNED) ||
	       (o->handler != NULL && strcmp(o->handler, t->actor.person) == 0);
}

static void
ready(struct hj_turn *t)
{
	if (handles(t, hj_order_of(t->d, t->p->no)))
		hj_duty_refuse(t, HJ_DU_HANDLE, HJ_DW_SUPERVISOR, NULL);
	hj_order_led(t);
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct supervise *c = cmd;
	struct hj_order_set *b = hj_order_change(t);

	b->order->supervision = c->trigger;
	b->order->supervised_on = hj_occurred_on(t);
	b->order->supervisor = t->actor.person;
	b->order->supervisor_body = t->actor.org;
	b->article = hj_guard_article(t, "order-supervised");
	b->text = c->text;
	hj_happens(t, &hj_ev_order_supervised, b);
}

const struct hj_command hj_cmd_supervise = {
	.name = "supervise",
	.zh = "督办",
	.en = "Supervise the order",
	.fields = &fields,
	.right = HJ_MAY_SUPERVISE,
	.flags = HJ_ANY_PART | HJ_ABOUT_FRAME,
	.phases = HJ_PH_LIVE,
	.channels = HJ_CH(HOTLINE) | HJ_CH(REPORT),
	.stages = HJ_ST_ORDER_LIVE,
	.about = hj_order_about,
	.ready = ready,
	.decide = decide,
};
