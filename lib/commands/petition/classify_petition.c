/*
 * Say what kind of petition it is (信访分类): suggestion, accusation or appeal
 * (信访工作条例29-31, F), by the list of matters or by hand.  What it is
 * decides how it is handled; whether it is one of law and litigation
 * (涉法涉诉), whether it can be terminated.
 */
#include "lib/commands/petition/petition.h"

struct classify_petition {
	struct hj_frame frame;
	const char *accused; /* organ */
	struct hj_name *accused_organs;
	size_t n_accused_organs;
	struct hj_name *accused_people;
	size_t n_accused_people;
	int class; /* enum hj_petition_class */
	bool law;
	const char *matter;
	struct hj_sealed text;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_ID(classify_petition, accused, 0, "被检举控告的单位|accused organ"),
	HJ_LIST(classify_petition, accused_organs, 0, &hj_id_fields, HJ_ACCUSED_MOST, "其他被检举控告的单位|further accused organs"),
	HJ_LIST(classify_petition, accused_people, 0, &hj_id_fields, HJ_ACCUSED_MOST, "被检举控告的工作人员|accused people of the staff"),
	HJ_WORD(classify_petition, class, 0, &hj_petition_class_words, "信访类别|class"),
	HJ_BOOL(classify_petition, law, 0, "涉法涉诉|of law and litigation"),
	HJ_TEXT(classify_petition, matter, 0, 40, "信访事项|matter, a word of the list"),
	HJ_SEALED(classify_petition, text, HJ_KEY_TEXT, 2000, "说明|in words"),
};
/* clang-format on */
static const struct hj_fields fields =
    HJ_COMMAND_FIELDS(classify_petition, rows);

/* Whom it accuses. */
static struct hj_accused
accused(const struct classify_petition *c)
{
	return (struct hj_accused){
		.class = c->class,
		.organ = c->accused,
		.organs = c->accused_organs,
		.n_organs = c->n_accused_organs,
		.people = c->accused_people,
		.n_people = c->n_accused_people,
	};
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct classify_petition *c = cmd;
	const struct hj_accused who = accused(c);
	struct hj_petition_set *b;

	if (!hj_petition_held(t))
		return;
	b = hj_petition_change(t, t->p->no);
	b->petition->law = false;
	if (c->class == 0 && c->matter == NULL)
		hj_refuse(t, HJ_NO_WAY, "class");
	else if (hj_petition_accusable(t, &who))
		(void)hj_petition_sort(
		    t, b->petition, c->matter, c->class, c->law, "matter");
	hj_petition_accuse(t, b->petition, &who);
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
	.decide = decide,
};
