/*
 * A procedure begins: with its work order, if it is a hotline's or a report,
 * and with the rule sets that its county has switched on since.
 *
 * A hotline does not take up what is before a court or an arbitration
 * commission, under reconsideration or with the petition office
 * (国办发〔2020〕53号, F); that bars nobody from these.
 */
#include "lib/commands/common.h"
#include "lib/commands/track/matrix.h"

#include <string.h>

#define GRID 6 /* levels of divisions (directory.h) */
#define TOWNSHIP 4

static bool
barred(const struct hj_dispute *d)
{
	for (size_t i = 0; i < d->n_procedure; i++)
		if (hj_procedure_live(&d->procedure[i]) &&
		    (1u << d->procedure[i].channel & HJ_BARS_HOTLINE) != 0)
			return true;
	return false;
}

/* Does the dispute keep this set, or another in the same place? */
static bool
pinned(const struct hj_turn *t, const struct hj_rule_set *set)
{
	for (size_t i = 0; i < t->d->n_pin; i++) {
		const struct hj_rule_set *kept =
		    hj_rule_set_find(t->world->rules, t->d->pin[i].set);

		if (kept != NULL && strcmp(hj_rule_set_place(kept),
					hj_rule_set_place(set)) == 0)
			return true;
	}
	return false;
}

/* Sets of limits in force that the dispute does not have; never a ladder. */
static void
pin(struct hj_turn *t, struct hj_procedure_opened *b)
{
	const struct hj_rules *rules = t->world->rules;

	for (size_t i = 0; i < rules->n; i++) {
		const struct hj_rule_set *set = &rules->set[i];

		if ((set->n_clocks == 0 && set->n_facts == 0 &&
			set->n_tasks == 0) ||
		    set->n_ladder > 0 || pinned(t, set) ||
		    !hj_set_in_force(t, set, t->d->county))
			continue;
		*HJ_PUSH(t->a, b->pin, b->n_pin) =
		    (struct hj_pin){ set->id, set->name };
	}
}

/*
 * What a grid reports the township looks at (网格员初审、镇审核、县区复核):
 * whoever of it stands above the grid sees the report from the first day.
 */
static void
show_above(struct hj_turn *t, const struct hj_procedure *p, struct hj_order *o)
{
	const struct hj_directory *dir = t->world->directory;
	const struct hj_org *org = hj_org_find(dir, p->body);

	if (org == NULL || org->kind->level != GRID)
		return;
	for (int i = 0; i < HJ_TREE_DEPTH && org != NULL; i++) {
		org = hj_org_find(dir, org->parent);
		if (org == NULL || org->kind->level < TOWNSHIP)
			return;
		if (org->kind->level == TOWNSHIP)
			HJ_PUSH(t->a, o->asked, o->n_asked)->text = org->id;
	}
}

static struct hj_order *
order(struct hj_turn *t, const struct hj_procedure *p)
{
	const struct hj_org *centre = hj_org_of_county(
	    t->world->directory, t->d->county, "governance_centre");
	struct hj_order *o = HJ_NEW(t->a, struct hj_order);

	*o = (struct hj_order){
		.no = HJ_NEXT_NO(t->d->n_order),
		.procedure = p->no,
		.holder = p->body,
		.centre = centre != NULL ? centre->id : NULL,
		.ownerless_since =
		    t->frame != NULL && t->frame->occurred_at != 0
			? t->frame->occurred_at
			: t->now,
	};
	show_above(t, p, o);
	return o;
}

struct hj_procedure *
hj_procedure_begins(struct hj_turn *t, struct hj_procedure_opened *b)
{
	struct hj_procedure *p = b->procedure;

	if (p->channel == HJ_CH_HOTLINE && barred(t->d)) {
		hj_would_open(t, p->channel, p->body);
		hj_refuse_in(t, HJ_NO_HOTLINE_BARRED, "channel", t->opens);
		return NULL;
	}
	if (p->channel == HJ_CH_HOTLINE || p->channel == HJ_CH_REPORT) {
		b->order = order(t, p);
		p->stage = HJ_ST_ORDER_RECEIVED;
	}
	pin(t, b);
	hj_happens(t, &hj_ev_procedure_opened, b);
	return hj_procedure_at(t->d, p->no);
}
