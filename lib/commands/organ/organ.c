/* What the commands of administrative mediation share; see organ.h. */
#include "lib/commands/organ/organ.h"

#include "lib/commands/agreement/agreement.h"

#include <string.h>

bool
hj_is_organ(
    const struct hj_turn *t, const struct hj_procedure *p, const char *kind)
{
	const struct hj_org *org = hj_org_find(t->world->directory, p->body);

	return p->channel == HJ_CH_ADMINISTRATIVE && org != NULL &&
	       strcmp(org->kind->name, kind) == 0;
}

bool
hj_is_traffic(const struct hj_turn *t, const struct hj_procedure *p)
{
	return hj_is_organ(t, p, "traffic_police");
}

void
hj_open_mediation(
    struct hj_turn *t, int64_t no, int basis, struct hj_sealed text)
{
	struct hj_channel_step *b = HJ_NEW(t->a, struct hj_channel_step);

	*b = (struct hj_channel_step){
		.procedure = no,
		.stage = HJ_ST_GOING,
		.basis = basis,
		.article = "道交事故处理程序规定90",
		.text = text,
	};
	hj_happens(t, &hj_ev_mediation_opened, b);
}

bool
hj_came_to_nothing(const struct hj_turn *t)
{
	const int64_t no = hj_settled_by(t->d, t->p);
	const struct hj_agreement *a = hj_agreement_at(t->d, no);

	if (a == NULL)
		return true;
	for (size_t i = 0; i < a->n_term; i++)
		if (a->term[i].state == HJ_TS_DEFAULTED)
			return true;
	return false;
}

static bool
performed(const struct hj_agreement *a)
{
	for (size_t i = 0; i < a->n_term; i++)
		if (a->term[i].state != HJ_TS_PERFORMED)
			return false;
	return true;
}

void
hj_check_recognition(struct hj_turn *t, const struct hj_step_command *c)
{
	const struct hj_agreement *a = hj_agreement_at(t->d, c->agreement);
	const struct hj_procedure *p =
	    a == NULL ? NULL : hj_procedure_at(t->d, a->procedure);

	hj_would_open(t, HJ_CH_ADMINISTRATIVE, t->actor.org);
	if (a == NULL)
		hj_refuse(t, HJ_NO_SUCH_ENTITY, "agreement");
	else if (p == NULL || p->channel != HJ_CH_PEOPLE)
		hj_refuse(t, HJ_NO_CHANNEL, "agreement");
	else if (a->state != HJ_AS_EFFECTIVE)
		hj_refuse_agreement(t, a, HJ_NO_NOT_EFFECTIVE, "agreement");
	else if (!performed(a))
		hj_refuse(t, HJ_NO_NOT_PERFORMED, "agreement");
	else if (!hj_all_named(t, p, c->parties, c->n_parties))
		hj_refuse(t, HJ_NO_RECOGNISE_JOINT, "parties");
}

void
hj_competence(struct hj_turn *t, const struct hj_step_command *c,
    const struct hj_event_kind *kind)
{
	struct hj_channel_step *b = hj_step_body(t, c);

	if (t->p->channel == HJ_CH_PETITION)
		b->article = "信访工作条例24";
	else if (hj_is_organ(t, t->p, "organ_market"))
		b->article = "市场监管投诉举报处理暂行办法30";
	hj_happens(t, kind, b);
}
