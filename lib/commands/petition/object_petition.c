/*
 * Object to a petition that was passed on (提出异议): it is not this organ's.
 *
 * Within five working days of receipt, with reasons; the papers go back only
 * if who passed it on agrees (信访工作条例23, F).  What a later objection does
 * is not said; here the petition stays with the organ.
 */
#include "lib/commands/petition/petition.h"

#include <string.h>

struct object_petition {
	struct hj_frame frame;
	struct hj_sealed reason;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_SEALED(object_petition, reason, HJ_REQUIRED | HJ_KEY_TEXT, 2000, "理由|reason"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_COMMAND_FIELDS(object_petition, rows);

/* Has the organ's newest right to object ended? */
static bool
too_late(const struct hj_turn *t)
{
	for (size_t i = t->d->n_clock; i-- > 0;) {
		const struct hj_clock *c = &t->d->clock[i];

		/* The only right that an organ has here is to object. */
		if (c->procedure == t->p->no && c->party == 0 &&
		    c->effect == HJ_EF_RIGHT_LOST)
			return c->state == HJ_CS_FIRED || c->state == HJ_CS_MET;
	}
	return false;
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct object_petition *c = cmd;
	struct hj_petition_set *b;

	if (too_late(t)) {
		hj_refuse(t, HJ_NO_OBJECT_LATE, NULL);
		return;
	}
	b = hj_petition_change(t, t->p->no);
	b->stage = HJ_ST_RETURN_REQUESTED;
	b->article = "信访工作条例23";
	b->reason = c->reason;
	hj_happens(t, &hj_ev_petition_objected, b);
}

const struct hj_command hj_cmd_object_petition = {
	.name = "object-petition",
	.zh = "对转送、交办提出异议",
	.en = "Object to a petition passed on",
	.fields = &fields,
	.right = HJ_MAY_END,
	.flags = HJ_ABOUT_FRAME,
	.phases = HJ_PH_LIVE,
	.channels = HJ_CH(PETITION),
	.stages = HJ_ST(TAKEN),
	.to = HJ_ST(RETURN_REQUESTED),
	.about = hj_petition_about,
	.ready = hj_petition_handled,
	.decide = decide,
};
