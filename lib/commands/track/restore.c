/* Periods that a party missed; see restore.h. */
#include "lib/commands/track/restore.h"

#include <string.h>

int64_t
hj_restore_about(const struct hj_dispute *d, const void *cmd)
{
	const struct hj_restore *c = cmd;
	const struct hj_clock *clock = hj_clock_at(d, c->clock);

	return clock == NULL || clock->procedure == 0 ? -1 : clock->procedure;
}

const struct hj_clock *
hj_missed(struct hj_turn *t, const struct hj_restore *c)
{
	const struct hj_clock *clock = hj_clock_at(t->d, c->clock);

	if (clock->effect != HJ_EF_RIGHT_LOST || clock->state != HJ_CS_FIRED ||
	    clock->party == 0)
		hj_refuse_as(
		    t, HJ_NO_SET_ASIDE, "clock", "obstacle-not-recorded");
	return t->refused == HJ_NO ? clock : NULL;
}

const struct hj_clock *
hj_asking_time(const struct hj_turn *t, int64_t party)
{
	for (size_t i = t->d->n_clock; i-- > 0;) {
		const struct hj_clock *c = &t->d->clock[i];

		if (strcmp(c->rule, "CT_POSTP") == 0 && c->party == party &&
		    c->procedure == t->p->no)
			return c;
	}
	return NULL;
}

void
hj_restoration(struct hj_turn *t, const struct hj_restore *c, int64_t party,
    const struct hj_event_kind *kind)
{
	struct hj_restoration_set *b = HJ_NEW(t->a, struct hj_restoration_set);

	*b = (struct hj_restoration_set){
		.procedure = t->p->no,
		.party = party,
		.clock = c->clock,
		.granted = c->granted,
		.number = c->number,
		.text = c->text,
	};
	hj_happens(t, kind, b);
}
