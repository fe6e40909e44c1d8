/*
 * Take note of a link that another dispute asks for, and tell it what it has
 * to know of this one.
 */
#include "lib/commands/links/links.h"

/* clang-format off */
static const struct hj_field history_rows[] = {
	HJ_TEXT(hj_history, by, HJ_REQUIRED, 100, "何单位|which body"),
	HJ_INT(hj_history, meetings, 0, 0, 1000, "调解次数|meetings"),
	HJ_DATE(hj_history, on, 0, "日期|day"),
};
static const struct hj_fields history_fields = HJ_FIELDS(hj_history, history_rows);

static const struct hj_field rows[] = {
	HJ_LIST(hj_note_link, bodies, 0, &hj_id_fields, 100, "对方单位|bodies of the other"),
	HJ_BOOL(hj_note_link, closed, 0, "对方已办结|the other is closed"),
	HJ_LIST(hj_note_link, history, 0, &history_fields, 100, "此前经过|what happened before"),
	HJ_WORD(hj_note_link, kind, HJ_REQUIRED, &hj_link_kind_words, "关系|what the other is to this one"),
	HJ_ID(hj_note_link, org, HJ_REQUIRED, "提出单位|body that asks"),
	HJ_ID(hj_note_link, other, HJ_REQUIRED, "另一纠纷|the other dispute"),
	HJ_BOOL(hj_note_link, petition_final, 0, "对方信访已终结|a petition there was decided for good"),
	HJ_BOOL(hj_note_link, petition_runs, 0, "对方信访正在办理|a petition is at hand there"),
};
const struct hj_fields hj_note_link_fields = HJ_COMMAND_FIELDS(hj_note_link, rows);
/* clang-format on */

/* Has the body that asks a part here, too? */
static bool
may(const struct hj_turn *t, const char *org)
{
	return (hj_relations(t->world->directory, t->d, NULL, org) &
		   (HJ_REL_PART | HJ_REL_ABOVE)) != 0;
}

static const struct hj_event_kind *
event_of(int kind)
{
	return kind == HJ_LK_ABSORBED     ? &hj_ev_absorbed
	       : kind == HJ_LK_SPLIT_FROM ? &hj_ev_split_noted
					  : &hj_ev_link_noted;
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct hj_note_link *c = cmd;
	struct hj_link_set *b;

	if (!may(t, c->org))
		hj_refuse(t, HJ_NO_DISPUTE, "other");
	else if (t->d->merged_into != NULL)
		hj_refuse(t, HJ_NO_MERGED, "other");
	else if (c->kind == HJ_LK_MERGED_INTO || c->kind == HJ_LK_SPLIT_INTO)
		hj_refuse(t, HJ_NO_SUCH_ENTITY, "kind"); /* asked here only */
	else if (c->kind == HJ_LK_ABSORBED && t->d->closed)
		hj_refuse(t, HJ_NO_CLOSED, "other");
	b = t->refused != HJ_NO ? NULL : hj_link_new(t, c->kind, c->other);
	if (b == NULL)
		return;
	b->link->org = c->org;
	b->link->other_closed = c->closed;
	b->link->petition_final = c->petition_final;
	b->link->petition_runs = c->petition_runs;
	b->link->bodies = c->bodies;
	b->link->n_bodies = c->n_bodies;
	b->link->rests = hj_link_rests(t->d);
	b->history = c->history;
	b->n_history = c->n_history;
	hj_happens(t, event_of(c->kind), b);
	hj_link_tell_other(t, c->other);
}

const struct hj_command hj_cmd_note_link = {
	.name = "note-link",
	.zh = "记入被关联",
	.en = "Take note of a link",
	.fields = &hj_note_link_fields,
	.right = HJ_MAY_SETTLE,
	.flags = HJ_INTERNAL | HJ_NO_PROC | HJ_WHEN_CLOSED,
	.decide = decide,
	.back = "note-link-refused",
};
