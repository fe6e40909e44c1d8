/*
 * Record an opinion or a review that an organ gave which is no user of this
 * system (系统外机关的意见).  When the petitioner received it is not known, so
 * no limit runs from it and none bars asking for the next one.
 */
#include "lib/commands/petition/petition.h"

struct record_outside_opinion {
	struct hj_frame frame;
	const char *by_outside;
	int outcome; /* enum hj_petition_outcome */
	int rung;    /* enum hj_petition_rung: opinion or review */
	struct hj_sealed text;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_TEXT(record_outside_opinion, by_outside, HJ_REQUIRED, 100, "作出机关(系统外)|organ that gave it"),
	HJ_WORD(record_outside_opinion, outcome, HJ_REQUIRED, &hj_petition_outcome_words, "对诉求的处理|what it says to the request"),
	HJ_WORD(record_outside_opinion, rung, HJ_REQUIRED, &hj_petition_rung_words, "何种意见|which opinion"),
	HJ_SEALED(record_outside_opinion, text, HJ_KEY_TEXT, 20000, "说明|in words"),
};
/* clang-format on */
static const struct hj_fields fields =
    HJ_COMMAND_FIELDS(record_outside_opinion, rows);

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct record_outside_opinion *c = cmd;
	bool review = c->rung == HJ_RG_REVIEW;
	bool given =
	    t->p->stage == HJ_ST_ANSWERED || t->p->stage == HJ_ST_REVIEWING;
	struct hj_petition_set *b;

	/* A review comes after an opinion, an opinion before any. */
	if (c->rung == HJ_RG_RECHECK || review != given) {
		hj_refuse(t, HJ_NO_STAGE, "rung");
		return;
	}
	b = hj_petition_change(t, t->p->no);
	if (review)
		b->petition->review = c->outcome;
	else
		b->petition->opinion = c->outcome;
	b->petition->received_unknown = true;
	b->stage = review ? HJ_ST_REVIEWED : HJ_ST_ANSWERED;
	b->article = review ? "信访工作条例35" : "信访工作条例32";
	b->named = c->by_outside;
	b->text = c->text;
	hj_happens(
	    t, review ? &hj_ev_petition_reviewed : &hj_ev_petition_answered, b);
}

const struct hj_command hj_cmd_record_outside_opinion = {
	.name = "record-outside-opinion",
	.zh = "记系统外机关的意见",
	.en = "Record the opinion of an outside organ",
	.fields = &fields,
	.right = HJ_MAY_RECORD,
	.flags = HJ_ABOUT_FRAME,
	.phases = HJ_PH_LIVE,
	.channels = HJ_CH(PETITION),
	.stages = HJ_ST_AT_HAND | HJ_ST(HANDLING) | HJ_ST(ANSWERED) |
		  HJ_ST(REVIEWING),
	.to = HJ_ST(ANSWERED) | HJ_ST(REVIEWED),
	.about = hj_petition_about,
	.decide = decide,
};
