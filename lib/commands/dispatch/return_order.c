/*
 * Ask to send a work order back (退单), for a reason of the list.
 *
 * By a local rule (潍坊22, F-L) a unit asks once, and after a designation
 * nobody does.  Until who dispatched it agrees, the unit holds what it has
 * signed for. Sent back so often as a rule of the county says, the order goes
 * by itself to the nearest body above both who dispatched it and who sends it
 * back, which designates.
 */
#include "lib/commands/dispatch/order.h"
#include "lib/commands/guard.h"

struct return_order {
	struct hj_frame frame;
	int ground; /* enum hj_turn_down */
	struct hj_sealed reason;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_WORD(return_order, ground, HJ_REQUIRED, &hj_turn_down_words, "退单理由|why not"),
	HJ_SEALED(return_order, reason, HJ_KEY_TEXT, 2000, "说明|in words"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_COMMAND_FIELDS(return_order, rows);

/* Nobody takes it: the common superior decides. */
static void
raise_order(struct hj_turn *t, const char *unit)
{
	const struct hj_directory *dir = t->world->directory;
	struct hj_order_set *b = hj_order_change(t);
	const struct hj_org *lead =
	    hj_org_find(dir, hj_order_lead(t, b->order));
	const struct hj_org *up =
	    lead == NULL ? NULL
			 : hj_org_common(dir, lead, hj_org_find(dir, unit));

	if (up == NULL)
		return;
	hj_order_put_to(t, b, up->id);
	b->order->holder = up->id;
	b->because =
	    hj_guard_because(t, "sent-back-goes-up", b->order->bounces);
	b->article = b->because == NULL ? NULL : b->because->article;
	b->explanation = hj_concat(t->a, "多次退单,由共同上级(", up->name,
	    ")指定承办;sent back again and again: the nearest body above "
	    "both designates",
	    NULL);
	hj_happens(t, &hj_ev_order_raised, b);
}

static void
ready(struct hj_turn *t)
{
	const struct hj_order *o = hj_order_of(t->d, t->p->no);
	const struct hj_order_unit *unit = hj_order_unit_of(o, t->actor.org);

	if (unit == NULL || unit->assists || unit->state == HJ_US_RETURNED)
		hj_refuse(t, HJ_NO_ORDER_UNIT, NULL);
	else if ((o->designated || unit->sent_back) &&
		 hj_guard_on(t, HJ_NO_SECOND_RETURN))
		hj_refuse(t, HJ_NO_SECOND_RETURN, NULL);
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct return_order *c = cmd;
	struct hj_order_set *b = hj_order_change(t);
	struct hj_order_unit *unit = hj_order_unit_of(b->order, t->actor.org);
	const char *org = t->actor.org;

	if (c->ground == HJ_TDN_OTHER && c->reason.box == NULL) {
		hj_refuse(t, HJ_NO_WORDS, "reason");
		return;
	}
	unit->sent_back = true;
	unit->turned_down = c->ground;
	b->order->bounces++;
	b->stage = HJ_ST_ORDER_SENT_BACK;
	b->reason = c->reason;
	b->article = hj_guard_article(t, "no-second-return");
	hj_happens(t, &hj_ev_order_sent_back, b);
	if (hj_goes_up(t, b->order->bounces))
		raise_order(t, org);
}

const struct hj_command hj_cmd_return_order = {
	.name = "return-order",
	.zh = "申请退单",
	.en = "Send the order back",
	.fields = &fields,
	.right = HJ_MAY_ANSWER_OFFER,
	.flags = HJ_ANY_PART | HJ_ABOUT_FRAME,
	.phases = HJ_PH_LIVE,
	.channels = HJ_CH(HOTLINE) | HJ_CH(REPORT),
	.stages = HJ_ST(ORDER_DISPATCHED) | HJ_ST(ORDER_HANDLING) |
		  HJ_ST(ORDER_DESIGNATED) | HJ_ST(ORDER_REDO),
	.to = HJ_ST(ORDER_SENT_BACK),
	.about = hj_order_about,
	.ready = ready,
	.decide = decide,
};
