/*
 * Erase the person whom the help is for (删除个人信息), with why help was
 * asked: all of it is about that one person.
 */
#include "lib/commands/erase.h"
#include "lib/commands/help/help.h"

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct hj_erase *c = cmd;
	const struct hj_help *h = t->state;
	struct hj_erased *b = hj_erased_new(t, c, true, h->erased, HJ_NO_PARTY);

	if (b == NULL)
		return;
	hj_erased_add_box(t, b, h->name);
	hj_erased_add(t, b, "text");
	hj_happens(t, &hj_ev_help_erased, b);
}

const struct hj_command hj_cmd_erase_help = {
	.name = "erase",
	.zh = "删除个人信息",
	.en = "Erase particulars or texts",
	.fields = &hj_erase_fields,
	.right = HJ_MAY_SETTLE,
	.flags = HJ_INTERNAL | HJ_NO_PROC | HJ_WHEN_CLOSED,
	.decide = decide,
};
