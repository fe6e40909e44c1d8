/*
 * Supervise a petition (督办): it is put off, handled for form only, delayed,
 * told falsely, or an opinion is not carried out (信访工作条例38-41, F).
 *
 * By the body that holds it or one above; who handles, reviews or re-checks it
 * does not supervise itself.  What is supervised stays where it is.
 */
#include "lib/commands/petition/petition.h"

struct supervise_petition {
	struct hj_frame frame;
	struct hj_sealed text;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_SEALED(supervise_petition, text, HJ_REQUIRED | HJ_KEY_TEXT, 4000, "督办意见|what is asked"),
};
/* clang-format on */
static const struct hj_fields fields =
    HJ_COMMAND_FIELDS(supervise_petition, rows);

static void
ready(struct hj_turn *t)
{
	if (hj_petition_handles(t) ||
	    hj_petition_with(t->d, t->p->no, t->actor.org))
		hj_refuse(t, HJ_NO_RIGHT, "procedure");
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct supervise_petition *c = cmd;

	hj_petition_tell(t, t->p->no, &hj_ev_petition_supervised, c->text);
}

const struct hj_command hj_cmd_supervise_petition = {
	.name = "supervise-petition",
	.zh = "督办信访事项",
	.en = "Supervise a petition",
	.fields = &fields,
	.right = HJ_MAY_SUPERVISE,
	.flags = HJ_ANY_PART | HJ_ABOUT_FRAME,
	.phases = HJ_PH_LIVE,
	.channels = HJ_CH(PETITION),
	.stages = HJ_ST_PETITION,
	.about = hj_petition_about,
	.ready = ready,
	.decide = decide,
};
