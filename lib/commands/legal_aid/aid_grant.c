/*
 * Decide to give legal aid (给予法律援助决定), within seven days (法律援助法43,
 * F).
 *
 * Hardship must be shown, or not be asked for (31, 32, 41, 42).  In an urgent
 * case aid comes first and the papers later (44); without an application there
 * is nothing to decide.  Counsel is to be appointed within three days.
 */
#include "lib/commands/legal_aid/aid.h"

struct aid_grant {
	struct hj_frame frame;
	int hardship; /* enum hj_hardship */
	int32_t limitation_on;
	struct hj_sealed text;
	int urgent; /* enum hj_aid_urgent */
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_WORD(aid_grant, hardship, 0, &hj_hardship_words, "经济困难如何证明|how hardship is shown"),
	HJ_DATE(aid_grant, limitation_on, 0, "时效、期间届满日|day on which the limitation ends"),
	HJ_SEALED(aid_grant, text, HJ_KEY_TEXT, 2000, "决定理由|reasons"),
	HJ_WORD(aid_grant, urgent, 0, &hj_aid_urgent_words, "紧急情形|urgency"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_COMMAND_FIELDS(aid_grant, rows);

/* Is hardship shown, or not asked for? */
static bool
shown(const struct hj_aid *aid)
{
	return aid->hardship != 0 || hj_aid_free_of_hardship(aid->matter);
}

static void
check(struct hj_turn *t, const struct hj_aid *aid)
{
	if (aid->urgent == HJ_UR_LIMITATION) {
		(void)hj_limitation_near(t, aid->limitation_on);
		return;
	}
	if (aid->urgent != 0)
		return;
	if (hj_papers_missing(aid) > 0)
		hj_refuse(t, HJ_NO_AID_PAPERS, NULL);
	else if (!shown(aid))
		hj_refuse(t, HJ_NO_AID_HARDSHIP, "hardship");
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct aid_grant *c = cmd;
	struct hj_aid_set *b = hj_aid_change(t);
	struct hj_aid *aid;

	if (b == NULL)
		return;
	aid = b->aid;
	if (c->hardship != 0)
		aid->hardship = c->hardship;
	if (c->limitation_on != 0)
		aid->limitation_on = c->limitation_on;
	if (c->urgent != 0)
		aid->urgent = c->urgent;
	check(t, aid);
	if (t->refused != HJ_NO)
		return;
	aid->papers_later =
	    aid->urgent != 0 && (hj_papers_missing(aid) > 0 || !shown(aid));
	b->stage = HJ_ST_AID_GRANTED;
	b->phase = HJ_PH_ACCEPTED;
	b->text = c->text;
	hj_happens(t, &hj_ev_aid_granted, b);
}

const struct hj_command hj_cmd_aid_grant = {
	.name = "aid-grant",
	.zh = "给予法律援助",
	.en = "Grant legal aid",
	.fields = &fields,
	.right = HJ_MAY_AID,
	.phases = HJ_PH(OPENED),
	.channels = HJ_CH(LEGAL_AID),
	.stages = HJ_ST(NONE) | HJ_ST(AID_APPLIED) | HJ_ST(AID_SUPPLEMENT),
	.to = HJ_ST(AID_GRANTED),
	.decide = decide,
};
