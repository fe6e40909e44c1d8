/*
 * The ladder (三二一): when a step is done, the dispute is offered to the next.
 *
 * The ladder asks, people answer: an escalation is a referral inside the
 * dispute, and the receiving body accepts it.  It never stands in a party's
 * way: a refusal ends it, and nothing here is asked before a suit, arbitration
 * or petition (人民调解法3(三)).  Why it moved is told with each move.  How
 * long the next body has to accept, and what if it does not, stands in
 * ladder_clock.c.
 */
#include "lib/commands/clocks.h"
#include "lib/commands/ladder.h"

#include <string.h>

static const struct hj_rule_set *
set_of(const struct hj_turn *t)
{
	return hj_rule_set_find(t->world->rules, t->d->ladder->set);
}

static bool
kind_in(const struct hj_rule_step *step, const char *kind)
{
	return hj_name_in(step->kinds, step->n_kinds, kind);
}

/*
 * The body that handles `step` for the matters of `from`: of the first kind
 * that has one, the body above `from`, else the first of the same county.
 */
static const struct hj_org *
target_of(const struct hj_directory *dir, const struct hj_rule_step *step,
    const char *from, const char *county)
{
	for (size_t k = 0; k < step->n_kinds; k++) {
		const struct hj_org *near = NULL;

		for (size_t i = 0; i < dir->n_org; i++) {
			const struct hj_org *org = &dir->org[i];

			if (org->closed || strcmp(org->county, county) != 0 ||
			    strcmp(org->kind->name, step->kinds[k].text) != 0 ||
			    !hj_org_handles(org, HJ_CH_PEOPLE))
				continue;
			if (hj_org_above(dir, org->id, from))
				return org;
			if (near == NULL)
				near = org;
		}
		if (near != NULL)
			return near;
	}
	return NULL;
}

static struct hj_ladder *
copy(struct hj_turn *t)
{
	struct hj_ladder *l = HJ_NEW(t->a, struct hj_ladder);

	*l = *t->d->ladder;
	return l;
}

static void
tell(struct hj_turn *t, struct hj_ladder *l, const char *why,
    const char *outlets)
{
	struct hj_ladder_moved *b = HJ_NEW(t->a, struct hj_ladder_moved);

	b->ladder = l;
	b->explanation = why;
	b->outlets = outlets;
	hj_happens(t, &hj_ev_ladder_moved, b);
}

static const char *
menu(struct hj_turn *t, const struct hj_rule_set *set)
{
	const char *text = "";

	for (size_t i = 0; i < set->n_outlets; i++)
		text = i == 0 ? set->outlets[i].text
			      : hj_concat(t->a, text, "、",
				    set->outlets[i].text, NULL);
	return text;
}

/*
 * No further step: the menu of outlets.  The procedure of the last step ends
 * and the routes are told, unless the parties have just agreed to go on.
 */
static void
leave_ladder(struct hj_turn *t, const char *why, const char *cause, bool ends)
{
	const struct hj_rule_set *set = set_of(t);
	struct hj_ladder *l = copy(t);
	struct hj_procedure *p = hj_procedure_at(t->d, l->procedure);

	hj_step_clock_end(t, HJ_CS_STOPPED, &hj_ev_clock_stopped);
	l->done = true;
	l->cause = cause;
	tell(t, l, why, menu(t, set));
	if (ends && p != NULL && hj_procedure_live(p))
		hj_end_procedure(t, p, HJ_GR_NO_AGREEMENT, HJ_NO_TEXT);
}

/*
 * Offer the dispute to the step above, because of `why`; `cause` is the event
 * that made it so.  A step for which the county has no body is passed over.
 */
static void
hand_up(struct hj_turn *t, const char *why, const char *cause, bool ends)
{
	const struct hj_rule_set *set = set_of(t);
	const struct hj_ladder *l = t->d->ladder;
	const struct hj_procedure *p = hj_procedure_at(t->d, l->procedure);
	const struct hj_org *to = NULL;
	size_t next = (size_t)l->step;
	struct hj_referral *r;

	for (; next < set->n_ladder; next++) {
		to = target_of(t->world->directory, &set->ladder[next], p->body,
		    t->d->county);
		if (to != NULL)
			break;
		why = hj_concat(
		    t->a, why, ";无可上报的单位:", set->ladder[next].zh, NULL);
	}
	if (to == NULL) {
		leave_ladder(t, why, cause, ends);
		return;
	}
	r = HJ_NEW(t->a, struct hj_referral);
	*r = (struct hj_referral){
		.kind = HJ_RK_ESCALATE,
		.from = p->body,
		.to = to->id,
		.from_procedure = p->no,
		.channel = HJ_CH_PEOPLE,
		.rule = set->name,
		.step = (int64_t)next + 1,
		.cause = cause,
	};
	hj_offer(t, r, HJ_NO_TEXT, why, NULL);
}

/* Is an escalation from this step already on its way? */
static bool
offered(const struct hj_dispute *d)
{
	for (size_t i = 0; i < d->n_referral; i++)
		if (d->referral[i].step > d->ladder->step &&
		    d->referral[i].state == HJ_RS_OFFERED)
			return true;
	return false;
}

/* Enter step `no` with procedure `p`. */
static void
enter(struct hj_turn *t, int64_t no, const struct hj_procedure *p,
    const struct hj_event *ev, const char *why)
{
	struct hj_ladder *l = copy(t);

	hj_step_clock_end(t, HJ_CS_STOPPED, &hj_ev_clock_stopped);
	l->step = no;
	l->procedure = p->no;
	l->entered_on = hj_occurred_on(t);
	l->attempts = 0;
	l->done = false;
	l->cause = NULL;
	tell(t, l, why, NULL);
	hj_step_clock_start(t, ev);
}

/*
 * Does a procedure of `org` in this channel handle a step?  Those that mediate
 * do; and a grid's report, since its first coordination is its step.
 */
static bool
climbs(const struct hj_org *org, int channel)
{
	return hj_channel_mediates(channel) ||
	       (channel == HJ_CH_REPORT && org->kind->tier == 1);
}

/*
 * Does `p` go on with the present step: another body of its kinds has it from
 * the step's procedure, or that one is over and its body begins again?
 */
static bool
same_step(const struct hj_turn *t, const struct hj_procedure *p,
    const struct hj_org *org, const struct hj_referral *r)
{
	const struct hj_ladder *l = t->d->ladder;
	const struct hj_rule_step *step = hj_ladder_step(t, l->step);
	const struct hj_procedure *before = hj_procedure_at(t->d, l->procedure);

	return step != NULL && before != NULL && before->no != p->no &&
	       kind_in(step, org->kind->name) &&
	       (!hj_procedure_live(before) ||
		   (r != NULL && r->from_procedure == before->no));
}

static void
go_on(struct hj_turn *t, const struct hj_procedure *p)
{
	struct hj_ladder *l = copy(t);

	l->procedure = p->no;
	tell(t, l, "本级由另一程序继续办理", NULL);
}

/* A body opened a procedure: is it a step of the ladder? */
static void
on_opened(struct hj_turn *t, const struct hj_event *ev)
{
	const struct hj_procedure *p =
	    ((const struct hj_procedure_opened *)ev->body)->procedure;
	const struct hj_rule_set *set = set_of(t);
	const struct hj_org *org = hj_org_find(t->world->directory, p->body);
	const struct hj_referral *r = hj_referral_at(t->d, p->referral);

	if (org == NULL || set == NULL || !climbs(org, p->channel) ||
	    (r != NULL && r->step != 0)) /* on_accepted() */
		return;
	if (same_step(t, p, org, r)) {
		go_on(t, p);
		return;
	}
	for (size_t i = (size_t)t->d->ladder->step; i < set->n_ladder; i++)
		if (kind_in(&set->ladder[i], org->kind->name)) {
			enter(t, (int64_t)i + 1, p, ev,
			    hj_concat(
				t->a, "由", set->ladder[i].zh, "承办", NULL));
			return;
		}
}

/* The body above took what the ladder offered. */
static void
on_accepted(struct hj_turn *t, const struct hj_event *ev)
{
	const struct hj_referral *r =
	    ((const struct hj_referral_set *)ev->body)->referral;
	const struct hj_procedure *p = hj_procedure_at(t->d, r->to_procedure);
	const struct hj_rule_step *step = hj_ladder_step(t, r->step);

	if (p == NULL || step == NULL || r->step <= t->d->ladder->step)
		return;
	enter(
	    t, r->step, p, ev, hj_concat(t->a, "上报已接收:", step->zh, NULL));
}

/*
 * The body above gave back what the ladder had offered: the step that offered
 * it has the matter again, with the attempts it made.
 */
static void
on_returned(struct hj_turn *t, const struct hj_event *ev)
{
	const struct hj_referral *r =
	    ((const struct hj_referral_set *)ev->body)->referral;
	const struct hj_procedure *from =
	    hj_procedure_at(t->d, r->from_procedure);
	const struct hj_rule_set *set = set_of(t);
	const struct hj_org *org = hj_org_find(t->world->directory, r->from);
	struct hj_ladder *l;

	if (r->step == 0 || r->step != t->d->ladder->step || set == NULL ||
	    from == NULL || org == NULL)
		return;
	hj_step_clock_end(t, HJ_CS_STOPPED, &hj_ev_clock_stopped);
	l = copy(t);
	while (--l->step > 1 &&
	       !kind_in(&set->ladder[l->step - 1], org->kind->name))
		;
	l->procedure = from->no;
	l->attempts = from->attempts;
	tell(t, l, "上报被退回", NULL);
}

/* Enough attempts: up, unless time has to be over too. */
static void
on_session(struct hj_turn *t, const struct hj_event *ev)
{
	const struct hj_session *s =
	    ((const struct hj_session_logged *)ev->body)->session;
	const struct hj_ladder *l = t->d->ladder;
	const struct hj_rule_step *step;
	const struct hj_clock *c;

	if (l->step == 0 || s->procedure != l->procedure ||
	    s->result == HJ_RE_AGREED || set_of(t) == NULL)
		return;
	step = &set_of(t)->ladder[l->step - 1];
	if (step->attempts == 0 || l->attempts < step->attempts ||
	    offered(t->d))
		return;
	c = hj_step_clock(t->d);
	if (step->both && (c == NULL || hj_clock_open(c)))
		return;
	hand_up(t, hj_concat(t->a, step->zh, ":计入次数已满,未达成协议", NULL),
	    ev->id, s->result != HJ_RE_CONTINUES);
}

/* Time is over: up, unless attempts have to be made too. */
static void
on_fired(struct hj_turn *t, const struct hj_event *ev)
{
	const struct hj_clock *c =
	    ((const struct hj_clock_set *)ev->body)->clock;
	const struct hj_ladder *l = t->d->ladder;
	const struct hj_rule_step *step;

	if (strcmp(c->rule, HJ_LADDER_STEP) != 0 || c->subject != l->step ||
	    c->effect != HJ_EF_ESCALATE || set_of(t) == NULL || offered(t->d))
		return;
	step = &set_of(t)->ladder[l->step - 1];
	if (step->both && l->attempts < step->attempts)
		return;
	hand_up(t, hj_concat(t->a, step->zh, ":期限届满,未达成协议", NULL),
	    ev->id, true);
}

/* The step's procedure is over: up if it failed, off if a party left. */
static void
on_ended(struct hj_turn *t, const struct hj_event *ev)
{
	const struct hj_procedure_moved *b = ev->body;
	const struct hj_ladder *l = t->d->ladder;

	if (b->procedure != l->procedure || l->done || set_of(t) == NULL)
		return;
	if (b->ground == HJ_GR_NO_AGREEMENT || b->ground == HJ_GR_TERM_OVER) {
		if (!offered(t->d))
			hand_up(t, "本级未达成协议", ev->id, true);
	} else if (b->ground != HJ_GR_HANDED_UP &&
		   b->ground != HJ_GR_HANDED_OVER &&
		   b->ground != HJ_GR_RETURNED) {
		struct hj_ladder *done;

		hj_step_clock_end(t, HJ_CS_STOPPED, &hj_ev_clock_stopped);
		done = copy(t);
		done->done = true;
		done->cause = ev->id;
		tell(t, done, "当事人的选择或者程序的结果结束了分级调解", NULL);
	}
}

/* Settled: the ladder is done, its clock met. */
static void
on_settled(struct hj_turn *t, int64_t agreement)
{
	const struct hj_agreement *a = hj_agreement_at(t->d, agreement);
	struct hj_ladder *l;

	if (a == NULL || a->procedure == 0 ||
	    a->procedure != t->d->ladder->procedure || hj_leaves_open(t->d, a))
		return;
	hj_step_clock_end(t, HJ_CS_MET, &hj_ev_clock_met);
	l = copy(t);
	l->done = true;
	tell(t, l, "已达成协议", NULL);
}

/* Mediation goes on in the step's procedure: the step begins again. */
static void
on_reopened(struct hj_turn *t, const struct hj_event *ev)
{
	const struct hj_procedure_moved *b = ev->body;
	const struct hj_ladder *l = t->d->ladder;

	if (l->step == 0 || b->procedure != l->procedure || set_of(t) == NULL)
		return;
	enter(t, l->step, hj_procedure_at(t->d, b->procedure), ev, "恢复办理");
}

void
hj_ladder_react(struct hj_turn *t, const struct hj_event *ev)
{
	const struct hj_ladder *l = t->d->ladder;

	hj_offers_react(t, ev);
	if (l != NULL && ev->kind == &hj_ev_procedure_reopened)
		on_reopened(t, ev);
	if (l == NULL || l->done)
		return;
	if (ev->kind == &hj_ev_procedure_opened)
		on_opened(t, ev);
	else if (ev->kind == &hj_ev_referral_accepted)
		on_accepted(t, ev);
	else if (ev->kind == &hj_ev_referral_returned)
		on_returned(t, ev);
	else if (ev->kind == &hj_ev_session_logged)
		on_session(t, ev);
	else if (ev->kind == &hj_ev_clock_fired)
		on_fired(t, ev);
	else if (ev->kind == &hj_ev_procedure_ended ||
		 ev->kind == &hj_ev_declined)
		on_ended(t, ev);
	else if (ev->kind == &hj_ev_agreement_effective)
		on_settled(t,
		    ((const struct hj_agreement_moved *)ev->body)->agreement);
	else if (ev->kind == &hj_ev_oral_agreement_recorded)
		on_settled(t, ((const struct hj_agreement_drafted *)ev->body)
				  ->agreement->no);
}
