/* What the commands of work orders share; see order.h. */
#include "lib/commands/dispatch/order.h"

#include "lib/commands/duty.h"
#include "lib/dispute/petition.h"

#include <string.h>

static bool
same(const char *a, const char *b)
{
	return a != NULL && b != NULL && strcmp(a, b) == 0;
}

int64_t
hj_order_about(const struct hj_dispute *d, const void *cmd)
{
	const struct hj_frame *frame = cmd;
	int64_t found = 0;

	if (frame->procedure != 0)
		return 0;
	for (size_t i = 0; i < d->n_order; i++) {
		const struct hj_procedure *p =
		    hj_procedure_at(d, d->order[i].procedure);

		if (p == NULL || !hj_procedure_live(p))
			continue;
		if (found != 0)
			return 0;
		found = p->no;
	}
	return found;
}

struct hj_order_set *
hj_order_change(struct hj_turn *t)
{
	const struct hj_order *o = hj_order_of(t->d, t->p->no);
	struct hj_order_set *b = HJ_NEW(t->a, struct hj_order_set);

	b->stage = t->p->stage;
	b->order = HJ_NEW(t->a, struct hj_order);
	*b->order = *o;
	b->order->unit = NULL;
	b->order->n_unit = 0;
	for (size_t i = 0; i < o->n_unit; i++)
		*HJ_PUSH(t->a, b->order->unit, b->order->n_unit) = o->unit[i];
	return b;
}

const char *
hj_order_lead(const struct hj_turn *t, const struct hj_order *o)
{
	return o->dispatcher != NULL
		   ? o->dispatcher
		   : hj_procedure_at(t->d, o->procedure)->body;
}

bool
hj_order_leads(const struct hj_turn *t, const struct hj_order *o)
{
	const char *body = hj_procedure_at(t->d, o->procedure)->body;
	const char *org = t->actor.org;

	return same(org, body) || same(org, o->dispatcher) ||
	       same(org, o->superior) || same(org, o->centre) ||
	       hj_org_above(t->world->directory, org, body);
}

void
hj_order_led(struct hj_turn *t)
{
	if (!hj_order_leads(t, hj_order_of(t->d, t->p->no)))
		hj_refuse(t, HJ_NO_RIGHT, NULL);
}

void
hj_order_owned(const struct hj_turn *t, struct hj_order *o, bool owned)
{
	int64_t at = t->frame != NULL && t->frame->occurred_at != 0
			 ? t->frame->occurred_at
			 : t->now;

	if (owned && o->ownerless_since != 0) {
		if (at > o->ownerless_since)
			o->ownerless_ms += at - o->ownerless_since;
		o->ownerless_since = 0;
	} else if (!owned && o->ownerless_since == 0) {
		o->ownerless_since = at;
	}
}

/* May the order go to this body at all? */
static void
check_unit(struct hj_turn *t, const struct hj_order *o, const char *id,
    const char *field)
{
	const struct hj_org *org = hj_org_find(t->world->directory, id);

	if (org == NULL || org->closed)
		hj_refuse(t, HJ_NO_SUCH_ENTITY, field);
	else if (same(id, t->actor.org))
		hj_refuse(t, HJ_NO_SAME_BODY, field);
	else if (!same(org->county, t->d->county))
		hj_refuse(t, HJ_NO_ORDER_UNIT, field);
	else if (hj_petition_bars(t->d, id))
		hj_refuse(t, HJ_NO_ACCUSED, field);
	else if (o->n_unit >= HJ_ORDER_UNITS_MOST)
		hj_refuse(t, HJ_NO_LIMIT_SIZE, field);
	else if (same(id, o->supervisor_body))
		hj_duty_refuse(t, HJ_DU_HANDLE, HJ_DW_SUPERVISOR, field);
}

void
hj_order_ask(struct hj_turn *t, struct hj_order_set *b, const char *org,
    int state, bool assists, const char *field)
{
	struct hj_order *o = b->order;
	struct hj_order_unit *unit;

	check_unit(t, o, org, field);
	if (t->refused != HJ_NO)
		return;
	for (size_t i = 0; i < o->n_unit && !assists; i++)
		if (!o->unit[i].assists && o->unit[i].state != HJ_US_RETURNED) {
			o->unit[i].state = HJ_US_RETURNED;
			o->unit[i].until = hj_occurred_on(t);
		}
	unit = hj_order_unit_of(o, org);
	if (unit == NULL) {
		unit = HJ_PUSH(t->a, o->unit, o->n_unit);
		unit->org = org;
	}
	unit->state = state;
	unit->assists = assists;
	unit->since = hj_occurred_on(t);
	unit->until = 0;
}

void
hj_order_put_to(struct hj_turn *t, struct hj_order_set *b, const char *up)
{
	struct hj_order *o = b->order;
	struct hj_name *asked = NULL;
	size_t n = 0;

	o->superior = up;
	if (hj_name_in(o->asked, o->n_asked, up))
		return;
	for (size_t i = 0; i < o->n_asked; i++)
		*HJ_PUSH(t->a, asked, n) = o->asked[i];
	HJ_PUSH(t->a, asked, n)->text = up;
	o->asked = asked;
	o->n_asked = n;
}

void
hj_order_redo(struct hj_turn *t, struct hj_sealed reason, const char *article)
{
	struct hj_order_set *b = hj_order_change(t);
	const struct hj_order_unit *unit = hj_order_responsible(b->order);

	b->order->redo++;
	b->order->verifier = NULL;
	b->order->holder =
	    unit != NULL ? unit->org : hj_order_lead(t, b->order);
	b->stage = HJ_ST_ORDER_REDO;
	b->reason = reason;
	b->article = article;
	hj_happens(t, &hj_ev_order_redone, b);
}

void
hj_order_finish(
    struct hj_turn *t, struct hj_order_set *b, enum hj_order_end end)
{
	int64_t procedure = b->order->procedure;

	hj_order_owned(t, b->order, true);
	b->order->holder = hj_order_lead(t, b->order);
	b->stage = HJ_ST_ORDER_ENDED;
	b->end = end;
	hj_happens(t, &hj_ev_order_ended, b);
	hj_end_procedure(t, hj_procedure_at(t->d, procedure),
	    end == HJ_OE_NOT_ACCEPTED ? HJ_GR_DECLINED : HJ_GR_ANSWERED,
	    HJ_NO_TEXT);
}

void
hj_order_needs(struct hj_turn *t, struct hj_sealed text, const char *field)
{
	if (text.box == NULL)
		hj_refuse(t, HJ_NO_GROUND, field);
}
