/* Another person of the handler's body is the handler from now on. */
#include "lib/commands/help/help.h"

#include <string.h>

struct hand_over_help {
	struct hj_frame frame;
	const char *person;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_ID(hand_over_help, person, HJ_REQUIRED, "新联系人|the new handler"),
};
static const struct hj_fields fields = HJ_COMMAND_FIELDS(hand_over_help, rows);
/* clang-format on */

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct hand_over_help *c = cmd;
	const struct hj_person *person =
	    hj_person_find(t->world->directory, c->person);
	struct hj_help_set *b;

	if (!hj_help_handler_acts(t))
		return;
	if (person == NULL || person->left ||
	    strcmp(person->org, t->actor.org) != 0) {
		hj_refuse(t, HJ_NO_HELP_HANDLER, "person");
		return;
	}
	b = HJ_NEW(t->a, struct hj_help_set);
	b->handler = c->person;
	hj_happens(t, &hj_ev_help_handed_over, b);
}

const struct hj_command hj_cmd_hand_over_help = {
	.name = "hand-over-help",
	.zh = "更换联系人",
	.en = "Change the handler",
	.fields = &fields,
	.right = HJ_MAY_PREVENT,
	.stages = HJ_HST(OFFERED) | HJ_HST(ACCEPTED),
	.decide = decide,
};
