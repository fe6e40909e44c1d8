/* Acts that are written down and change nothing; see act.h. */
#include "lib/commands/session/act.h"

#include "lib/commands/people/absence.h"

#include <string.h>

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_INT(hj_act_command, party, 0, 1, 1000, "当事人编号|party"),
	HJ_SEALED(hj_act_command, text, HJ_KEY_TEXT, 20000, "记录|in words"),
};
const struct hj_fields hj_act_command_fields = HJ_COMMAND_FIELDS(hj_act_command, rows);
/* clang-format on */

int64_t
hj_act_procedure(struct hj_turn *t)
{
	int64_t live = 0, last = 0;

	if (t->frame->procedure != 0) {
		if (hj_procedure_at(t->d, t->frame->procedure) == NULL)
			hj_refuse(t, HJ_NO_SUCH_ENTITY, "procedure");
		return t->frame->procedure;
	}
	for (size_t i = 0; i < t->d->n_procedure; i++) {
		const struct hj_procedure *p = &t->d->procedure[i];

		if (!hj_ours(t, p))
			continue;
		last = p->no;
		if (hj_procedure_live(p))
			live = p->no;
	}
	return live != 0 ? live : last;
}

static bool
handled(const struct hj_dispute *d, const char *person)
{
	if (hj_name_in(d->mediated, d->n_mediated, person) ||
	    hj_is_counsel(d, person) ||
	    (d->finder != NULL && strcmp(d->finder, person) == 0))
		return true;
	for (size_t i = 0; i < d->n_order; i++)
		if (d->order[i].handler != NULL &&
		    strcmp(d->order[i].handler, person) == 0)
			return true;
	return hj_name_in(d->answered, d->n_answered, person);
}

bool
hj_act_by_handler(const struct hj_turn *t)
{
	const char *const *self;
	size_t n = hj_selves(t, &self);

	for (size_t i = 0; i < n; i++)
		if (handled(t->d, self[i]))
			return true;
	return false;
}

void
hj_act_decide(struct hj_turn *t, const struct hj_act_command *c,
    const struct hj_event_kind *kind)
{
	int64_t procedure = hj_act_procedure(t);
	const struct hj_party *party = hj_party_at(t->d, c->party);
	struct hj_act *b;

	if (c->party != 0 && (party == NULL || party->removed))
		hj_refuse(t, HJ_NO_PARTY, "party");
	if (t->refused != HJ_NO)
		return;
	b = HJ_NEW(t->a, struct hj_act);
	*b = (struct hj_act){
		.procedure = procedure,
		.by_outside = c->by_outside,
		.bodies = c->bodies,
		.n_bodies = c->n_bodies,
		.party = c->party,
		.source = c->source,
		.manner = c->manner,
		.reached = c->reached,
		.satisfaction = c->satisfaction,
		.received = c->received,
		.number = c->number,
		.meetings = c->meetings,
		.at_least = c->at_least,
		.text = c->text,
	};
	hj_happens(t, kind, b);
}
