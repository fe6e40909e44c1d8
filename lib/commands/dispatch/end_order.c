/*
 * End a work order (工单办结).
 *
 * After the call-back; or without one: solved on the spot, not to be taken up
 * (国办发〔2020〕53号, F), or nobody could be called back.  Where a local rule
 * that lets it is switched on, also early after an audit by the head (潍坊21,
 * F-L), or the same facts again after lawful handling, with the reason (济南25,
 * F-L).  Where duties are separate a grid worker and a finder end nothing.
 */
#include "lib/commands/dispatch/order.h"
#include "lib/commands/duty.h"
#include "lib/commands/guard.h"

struct end_order {
	struct hj_frame frame;
	int ground; /* enum hj_order_end */
	int bar;    /* enum hj_hotline_bar */
	struct hj_sealed reason;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_WORD(end_order, bar, 0, &hj_hotline_bar_words, "不予受理的情形|why it is not to be taken up"),
	HJ_WORD(end_order, ground, HJ_REQUIRED, &hj_order_end_words, "办结方式|how it ends"),
	HJ_SEALED(end_order, reason, HJ_KEY_TEXT, 2000, "说明|in words"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_COMMAND_FIELDS(end_order, rows);

/* From where each end is possible, and what it needs. */
static const struct way {
	uint64_t stages;
	bool reason;
	bool head;
	const char *guard; /* that lets it; NULL: it needs none */
} ways[] = {
	[HJ_OE_ANSWERED] = { HJ_ST(ORDER_CALLED_BACK), false, false, NULL },
	[HJ_OE_ON_THE_SPOT] = { HJ_ST(ORDER_RECEIVED), true, false, NULL },
	[HJ_OE_NOT_ACCEPTED] = { HJ_ST(ORDER_RECEIVED) | HJ_ST(ORDER_SENT_BACK),
	    false, false, "not-for-hotline" },
	[HJ_OE_EARLY] = { HJ_ST_ORDER_LIVE, true, true, "order-ends-early" },
	[HJ_OE_REPEATED] = { HJ_ST_ORDER_LIVE, true, false,
	    "order-ends-repeated" },
	[HJ_OE_UNREACHABLE] = { HJ_ST(ORDER_VERIFIED), false, false, NULL },
};

static const struct hj_rule_guard *
let_by(const struct hj_turn *t, const struct way *way)
{
	return way->guard == NULL ? NULL : hj_guard(t, way->guard);
}

static void
check(struct hj_turn *t, const struct end_order *c, const struct hj_order *o)
{
	const struct way *way = &ways[c->ground];
	const struct hj_rule_guard *guard = let_by(t, way);

	if (hj_duty_bars(t, HJ_DU_CLOSE, 0))
		return;
	if (way->head && (t->actor.roles & HJ_RO(HEAD)) == 0) {
		hj_refuse(t, HJ_NO_RIGHT, NULL);
		if (guard != NULL)
			hj_cite(t, guard->article, guard->certainty);
		return;
	}
	if (way->guard != NULL && guard == NULL)
		hj_refuse(t, HJ_NO_SWITCHED_OFF, "ground");
	if ((way->stages & UINT64_C(1) << t->p->stage) == 0)
		hj_refuse(t, HJ_NO_STAGE, "ground");
	if ((c->ground == HJ_OE_NOT_ACCEPTED) != (c->bar != 0))
		hj_refuse(t, HJ_NO_GROUND, "bar");
	if (c->ground == HJ_OE_UNREACHABLE && o->calls == 0)
		hj_refuse(t, HJ_NO_GROUND, "ground");
	if (way->reason)
		hj_order_needs(t, c->reason, "reason");
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct end_order *c = cmd;
	struct hj_order_set *b = hj_order_change(t);

	check(t, c, b->order);
	if (t->refused != HJ_NO)
		return;
	b->bar = c->bar;
	if (ways[c->ground].guard != NULL)
		b->article = hj_guard_article(t, ways[c->ground].guard);
	b->reason = c->reason;
	hj_order_finish(t, b, (enum hj_order_end)c->ground);
}

const struct hj_command hj_cmd_end_order = {
	.name = "end-order",
	.zh = "工单办结",
	.en = "End the order",
	.fields = &fields,
	.right = HJ_MAY_END_ORDER,
	.flags = HJ_IF_MATCH | HJ_ANY_PART | HJ_ABOUT_FRAME,
	.phases = HJ_PH_LIVE,
	.channels = HJ_CH(HOTLINE) | HJ_CH(REPORT),
	.stages = HJ_ST_ORDER_LIVE,
	.to = HJ_ST(ORDER_ENDED),
	.about = hj_order_about,
	.ready = hj_order_led,
	.decide = decide,
};
