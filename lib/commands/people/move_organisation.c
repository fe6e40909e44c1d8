/*
 * Put an organisation under another one, or at the top (变更上级单位).
 *
 * Superiors see what is below them, so the tree must stay a tree, and no deeper
 * than what the directory walks.
 */
#include "lib/commands/people/people.h"

#include <string.h>

struct move {
	struct hj_frame frame;
	const char *parent;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_ID(move, parent, 0, "上级单位,空为无上级|organisation above; none if absent"),
};
static const struct hj_fields fields = HJ_COMMAND_FIELDS(move, rows);
/* clang-format on */

/* How many levels hang below `id`. */
static int
levels_below(const struct hj_directory *dir, const char *id)
{
	int most = 0;

	for (size_t i = 0; i < dir->n_org; i++) {
		int n = hj_steps_up(dir, dir->org[i].id, id);

		if (n <= HJ_TREE_DEPTH && n > most)
			most = n;
	}
	return most;
}

static bool
same(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct move *c = cmd;
	const struct hj_organisation *o = t->state;
	const struct hj_directory *dir = t->world->directory;
	struct hj_organisation_moved *b;

	if (o->closed) {
		hj_refuse(t, HJ_NO_ORGANISATION, NULL);
		return;
	}
	if (same(c->parent, o->parent)) {
		hj_refuse(t, HJ_NO_DUPLICATE, "parent");
		return;
	}
	if (c->parent != NULL) {
		if (hj_open_org(t, c->parent, "parent") == NULL)
			return;
		if (hj_steps_up(dir, c->parent, o->id) <= HJ_TREE_DEPTH ||
		    hj_steps_up(dir, c->parent, NULL) +
			    levels_below(dir, o->id) >
			HJ_TREE_DEPTH) {
			hj_refuse(t, HJ_NO_TREE, "parent");
			return;
		}
	}
	b = HJ_NEW(t->a, struct hj_organisation_moved);
	b->parent = c->parent;
	hj_happens(t, &hj_ev_organisation_moved, b);
}

const struct hj_command hj_cmd_move_organisation = {
	.name = "move",
	.zh = "变更上级单位",
	.en = "Put an organisation under another",
	.fields = &fields,
	.right = HJ_MAY_ADMINISTER,
	.decide = decide,
};
