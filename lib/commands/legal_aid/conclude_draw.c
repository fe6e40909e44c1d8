/*
 * Draw counsel from what was frozen, by the seed of a signed checkpoint
 * (抽取律师).
 *
 * Sent by the service when the checkpoint is there, never by a person; draw.h
 * says how seed and pick are made, so that anybody can do it again.
 */
#include "lib/commands/legal_aid/aid.h"

#include <string.h>

struct conclude_draw {
	struct hj_frame frame;
	int64_t checkpoint_size;
	int64_t draw;
	const char *seed;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_INT(conclude_draw, checkpoint_size, HJ_REQUIRED, 1, HJ_INT_MOST, "检查点大小|size of the checkpoint"),
	HJ_INT(conclude_draw, draw, HJ_REQUIRED, 1, 10000, "抽取编号|number of the draw"),
	HJ_TEXT(conclude_draw, seed, HJ_REQUIRED, 64, "种子|seed, 64 hex digits"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_COMMAND_FIELDS(conclude_draw, rows);

static int64_t
about(const struct hj_dispute *d, const void *cmd)
{
	const struct conclude_draw *c = cmd;
	const struct hj_draw *draw = hj_draw_at(d, c->draw);

	return draw == NULL ? -1 : draw->procedure;
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct conclude_draw *c = cmd;
	const struct hj_draw *draw = hj_draw_at(t->d, c->draw);
	unsigned char seed[HJ_SEED_SIZE];
	struct hj_draw_set *b;
	int at;

	if (draw == NULL || draw->state != HJ_DR_FROZEN)
		hj_refuse(t, HJ_NO_DRAW, "draw");
	else if (strlen(c->seed) != 2 * sizeof(seed) ||
		 !hj_unhex(seed, c->seed, sizeof(seed)))
		hj_refuse(t, HJ_NO_DRAW, "seed");
	if (t->refused != HJ_NO)
		return;
	at = hj_draw_pick(draw->candidate, draw->n_candidate, seed);
	b = HJ_NEW(t->a, struct hj_draw_set);
	b->draw = HJ_NEW(t->a, struct hj_draw);
	*b->draw = *draw;
	b->draw->state = at < 0 ? HJ_DR_DROPPED : HJ_DR_CONCLUDED;
	b->draw->seed = c->seed;
	b->draw->checkpoint_size = c->checkpoint_size;
	if (at < 0)
		b->stage = HJ_ST_AID_GRANTED;
	else
		b->draw->drawn = draw->candidate[at].id;
	hj_happens(t, at < 0 ? &hj_ev_draw_dropped : &hj_ev_draw_concluded, b);
	if (at >= 0)
		hj_appoint(t, hj_aid_change(t), b->draw->roster, b->draw->drawn,
		    HJ_AP_DRAWN);
}

const struct hj_command hj_cmd_conclude_draw = {
	.name = "conclude-draw",
	.zh = "抽取律师",
	.en = "Draw counsel",
	.fields = &fields,
	.right = HJ_MAY_SETTLE,
	.flags = HJ_INTERNAL | HJ_ANY_PART | HJ_WHEN_CLOSED,
	.phases = HJ_PH(ACCEPTED),
	.channels = HJ_CH(LEGAL_AID),
	.stages = HJ_ST(AID_DRAWING),
	.to = HJ_ST(AID_RUNNING) | HJ_ST(AID_GRANTED),
	.about = about,
	.decide = decide,
};
