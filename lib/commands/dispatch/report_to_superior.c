/*
 * Put a work order to a superior (提请上级): to a body above, or to one outside
 * the system, such as a standing meeting of the government (潍坊23;
 * 济南29、30: F-L).  It may then designate; the order stays with its holder.
 */
#include "lib/commands/dispatch/order.h"
#include "lib/commands/guard.h"

#include <string.h>

struct report_up {
	struct hj_frame frame;
	const char *outside;
	struct hj_sealed reason;
	const char *to;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_TEXT(report_up, outside, 0, 100, "外部上级|superior outside the system"),
	HJ_SEALED(report_up, reason, HJ_REQUIRED | HJ_KEY_TEXT, 2000, "提请事由|reason"),
	HJ_ID(report_up, to, 0, "上级单位,空为共同上级|superior; absent: the nearest above both"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_COMMAND_FIELDS(report_up, rows);

/* The superior meant, in the system; refuses if there is none or no superior.
 */
static const struct hj_org *
superior(struct hj_turn *t, const struct report_up *c, const struct hj_order *o)
{
	const struct hj_directory *dir = t->world->directory;
	const struct hj_org *lead = hj_org_find(dir, hj_order_lead(t, o));
	const struct hj_order_unit *unit = hj_order_responsible(o);
	const struct hj_org *other =
	    unit == NULL ? lead : hj_org_find(dir, unit->org);
	const struct hj_org *up;

	if (lead == NULL || other == NULL)
		return NULL;
	if (c->to == NULL)
		return hj_org_common(dir, lead, other);
	up = hj_org_find(dir, c->to);
	if (up == NULL || up->closed)
		hj_refuse(t, HJ_NO_SUCH_ENTITY, "to");
	else if (!hj_org_above(dir, up->id, lead->id) &&
		 !hj_org_above(dir, up->id, other->id))
		hj_refuse(t, HJ_NO_NOT_ABOVE, "to");
	return up;
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct report_up *c = cmd;
	struct hj_order_set *b = hj_order_change(t);
	const struct hj_org *up = NULL;

	if (c->outside == NULL) {
		up = superior(t, c, b->order);
		if (up == NULL)
			hj_refuse(t, HJ_NO_SUCH_ENTITY, "to");
	}
	if (t->refused != HJ_NO)
		return;
	if (up != NULL)
		hj_order_put_to(t, b, up->id);
	b->outside = c->outside;
	b->reason = c->reason;
	b->article = hj_guard_article(t, "order-to-superior");
	hj_happens(t, &hj_ev_order_raised, b);
}

const struct hj_command hj_cmd_report_to_superior = {
	.name = "report-to-superior",
	.zh = "提请上级",
	.en = "Put the order to a superior",
	.fields = &fields,
	.right = HJ_MAY_DISPATCH,
	.flags = HJ_ANY_PART | HJ_ABOUT_FRAME,
	.phases = HJ_PH_LIVE,
	.channels = HJ_CH(HOTLINE) | HJ_CH(REPORT),
	.stages = HJ_ST_ORDER_LIVE,
	.about = hj_order_about,
	.ready = hj_order_led,
	.decide = decide,
};
