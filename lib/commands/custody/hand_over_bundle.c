/*
 * Hand pieces of a bundle over (交接卷袋): whoever has them gives them to
 * another body, ticked off.  Pages that are not there are noted; a piece that
 * stays behind stays with the giver, with a reason or without.
 */
#include "lib/commands/custody/custody.h"

#include <string.h>

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_INT(hj_custody_command, bundle, HJ_REQUIRED, 1, HJ_BUNDLES_MOST, "卷袋编号|bundle"),
	HJ_LIST(hj_custody_command, pieces, 0, &hj_tick_fields, HJ_PIECES_MOST, "清点各件,缺省为全部|pieces ticked off; all if absent"),
	HJ_SEALED(hj_custody_command, reason, HJ_KEY_TEXT, 1000, "留下未交的原因|why others stay behind"),
	HJ_ID(hj_custody_command, to, HJ_REQUIRED, "接收单位|who is given them"),
};
/* clang-format on */
static const struct hj_fields fields =
    HJ_COMMAND_FIELDS(hj_custody_command, rows);

/* May it see the matter, so that it can give back what it got? */
static bool
has_part(const struct hj_turn *t, const char *org)
{
	return (hj_relations(t->world->directory, t->d, NULL, org) &
		   (HJ_REL_PART | HJ_REL_OFFERED)) != 0;
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct hj_custody_command *c = cmd;
	const struct hj_bundle *b = hj_bundle_at(t->d, c->bundle);
	const struct hj_org *to = hj_org_find(t->world->directory, c->to);

	if (b == NULL)
		hj_refuse(t, HJ_NO_SUCH_ENTITY, "bundle");
	else if (to == NULL || to->closed)
		hj_refuse(t, HJ_NO_SUCH_ENTITY, "to");
	else if (strcmp(to->id, t->actor.org) == 0)
		hj_refuse(t, HJ_NO_SAME_BODY, "to");
	else if (!has_part(t, to->id))
		hj_refuse(t, HJ_NO_NO_PART, "to");
	if (t->refused == HJ_NO)
		hj_custody_move(
		    t, c, b, to->id, false, &hj_ev_bundle_handed_over);
}

const struct hj_command hj_cmd_hand_over_bundle = {
	.name = "hand-over-bundle",
	.zh = "交接卷袋",
	.en = "Hand a bundle over",
	.fields = &fields,
	.right = HJ_MAY_RECORD,
	.flags = HJ_NO_PROC | HJ_WHEN_CLOSED,
	.decide = decide,
};
