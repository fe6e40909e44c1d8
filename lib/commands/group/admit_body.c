/* Another body has a part in the dispute: it sees the roll, too. */
#include "lib/commands/group/group.h"

#include <string.h>

struct admit_body {
	struct hj_frame frame;
	const char *org;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_ID(admit_body, org, HJ_REQUIRED, "单位|body"),
};
static const struct hj_fields fields = HJ_COMMAND_FIELDS(admit_body, rows);
/* clang-format on */

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct admit_body *c = cmd;
	const struct hj_group *g = t->state;
	struct hj_group_admitted *b;

	for (size_t i = 0; i < g->n_body; i++)
		if (strcmp(g->body[i].text, c->org) == 0)
			return; /* it does already */
	b = HJ_NEW(t->a, struct hj_group_admitted);
	b->org = c->org;
	hj_happens(t, &hj_ev_group_admitted, b);
}

const struct hj_command hj_cmd_admit_body = {
	.name = "admit-body",
	.zh = "单位加入",
	.en = "Admit a body to the roll",
	.fields = &fields,
	.right = HJ_MAY_SETTLE,
	.flags = HJ_INTERNAL,
	.decide = decide,
};
