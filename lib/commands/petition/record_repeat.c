/*
 * Record that a petition was repeated (重复信访): while it is being handled
 * (信访工作条例19, F), or after its re-check with the same facts and reasons
 * (36, F).  It is not taken up; the petitioner is told so in writing.
 */
#include "lib/commands/petition/petition.h"

struct record_repeat {
	struct hj_frame frame;
	struct hj_sealed text;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_SEALED(record_repeat, text, HJ_KEY_TEXT, 20000, "经过|in words"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_COMMAND_FIELDS(record_repeat, rows);

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct record_repeat *c = cmd;
	int64_t procedure = t->p->no;
	const struct hj_petition *x = hj_petition_of(t->d, procedure);
	bool live = hj_procedure_live(t->p);
	struct hj_act *b;

	if (!live && x->end != HJ_PE_FINAL && x->end != HJ_PE_LEGAL) {
		hj_refuse(t, HJ_NO_NOT_CLOSED, NULL);
		return;
	}
	b = HJ_NEW(t->a, struct hj_act);
	b->procedure = procedure;
	b->text = c->text;
	hj_happens(t, &hj_ev_petition_repeated, b);
	hj_owe_petitioners(t, procedure, HJ_NK_PETITION_REFUSED,
	    live ? "信访工作条例19" : "信访工作条例36");
}

const struct hj_command hj_cmd_record_repeat = {
	.name = "record-repeat",
	.zh = "记重复信访",
	.en = "Record that a petition was repeated",
	.fields = &fields,
	.right = HJ_MAY_COME_IN,
	.flags = HJ_ANY_PART | HJ_WHEN_CLOSED | HJ_ABOUT_FRAME,
	.channels = HJ_CH(PETITION),
	.stages = HJ_ST_PETITION,
	.about = hj_petition_about,
	.decide = decide,
};
