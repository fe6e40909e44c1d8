/*
 * The court takes an application for confirmation up (受理司法确认), within
 * three days from receiving it (法释2011-5 4, F).
 */
#include "lib/commands/common.h"

struct accept_confirmation {
	struct hj_frame frame;
	const char *number;
	struct hj_sealed text;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_TEXT(accept_confirmation, number, 0, 100, "案号|number"),
	HJ_SEALED(accept_confirmation, text, HJ_KEY_TEXT, 2000, "说明|in words"),
};
/* clang-format on */
static const struct hj_fields fields =
    HJ_COMMAND_FIELDS(accept_confirmation, rows);

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct accept_confirmation *c = cmd;
	struct hj_procedure_moved *b = HJ_NEW(t->a, struct hj_procedure_moved);

	*b = (struct hj_procedure_moved){
		.procedure = t->p->no,
		.phase = HJ_PH_ACCEPTED,
		.on = hj_occurred_on(t),
		.number = c->number,
		.text = c->text,
	};
	hj_happens(t, &hj_ev_confirmation_accepted, b);
}

const struct hj_command hj_cmd_accept_confirmation = {
	.name = "accept-confirmation",
	.zh = "受理司法确认",
	.en = "The court accepts the application",
	.fields = &fields,
	.right = HJ_MAY_RULE,
	.phases = HJ_PH(OPENED),
	.channels = HJ_CH(CONFIRMATION),
	.decide = decide,
};
