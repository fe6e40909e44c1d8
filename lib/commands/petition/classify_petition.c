/*
 * Say what kind of petition it is (信访分类): suggestion, accusation or appeal
 * (信访工作条例29-31, F), by the list of matters or by hand.  What it is
 * decides how it is handled; whether it is one of law and litigation
 * (涉法涉诉), whether it can be terminated.
 */
#include "lib/commands/petition/petition.h"

struct classify_petition {
	struct hj_accusing who;
	bool law;
	const char *matter;
	struct hj_sealed text;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_BOOL(classify_petition, law, 0, "涉法涉诉|of law and litigation"),
	HJ_TEXT(classify_petition, matter, 0, 40, "信访事项|matter, a word of the list"),
	HJ_SEALED(classify_petition, text, HJ_KEY_TEXT, 2000, "说明|in words"),
};
/* clang-format on */
static const struct hj_fields fields =
    HJ_ACCUSING_FIELDS(classify_petition, rows);

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct classify_petition *c = cmd;
	struct hj_petition_set *b;

	b = hj_petition_change(t, t->p->no);
	b->petition->law = false;
	if (c->who.class == 0 && c->matter == NULL)
		hj_refuse(t, HJ_NO_WAY, "class");
	else if (hj_petition_accusable(t, &c->who))
		(void)hj_petition_sort(
		    t, b->petition, c->matter, c->who.class, c->law, "matter");
	hj_petition_accuse(t, b->petition, &c->who);
	if (t->refused != HJ_NO)
		return;
	b->stage = HJ_ST_CLASSIFIED;
	b->text = c->text;
	hj_happens(t, &hj_ev_petition_classified, b);
}

const struct hj_command hj_cmd_classify_petition = {
	.name = "classify-petition",
	.zh = "信访分类",
	.en = "Say what kind of petition it is",
	.fields = &fields,
	.right = HJ_MAY_END,
	.flags = HJ_ABOUT_FRAME,
	.phases = HJ_PH_LIVE,
	.channels = HJ_CH(PETITION),
	.stages = HJ_ST(RECEIVED) | HJ_ST(CLASSIFIED),
	.to = HJ_ST(CLASSIFIED),
	.about = hj_petition_about,
	.ready = hj_petition_held,
	.decide = decide,
};
