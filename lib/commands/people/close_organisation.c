/*
 * Close an organisation (撤销单位).
 *
 * Nobody is left in it and no open body below it, so that nothing is without an
 * owner.  Its timeline and its file numbers stay; a number asked for by a
 * matter it accepted before is still given.
 */
#include "lib/commands/people/people.h"

#include <string.h>

struct close {
	struct hj_frame frame;
	const char *reason;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_TEXT(close, reason, 0, 200, "事由|reason"),
};
static const struct hj_fields fields = HJ_COMMAND_FIELDS(close, rows);
/* clang-format on */

/* Does somebody work there, or an open body stand below? */
static bool
in_use(const struct hj_directory *dir, const char *id)
{
	for (size_t i = 0; i < dir->n_person; i++)
		if (!dir->person[i].left && strcmp(dir->person[i].org, id) == 0)
			return true;
	for (size_t i = 0; i < dir->n_org; i++)
		if (!dir->org[i].closed && dir->org[i].parent != NULL &&
		    strcmp(dir->org[i].parent, id) == 0)
			return true;
	return false;
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct close *c = cmd;
	const struct hj_organisation *o = t->state;
	struct hj_organisation_closed *b;

	if (o->closed) {
		hj_refuse(t, HJ_NO_DUPLICATE, NULL);
		return;
	}
	if (in_use(t->world->directory, o->id)) {
		hj_refuse(t, HJ_NO_STILL_USED, NULL);
		return;
	}
	b = HJ_NEW(t->a, struct hj_organisation_closed);
	b->reason = c->reason;
	hj_happens(t, &hj_ev_organisation_closed, b);
}

const struct hj_command hj_cmd_close_organisation = {
	.name = "close",
	.zh = "撤销单位",
	.en = "Close an organisation",
	.fields = &fields,
	.right = HJ_MAY_ADMINISTER,
	.decide = decide,
};
