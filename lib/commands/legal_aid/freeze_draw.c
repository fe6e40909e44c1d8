/*
 * Freeze who may be drawn as counsel, with weights, and who not and why
 * (冻结候选).
 *
 * From here the draw waits for a checkpoint of the log that covers this event;
 * see draw.h.  Conflicts that the roster cannot know are declared here.  A
 * second draw needs that counsel was replaced on a recorded ground.
 */
#include "lib/commands/legal_aid/aid.h"

struct freeze_draw {
	struct hj_frame frame;
	struct hj_conflict *conflicts;
	size_t n_conflicts;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_LIST(freeze_draw, conflicts, 0, &hj_conflict_fields, HJ_COUNSEL_MOST, "已声明的利益冲突|declared conflicts"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_COMMAND_FIELDS(freeze_draw, rows);

static void
check(struct hj_turn *t, const struct freeze_draw *c, const struct hj_roster *r)
{
	if (r == NULL) {
		hj_refuse(t, HJ_NO_ROSTER, NULL);
		return;
	}
	for (size_t i = 0; i < c->n_conflicts; i++)
		if (hj_counsel_at(r, c->conflicts[i].counsel) == NULL)
			hj_refuse(t, HJ_NO_COUNSEL, "conflicts");
		else if (!hj_conflict_declared(c->conflicts[i].reason))
			hj_refuse(t, HJ_NO_GROUND, "conflicts");
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct freeze_draw *c = cmd;
	const struct hj_aid *aid = hj_aid_of(t->d, t->p->no);
	const struct hj_roster *r = hj_roster_of(t->world, t->p->body);
	struct hj_draw_set *b;

	check(t, c, r);
	if (aid == NULL)
		hj_refuse(t, HJ_NO_AID_APPLICATION, NULL);
	if (t->refused != HJ_NO)
		return;
	b = HJ_NEW(t->a, struct hj_draw_set);
	b->draw = HJ_NEW(t->a, struct hj_draw);
	*b->draw = (struct hj_draw){
		.no = HJ_NEXT_NO(t->d->n_draw),
		.procedure = t->p->no,
		.state = HJ_DR_FROZEN,
		.roster = r->id,
	};
	hj_draw_sort(t, r, aid, c->conflicts, c->n_conflicts, b->draw);
	if (b->draw->n_candidate == 0) {
		hj_refuse(t, HJ_NO_CANDIDATE, NULL);
		return;
	}
	b->stage = HJ_ST_AID_DRAWING;
	hj_happens(t, &hj_ev_draw_frozen, b);
}

const struct hj_command hj_cmd_freeze_draw = {
	.name = "freeze-draw",
	.zh = "冻结候选律师",
	.en = "Freeze the candidates",
	.fields = &fields,
	.right = HJ_MAY_AID,
	.phases = HJ_PH(ACCEPTED),
	.channels = HJ_CH(LEGAL_AID),
	.stages = HJ_ST(AID_GRANTED),
	.to = HJ_ST(AID_DRAWING),
	.decide = decide,
};
