/*
 * Which rule sets are in force in a county today; see turn.h.
 *
 * A county has what ships and is on by default, what its administrator has
 * chosen by name, and what it has published itself from a day on.  Of published
 * sets in one place the one with the latest day holds, even if its own days are
 * over: an older one does not come back by itself.
 */
#include "lib/commands/turn.h"

#include <string.h>

static const struct hj_county_rules *
rules_of(const struct hj_world *world, const char *county)
{
	for (size_t i = 0; county != NULL && i < world->n_county; i++)
		if (strcmp(world->county[i].county, county) == 0)
			return &world->county[i];
	return NULL;
}

static bool
later(const struct hj_enacted *e, const struct hj_enacted *best)
{
	return best == NULL || e->from > best->from ||
	       (e->from == best->from && e->at > best->at);
}

/* The published set that stands in the place of `set` today, or NULL. */
static const struct hj_enacted *
holder(const struct hj_county_rules *c, const struct hj_rule_set *set,
    int32_t today)
{
	const char *place = hj_rule_set_place(set);
	const struct hj_enacted *best = NULL;

	for (size_t i = 0; i < c->n_enacted; i++) {
		const struct hj_enacted *e = &c->enacted[i];
		bool here = set->n_ladder > 0
				? e->ladder
				: !e->ladder && strcmp(e->instead, place) == 0;

		if (here && e->from <= today && later(e, best))
			best = e;
	}
	return best;
}

static bool
chosen(const struct hj_county_rules *c, const struct hj_rule_set *set)
{
	return (c->ladder != NULL && strcmp(c->ladder, set->name) == 0) ||
	       hj_name_in(c->sets, c->n_sets, set->name);
}

bool
hj_set_in_force(
    const struct hj_turn *t, const struct hj_rule_set *set, const char *county)
{
	const struct hj_county_rules *c = rules_of(t->world, county);
	const struct hj_enacted *e;
	int32_t today = hj_today(t);

	if (!hj_rule_set_holds_on(set, today))
		return false;
	if (set->on_by_default)
		return true;
	if (c == NULL)
		return false;
	e = holder(c, set, today);
	if (set->published)
		return e != NULL && strcmp(e->set, set->id) == 0;
	return e == NULL && chosen(c, set);
}

void
hj_refuse_area(
    struct hj_turn *t, const struct hj_rule_set *set, const char *field)
{
	if (t->refused == HJ_NO)
		t->refused_do = set->area;
	hj_refuse(t, HJ_NO_AREA, field);
}

bool
hj_set_fits(struct hj_turn *t, const struct hj_rule_set *set,
    const char *county, const char *field)
{
	struct hj_buf b;

	if (!hj_rule_set_open_to(set, county)) {
		hj_refuse_area(t, set, field);
		return false;
	}
	if (hj_rule_set_holds_on(set, hj_today(t)))
		return true;
	if (t->refused == HJ_NO) {
		hj_buf_init(&b, 64);
		hj_date_format(&b, (struct hj_date){ set->valid_from });
		hj_buf_puts(&b, " –");
		if (set->valid_to != 0) {
			hj_buf_putc(&b, ' ');
			hj_date_format(&b, (struct hj_date){ set->valid_to });
		}
		t->refused_do = hj_buf_keep(t->a, &b);
	}
	hj_refuse(t, HJ_NO_NOT_IN_FORCE, field);
	return false;
}
