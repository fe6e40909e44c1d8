/*
 * Who does what next in a random course: mostly what usually comes next at the
 * stage of a procedure, by somebody who may, now and then anything by anybody.
 *
 * To have a new flow walked: its usual next commands here.
 */
#ifndef HJ_TESTS_PROPERTY_CHOICE_H
#define HJ_TESTS_PROPERTY_CHOICE_H

#include "tests/property/course.h"

static const struct hj_procedure *
some_procedure(const struct hj_dispute *d)
{
	size_t n = d->n_procedure, first;

	if (n == 0)
		return NULL;
	first = (size_t)between(0, (int64_t)n - 1);
	for (size_t i = 0; i < n; i++)
		if (hj_procedure_live(&d->procedure[(first + i) % n]))
			return &d->procedure[(first + i) % n];
	return &d->procedure[first];
}

/* Who holds an order, was asked to handle it, or leads it. */
static enum place
some_order_body(const struct hj_order *o)
{
	if (o->n_unit > 0 && percent(60))
		return place_of(o->unit[o->n_unit - 1].org);
	return place_of(
	    percent(50) || o->dispatcher == NULL ? o->holder : o->dispatcher);
}

/* Mostly somebody of the body that handles `p`, or to whom it is offered. */
static enum place place_in_petition(
    const struct hj_dispute *d, const struct hj_procedure *p);

static const struct hj_person *
some_actor(const struct hj_dispute *d, const struct hj_procedure *p)
{
	enum place place = PLACES;

	if (p != NULL && p->n_mediator > 0 && percent(35))
		return hj_person_find(&world.dir,
		    p->mediator[between(0, (int64_t)p->n_mediator - 1)].person);
	if (p != NULL && p->channel == HJ_CH_PETITION && percent(90))
		return hj_person_find(
		    &world.dir, fixture_person(&world, place_in_petition(d, p),
				    (int)between(0, 2)));
	if (p != NULL && percent(85))
		place = place_of(percent(75) ? p->body : hj_signer_of(p));
	if (d->n_order > 0 && percent(30))
		place = some_order_body(&d->order[0]);
	if (d->n_referral > 0 && percent(20))
		place = place_of(
		    d->referral[between(0, (int64_t)d->n_referral - 1)].to);
	if (p == NULL && d->version > 0 && percent(60))
		place = OFFICE;
	if (place == PLACES)
		place = (enum place)between(0, PLACES - 1);
	return hj_person_find(
	    &world.dir, fixture_person(&world, place, (int)between(0, 2)));
}

/* What a draft waits for. */
static const char *
next_of_draft(const struct hj_dispute *d, const struct hj_agreement *a)
{
	size_t joined = 0;

	static const char *const pieces[] = { "stamp", "stamp", "serve-letter",
		"make-effective" };

	for (size_t i = 0; i < d->n_party; i++)
		joined += hj_party_joined(&d->party[i]);
	if (percent(2))
		return "drop-agreement";
	if (a->n_signature < joined && percent(95))
		return "sign-agreement";
	if (a->mediator_signed == NULL)
		return "mediator-sign";
	return pieces[between(0, 3)];
}

static const char *
next_of_mediation(const struct hj_dispute *d)
{
	static const char *const any[] = { "log-session", "log-session",
		"log-session", "log-session", "draft-agreement",
		"draft-agreement", "record-oral-agreement", "end-procedure",
		"schedule-session", "extend-term", "replace-mediators", "void",
		"escalate", "record-issue", "record-issue", "withdraw-issue",
		"record-private-agreement" };

	for (size_t i = 0; i < d->n_agreement; i++)
		if (d->agreement[i].state == HJ_AS_DRAFT)
			return next_of_draft(d, &d->agreement[i]);
	return any[between(0, (int64_t)(sizeof(any) / sizeof(any[0])) - 1)];
}

/* What usually comes next with a work order. */
static const char *
next_of_order(int stage)
{
	static const char *const any[] = { "supervise", "report-to-superior",
		"end-order", "refer" };

	static const char *const next[HJ_ST__MAX][2] = {
		[HJ_ST_ORDER_RECEIVED] = { "dispatch-order", "reply-order" },
		[HJ_ST_ORDER_DISPATCHED] = { "sign-for", "return-order" },
		[HJ_ST_ORDER_HANDLING] = { "reply-order", "return-order" },
		[HJ_ST_ORDER_SENT_BACK] = { "agree-return", "designate" },
		[HJ_ST_ORDER_DESIGNATED] = { "reply-order", "return-order" },
		[HJ_ST_ORDER_ANSWERED] = { "verify-reply", "verify-reply" },
		[HJ_ST_ORDER_VERIFIED] = { "call-back", "call-back" },
		[HJ_ST_ORDER_CALLED_BACK] = { "end-order", "end-order" },
		[HJ_ST_ORDER_REDO] = { "reply-order", "reply-order" },
	};
	const char *name = next[stage][percent(65) ? 0 : 1];

	return percent(20) || name == NULL ? any[between(0, 3)] : name;
}

/* Who acts in a petition now: its organ, who reviews it, who was sent it. */
static enum place
place_in_petition(const struct hj_dispute *d, const struct hj_procedure *p)
{
	const struct hj_petition *x = hj_petition_of(d, p->no);

	if (x == NULL || percent(10))
		return (enum place)between(OFFICE, HIGHEST);
	if (p->stage == HJ_ST_REFERRED || p->stage == HJ_ST_ASSIGNED)
		return place_of(hj_referral_at(d, x->referral)->to);
	if (p->stage == HJ_ST_ANSWERED || p->stage == HJ_ST_REVIEWED)
		return percent(50) ? UPPER : HIGHEST;
	if (p->stage == HJ_ST_REVIEWING && x->reviewer != NULL)
		return place_of(x->reviewer);
	if (p->stage == HJ_ST_RECHECKING)
		return x->rechecker != NULL ? place_of(x->rechecker) : HIGHEST;
	return place_of(x->organ != NULL && p->stage != HJ_ST_RETURN_REQUESTED
			    ? x->organ
			    : p->body);
}

/* What usually comes next in a petition. */
static const char *
next_of_petition(const struct hj_procedure *p)
{
	static const char *const of[HJ_ST_RECHECKED + 1][3] = {
		[HJ_ST_RECEIVED] = { "classify-petition", "classify-petition",
		    "end-petition" },
		[HJ_ST_CLASSIFIED] = { "refer-petition", "accept-petition",
		    "route-petition" },
		[HJ_ST_REFERRED] = { "receive-petition", "receive-petition",
		    "note" },
		[HJ_ST_ASSIGNED] = { "receive-petition", "receive-petition",
		    "note" },
		[HJ_ST_TAKEN] = { "accept-petition", "object-petition",
		    "record-outside-opinion" },
		[HJ_ST_RETURN_REQUESTED] = { "answer-objection",
		    "answer-objection", "note" },
		[HJ_ST_HANDLING] = { "issue-opinion", "issue-opinion",
		    "extend-handling" },
		[HJ_ST_ROUTED] = { "serve-notice", "end-petition",
		    "terminate-petition" },
		[HJ_ST_ANSWERED] = { "serve-notice", "request-review",
		    "request-review" },
		[HJ_ST_REVIEWING] = { "issue-review", "issue-review",
		    "issue-review" },
		[HJ_ST_REVIEWED] = { "serve-notice", "request-recheck",
		    "request-recheck" },
		[HJ_ST_RECHECKING] = { "issue-recheck", "issue-recheck",
		    "record-petition-hearing" },
		[HJ_ST_RECHECKED] = { "serve-notice", "serve-notice",
		    "close-handling" },
	};

	return of[p->stage][between(0, 2)];
}

/* What usually comes next in legal aid. */
static const char *
next_of_aid(int stage)
{
	static const char *const next[HJ_ST__MAX][4] = {
		[HJ_ST_NONE] = { "aid-apply", "aid-apply", "aid-apply",
		    "serve-notice" },
		[HJ_ST_AID_RELAYING] = { "aid-apply", "aid-apply", "aid-apply",
		    "serve-notice" },
		[HJ_ST_AID_APPLIED] = { "aid-grant", "aid-refuse", "ask-papers",
		    "withdraw-aid" },
		[HJ_ST_AID_SUPPLEMENT] = { "hand-in-papers", "hand-in-papers",
		    "aid-grant", "serve-notice" },
		[HJ_ST_AID_GRANTED] = { "freeze-draw", "freeze-draw",
		    "appoint-counsel", "terminate-aid" },
		[HJ_ST_AID_DRAWING] = { "conclude-draw", "conclude-draw",
		    "conclude-draw", "terminate-aid" },
		[HJ_ST_AID_RUNNING] = { "report-aid", "report-aid",
		    "replace-counsel", "terminate-aid" },
		[HJ_ST_AID_REFUSED] = { "object-aid", "object-aid",
		    "serve-notice", "close" },
		[HJ_ST_AID_TERMINATED] = { "object-aid", "object-aid",
		    "serve-notice", "close" },
		[HJ_ST_AID_OBJECTION] = { "decide-objection",
		    "decide-objection", "decide-objection", "serve-notice" },
		[HJ_ST_AID_REPORTED] = { "pay-subsidy", "pay-subsidy",
		    "serve-notice", "close" },
	};
	const char *name = next[stage][between(0, 3)];

	return name == NULL ? "close" : name;
}

/* What usually comes next in `p`. */
static const char *
next_of(const struct hj_dispute *d, const struct hj_procedure *p)
{
	static const char *const settled[] = { "record-performance",
		"record-performance", "record-default", "void",
		"apply-confirmation", "apply-confirmation", "close",
		"serve-notice", "draft-agreement", "urge",
		"record-signed-copy" };
	static const char *const suit[] = { "propose-mediation",
		"designate-mediator", "take-role", "correct-claim",
		"insist-on-filing", "refer", "refer", "refer", "refer",
		"record-result", "record-result" };
	static const char *const ended[] = { "serve-notice", "serve-notice",
		"record-return", "close", "reopen", "open-procedure" };

	if (p == NULL)
		return percent(60) ? "register-petition" : "open-procedure";
	if (p->channel == HJ_CH_LEGAL_AID)
		return next_of_aid(p->stage);
	if (d->n_referral > 0 && percent(25))
		return percent(70) ? "accept-referral" : "return-referral";
	if (d->n_link > 0 && d->link[d->n_link - 1].kind == HJ_LK_ABSORBED &&
	    percent(40))
		return "split-disputes";
	if (p->channel == HJ_CH_PETITION && p->stage != 0 &&
	    hj_procedure_live(p))
		return next_of_petition(p);
	if (p->channel == HJ_CH_PETITION && percent(30))
		return percent(50) ? "record-aftercare" : "decline-ask";
	if (p->phase == HJ_PH_SETTLED)
		return settled[between(0, 10)];
	if (!hj_procedure_live(p))
		return ended[between(0, 5)];
	if (p->channel == HJ_CH_CONFIRMATION)
		return percent(40) ? "accept-confirmation"
				   : "rule-confirmation";
	if (p->channel == HJ_CH_SUIT && percent(50))
		return hj_all_agree(d, p) ? "choose-mediator"
					  : "record-consent";
	if (p->channel == HJ_CH_SUIT)
		return suit[between(0, 10)];
	if ((p->channel == HJ_CH_HOTLINE || p->channel == HJ_CH_REPORT) &&
	    p->stage != 0 && percent(80))
		return next_of_order(p->stage);
	if (!hj_channel_mediates(p->channel))
		return percent(60) ? "refer" : "record-result";
	if (p->stage == HJ_ST_WAITING && percent(50))
		return "open-mediation";
	if (p->phase == HJ_PH_MEDIATING)
		return next_of_mediation(d);
	if (p->phase == HJ_PH_ACCEPTED)
		return "assign-mediators";
	for (size_t i = 0; i < d->n_party; i++)
		if (hj_party_joined(&d->party[i]) &&
		    hj_consent_of(p, d->party[i].no) != HJ_AN_AGREES)
			return "record-consent";
	if (!hj_two_sides_left(d, p))
		return percent(60) ? "add-party" : "decline";
	return "accept";
}

/* Does the row of `c` speak of a procedure like `p`, and of nothing else? */
static bool
is_meant(const struct hj_command *c, const struct hj_procedure *p)
{
	if ((c->channels | c->phases | c->stages) == 0)
		return percent(10);
	return (c->channels == 0 || (c->channels >> p->channel & 1) != 0) &&
	       (c->phases == 0 || (c->phases >> p->phase & 1) != 0) &&
	       (c->stages == 0 || (c->stages >> p->stage & 1) != 0);
}

/* Mostly one whose row fits `p`: there are too many to come upon it else. */
static const struct hj_command *
any_command(const struct hj_procedure *p)
{
	const int64_t n = (int64_t)hj_dispute_kind.n_commands;
	const struct hj_command *c = NULL;

	for (int tries = 0; tries < 30; tries++) {
		c = hj_dispute_kind.commands[between(0, n - 1)];
		if (p == NULL || percent(5) || is_meant(c, p))
			break;
	}
	return c;
}

/* The next on the road of `p`, or any. */
static const struct hj_command *
some_command(const struct hj_dispute *d, const struct hj_procedure *p)
{
	if (d->version == 0)
		return hj_command_find(&hj_dispute_kind,
		    percent(92) ? "register" : "record-settled");
	if (percent(5))
		return hj_command_find(
		    &hj_dispute_kind, percent(80)   ? "aid-apply"
				      : percent(50) ? "relay-aid"
						    : "notify-defence");
	if (percent(65))
		return hj_command_find(&hj_dispute_kind, next_of(d, p));
	return any_command(p);
}

/* Time goes on: not at all, a little, or far beyond what is due. */

#endif
