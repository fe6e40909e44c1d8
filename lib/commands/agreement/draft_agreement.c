/*
 * Draft a written agreement (拟定调解协议).
 *
 * What it may say: who owes what to whom, in money or in deeds, until when
 * (人民调解法29, F: "可以载明").  A draft has no effect; several may lie side
 * by side.  With `replaces` it is the next version of an agreement in effect,
 * which gives way when this one takes effect; what was paid is carried over to
 * the terms that say so.  With `supplements` it changes single terms of one
 * that stays.  With `issues` it settles these; the rest goes on.  Who may not
 * conclude such agreements drafts none unless the body that signs has joined
 * (人民调解法8, 29, F); in entrusted mediation the court concludes, by its
 * letter (民诉法100).
 */
#include "lib/commands/agreement/agreement.h"
#include "lib/commands/procedure/consent.h"

/* May the host, or the signer that joined it, conclude agreements in `p`? */
static bool
concludes(const struct hj_turn *t, const struct hj_procedure *p)
{
	const struct hj_directory *dir = t->world->directory;
	const struct hj_org *body = hj_org_find(dir, p->body);
	const struct hj_org *signer = hj_org_find(dir, p->signer);

	if (p->channel == HJ_CH_ENTRUSTED)
		return body != NULL && hj_org_handles(body, p->channel);
	return (body != NULL && hj_org_concludes(body, p->channel)) ||
	       (signer != NULL && hj_org_concludes(signer, p->channel));
}

/* Forums where a settlement is one act among others need no mediators yet. */
static bool
phase_fits(const struct hj_procedure *p)
{
	return p->phase == HJ_PH_MEDIATING || p->phase == HJ_PH_SETTLED ||
	       (HJ_CH_ACCEPTED & 1u << p->channel) == 0;
}

static void
ready(struct hj_turn *t)
{
	const struct hj_org *org = hj_turn_org(t);

	if (!phase_fits(t->p))
		hj_refuse(t, HJ_NO_PHASE, "procedure");
	else if (org == NULL || !hj_org_mediates(org))
		hj_refuse(t, HJ_NO_SEPARATION, NULL);
	else if (!concludes(t, t->p))
		hj_refuse(t, HJ_NO_CONCLUDE, NULL);
	else if (!hj_settling_agreed(t->d, t->p))
		hj_refuse(t, HJ_NO_CONSENT, NULL);
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct hj_agreement_input *c = cmd;
	struct hj_agreement *a = NULL;
	struct hj_agreement_drafted *b;

	/* What is settled already, another version or a supplement changes. */
	if (t->p->phase == HJ_PH_SETTLED && c->replaces == 0 &&
	    c->supplements == 0)
		hj_refuse(t, HJ_NO_PHASE, "procedure");
	else
		a = hj_agreement_make(t, c, t->p->no, HJ_AF_WRITTEN);
	if (a == NULL)
		return;
	b = HJ_NEW(t->a, struct hj_agreement_drafted);
	b->agreement = a;
	b->text = c->text;
	hj_happens(t, &hj_ev_agreement_drafted, b);
}

const struct hj_command hj_cmd_draft_agreement = {
	.name = "draft-agreement",
	.zh = "拟定调解协议",
	.en = "Draft a written agreement",
	.fields = &hj_agreement_input_fields,
	.right = HJ_MAY_MEDIATE,
	.flags = HJ_LEADS_ON,
	.phases = HJ_PH_LIVE | HJ_PH(SETTLED),
	.channels = HJ_CH_ASKED | HJ_CH(ENFORCEMENT),
	.stages = HJ_ST_SITS,
	.ready = ready,
	.decide = decide,
};
