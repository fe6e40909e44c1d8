/*
 * The ladder (三二一): what happened in the dispute is told to the engine, and
 * what the rules say follows is carried out (ladder_move.c).
 *
 * The ladder asks, people answer: an escalation is a referral inside the
 * dispute, and the receiving body accepts it.  It never stands in a party's
 * way: a refusal ends it, and nothing here is asked before a suit, arbitration
 * or petition (人民调解法3(三)).  How long a step may take, and the next body
 * has to accept, and what if it does not, stands in ladder_clock.c.
 */
#include "lib/commands/clocks.h"
#include "lib/commands/ladder.h"

#include <string.h>

/* Its set is known, so that it can be asked. */
static bool
known(const struct hj_turn *t)
{
	return hj_rule_set_find(t->world->rules, t->d->ladder->set) != NULL;
}

/* What became of the step, because of `ev`. */
static void
left(struct hj_turn *t, const struct hj_event *ev, int on, const char *why,
    bool ends)
{
	const struct hj_ladder_cause cause = {
		.why = why, .ev = ev, .ends = ends
	};
	struct hj_ruled m = hj_ruled_now(t);

	hj_resumed_exit(m.course, m.ladder, on);
	hj_ladder_carry_out(t, &m, &cause);
}

/* Does a procedure of `org` in this channel handle a step? */
static bool
climbs(const struct hj_turn *t, const struct hj_org *org, int channel)
{
	size_t n;
	const struct hj_rule_step *step = hj_ladder_steps(t, &n);

	return hj_ladder_handled(step, n, org->kind, channel);
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
	       (step->n_kinds == 0 ||
		   hj_name_in(step->kinds, step->n_kinds, org->kind->name)) &&
	       (!hj_procedure_live(before) ||
		   (r != NULL && r->from_procedure == before->no));
}

static void
go_on(struct hj_turn *t, const struct hj_procedure *p)
{
	struct hj_ladder *l = hj_ladder_copy(t);

	l->procedure = p->no;
	hj_ladder_tell(t, l, "本级由另一程序继续办理", HJ_DO_STAY);
}

/* `org` has it by `p`: does it enter a step? */
static void
take(struct hj_turn *t, const struct hj_event *ev, const struct hj_procedure *p,
    const struct hj_org *org)
{
	const struct hj_ladder_cause cause = {
		.why = hj_concat(t->a, "由", org->kind->zh, "承办", NULL),
		.ev = ev,
		.procedure = p->no,
	};
	struct hj_ruled m = hj_ruled_now(t);

	hj_resumed_take(m.course, m.ladder, org->kind->name);
	hj_ladder_carry_out(t, &m, &cause);
}

/* A body opened a procedure: is it a step of the ladder? */
static void
on_opened(struct hj_turn *t, const struct hj_event *ev)
{
	const struct hj_procedure *p =
	    ((const struct hj_procedure_opened *)ev->body)->procedure;
	const struct hj_org *org = hj_org_find(t->world->directory, p->body);
	const struct hj_referral *r = hj_referral_at(t->d, p->referral);

	if (org == NULL || !known(t) || !climbs(t, org, p->channel) ||
	    (r != NULL && r->step != 0)) /* on_accepted() */
		return;
	if (same_step(t, p, org, r)) {
		go_on(t, p);
		return;
	}
	take(t, ev, p, org);
}

/* The ladder waited for this fact: whoever has the matter begins. */
static void
on_judged(struct hj_turn *t, const struct hj_event *ev)
{
	for (size_t i = 0; i < t->d->n_procedure; i++) {
		const struct hj_procedure *p = &t->d->procedure[i];
		const struct hj_org *org =
		    hj_org_find(t->world->directory, p->body);

		if (t->d->ladder->step == 0 && hj_procedure_live(p) &&
		    org != NULL && climbs(t, org, p->channel))
			take(t, ev, p, org);
	}
}

/* A body took what the ladder offered. */
static void
on_accepted(struct hj_turn *t, const struct hj_event *ev)
{
	const struct hj_referral *r =
	    ((const struct hj_referral_set *)ev->body)->referral;
	const struct hj_rule_step *step = hj_ladder_step(t, r->step);
	struct hj_ladder_cause cause = { .ev = ev,
		.procedure = r->to_procedure };
	struct hj_ruled m;

	/* It climbed past it meanwhile; or goes down, which is said so. */
	if (r->to_procedure == 0 || step == NULL ||
	    (r->kind == HJ_RK_ESCALATE && r->step <= t->d->ladder->step))
		return;
	m = hj_ruled_now(t);
	hj_resumed_enter(m.course, m.ladder, (size_t)r->step);
	cause.why = hj_concat(t->a, "上报已接收:", step->zh, NULL);
	hj_ladder_carry_out(t, &m, &cause);
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
	const struct hj_org *org = hj_org_find(t->world->directory, r->from);
	const struct hj_rule_step *step;
	struct hj_ladder *l;
	size_t n;

	if (r->step == 0 || r->step != t->d->ladder->step || !known(t) ||
	    from == NULL || org == NULL)
		return;
	hj_step_clock_end(t, HJ_CS_STOPPED, &hj_ev_clock_stopped);
	step = hj_ladder_steps(t, &n);
	l = hj_ladder_copy(t);
	while (--l->step > 1 && !hj_name_in(step[l->step - 1].kinds,
				    step[l->step - 1].n_kinds, org->kind->name))
		;
	l->procedure = from->no;
	l->attempts = from->attempts;
	hj_ladder_tell(t, l, "上报被退回", HJ_DO_STAY);
}

/* Was one of the parties absent from the sitting? */
static bool
somebody_absent(const struct hj_session *s)
{
	for (size_t i = 0; i < s->n_attendance; i++)
		if (s->attendance[i].presence == HJ_PR_ABSENT_NOTICED)
			return true;
	return false;
}

/* One more attempt: the step may have failed. */
static void
on_session(struct hj_turn *t, const struct hj_event *ev)
{
	const struct hj_session *s =
	    ((const struct hj_session_logged *)ev->body)->session;
	const struct hj_ladder *l = t->d->ladder;
	const struct hj_rule_step *step = hj_ladder_step(t, l->step);
	struct hj_ladder_cause cause = { .ev = ev,
		.ends = s->result != HJ_RE_CONTINUES };
	struct hj_ruled m;

	if (step == NULL || s->procedure != l->procedure ||
	    s->result == HJ_RE_AGREED)
		return;
	if (somebody_absent(s))
		left(t, ev, HJ_EO_ABSENT, "当事人缺席", false);
	if (s->counts != HJ_CO_YES || t->d->ladder->done)
		return;
	cause.why = hj_concat(t->a, step->zh, ":计入次数已满,未达成协议", NULL);
	m = hj_ruled_now(t);
	hj_resumed_sitting(m.course, m.ladder);
	hj_ladder_carry_out(t, &m, &cause);
}

/* Time is over: of the step, or of a limit whose expiry says where it goes. */
static void
on_fired(struct hj_turn *t, const struct hj_event *ev)
{
	const struct hj_clock *c =
	    ((const struct hj_clock_set *)ev->body)->clock;
	const struct hj_ladder *l = t->d->ladder;
	const struct hj_rule_step *step = hj_ladder_step(t, l->step);
	const struct hj_rule_clock *rule = hj_clock_rule(t, c);
	struct hj_ladder_cause cause = { .ev = ev, .ends = true };
	struct hj_ruled m;

	/* What nobody could know of does nothing by itself. */
	if (step == NULL || c->entered_late)
		return;
	m = hj_ruled_now(t);
	if (strcmp(c->rule, HJ_LADDER_STEP) == 0 && c->subject == l->step) {
		cause.why =
		    hj_concat(t->a, step->zh, ":期限届满,未达成协议", NULL);
		hj_resumed_time_over(m.course, m.ladder);
	} else if (rule != NULL && rule->n_then > 0 &&
		   c->procedure == l->procedure &&
		   strcmp(c->set, l->set) == 0) {
		cause.why = hj_concat(t->a, rule->zh, "届满", NULL);
		cause.ends = false;
		hj_resumed_expired(m.course, m.ladder, rule);
	}
	hj_ladder_carry_out(t, &m, &cause);
}

/* The step's procedure is over: up if it failed, off if a party left. */
static void
on_ended(struct hj_turn *t, const struct hj_event *ev)
{
	const struct hj_procedure_moved *b = ev->body;
	const struct hj_ladder *l = t->d->ladder;
	int on = hj_ground_exit(b->ground);

	if (b->procedure != l->procedure || !known(t) ||
	    b->ground == HJ_GR_HANDED_UP || b->ground == HJ_GR_HANDED_OVER ||
	    b->ground == HJ_GR_RETURNED)
		return;
	if (on == 0)
		hj_ladder_done(t, ev);
	else
		left(t, ev, on,
		    on == HJ_EO_NOT_AGREED || on == HJ_EO_TIME_OVER
			? "本级未达成协议"
			: "当事人的选择结束了本级调解",
		    true);
}

/* Settled: the ladder is done, or goes on while the risk remains. */
static void
on_settled(struct hj_turn *t, const struct hj_event *ev, int64_t agreement)
{
	const struct hj_agreement *a = hj_agreement_at(t->d, agreement);
	const struct hj_ladder *l = t->d->ladder;
	const struct hj_rule_step *step = hj_ladder_step(t, l->step);
	struct hj_ruled m;
	int on = HJ_EO_AGREED;

	if (a == NULL || a->procedure == 0 || a->procedure != l->procedure ||
	    step == NULL || hj_leaves_open(t->d, a))
		return;
	m = hj_ruled_now(t);
	for (size_t i = 0; i < step->n_exits; i++)
		if (step->exits[i].on == HJ_EO_AT_RISK &&
		    hj_resumed_holds(m.course, m.ladder, step->exits[i].when,
			step->exits[i].n_when))
			on = HJ_EO_AT_RISK;
	left(t, ev, on, "已达成协议", false);
}

/* Mediation goes on in the step's procedure: the step begins again. */
static void
on_reopened(struct hj_turn *t, const struct hj_event *ev)
{
	const struct hj_procedure_moved *b = ev->body;
	const struct hj_ladder *l = t->d->ladder;

	if (l->step != 0 && b->procedure == l->procedure && known(t) &&
	    !t->undoing)
		hj_ladder_again(t, b->procedure, ev);
}

/* What is about the ladder even when it is over. */
static void
after_the_end(struct hj_turn *t, const struct hj_event *ev)
{
	if (ev->kind == &hj_ev_procedure_reopened)
		on_reopened(t, ev);
	else if (ev->kind == &hj_ev_dissatisfaction_given && known(t))
		left(t, ev, HJ_EO_UNSATISFIED, "回访不满意", false);
}

void
hj_ladder_react(struct hj_turn *t, const struct hj_event *ev)
{
	const struct hj_ladder *l = t->d->ladder;

	hj_offers_react(t, ev);
	if (l == NULL)
		return;
	after_the_end(t, ev);
	if (t->d->ladder->done)
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
	else if (ev->kind == &hj_ev_fact_judged && known(t))
		on_judged(t, ev);
	else if (ev->kind == &hj_ev_step_decided)
		left(t, ev, HJ_EO_DECIDED, "按规则决定", false);
	else if (ev->kind == &hj_ev_procedure_ended ||
		 ev->kind == &hj_ev_declined)
		on_ended(t, ev);
	else if (ev->kind == &hj_ev_agreement_effective)
		on_settled(t, ev,
		    ((const struct hj_agreement_moved *)ev->body)->agreement);
	else if (ev->kind == &hj_ev_oral_agreement_recorded)
		on_settled(t, ev,
		    ((const struct hj_agreement_drafted *)ev->body)
			->agreement->no);
	hj_step_clock_react(t, ev);
}
