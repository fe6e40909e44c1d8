/*
 * Replace the mediators of a procedure (更换调解员).
 *
 * A party may ask for it (特邀调解规定12, F), and so may leave, illness or an
 * interest that shows later.  The new list stands in place of the old one; what
 * is handed over is told with it.
 */
#include "lib/commands/procedure/mediators.h"

struct replace_mediators {
	struct hj_frame frame;
	struct hj_mediator_input *mediators;
	size_t n_mediators;
	struct hj_sealed hand_over;
	struct hj_sealed reason;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_SEALED(replace_mediators, hand_over, HJ_KEY_TEXT, 2000, "交接情况|what was handed over"),
	HJ_LIST(replace_mediators, mediators, HJ_REQUIRED, &hj_mediator_input_fields, 10, "新的调解员|the new mediators"),
	HJ_SEALED(replace_mediators, reason, HJ_REQUIRED | HJ_KEY_TEXT, 1000, "更换原因|reason"),
};
/* clang-format on */
static const struct hj_fields fields =
    HJ_COMMAND_FIELDS(replace_mediators, rows);

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct replace_mediators *c = cmd;
	struct hj_mediator *mediators;

	if (t->p->n_mediator == 0) {
		hj_refuse(t, HJ_NO_MEDIATOR, NULL);
		return;
	}
	mediators = hj_mediators_named(t, c->mediators, c->n_mediators);
	if (mediators == NULL)
		return;
	hj_mediators_set(t, &hj_ev_mediators_replaced, mediators,
	    c->n_mediators, c->reason, c->hand_over);
}

const struct hj_command hj_cmd_replace_mediators = {
	.name = "replace-mediators",
	.zh = "更换调解员",
	.en = "Replace the mediators",
	.fields = &fields,
	.right = HJ_MAY_ASSIGN,
	.flags = HJ_ASKS_AGAIN,
	.phases = HJ_PH_LIVE,
	.channels = HJ_CH_ASKED,
	.decide = decide,
};
