/* What the commands of court-linked mediation share; see court.h. */
#include "lib/commands/court/court.h"

#include "lib/commands/procedure/consent.h"
#include "lib/commands/referral/referral.h"

#include <string.h>

bool
hj_choice_runs(const struct hj_turn *t)
{
	for (size_t i = 0; i < t->d->n_clock; i++) {
		const struct hj_clock *c = &t->d->clock[i];

		if (c->procedure == t->p->no && c->state == HJ_CS_RUNNING &&
		    strcmp(c->rule, "CT_PICK") == 0)
			return true;
	}
	return false;
}

static bool
offered(const struct hj_turn *t)
{
	for (size_t i = 0; i < t->d->n_referral; i++)
		if (t->d->referral[i].from_procedure == t->p->no &&
		    t->d->referral[i].state == HJ_RS_OFFERED)
			return true;
	return false;
}

/* Is it a serving mediator of `org`? */
static bool
mediates(const struct hj_turn *t, const char *id, const struct hj_org *org)
{
	const struct hj_person *person =
	    hj_person_find(t->world->directory, id);

	return person != NULL && !person->left && person->org != NULL &&
	       strcmp(person->org, org->id) == 0 &&
	       (person->roles & (HJ_RO(MEDIATOR) | HJ_RO(HEAD))) != 0;
}

static void
check(struct hj_turn *t, const struct hj_step_command *c,
    const struct hj_org *to, int channel)
{
	if (to == NULL || to->closed)
		hj_refuse(t, HJ_NO_SUCH_ENTITY, "organisation");
	else if (!hj_org_handles(to, channel))
		hj_refuse(t, HJ_NO_BODY_CHANNEL, "organisation");
	else if (c->person != NULL && !mediates(t, c->person, to))
		hj_refuse(t, HJ_NO_PERSON, "person");
	else if (hj_somebody_refused(t->p))
		hj_refuse(t, HJ_NO_REFUSED, NULL);
	else if (offered(t))
		hj_refuse(t, HJ_NO_DUPLICATE, NULL);
}

void
hj_send_to_mediator(struct hj_turn *t, const struct hj_step_command *c,
    const struct hj_event_kind *kind)
{
	const struct hj_org *to =
	    hj_org_find(t->world->directory, c->organisation);
	bool filed = t->p->phase != HJ_PH_OPENED;
	int channel = filed ? HJ_CH_ENTRUSTED : HJ_CH_ASSIGNED;
	struct hj_referral_set *b;

	check(t, c, to, channel);
	if (t->refused != HJ_NO)
		return;
	b = HJ_NEW(t->a, struct hj_referral_set);
	b->referral = HJ_NEW(t->a, struct hj_referral);
	*b->referral = (struct hj_referral){
		.kind = filed ? HJ_RK_ENTRUST : HJ_RK_ASSIGN,
		.from = t->actor.org,
		.to = to->id,
		.from_procedure = t->p->no,
		.channel = channel,
		.trial = t->p->trial,
		.mediator = c->person,
	};
	b->consents = c->parties;
	b->n_consents = c->n_parties;
	hj_step(t, c, kind);
	hj_send(t, b);
}

bool
hj_appraisal_pauses(const struct hj_turn *t)
{
	for (size_t i = 0; i < t->d->n_clock; i++) {
		const struct hj_clock *c = &t->d->clock[i];
		const struct hj_rule_clock *rule = hj_rule_clock_find(
		    hj_rule_set_find(t->world->rules, c->set), c->rule);

		if (c->procedure == t->p->no && c->state == HJ_CS_RUNNING &&
		    rule != NULL &&
		    (hj_name_in(rule->pauses, rule->n_pauses,
			 hj_ev_appraisal_started.name) ||
			hj_name_in(rule->starts_also, rule->n_starts_also,
			    hj_ev_appraisal_ended.name)))
			return true;
	}
	return false;
}
