/*
 * Do not take a matter up (不予受理).
 *
 * The ground is a word of the list, so that statistics and the notice agree.
 * That a party refuses has to be on record before it can be the ground
 * (人民调解法17, F).  Each party that takes part is owed the notice; a refusal
 * to accept never bars another forum (人民调解法3(三), F).  What was applied
 * for before filing is given back on three grounds (在线9, F): no court's
 * matter, another court's, not to be mediated on line.
 */
#include "lib/commands/organ/organ.h"
#include "lib/commands/guard.h"
#include "lib/commands/procedure/consent.h"

struct decline {
	struct hj_frame frame;
	int exclusion; /* enum hj_exclusion, of public-security mediation */
	int ground;    /* enum hj_decline */
	struct hj_sealed text;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_WORD(decline, exclusion, 0, &hj_exclusion_words, "治安调解排除情形|why public security does not mediate it"),
	HJ_WORD(decline, ground, HJ_REQUIRED, &hj_decline_words, "不予受理事由|why not"),
	HJ_SEALED(decline, text, HJ_KEY_TEXT, 2000, "说明|in words"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_COMMAND_FIELDS(decline, rows);

/* Is it one of the three grounds of 在线9? */
static bool
given_back(const struct hj_procedure *p, int ground)
{
	return p->channel == HJ_CH_ASSIGNED &&
	       (ground == HJ_DE_EXCLUSIVE || ground == HJ_DE_NOT_CIVIL ||
		   ground == HJ_DE_OTHER_BODY || ground == HJ_DE_OFF_LINE);
}

/* What the refusal rests on; NULL where no law names the ground. */
static const char *
article(const struct hj_turn *t, const struct hj_procedure *p, int ground)
{
	if (ground == HJ_DE_REFUSED)
		return hj_guard_article_in(t, "consent-missing", p);
	return given_back(p, ground) ? "在线9" : NULL;
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct decline *c = cmd;
	struct hj_procedure_moved *b;
	int64_t procedure = t->p->no;

	if (c->ground == HJ_DE_REFUSED && !hj_somebody_refused(t->p)) {
		hj_refuse_as(t, HJ_NO_GROUND, "ground", "consent-missing");
		return;
	}
	if (c->ground == HJ_DE_OFF_LINE && !given_back(t->p, c->ground)) {
		hj_refuse(t, HJ_NO_GROUND, "ground");
		return;
	}
	if (c->exclusion != 0 && !hj_is_organ(t, t->p, "police_station")) {
		hj_refuse(t, HJ_NO_CHANNEL, "exclusion");
		return;
	}
	b = HJ_NEW(t->a, struct hj_procedure_moved);
	*b = (struct hj_procedure_moved){
		.procedure = procedure,
		.phase = HJ_PH_ENDED,
		.ground = HJ_GR_DECLINED,
		.decline = c->ground,
		.exclusion = c->exclusion,
		.on = hj_occurred_on(t),
		.text = c->text,
	};
	hj_happens(t, &hj_ev_declined, b);
	hj_owe_notices(t, hj_procedure_at(t->d, procedure), HJ_NK_NOT_ACCEPTED,
	    article(t, hj_procedure_at(t->d, procedure), c->ground));
}

const struct hj_command hj_cmd_decline = {
	.name = "decline",
	.zh = "不予受理",
	.en = "Do not take the matter up",
	.fields = &fields,
	.right = HJ_MAY_INTAKE,
	.flags = HJ_LEADS_ON,
	.phases = HJ_PH(OPENED),
	.channels = HJ_CH_ACCEPTED,
	.decide = decide,
};
