/*
 * Days after which rules alone begin something (在本级满几日 …) are awaited by
 * a limit of the dispute: it falls at the beginning of that day, and then the
 * rules are looked at again.  There is at most one; see ruled.h.
 */
#include "lib/commands/clocks.h"
#include "lib/commands/common.h"
#include "lib/commands/ruled.h"

#include <string.h>

static const struct hj_clock *
awaited(const struct hj_dispute *d)
{
	for (size_t i = d->n_clock; i-- > 0;)
		if (strcmp(d->clock[i].rule, HJ_RULE_DAYS) == 0 &&
		    hj_clock_open(&d->clock[i]))
			return &d->clock[i];
	return NULL;
}

/* Does a set of the dispute read how many days have passed? */
static bool
reads_days(const struct hj_turn *t)
{
	for (size_t i = 0; i < t->d->n_pin; i++) {
		const struct hj_rule_set *set =
		    hj_rule_set_find(t->world->rules, t->d->pin[i].set);

		if (set != NULL && hj_rule_set_reads_days(set))
			return true;
	}
	return false;
}

static struct hj_awaited
next_of(const struct hj_turn *t)
{
	struct hj_ruled m = { NULL, HJ_NO_STRAND };

	if (!t->d->closed && t->d->registered_on != 0 && reads_days(t))
		m = hj_ruled_now(t);
	return m.course == NULL ? (struct hj_awaited){ NULL, 0 }
				: hj_resumed_awaits(m.course);
}

void
hj_rule_days(struct hj_turn *t)
{
	const struct hj_clock *c = awaited(t->d);
	const struct hj_ladder *l = t->d->ladder;
	struct hj_awaited next = next_of(t);
	int64_t most = HJ_LENGTH_MOST / 24, today;
	struct hj_clock wanted;

	/* Beyond that it is looked at in between, and awaited anew. */
	if (next.days > most)
		next.days = most;
	today = hj_legal_day_first(hj_legal_day(hj_turn_moment(t)));
	if (next.set == NULL ? c == NULL
			     : c != NULL && strcmp(c->set, next.set->id) == 0 &&
				   c->due == today + next.days * HJ_DAY_MS)
		return;
	if (c != NULL)
		hj_clock_stop(t, c);
	if (next.set == NULL)
		return;
	wanted = (struct hj_clock){
		.rule = HJ_RULE_DAYS,
		.set = next.set->id,
		.article = next.set->title_zh,
		.effect = HJ_EF_ESCALATE,
		.procedure = l == NULL ? 0 : l->procedure,
		.subject = l == NULL ? 0 : l->step,
		.length = next.days * 24,
		.unit = HJ_UNIT_HOURS,
		.start_from = today,
		.start_to = today,
	};
	hj_clock_start(t, &wanted, HJ_NO_TEXT);
}
