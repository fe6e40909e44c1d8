/* How long a file is kept; see retention.h. */
#include "lib/commands/dossier/retention.h"

#include <string.h>

/* A class, and the set that has it. */
struct found {
	const struct hj_rule_retention *row; /* NULL: none */
	const struct hj_rule_set *set;
};

/* Is the set in force for the dispute, and does it speak of `channel`? */
static bool
speaks(const struct hj_turn *t, const struct hj_rule_set *set, int channel)
{
	if (set->n_retentions == 0 || !hj_set_in_force(t, set, t->d->county))
		return false;
	for (size_t i = 0; i < set->n_retentions; i++)
		if (set->retentions[i].channel == channel)
			return true;
	return false;
}

/* The class of `channel`; a set that the county chose goes before statute. */
static struct found
find(const struct hj_turn *t, int channel, const char *name)
{
	const struct hj_rules *rules = t->world->rules;
	struct found best = { NULL, NULL };

	for (size_t i = 0; i < rules->n; i++) {
		const struct hj_rule_set *set = &rules->set[i];

		if (!speaks(t, set, channel) ||
		    (best.set != NULL && set->on_by_default))
			continue;
		for (size_t k = 0; k < set->n_retentions; k++)
			if (set->retentions[k].channel == channel &&
			    strcmp(set->retentions[k].name, name) == 0)
				best =
				    (struct found){ &set->retentions[k], set };
	}
	return best;
}

/* Do rows of the channel itself say which classes it has? */
static bool
has_own(const struct hj_turn *t, int channel)
{
	for (size_t i = 0; i < t->world->rules->n; i++)
		if (speaks(t, &t->world->rules->set[i], channel))
			return true;
	return false;
}

/* Count the last day, from the end of today. */
static void
count(struct hj_turn *t, struct hj_archived *b)
{
	const struct hj_period period = {
		.limit = { .rule = b->retention,
		    .set = b->set,
		    .article = b->article,
		    .certainty = b->certainty,
		    .n = b->years,
		    .unit = HJ_UNIT_YEARS,
		    .against = HJ_AGAINST_STATE },
		.start_from = t->now,
		.start_to = t->now,
	};
	struct hj_derivation *der = HJ_NEW(t->a, struct hj_derivation);
	struct hj_error err;

	if (b->years == 0 ||
	    hj_derive(t->a, &period, t->world->calendar,
		hj_calendar_current(t->world->calendar, hj_legal_day(t->now)),
		der, &err) != HJ_OK)
		return;
	b->derivation = der;
	b->until = der->due_on.ymd;
}

struct hj_archived *
hj_put_away(struct hj_turn *t, const char *name, int64_t years)
{
	int channel = has_own(t, t->p->channel) ? t->p->channel : 0;
	struct found class = find(t, channel, name);
	struct hj_archived *b;

	if (class.row == NULL) {
		hj_refuse(t, HJ_NO_RETENTION, "retention");
		return NULL;
	}
	if (years != 0 &&
	    (class.row->permanent ||
		(class.row->years != 0 && class.row->years != years))) {
		hj_refuse(t, HJ_NO_RETENTION, "years");
		hj_cite(t, class.row->article, class.row->certainty);
		return NULL;
	}
	b = HJ_NEW(t->a, struct hj_archived);
	*b = (struct hj_archived){ .procedure = t->p->no,
		.on = hj_today(t),
		.retention = class.row->name,
		.years = years != 0 ? years : class.row->years,
		.permanent = class.row->permanent,
		.set = class.set->id,
		.article = class.row->article,
		.certainty = class.row->certainty };
	count(t, b);
	return b;
}
