/*
 * The roll of a group has changed: its totals, as of one of its events.  Asked
 * by the group, never by a person; what is older than what is known changes
 * nothing.
 *
 * The first answer also admits the bodies that have a part in the dispute.
 */
#include "lib/commands/command.h"
#include "lib/commands/readers.h"

#include <string.h>

struct count_group {
	struct hj_frame frame;
	struct hj_group_count *count;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_OBJECT(count_group, count, HJ_REQUIRED, &hj_group_count_fields, "合计|totals"),
};
static const struct hj_fields fields = HJ_COMMAND_FIELDS(count_group, rows);
/* clang-format on */

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct count_group *c = cmd;
	const struct hj_group_count *now = hj_group_of(t->d, c->count->party);
	struct hj_group_counted *b;
	bool first;

	if (now == NULL || c->count->group == NULL ||
	    strcmp(now->group, c->count->group) != 0) {
		hj_refuse(t, HJ_NO_NO_GROUP, "count");
		return;
	}
	if (c->count->as_of <= now->as_of)
		return;
	first = now->as_of == 0;
	b = HJ_NEW(t->a, struct hj_group_counted);
	b->count = c->count;
	hj_happens(t, &hj_ev_group_counted, b);
	if (first)
		hj_readers_admit(t, "group", c->count->group);
}

const struct hj_command hj_cmd_count_group = {
	.name = "count-group",
	.zh = "群体合计",
	.en = "Take over the totals of a group",
	.fields = &fields,
	.right = HJ_MAY_SETTLE,
	.flags = HJ_INTERNAL | HJ_NO_PROC | HJ_WHEN_CLOSED,
	.decide = decide,
};
