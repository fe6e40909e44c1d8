/*
 * Pass a petition on: 转送 to the organ that has the matter, or 交办 with a day
 * by which it reports back (信访工作条例22, 23; F).  The petitioner is told
 * where it went.  It is the same petition in other hands, no new procedure.
 *
 * An accusation never goes to whom it accuses, nor to a body under it; a person
 * who is accused is the body that he heads (30, F).
 */
#include "lib/commands/petition/petition.h"
#include "lib/commands/referral/referral.h"

#include <string.h>

struct refer_petition {
	struct hj_frame frame;
	bool assign;
	struct hj_sealed reason;
	int32_t report_by;
	struct hj_sealed text;
	const char *to; /* organisation */
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_BOOL(refer_petition, assign, 0, "交办,须反馈结果|with report-back"),
	HJ_SEALED(refer_petition, reason, HJ_KEY_TEXT, 2000, "理由|reason"),
	HJ_DATE(refer_petition, report_by, 0, "报告办理结果的期限|report back by"),
	HJ_SEALED(refer_petition, text, HJ_KEY_TEXT, 4000, "转送、交办函|letter"),
	HJ_ID(refer_petition, to, HJ_REQUIRED, "接收机关|organ"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_COMMAND_FIELDS(refer_petition, rows);

/* Is `to` this organ, or one under it? */
static bool
reports_to(const struct hj_turn *t, const char *to, const char *organ)
{
	return organ != NULL &&
	       (strcmp(organ, to) == 0 ||
		   hj_org_above(t->world->directory, organ, to));
}

/* Would it reach whom it accuses? */
static bool
accused(const struct hj_turn *t, const char *to)
{
	const struct hj_petition *x = hj_petition_of(t->d, t->p->no);
	const char *organ;

	for (size_t i = 0; i < x->n_accused_people; i++) {
		const struct hj_person *who = hj_person_find(
		    t->world->directory, x->accused_people[i].text);

		if (who != NULL && (who->roles & HJ_RO(HEAD)) != 0 &&
		    reports_to(t, to, who->org))
			return true;
	}
	for (size_t i = 0; (organ = hj_petition_accused_organ(x, i)) != NULL;
	     i++)
		if (reports_to(t, to, organ))
			return true;
	return false;
}

static void
check(struct hj_turn *t, const struct refer_petition *c)
{
	const struct hj_org *to = hj_org_find(t->world->directory, c->to);

	if (to == NULL || to->closed)
		hj_refuse(t, HJ_NO_SUCH_ENTITY, "to");
	else if (strcmp(to->id, t->actor.org) == 0)
		hj_refuse(t, HJ_NO_SAME_BODY, "to");
	else if (accused(t, c->to))
		hj_refuse(t, HJ_NO_ACCUSED, "to");
	else if (!hj_org_handles(to, HJ_CH_PETITION))
		hj_refuse(t, HJ_NO_BODY_CHANNEL, "to");
	else if (c->assign != (c->report_by != 0))
		hj_refuse(t, HJ_NO_ORDER, "report_by");
	else if (c->report_by != 0 && c->report_by < hj_occurred_on(t))
		hj_refuse(t, HJ_NO_ORDER, "report_by");
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct refer_petition *c = cmd;
	int64_t procedure = t->p->no;
	struct hj_referral_set *offer;
	struct hj_petition_set *b;

	check(t, c);
	if (t->refused != HJ_NO)
		return;
	offer = HJ_NEW(t->a, struct hj_referral_set);
	offer->referral = HJ_NEW(t->a, struct hj_referral);
	*offer->referral = (struct hj_referral){
		.kind = HJ_RK_REFER,
		.from = t->actor.org,
		.to = c->to,
		.from_procedure = procedure,
		.channel = HJ_CH_PETITION,
	};
	offer->article = "信访工作条例22、23";
	offer->reason = c->reason;
	offer->text = c->text;
	hj_send(t, offer);
	if (t->refused != HJ_NO)
		return;
	b = hj_petition_change(t, procedure);
	b->petition->referral = offer->referral->no;
	b->petition->assigned = c->assign;
	b->petition->report_by = c->report_by;
	b->stage = c->assign ? HJ_ST_ASSIGNED : HJ_ST_REFERRED;
	b->article = "信访工作条例22";
	hj_happens(t,
	    c->assign ? &hj_ev_petition_assigned : &hj_ev_petition_referred, b);
	hj_owe_petitioners(
	    t, procedure, HJ_NK_PETITION_TOLD, "信访工作条例22、23");
}

const struct hj_command hj_cmd_refer_petition = {
	.name = "refer-petition",
	.zh = "转送、交办信访事项",
	.en = "Pass a petition on",
	.fields = &fields,
	.right = HJ_MAY_END,
	.flags = HJ_ABOUT_FRAME,
	.phases = HJ_PH_LIVE,
	.channels = HJ_CH(PETITION),
	.stages = HJ_ST(CLASSIFIED),
	.to = HJ_ST(REFERRED) | HJ_ST(ASSIGNED),
	.about = hj_petition_about,
	.ready = hj_petition_held,
	.decide = decide,
};
