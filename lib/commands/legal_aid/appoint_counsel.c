/*
 * Appoint counsel without a draw, on a ground that is recorded (按事由指派).
 *
 * The roster leaves one, the recipient asks for this counsel, counsel had the
 * matter before, or there is no time (法律援助法44, F).  Whoever is appointed
 * has said that there is no interest in the matter, is on the roster and not on
 * leave, was not replaced, and did not mediate it for a court (特邀16, F);
 * where the guard of 律师法39 (K) is switched on, neither mediated in the
 * dispute at all nor acts for another side.
 */
#include "lib/commands/legal_aid/aid.h"

#include <string.h>

struct appoint_counsel {
	struct hj_frame frame;
	const char *counsel;
	bool disclosed;
	int ground; /* enum hj_aid_appointment */
	bool interest;
	struct hj_sealed reason;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_ID(appoint_counsel, counsel, HJ_REQUIRED, "律师编号|counsel"),
	HJ_BOOL(appoint_counsel, disclosed, 0, "已声明无利害关系|has said there is no interest"),
	HJ_WORD(appoint_counsel, ground, HJ_REQUIRED, &hj_aid_appointment_words, "事由|ground"),
	HJ_BOOL(appoint_counsel, interest, 0, "声明有利害关系|has said there is an interest"),
	HJ_SEALED(appoint_counsel, reason, HJ_REQUIRED | HJ_KEY_TEXT, 2000, "理由|reason"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_COMMAND_FIELDS(appoint_counsel, rows);

static void
check(struct hj_turn *t, const struct appoint_counsel *c,
    const struct hj_counsel *who, const struct hj_aid *aid)
{
	int conflict = who == NULL ? 0 : hj_counsel_conflict(t, aid, who->id);
	const struct hj_procedure *invited =
	    who == NULL ? NULL : hj_mediated_invited(t->d, who->id);

	if (who == NULL || !hj_counsel_on(who, hj_today(t)) ||
	    hj_counsel_away(who, hj_today(t)))
		hj_refuse(t, HJ_NO_COUNSEL, "counsel");
	else if (invited != NULL)
		hj_refuse_in(t, HJ_NO_ROLE, "counsel", invited);
	else if (conflict == HJ_XC_REPLACED)
		hj_refuse(t, HJ_NO_COUNSEL, "counsel");
	else if (conflict != 0)
		hj_refuse(t, HJ_NO_COUNSEL_CONFLICT, "counsel");
	else if (c->interest || !c->disclosed)
		hj_refuse(t, HJ_NO_DISCLOSURE, "disclosed");
}

/* Does the ground fit what there is? */
static void
check_ground(struct hj_turn *t, const struct appoint_counsel *c,
    const struct hj_roster *r, const struct hj_aid *aid)
{
	struct hj_draw sorted = { 0 };

	if (t->refused != HJ_NO)
		return;
	hj_draw_sort(t, r, aid, NULL, 0, &sorted);
	if (c->ground == HJ_AP_DRAWN ||
	    (c->ground == HJ_AP_ONLY_ONE &&
		(sorted.n_candidate != 1 ||
		    strcmp(sorted.candidate[0].id, c->counsel) != 0)))
		hj_refuse(t, HJ_NO_GROUND, "ground");
	else if (c->ground == HJ_AP_URGENT && aid->urgent == 0)
		hj_refuse(t, HJ_NO_AID_URGENT, "ground");
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct appoint_counsel *c = cmd;
	struct hj_aid_set *b = hj_aid_change(t);
	const struct hj_roster *r = hj_roster_of(t->world, t->p->body);
	const struct hj_counsel *who;

	if (b == NULL)
		return;
	if (r == NULL) {
		hj_refuse(t, HJ_NO_ROSTER, NULL);
		return;
	}
	who = hj_counsel_at(r, c->counsel);
	check(t, c, who, b->aid);
	check_ground(t, c, r, b->aid);
	if (t->refused != HJ_NO)
		return;
	b->reason = c->reason;
	hj_appoint(t, b, r->id, who->id, c->ground);
}

const struct hj_command hj_cmd_appoint_counsel = {
	.name = "appoint-counsel",
	.zh = "按事由指派律师",
	.en = "Appoint counsel by ground",
	.fields = &fields,
	.right = HJ_MAY_AID,
	.phases = HJ_PH(ACCEPTED),
	.channels = HJ_CH(LEGAL_AID),
	.stages = HJ_ST(AID_GRANTED),
	.to = HJ_ST(AID_RUNNING),
	.decide = decide,
};
