/*
 * Who does what next in a random course: mostly what usually comes next at the
 * stage of a procedure, by somebody who may, now and then anything by anybody.
 *
 * To have a new flow walked: its usual next commands here; what belongs to no
 * flow is tried by chance, more often by sequences that lean to it, and on
 * occasions (occasion.h).
 */
#ifndef HJ_TESTS_PROPERTY_CHOICE_H
#define HJ_TESTS_PROPERTY_CHOICE_H

#include "tests/property/occasion.h"
#include "tests/property/stage_next.h"

static const struct hj_person *
somebody_at(enum place place)
{
	return hj_person_find(
	    &world.dir, fixture_person(&world, place, (int)between(0, 2)));
}

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
any_actor(const struct hj_dispute *d, const struct hj_procedure *p)
{
	enum place place = PLACES;

	if (p != NULL && p->n_mediator > 0 && percent(35))
		return hj_person_find(&world.dir,
		    p->mediator[between(0, (int64_t)p->n_mediator - 1)].person);
	if (p != NULL && p->channel == HJ_CH_PETITION && percent(90))
		return somebody_at(place_in_petition(d, p));
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
	return somebody_at(place);
}

/* Mostly one whose body has the right. */
static const struct hj_person *
some_actor(const struct hj_dispute *d, const struct hj_procedure *p,
    const struct hj_command *command)
{
	const struct hj_person *who = NULL;

	for (int tries = 0; tries < 6; tries++) {
		who = any_actor(d, p);
		if (command->flags & HJ_CREATES || percent(10) ||
		    hj_may(command->right, who->roles,
			hj_relations(&world.dir, d, p, who->org)))
			break;
	}
	return who;
}

/* Is what is agreed there a letter, to be served, or an entry in a record? */
static bool
is_letter(int channel)
{
	return (HJ_CH(IN_COURT) | HJ_CH(ENTRUSTED) | HJ_CH(ARBITRATION) |
		   HJ_CH(ENFORCEMENT)) >>
		   channel &
	       1;
}

/* What a draft waits for; now and then another piece comes before. */
static const char *
next_of_draft(const struct hj_dispute *d, const struct hj_procedure *p,
    const struct hj_agreement *a)
{
	static const char *const pieces[] = { "stamp", "make-effective",
		"record-signed-copy", "drop-agreement" };
	size_t joined = 0;

	for (size_t i = 0; i < d->n_party; i++)
		joined += hj_party_joined(&d->party[i]);
	if (percent(2))
		return "drop-agreement";
	if (!a->differs && percent(12))
		return "record-signed-copy";
	if (a->n_signature < joined &&
	    percent(a->n_signature + 1 < joined ? 85 : 45))
		return "sign-agreement";
	if (a->mediator_signed == NULL && percent(80))
		return "mediator-sign";
	if (is_letter(p->channel) && percent(60))
		return "serve-letter";
	if (a->differs && a->stamped_by == NULL && percent(80))
		return "stamp";
	return pieces[between(0, percent(20) ? 3 : 2)];
}

/* The draft of `p`; NULL if none is on the table. */
static const struct hj_agreement *
draft_of(const struct hj_dispute *d, const struct hj_procedure *p)
{
	for (size_t i = 0; i < d->n_agreement; i++)
		if (d->agreement[i].state == HJ_AS_DRAFT &&
		    d->agreement[i].procedure == p->no)
			return &d->agreement[i];
	return NULL;
}

static const char *
next_of_mediation(const struct hj_dispute *d, const struct hj_procedure *p)
{
	static const char *const any[] = { "log-session", "log-session",
		"log-session", "log-session", "draft-agreement",
		"draft-agreement", "record-oral-agreement", "end-procedure",
		"schedule-session", "extend-term", "replace-mediators", "void",
		"escalate", "record-issue", "record-issue", "withdraw-issue",
		"record-private-agreement" };
	const struct hj_agreement *draft = draft_of(d, p);

	if (draft != NULL)
		return next_of_draft(d, p, draft);
	return any[between(0, (int64_t)(sizeof(any) / sizeof(any[0])) - 1)];
}

/* Does somebody who takes part in `p` still have to agree to it? */
static bool
consent_lacks(const struct hj_dispute *d, const struct hj_procedure *p)
{
	for (size_t i = 0; i < d->n_party; i++)
		if (hj_party_joined(&d->party[i]) &&
		    hj_consent_of(p, d->party[i].no) != HJ_AN_AGREES)
			return true;
	return false;
}

/* Settling beside an arbitration or an enforcement (执行和解). */
static const char *
next_of_settling(const struct hj_dispute *d, const struct hj_procedure *p)
{
	static const char *const any[] = { "draft-agreement", "log-session",
		"record-result", "refer" };
	const struct hj_agreement *draft = draft_of(d, p);

	if (draft != NULL && percent(90))
		return p->n_mediator == 0 && percent(30)
			   ? "assign-mediators"
			   : next_of_draft(d, p, draft);
	if (p->channel == HJ_CH_ARBITRATION && consent_lacks(d, p) &&
	    percent(70))
		return "record-consent";
	return any[between(0, percent(50) ? 0 : 3)];
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
	if (d->n_referral > 0 && percent(20))
		return percent(75) ? "accept-referral" : "return-referral";
	if (d->n_link > 0 && d->link[d->n_link - 1].kind == HJ_LK_ABSORBED &&
	    percent(40))
		return "split-disputes";
	if (p->channel == HJ_CH_PETITION && p->stage != 0 &&
	    hj_procedure_live(p))
		return next_of_petition(d, p);
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
	if ((p->channel == HJ_CH_ARBITRATION ||
		p->channel == HJ_CH_ENFORCEMENT) &&
	    percent(80))
		return next_of_settling(d, p);
	if (!hj_channel_mediates(p->channel))
		return percent(60) ? "refer" : "record-result";
	if (p->stage == HJ_ST_WAITING && percent(50))
		return "open-mediation";
	if (p->phase == HJ_PH_MEDIATING)
		return next_of_mediation(d, p);
	if (p->phase == HJ_PH_ACCEPTED)
		return "assign-mediators";
	if (consent_lacks(d, p))
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
	return hj_command_fits(c, p->channel, p->phase, p->stage) == HJ_NO;
}

/* Mostly one whose row fits `p`: there are too many to come upon it else. */
static const struct hj_command *
any_command(const struct hj_dispute *d, const struct hj_procedure *p)
{
	const int64_t n = (int64_t)hj_dispute_kind.n_commands;
	const struct hj_command *c = NULL;

	for (int tries = 0; tries < 30; tries++) {
		c = hj_dispute_kind.commands[between(0, n - 1)];
		if (p == NULL || percent(1) ||
		    (is_meant(c, p) && !wants_more(&hj_dispute_kind, d, c)))
			break;
	}
	return c;
}

/* Mostly one of which the row of `c` speaks: `p` itself, or another. */
static const struct hj_procedure *
procedure_for(const struct hj_dispute *d, const struct hj_command *c,
    const struct hj_procedure *p)
{
	size_t first;

	if (p == NULL || percent(10))
		return p;
	first = (size_t)(p - d->procedure);
	for (size_t i = 0; i < d->n_procedure; i++) {
		const struct hj_procedure *q =
		    &d->procedure[(first + i) % d->n_procedure];

		if (hj_command_fits(c, q->channel, q->phase, q->stage) == HJ_NO)
			return q;
	}
	/* What opens one of its own needs none. */
	return c->flags & HJ_NO_PROC && c->stages != 0 ? NULL : p;
}

/* ---- what is done next ---- */

/*
 * What a sequence leans to: commands that it asks for more often than others,
 * so that each command is tried by some sequences again and again.
 */
#define FAVOURITES 4
static const struct hj_command *favourite[FAVOURITES];

static void
choose_favourites(void)
{
	for (int i = 0; i < FAVOURITES; i++)
		favourite[i] = hj_dispute_kind.commands[between(
		    0, (int64_t)hj_dispute_kind.n_commands - 1)];
}

/* Could it be done in some procedure, as far as its row says? */
static bool
has_its_place(const struct hj_dispute *d, const struct hj_command *c)
{
	const struct hj_procedure *p = procedure_for(d, c, d->procedure);

	return p != NULL && !wants_more(&hj_dispute_kind, d, c) &&
	       hj_command_fits(c, p->channel, p->phase, p->stage) == HJ_NO;
}

/* The next on the road of `p`, or any. */
static const struct hj_command *
some_command(const struct hj_dispute *d, const struct hj_procedure *p)
{
	const struct hj_command *c = favourite[between(0, FAVOURITES - 1)];

	if (percent(15) && has_its_place(d, c))
		return c;
	if (percent(3))
		return hj_command_find(
		    &hj_dispute_kind, percent(80)   ? "aid-apply"
				      : percent(50) ? "relay-aid"
						    : "notify-defence");
	c = hj_command_find(&hj_dispute_kind, next_of(d, p));
	return percent(65) && !wants_more(&hj_dispute_kind, d, c)
		   ? c
		   : any_command(d, p);
}

/* One that is handled there; `p` if none is. */
static const struct hj_procedure *
procedure_at(
    const struct hj_dispute *d, enum place place, const struct hj_procedure *p)
{
	size_t n = d->n_procedure, first = n == 0 ? 0 : chance() % n;

	for (size_t i = 0; i < n; i++) {
		const struct hj_procedure *q = &d->procedure[(first + i) % n];

		if (q->body != NULL && place_of(q->body) == place)
			return q;
	}
	return p;
}

/* What somebody asks for. */
struct asking {
	const struct hj_command *command;
	const struct hj_person *actor; /* NULL: the service */
	const struct hj_procedure *p;  /* that it is about, or NULL */
};

/* Choose who does what next, and where. */
static struct asking
choose(const struct hj_dispute *d)
{
	const struct occasion *o = d->version == 0 ? NULL : some_occasion(d);
	struct asking ask = { .p = some_procedure(d) };
	enum place place = o == NULL ? PLACES : o->who(d);

	if (d->version == 0)
		ask.command = hj_command_find(&hj_dispute_kind,
		    percent(92) ? "register" : "record-settled");
	else if (o != NULL)
		ask.command = hj_command_find(&hj_dispute_kind, o->command);
	else
		ask.command = some_command(d, ask.p);
	ask.p = procedure_for(d, ask.command,
	    place != PLACES && percent(80) ? procedure_at(d, place, ask.p)
					   : ask.p);
	if (strcmp(ask.command->name, "aid-apply") == 0)
		place = AID;
	if (ask.command->flags & HJ_INTERNAL)
		ask.actor = NULL;
	else if (place != PLACES)
		ask.actor = somebody_at(place);
	else
		ask.actor = some_actor(d, ask.p, ask.command);
	return ask;
}

#endif
