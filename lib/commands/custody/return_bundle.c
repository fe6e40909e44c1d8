/*
 * Pieces of a bundle come back to the body whose it is (退还卷袋).
 *
 * Whoever has them gives them back, or the owner ticks off what came; what is
 * not ticked is still with whoever had it.
 */
#include "lib/commands/custody/custody.h"

#include <string.h>

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_INT(hj_custody_command, bundle, HJ_REQUIRED, 1, HJ_BUNDLES_MOST, "卷袋编号|bundle"),
	HJ_LIST(hj_custody_command, pieces, 0, &hj_tick_fields, HJ_PIECES_MOST, "清点各件,缺省为全部|pieces ticked off; all if absent"),
	HJ_SEALED(hj_custody_command, reason, HJ_KEY_TEXT, 1000, "未退还的原因|why others do not come back"),
};
/* clang-format on */
static const struct hj_fields fields =
    HJ_COMMAND_FIELDS(hj_custody_command, rows);

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct hj_custody_command *c = cmd;
	const struct hj_bundle *b = hj_bundle_at(t->d, c->bundle);

	if (b == NULL)
		hj_refuse(t, HJ_NO_SUCH_ENTITY, "bundle");
	else
		hj_custody_move(t, c, b, b->owner,
		    strcmp(b->owner, t->actor.org) == 0,
		    &hj_ev_bundle_returned);
}

const struct hj_command hj_cmd_return_bundle = {
	.name = "return-bundle",
	.zh = "退还卷袋",
	.en = "Give a bundle back",
	.fields = &fields,
	.right = HJ_MAY_RECORD,
	.flags = HJ_NO_PROC | HJ_WHEN_CLOSED,
	.decide = decide,
};
