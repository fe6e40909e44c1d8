/*
 * Decide as the ladder of the dispute lets a named office decide (按规则决定):
 * who has to handle it, that it goes on or ends.
 *
 * The step's exits say where that leads and who decides; without such an exit
 * that fits the facts there is nothing to decide.
 */
#include "lib/commands/ladder.h"

struct decide_step {
	struct hj_frame frame;
	struct hj_sealed text;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_SEALED(decide_step, text, HJ_REQUIRED | HJ_KEY_TEXT, 2000, "决定及理由|what is decided, and why"),
};
static const struct hj_fields fields = HJ_COMMAND_FIELDS(decide_step, rows);
/* clang-format on */

/* Does the step say what a decision does? */
static bool
may_decide(const struct hj_turn *t)
{
	const struct hj_ladder *l = t->d->ladder;
	const struct hj_rule_step *step =
	    l == NULL || l->done ? NULL : hj_ladder_step(t, l->step);
	const struct hj_rule_set *set =
	    l == NULL ? NULL : hj_rule_set_find(t->world->rules, l->set);

	for (size_t i = 0; step != NULL && i < step->n_exits; i++)
		if (step->exits[i].on == HJ_EO_DECIDED &&
		    hj_ruled_holds(
			t, set, step->exits[i].when, step->exits[i].n_when))
			return true;
	return false;
}

static void
ready(struct hj_turn *t)
{
	if (!may_decide(t))
		hj_refuse(t, HJ_NO_NOTHING_TO_DECIDE, NULL);
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct decide_step *c = cmd;
	struct hj_act *b;

	b = HJ_NEW(t->a, struct hj_act);
	b->procedure = t->d->ladder->procedure;
	b->text = c->text;
	hj_happens(t, &hj_ev_step_decided, b);
}

const struct hj_command hj_cmd_decide_step = {
	.name = "decide-step",
	.zh = "按分级规则作出决定",
	.en = "Decide as the ladder says",
	.fields = &fields,
	.right = HJ_MAY_REFER,
	.flags = HJ_NO_PROC | HJ_IF_MATCH,
	.ready = ready,
	.decide = decide,
};
