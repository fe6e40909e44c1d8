/*
 * What a linked dispute tells of itself: whether it is closed, where a petition
 * about it stands, and after a merge the bodies that go on with it there, which
 * may then look here.
 */
#include "lib/commands/links/links.h"

#include <string.h>

struct note_other {
	struct hj_frame frame;
	struct hj_name *bodies;
	size_t n_bodies;
	bool closed;
	const char *other;
	bool petition_final;
	bool petition_runs;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_LIST(note_other, bodies, 0, &hj_id_fields, 100, "对方单位|bodies of the other"),
	HJ_BOOL(note_other, closed, 0, "对方已办结|the other is closed"),
	HJ_ID(note_other, other, HJ_REQUIRED, "另一纠纷|the other dispute"),
	HJ_BOOL(note_other, petition_final, 0, "对方信访已终结|a petition there was decided for good"),
	HJ_BOOL(note_other, petition_runs, 0, "对方信访正在办理|a petition is at hand there"),
};
static const struct hj_fields fields = HJ_COMMAND_FIELDS(note_other, rows);
/* clang-format on */

static bool
is_news(const struct hj_link *link, const struct note_other *c)
{
	return link->other_closed != c->closed ||
	       link->n_bodies != c->n_bodies ||
	       link->petition_final != c->petition_final ||
	       link->petition_runs != c->petition_runs;
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct note_other *c = cmd;

	for (size_t i = 0; i < t->d->n_link; i++) {
		const struct hj_link *link = &t->d->link[i];
		struct hj_link_set *b;

		if (link->state != HJ_LS_STANDING ||
		    strcmp(link->other, c->other) != 0 || !is_news(link, c))
			continue;
		b = hj_link_again(t, link);
		b->link->other_closed = c->closed;
		b->link->petition_final = c->petition_final;
		b->link->petition_runs = c->petition_runs;
		if (link->kind == HJ_LK_MERGED_INTO) {
			b->link->bodies = c->bodies;
			b->link->n_bodies = c->n_bodies;
		}
		hj_happens(t, &hj_ev_link_told, b);
	}
}

const struct hj_command hj_cmd_note_other = {
	.name = "note-other",
	.zh = "记入关联纠纷情况",
	.en = "Take note of a linked dispute",
	.fields = &fields,
	.right = HJ_MAY_SETTLE,
	.flags = HJ_INTERNAL | HJ_NO_PROC | HJ_WHEN_CLOSED,
	.decide = decide,
};
