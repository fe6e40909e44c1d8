/*
 * Random sequences of commands on the pure core; see course.h for one of them
 * and invariants.h for what has to hold after each turn.
 *
 * The second state of a course is folded without rules, calendar or time; both
 * states stay the same to the byte, and so do the rows derived from them.
 *
 * HJ_SEED=n begins elsewhere; HEJIE_SEQUENCES=n makes more or fewer sequences.
 * A failure prints the seed that makes its sequence alone, to be used with
 * HEJIE_SEQUENCES=1.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lib/commands/common.h"
#include "tests/property/course.h"

#define SEQUENCES 10000
#define SEED 20261121
#define NEVER_MOST 9 /* commands that no sequence got accepted */

/* ---- choosing ---- */

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
next_of_draft(const struct hj_agreement *a)
{
	static const char *const pieces[] = { "stamp", "serve-letter",
		"make-effective", "drop-agreement" };

	if (a->n_signature < 2)
		return "sign-agreement";
	if (a->mediator_signed == NULL)
		return "mediator-sign";
	return pieces[between(0, percent(10) ? 3 : 2)];
}

static const char *
next_of_mediation(const struct hj_dispute *d)
{
	static const char *const any[] = { "log-session", "log-session",
		"log-session", "log-session", "draft-agreement",
		"draft-agreement", "record-oral-agreement", "end-procedure",
		"schedule-session", "extend-term", "replace-mediators", "void",
		"escalate" };

	for (size_t i = 0; i < d->n_agreement; i++)
		if (d->agreement[i].state == HJ_AS_DRAFT)
			return next_of_draft(&d->agreement[i]);
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
		"apply-confirmation", "apply-confirmation", "close",
		"serve-notice" };
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
	if (p->channel == HJ_CH_PETITION && p->stage != 0 &&
	    hj_procedure_live(p))
		return next_of_petition(p);
	if (p->channel == HJ_CH_PETITION && percent(30))
		return percent(50) ? "record-aftercare" : "decline-ask";
	if (p->phase == HJ_PH_SETTLED)
		return settled[between(0, 4)];
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

/* The next on the road of `p`, or any. */
static const struct hj_command *
some_command(const struct hj_dispute *d, const struct hj_procedure *p)
{
	const int64_t n = (int64_t)hj_dispute_kind.n_commands;

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
	return hj_dispute_kind.commands[between(0, n - 1)];
}

/* Time goes on: not at all, a little, or far beyond what is due. */
static void
pass_time(struct course *c)
{
	int64_t kind = between(1, 100);

	if (kind <= 25)
		c->now += between(0, 120) * 60000;
	else if (kind <= 65)
		c->now += between(1, 72) * HJ_HOUR_MS;
	else if (kind <= 75)
		c->now += between(3, 40) * HJ_DAY_MS;
	else if (kind <= 77)
		c->now += between(40, 800) * HJ_DAY_MS;
}

static void
step(struct course *c)
{
	const struct hj_procedure *p = some_procedure(c->folded);
	const struct hj_command *command = some_command(c->folded, p);
	struct making m = { .f = &world,
		.d = c->folded,
		.command = command,
		.p = p,
		.now = c->now };
	const struct hj_person *actor = some_actor(c->folded, p);
	struct hj_buf body;

	if (strcmp(command->name, "aid-apply") == 0)
		actor =
		    hj_person_find(&world.dir, fixture_person(&world, AID, 0));
	if (command->flags & HJ_INTERNAL)
		actor = NULL;
	/* What exists is not made again: the server never asks that. */
	if (command->flags & HJ_CREATES && c->folded->version > 0)
		return;
	hj_buf_init(&body, HJ_EVENT_MOST);
	m.b = &body;
	make_command(&m);
	take_turn(c, command, actor, hj_buf_text(&body));
	hj_buf_release(&body);
}

/* ---- one sequence ---- */

/* The whole timeline once more, from nothing but its bytes. */
static void
fold_again(struct course *c)
{
	struct hj_dispute *d =
	    hj_state_new(c->turn, &hj_dispute_kind, fixture_id(&world, 'd', 1));

	for (size_t i = 0; i < c->n_bytes; i++) {
		struct hj_event ev;
		struct hj_error err = { 0 };

		if (hj_event_decode(c->turn, &hj_dispute_events,
			c->bytes[i].text, strlen(c->bytes[i].text), &ev,
			&err) != HJ_OK) {
			c->broken = "a timeline that cannot be read";
			return;
		}
		hj_fold(d, &ev);
	}
	if (c->snapshot != NULL &&
	    strcmp(c->snapshot, emitted(c->turn, &hj_dispute_fields, d)) != 0)
		c->broken = "the timeline folds to another state";
}

static void
tell_broken(const struct course *c, uint64_t seed)
{
	for (size_t i = 0; i < c->n_said; i++)
		fprintf(stderr, "  %zu. %s\n", i + 1, c->said[i].text);
	for (size_t i = c->n_bytes > 12 ? c->n_bytes - 12 : 0; i < c->n_bytes;
	     i++)
		fprintf(stderr, "  %s\n", c->bytes[i].text);
	fprintf(stderr, "%s: HJ_SEED=%llu HEJIE_SEQUENCES=1\n", c->broken,
	    (unsigned long long)seed);
}

static void
run_sequence(struct course *c)
{
	static const char *const ladders[] = { NULL, "three-two-one-a",
		"longshan-three-tiers", "four-tiers-seven-days" };
	const char *ladder = ladders[between(0, 3)];
	int64_t steps = between(20, 40);

	world.county.ladder = ladder;
	*c = (struct course){ .a = c->a, .turn = c->turn };
	c->folded =
	    hj_state_new(c->a, &hj_dispute_kind, fixture_id(&world, 'd', 1));
	(void)hj_instant_parse("2026-03-02T09:00:00+08:00", &c->now);
	fresh(c);
	for (int64_t i = 0; i < steps && c->broken == NULL; i++) {
		size_t before = c->n_bytes;

		pass_time(c);
		step(c);
		if (c->n_bytes > before && c->broken == NULL && percent(8))
			look_for_way_out(c);
	}
	if (c->broken == NULL)
		fold_again(c);
}

static void
commands__keep_every_invariant(void **state)
{
	const char *chosen = getenv("HJ_SEED");
	const char *many = getenv("HEJIE_SEQUENCES");
	long sequences = many == NULL ? SEQUENCES : strtol(many, NULL, 10);
	uint64_t seed = chosen == NULL ? SEED : strtoull(chosen, NULL, 10);
	static struct course c;
	bool broken = false;
	size_t never = 0, kinds = 0;

	(void)state;
	print_message("%ld sequences, HJ_SEED=%llu\n", sequences,
	    (unsigned long long)seed);
	for (long i = 0; i < sequences && !broken; i++) {
		uint64_t own = seed + (uint64_t)i * 1000003;

		chance_seed = own;
		c.a = hj_arena_new();
		c.turn = hj_arena_new();
		run_sequence(&c);
		broken = c.broken != NULL;
		if (broken)
			tell_broken(&c, own);
		hj_arena_free(c.turn);
		hj_arena_free(c.a);
	}
	assert_false(broken);
	if (sequences < SEQUENCES)
		return;
	/* Chance has been nearly everywhere: a few states are rare. */
	for (size_t i = 0; i < hj_dispute_kind.n_commands; i++)
		if (accepted[i] == 0) {
			print_message("%s was never accepted\n",
			    hj_dispute_kind.commands[i]->name);
			never++;
		}
	assert_true(never <= NEVER_MOST);
	for (size_t i = 0; i < hj_dispute_events.n; i++)
		kinds += happened[i] > 0;
	for (size_t i = 0; i < hj_dispute_events.n; i++)
		if (happened[i] == 0)
			print_message("%s never happened\n",
			    hj_dispute_events.kind[i]->name);
	assert_true(kinds >= hj_dispute_events.n * 9 / 10);
}

/* Three counsel; the first is a person of the centre. */
static void
set_up_roster(void)
{
	static struct hj_counsel counsel[3];
	static struct hj_roster roster;
	static const struct hj_roster *rosters[] = { &roster };

	for (int i = 0; i < 3; i++)
		counsel[i] = (struct hj_counsel){
			.id = i == 0 ? fixture_person(&world, AID, 1)
				     : fixture_id(&world, 'f', i),
			.share = 1 + i,
		};
	roster = (struct hj_roster){ .id = fixture_id(&world, '9', 1),
		.body = fixture_org(&world, AID),
		.counsel = counsel,
		.n_counsel = 3 };
	world.world.roster = rosters;
	world.world.n_roster = 1;
}

static int
set_up(void **state)
{
	(void)state;
	fixture_init(&world, NULL);
	set_up_roster();
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	fixture_release(&world);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(commands__keep_every_invariant),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
