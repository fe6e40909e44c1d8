/*
 * Name the mediators of a procedure (指定调解员).
 *
 * The committee names one or more (人民调解法19, F), each of whom discloses
 * whether there is an interest.  If the matter is accepted already, mediation
 * begins now; otherwise it begins with acceptance.
 */
#include "lib/commands/procedure/mediators.h"

#include <string.h>

struct assign_mediators {
	struct hj_frame frame;
	struct hj_mediator_input *mediators;
	size_t n_mediators;
	struct hj_sealed text;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_LIST(assign_mediators, mediators, HJ_REQUIRED, &hj_mediator_input_fields, 10, "调解员|mediators"),
	HJ_SEALED(assign_mediators, text, HJ_KEY_TEXT, 2000, "说明|in words"),
};
/* clang-format on */
static const struct hj_fields fields =
    HJ_COMMAND_FIELDS(assign_mediators, rows);

/* Is somebody chosen or designated for it, who is not among those named? */
static bool
passes_over(const struct hj_turn *t, const struct assign_mediators *c)
{
	const struct hj_referral *r = hj_referral_at(t->d, t->p->referral);

	if (r == NULL || r->mediator == NULL)
		return false;
	for (size_t i = 0; i < c->n_mediators; i++)
		if (strcmp(c->mediators[i].person, r->mediator) == 0)
			return false;
	return true;
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct assign_mediators *c = cmd;
	struct hj_mediator *mediators;

	if (t->p->n_mediator > 0) {
		hj_refuse(t, HJ_NO_DUPLICATE, "mediators");
		return;
	}
	if (passes_over(t, c)) {
		hj_refuse(t, HJ_NO_CHOSEN, "mediators");
		return;
	}
	mediators = hj_mediators_named(t, c->mediators, c->n_mediators);
	if (mediators == NULL)
		return;
	hj_mediators_set(t, &hj_ev_mediators_assigned, mediators,
	    c->n_mediators, HJ_NO_TEXT, c->text);
}

const struct hj_command hj_cmd_assign_mediators = {
	.name = "assign-mediators",
	.zh = "指定调解员",
	.en = "Name the mediators",
	.fields = &fields,
	.right = HJ_MAY_ASSIGN,
	.flags = HJ_LEADS_ON,
	.phases = HJ_PH_LIVE,
	.channels = HJ_CH_ASKED,
	.decide = decide,
};
