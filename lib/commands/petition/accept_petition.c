/*
 * Accept a petition (信访受理) and tell the petitioner (信访工作条例23, F).
 *
 * An appeal of 31(六) gets an opinion within sixty days (34, F); suggestions,
 * accusations and duties (29, 30, 31(五)) have no limit in the Regulation.
 * What has a lawful way of its own (31(一)-(四)) is led there instead.
 */
#include "lib/commands/petition/petition.h"

struct accept_petition {
	struct hj_frame frame;
	struct hj_sealed text;
	int way; /* enum hj_petition_way: duty or opinion */
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_SEALED(accept_petition, text, HJ_KEY_TEXT, 4000, "说明|in words"),
	HJ_WORD(accept_petition, way, 0, &hj_petition_way_words, "途径|way"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_COMMAND_FIELDS(accept_petition, rows);

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct accept_petition *c = cmd;
	int64_t procedure = t->p->no;
	const struct hj_rule_way *way;
	struct hj_petition_set *b;
	struct hj_petition *x;

	b = hj_petition_change(t, procedure);
	x = b->petition;
	if (c->way != 0)
		x->way = c->way;
	else if (x->way == 0 && x->class == HJ_PC_APPEAL)
		x->way = HJ_PW_OPINION;
	way = hj_rule_way_find(hj_petition_rules(t), x->class, x->way);
	if (way == NULL || way->out) {
		hj_refuse(t, HJ_NO_WAY, "way");
		return;
	}
	b->stage = HJ_ST_HANDLING;
	b->phase = t->p->n_mediator > 0 ? HJ_PH_MEDIATING : HJ_PH_ACCEPTED;
	b->article = way->article;
	b->text = c->text;
	hj_happens(t,
	    way->clock != NULL ? &hj_ev_petition_accepted
			       : &hj_ev_petition_taken_up,
	    b);
	hj_owe_petitioners(t, procedure, HJ_NK_PETITION_TOLD, "信访工作条例23");
}

const struct hj_command hj_cmd_accept_petition = {
	.name = "accept-petition",
	.zh = "受理信访事项",
	.en = "Accept a petition",
	.fields = &fields,
	.right = HJ_MAY_END,
	.flags = HJ_ABOUT_FRAME,
	.phases = HJ_PH(OPENED),
	.channels = HJ_CH(PETITION),
	.stages = HJ_ST_AT_HAND | HJ_ST(RETURN_REQUESTED),
	.to = HJ_ST(HANDLING),
	.about = hj_petition_about,
	.ready = hj_petition_handled,
	.decide = decide,
};
