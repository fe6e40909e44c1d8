/*
 * A dispute takes note of a compact that bears on it, as evidence.  Asked by
 * the compact, never by a person; refused if the body that keeps it has nothing
 * to do with the dispute.
 *
 * The bodies with a part in the dispute may then read the compact.
 */
#include "lib/commands/command.h"
#include "lib/commands/compact/compact.h"
#include "lib/commands/readers.h"

#include <string.h>

struct take_compact {
	struct hj_frame frame;
	struct hj_prior_compact *compact;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_OBJECT(take_compact, compact, HJ_REQUIRED, &hj_prior_compact_fields, "公约|the compact"),
};
static const struct hj_fields fields = HJ_COMMAND_FIELDS(take_compact, rows);
/* clang-format on */

/* It has a part, or stands above or below a body that has. */
static bool
concerned(const struct hj_turn *t, const char *owner)
{
	const unsigned some = HJ_REL_PART | HJ_REL_OFFERED | HJ_REL_ABOVE;
	const struct hj_directory *dir = t->world->directory;

	if (hj_petition_bars(t->d, owner))
		return false;
	for (size_t i = 0; i < t->d->n_procedure; i++)
		if (t->d->procedure[i].body != NULL &&
		    hj_org_above(dir, t->d->procedure[i].body, owner))
			return true;
	return (hj_relations(dir, t->d, NULL, owner) & some) != 0;
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct take_compact *c = cmd;
	struct hj_compact_linked *b;

	if (!concerned(t, c->compact->owner))
		hj_refuse(t, HJ_NO_RIGHT, "compact");
	if (t->d->n_compact >= HJ_DISPUTE_COMPACTS_MOST)
		hj_refuse(t, HJ_NO_LIMIT_SIZE, NULL);
	for (size_t i = 0; i < t->d->n_compact; i++)
		if (strcmp(t->d->compact[i].compact, c->compact->compact) == 0)
			hj_refuse(t, HJ_NO_DUPLICATE, "compact");
	if (t->refused != HJ_NO)
		return;
	b = HJ_NEW(t->a, struct hj_compact_linked);
	b->compact = c->compact;
	hj_happens(t, &hj_ev_compact_linked, b);
	hj_readers_admit(t, "compact", c->compact->compact);
}

const struct hj_command hj_cmd_take_compact = {
	.name = "take-compact",
	.zh = "关联公约",
	.en = "Take note of a compact",
	.fields = &fields,
	.right = HJ_MAY_SETTLE,
	.flags = HJ_INTERNAL | HJ_NO_PROC | HJ_WHEN_CLOSED,
	.decide = decide,
};
