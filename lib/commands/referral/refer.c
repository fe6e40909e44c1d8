/*
 * Hand the matter on (转办、移交、委派、委托), or take somebody in (协办).
 *
 * What kind it is follows from who sends and when: a court assigns before
 * filing and entrusts after it, unless a party has refused in the suit
 * (特邀调解规定11, F); between mediation bodies it is a hand-over; else a
 * referral.  The receiver accepts or refuses; until then the sender has the
 * matter.  A body outside the system can only be told of, and told by.  After a
 * body refused or returned the matter, one of the same tier or above may
 * designate it (指定承办): it then handles it.
 */
#include "lib/commands/procedure/consent.h"
#include "lib/commands/referral/referral.h"

#include <string.h>

struct refer {
	struct hj_frame frame;
	const char *to;      /* organisation */
	const char *outside; /* or the name of a body that is no user */
	bool received;       /* it came from that body */
	int kind;            /* enum hj_referral_kind; 0: by the parties */
	int channel;         /* enum hj_channel; 0: the usual one of `to` */
	bool assist;         /* only to take part, without a procedure */
	bool designated;
	int trial; /* enum hj_trial, if entrusted */
	struct hj_name *materials;
	size_t n_materials;
	struct hj_no *consents;
	size_t n_consents;
	struct hj_consent_proof *consent_proofs;
	size_t n_consent_proofs;
	struct hj_sealed reason;
	struct hj_sealed text;
};

/* clang-format off */
static const struct hj_field proof_rows[] = {
	HJ_SEALED(hj_consent_proof, evidence, HJ_KEY_TEXT, 200, "凭据:同意书编号、通话记录等|what shows it: number of the form, note of the call"),
	HJ_WORD(hj_consent_proof, manner, HJ_REQUIRED, &hj_entered_manner_words, "方式|how"),
	HJ_DATE(hj_consent_proof, on, 0, "同意日|day of the consent"),
	HJ_INT(hj_consent_proof, party, HJ_REQUIRED, 1, 1000, "当事人编号|party"),
};
static const struct hj_fields proof_fields = HJ_FIELDS(hj_consent_proof, proof_rows);

static const struct hj_field rows[] = {
	HJ_BOOL(refer, assist, 0, "协办,不另立程序|takes part without a procedure"),
	HJ_WORD(refer, channel, 0, &hj_channel_words, "接收后的程序种类|channel at the receiver"),
	HJ_LIST(refer, consent_proofs, 0, &proof_fields, 100, "各方同意的凭据|what shows each consent"),
	HJ_LIST(refer, consents, 0, &hj_no_fields, 100, "同意移交的当事人|parties that agreed to it"),
	HJ_BOOL(refer, designated, 0, "指定承办|designation"),
	HJ_WORD(refer, kind, 0, &hj_referral_kind_words, "移交种类|kind"),
	HJ_LIST(refer, materials, 0, &hj_id_fields, 100, "随案材料|materials offered along"),
	HJ_TEXT(refer, outside, 0, 100, "外部单位|body outside the system"),
	HJ_SEALED(refer, reason, HJ_KEY_TEXT, 2000, "理由|reason"),
	HJ_BOOL(refer, received, 0, "由外部单位转来|it came from that body"),
	HJ_SEALED(refer, text, HJ_KEY_TEXT, 4000, "移交函|letter"),
	HJ_ID(refer, to, 0, "接收单位|receiver"),
	HJ_WORD(refer, trial, 0, &hj_trial_words, "审理程序(委托)|kind of trial, if entrusted"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_COMMAND_FIELDS(refer, rows);

/* Is a suit open that the court has filed (立案)? */
static bool
filed(const struct hj_dispute *d)
{
	for (size_t i = 0; i < d->n_procedure; i++)
		if (d->procedure[i].channel == HJ_CH_SUIT &&
		    hj_procedure_live(&d->procedure[i]) &&
		    d->procedure[i].phase != HJ_PH_OPENED)
			return true;
	return false;
}

/* The channel in which a court sends to mediation now. */
static int
court_channel(const struct hj_dispute *d)
{
	return filed(d) ? HJ_CH_ENTRUSTED : HJ_CH_ASSIGNED;
}

/* Fill in kind and channel, as far as they are not given. */
static void
set_kind(struct hj_turn *t, const struct refer *c, const struct hj_org *to,
    const struct hj_procedure *from, struct hj_referral *r)
{
	bool court = hj_org_handles(hj_turn_org(t), HJ_CH_SUIT);
	int sent = court_channel(t->d);

	r->kind = c->kind;
	r->channel = c->assist ? 0 : c->channel;
	if (r->kind == 0 && court && !c->assist && hj_org_handles(to, sent) &&
	    (r->channel == 0 || r->channel == sent))
		r->kind = sent == HJ_CH_ASSIGNED ? HJ_RK_ASSIGN : HJ_RK_ENTRUST;
	if (r->channel == 0 && !c->assist)
		r->channel = r->kind == HJ_RK_ASSIGN    ? HJ_CH_ASSIGNED
			     : r->kind == HJ_RK_ENTRUST ? HJ_CH_ENTRUSTED
							: hj_usual_channel(to);
	if (r->kind == 0)
		r->kind = from != NULL && hj_procedure_live(from) &&
				  hj_channel_mediates(from->channel) &&
				  hj_channel_mediates(r->channel)
			      ? HJ_RK_HAND_OVER
			      : HJ_RK_REFER;
}

/* A court assigns before filing and entrusts after it; nobody else does. */
static bool
kind_fits(const struct hj_turn *t, const struct hj_referral *r)
{
	bool court = hj_org_handles(hj_turn_org(t), HJ_CH_SUIT);

	switch ((enum hj_referral_kind)r->kind) {
	case HJ_RK_ASSIGN:
		return court && !filed(t->d) && r->channel == HJ_CH_ASSIGNED;
	case HJ_RK_ENTRUST:
		return court && filed(t->d) && r->channel == HJ_CH_ENTRUSTED;
	case HJ_RK_REFER:
	case HJ_RK_HAND_OVER:
		return true;
	case HJ_RK_ESCALATE:
	case HJ_RK_OUTSIDE:
		return false;
	}
	return false;
}

/* By which procedure it is tried: as said here, else as the suit says. */
static int
trial_of(const struct hj_dispute *d, const struct refer *c)
{
	for (size_t i = d->n_procedure; i-- > 0 && c->trial == 0;)
		if (d->procedure[i].channel == HJ_CH_SUIT &&
		    hj_procedure_live(&d->procedure[i]))
			return d->procedure[i].trial;
	return c->trial;
}

/* A forum is chosen by a party, never by hand-over. */
static bool
can_be_handed(int channel)
{
	return (1u << channel &
		   (HJ_CH(SUIT) | HJ_CH(ARBITRATION) | HJ_CH(ENFORCEMENT) |
		       HJ_CH(RECONSIDERATION) | HJ_CH(NOTARIAL) |
		       HJ_CH(CONFIRMATION) | HJ_CH(IN_COURT))) == 0;
}

/* How often `to` refused or returned what this organisation offered. */
static int64_t
refusals_of(const struct hj_turn *t, const char *to)
{
	int64_t n = 0;

	for (size_t i = 0; i < t->d->n_referral; i++) {
		const struct hj_referral *r = &t->d->referral[i];

		n +=
		    (r->state == HJ_RS_REFUSED || r->state == HJ_RS_RETURNED) &&
		    r->to != NULL && strcmp(r->to, to) == 0 &&
		    r->from != NULL && strcmp(r->from, t->actor.org) == 0;
	}
	return n;
}

static bool
offered_already(const struct hj_turn *t, const char *to)
{
	for (size_t i = 0; i < t->d->n_referral; i++) {
		const struct hj_referral *r = &t->d->referral[i];

		if (r->state == HJ_RS_OFFERED && strcmp(r->to, to) == 0 &&
		    strcmp(r->from, t->actor.org) == 0)
			return true;
	}
	return false;
}

/* A suit of the court in which a party has refused mediation; or NULL. */
static const struct hj_procedure *
refused_in(const struct hj_turn *t)
{
	for (size_t i = 0; i < t->d->n_procedure; i++) {
		const struct hj_procedure *p = &t->d->procedure[i];

		if (p->channel == HJ_CH_SUIT && hj_procedure_live(p) &&
		    hj_somebody_refused(p))
			return p;
	}
	return NULL;
}

/* By the law of what it would become there, not of where it comes from. */
static void
refuse_sent(struct hj_turn *t, int channel, const char *field)
{
	hj_would_open(t, channel, NULL);
	hj_refuse_in(t, HJ_NO_FILED, field, t->opens);
}

static void
check(struct hj_turn *t, const struct refer *c, const struct hj_org *to,
    const struct hj_referral *r)
{
	if (!kind_fits(t, r))
		refuse_sent(t, r->channel, "kind");
	else if ((r->kind == HJ_RK_ASSIGN || r->kind == HJ_RK_ENTRUST) &&
		 refused_in(t) != NULL)
		hj_refuse_in(t, HJ_NO_REFUSED, "to", refused_in(t));
	else if (c->trial != 0 && r->kind != HJ_RK_ENTRUST)
		refuse_sent(t, HJ_CH_ENTRUSTED, "trial");
	else if (!can_be_handed(r->channel))
		hj_refuse(t, HJ_NO_CHANNEL, "channel");
	else if (r->channel != 0 && !hj_org_handles(to, r->channel))
		hj_refuse(t, HJ_NO_BODY_CHANNEL, "to");
	else if (offered_already(t, to->id))
		hj_refuse(t, HJ_NO_DUPLICATE, "to");
	else if (c->designated &&
		 (r->refusals == 0 ||
		     hj_turn_org(t)->kind->tier < to->kind->tier))
		hj_refuse(t, HJ_NO_RIGHT, "designated");
}

/* To a body that is no user, or from one: it is told and that is all. */
static void
outside(struct hj_turn *t, const struct refer *c, struct hj_referral_set *b,
    const struct hj_procedure *from)
{
	int64_t procedure = from == NULL ? 0 : from->no;

	b->referral->kind = c->received ? HJ_RK_REFER : HJ_RK_OUTSIDE;
	b->referral->outside = c->outside;
	if (c->received) {
		b->referral->state = HJ_RS_ACCEPTED;
		b->referral->to = t->actor.org;
		b->referral->to_procedure = procedure;
	} else {
		b->referral->from = t->actor.org;
		b->referral->from_procedure = procedure;
	}
	hj_send(t, b);
}

static void
inside(struct hj_turn *t, const struct refer *c, struct hj_referral_set *b,
    const struct hj_procedure *from)
{
	const struct hj_org *to = hj_org_find(t->world->directory, c->to);
	struct hj_referral *r = b->referral;

	if (to == NULL || to->closed) {
		hj_refuse(t, HJ_NO_SUCH_ENTITY, "to");
		return;
	}
	if (strcmp(to->id, t->actor.org) == 0) {
		hj_refuse(t, HJ_NO_SAME_BODY, "to");
		return;
	}
	r->from = t->actor.org;
	r->to = to->id;
	r->from_procedure = from == NULL ? 0 : from->no;
	r->refusals = refusals_of(t, to->id);
	r->designated = c->designated;
	set_kind(t, c, to, from, r);
	r->trial = r->kind == HJ_RK_ENTRUST ? trial_of(t->d, c) : 0;
	check(t, c, to, r);
	if (t->refused == HJ_NO && !hj_offered_elsewhere(t, r, false))
		hj_send(t, b);
}

/* Is each who agreed a party of the dispute, and each proof of one of them? */
static void
check_consents(struct hj_turn *t, const struct refer *c)
{
	for (size_t i = 0; i < c->n_consents; i++) {
		const struct hj_party *p = hj_party_at(t->d, c->consents[i].no);

		if (p == NULL || !hj_party_there(p))
			hj_refuse(t, HJ_NO_PARTY, "consents");
	}
	for (size_t i = 0; i < c->n_consent_proofs; i++) {
		size_t k = 0;

		while (k < c->n_consents &&
		       c->consents[k].no != c->consent_proofs[i].party)
			k++;
		if (k == c->n_consents)
			hj_refuse(t, HJ_NO_PARTY, "consent_proofs");
		else if (c->consent_proofs[i].on > hj_today(t))
			hj_refuse(t, HJ_NO_FUTURE, "consent_proofs");
	}
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct refer *c = cmd;
	const struct hj_procedure *from = hj_procedure_handed_on(t);
	struct hj_referral_set *b;

	check_consents(t, c);
	if (t->refused != HJ_NO)
		return;
	b = HJ_NEW(t->a, struct hj_referral_set);
	*b = (struct hj_referral_set){
		.referral = HJ_NEW(t->a, struct hj_referral),
		.reason = c->reason,
		.text = c->text,
		.materials = c->materials,
		.n_materials = c->n_materials,
		.consents = c->consents,
		.n_consents = c->n_consents,
		.consent_proofs = c->consent_proofs,
		.n_consent_proofs = c->n_consent_proofs,
	};
	if (c->outside != NULL)
		outside(t, c, b, from);
	else
		inside(t, c, b, from);
}

const struct hj_command hj_cmd_refer = {
	.name = "refer",
	.zh = "移交、转办、委派、委托",
	.en = "Hand the matter on",
	.fields = &fields,
	.right = HJ_MAY_REFER,
	.flags = HJ_NO_PROC,
	.decide = decide,
};
