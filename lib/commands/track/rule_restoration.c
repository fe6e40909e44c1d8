/*
 * The court decides on a period that a party missed (是否准许顺延, 民诉法86,
 * F).  If it is granted the right is there again.
 */
#include "lib/commands/track/restore.h"

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_INT(hj_restore, clock, HJ_REQUIRED, 1, 10000, "耽误的期限|the limit that was missed"),
	HJ_BOOL(hj_restore, granted, 0, "准许顺延|granted"),
	HJ_TEXT(hj_restore, number, 0, 100, "文号|number"),
	HJ_SEALED(hj_restore, text, HJ_KEY_TEXT, 4000, "理由|reason"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_COMMAND_FIELDS(hj_restore, rows);

/* The party's right is not lost after all. */
static void
give_back(struct hj_turn *t, const struct hj_restore *c)
{
	struct hj_clock_set *b = HJ_NEW(t->a, struct hj_clock_set);

	b->clock = HJ_NEW(t->a, struct hj_clock);
	*b->clock = *hj_clock_at(t->d, c->clock);
	b->clock->state = HJ_CS_SET_ASIDE;
	b->reason = c->text;
	hj_happens(t, &hj_ev_expiry_set_aside, b);
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct hj_restore *c = cmd;
	const struct hj_clock *missed = hj_missed(t, c);
	const struct hj_clock *time;

	if (missed == NULL)
		return;
	time = hj_asking_time(t, missed->party);
	if (time == NULL || time->state != HJ_CS_MET) {
		hj_refuse(t, HJ_NO_NO_OBSTACLE, "clock");
		return;
	}
	hj_restoration(t, c, missed->party, &hj_ev_restoration_ruled);
	if (c->granted)
		give_back(t, c);
}

const struct hj_command hj_cmd_rule_restoration = {
	.name = "rule-restoration",
	.zh = "决定是否顺延期限",
	.en = "The court decides on a period that was missed",
	.fields = &fields,
	.right = HJ_MAY_RULE,
	.flags = HJ_IF_MATCH | HJ_WHEN_CLOSED,
	.channels = HJ_CH_COURT,
	.about = hj_restore_about,
	.decide = decide,
};
