/*
 * Record an oral agreement (口头协议登记).
 *
 * Where the parties think no paper is needed they agree by word, and the
 * mediator records it; it takes effect that day (人民调解法28, 30, F).  A grid
 * worker, a police station or a court that hosts records one likewise; an oral
 * agreement needs no signer, since nobody signs.
 */
#include "lib/commands/agreement/agreement.h"
#include "lib/commands/procedure/consent.h"

static void
ready(struct hj_turn *t)
{
	const struct hj_org *org = hj_turn_org(t);

	if ((HJ_CH_ACCEPTED & 1u << t->p->channel) != 0 &&
	    t->p->phase != HJ_PH_MEDIATING)
		hj_refuse(t, HJ_NO_PHASE, "procedure");
	else if (org == NULL || !hj_org_mediates(org))
		hj_refuse(t, HJ_NO_SEPARATION, NULL);
	else if (!hj_settling_agreed(t->d, t->p))
		hj_refuse(t, HJ_NO_CONSENT, NULL);
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	hj_oral_agreement(t, t->p->no, cmd);
}

const struct hj_command hj_cmd_record_oral_agreement = {
	.name = "record-oral-agreement",
	.zh = "登记口头协议",
	.en = "Record an oral agreement",
	.fields = &hj_agreement_input_fields,
	.right = HJ_MAY_RECORD,
	.flags = HJ_LEADS_ON,
	.phases = HJ_PH_LIVE,
	.channels = HJ_CH_ASKED | HJ_CH(REPORT) | HJ_CH(ENFORCEMENT),
	.stages = HJ_ST_SITS,
	.ready = ready,
	.decide = decide,
};
