/*
 * What the engine says follows for the ladder is made to happen; see ladder.h.
 *
 * The engine knows steps; here they get bodies.  A step that names offices and
 * no bodies stays with the body that has the matter.  What goes up is offered
 * and waits to be taken, unless its rule says at once.  Into a suit, an
 * arbitration or a confirmation nothing goes by itself: that is for the parties
 * to ask for, and they are told.
 */
#include "lib/commands/clocks.h"
#include "lib/commands/ladder.h"
#include "lib/commands/rule_task.h"
#include "lib/rules/sentence.h"

#include <string.h>

struct move {
	const struct hj_ladder_cause *why;
	struct hj_resumed stand; /* as the engine left it */
	int64_t procedure;       /* that enters the next step */
	const char *outlets;     /* the menu at the end */
};

struct hj_ladder *
hj_ladder_copy(struct hj_turn *t)
{
	struct hj_ladder *l = HJ_NEW(t->a, struct hj_ladder);

	*l = *t->d->ladder;
	return l;
}

/* What the engine counts: rounds, and exits that were taken. */
static struct hj_ladder *
counted(struct hj_turn *t, const struct move *m)
{
	struct hj_ladder *l = hj_ladder_copy(t);

	l->beside = m->stand.beside;
	l->round = m->stand.round;
	l->round_from = m->stand.round_from;
	l->used = (struct hj_exit_used *)(uintptr_t)m->stand.used;
	l->n_used = m->stand.n_used;
	return l;
}

static void
add_fact(struct hj_turn *t, struct hj_reason *r, const char *zh, const char *en,
    const char *value_zh, const char *value_en)
{
	*HJ_PUSH(t->a, r->facts, r->n_facts) =
	    (struct hj_reason_fact){ zh, en, value_zh, value_en };
}

/* What the step asks for and has: attempts, time. */
static void
add_counts(struct hj_turn *t, struct hj_reason *r)
{
	const struct hj_ladder *l = t->d->ladder;
	const struct hj_rule_step *step = hj_ladder_step(t, l->step);
	const struct hj_clock *c = hj_step_clock(t->d);
	bool over = c != NULL && !hj_clock_open(c);
	struct hj_buf b;
	const char *text;

	if (step == NULL)
		return;
	hj_buf_init(&b, 64);
	hj_buf_int(&b, l->attempts);
	if (step->attempts > 0) {
		hj_buf_putc(&b, '/');
		hj_buf_int(&b, step->attempts);
	}
	text = hj_buf_keep(t->a, &b);
	add_fact(t, r, "本级计入次数", "attempts that count at this step", text,
	    text);
	if (c != NULL)
		add_fact(t, r, "本级时限", "time of this step",
		    over ? "已过" : "未过", over ? "over" : "not over");
}

static struct hj_reason *
because(struct hj_turn *t, const struct hj_did *did)
{
	struct hj_reason *r = did == NULL ? NULL : hj_because(t->a, did);

	if (r != NULL)
		add_counts(t, r);
	return r;
}

/* By what the step of `l` is, where no exit of it says what follows. */
static struct hj_reason *
by_step(struct hj_turn *t, const struct hj_ladder *l, enum hj_did_act act)
{
	const struct hj_rule_set *set =
	    hj_rule_set_find(t->world->rules, l->set);
	size_t n;
	const struct hj_rule_step *step = hj_ladder_steps(t, &n);
	struct hj_did did = { .act = act, .set = set };

	if (set == NULL || l->step < 1 || (size_t)l->step > n)
		return NULL;
	did.rule = hj_rule_place(t->a,
	    hj_rule_steps_place(t->a, (size_t)l->beside), (size_t)l->step - 1);
	did.certainty = hj_rule_set_certainty(set);
	if (act != HJ_DO_END) {
		did.zh = step[l->step - 1].zh;
		did.en = step[l->step - 1].en;
	}
	return because(t, &did);
}

static void
tell(struct hj_turn *t, struct hj_ladder *l, const char *why,
    struct hj_reason *because, const char *outlets)
{
	struct hj_ladder_moved *b = HJ_NEW(t->a, struct hj_ladder_moved);

	b->ladder = l;
	b->explanation = why;
	b->outlets = outlets;
	b->because = because;
	hj_happens(t, &hj_ev_ladder_moved, b);
}

void
hj_ladder_tell(struct hj_turn *t, struct hj_ladder *l, const char *why,
    enum hj_did_act act)
{
	tell(t, l, why, by_step(t, l, act), NULL);
}

/* On what ground its procedure ended is a fact of it. */
static void
add_ground(struct hj_turn *t, struct hj_reason *r, const struct hj_event *ev)
{
	const struct hj_procedure_moved *b = ev->body;
	const struct hj_word *w;

	if (r == NULL || ev->kind->body != &hj_procedure_moved_fields ||
	    b->ground == 0)
		return;
	w = &hj_ground_words.word[b->ground];
	add_fact(t, r, "结束事由", "ground of the end", w->zh, w->en);
}

/* An order that was answered was handled at its step, in time. */
static bool
answered(const struct hj_event *ev)
{
	return ev->kind->body == &hj_procedure_moved_fields &&
	       ((const struct hj_procedure_moved *)ev->body)->ground ==
		   HJ_GR_ANSWERED;
}

void
hj_ladder_done(struct hj_turn *t, const struct hj_event *ev)
{
	bool met = answered(ev);
	struct hj_ladder *l;
	struct hj_reason *r;

	hj_ladder_clocks_end(t, met ? HJ_CS_MET : HJ_CS_STOPPED,
	    met ? &hj_ev_clock_met : &hj_ev_clock_stopped);
	l = hj_ladder_copy(t);
	l->done = true;
	l->cause = ev->id;
	r = by_step(t, l, HJ_DO_END);
	add_ground(t, r, ev);
	tell(t, l, "当事人的选择或者程序的结果结束了分级调解", r, NULL);
}

void
hj_ladder_again(struct hj_turn *t, int64_t p, const struct hj_event *ev)
{
	struct hj_ladder *l;

	hj_step_clock_end(t, HJ_CS_STOPPED, &hj_ev_clock_stopped);
	l = hj_ladder_copy(t);
	l->procedure = p;
	l->entered_on = hj_occurred_on(t);
	l->attempts = l->round_from = 0;
	l->done = false;
	l->cause = NULL;
	hj_ladder_tell(t, l, "恢复办理", HJ_DO_ENTER);
	hj_step_clock_start(t, ev);
}

/*
 * It is over: settled, or the other routes are told.  The procedure of the last
 * step ends, unless the parties have just agreed to go on.
 */
static void
leave(struct hj_turn *t, const struct move *m, const struct hj_did *did,
    const char *why, const char *outlets)
{
	struct hj_procedure *p = hj_procedure_at(t->d, t->d->ladder->procedure);
	bool settled = m->why->ev->kind->body == &hj_agreement_moved_fields ||
		       m->why->ev->kind->body == &hj_agreement_drafted_fields;
	struct hj_ladder *l;

	hj_ladder_clocks_end(t, settled ? HJ_CS_MET : HJ_CS_STOPPED,
	    settled ? &hj_ev_clock_met : &hj_ev_clock_stopped);
	l = counted(t, m);
	l->done = true;
	if (!settled)
		l->cause = m->why->ev->id;
	tell(t, l, why, because(t, did), outlets);
	if (m->why->ends && p != NULL && hj_procedure_live(p))
		hj_end_procedure(t, p, HJ_GR_NO_AGREEMENT, HJ_NO_TEXT);
}

/* Step `no` is entered by procedure `p`. */
static void
enter(struct hj_turn *t, struct move *m, int64_t no, int64_t p,
    const struct hj_did *did, const char *why)
{
	const struct hj_rule_step *step = hj_ladder_step(t, no);
	struct hj_ladder *l;

	hj_step_clock_end(t, HJ_CS_STOPPED, &hj_ev_clock_stopped);
	if (t->d->ladder->step != 0 && t->d->ladder->step != no &&
	    (step == NULL || !step->duties_stay))
		hj_rule_tasks_leave(t, t->d->ladder->step);
	l = counted(t, m);
	l->step = no;
	l->procedure = p;
	l->entered_on = hj_occurred_on(t);
	l->attempts = l->round = l->round_from = 0;
	l->done = false;
	l->cause = NULL;
	tell(t, l, why, because(t, did), NULL);
	hj_step_clock_start(t, m->why->ev);
	if (step != NULL)
		hj_step_invite(t, step, p, did);
}

/*
 * The body above who handled it last (由末次处理单位的上一级办理), of the
 * step's kinds if it names some.
 */
static const struct hj_org *
above_last(
    const struct hj_turn *t, const struct hj_rule_step *step, const char *last)
{
	const struct hj_directory *dir = t->world->directory;
	const struct hj_org *org = hj_org_find(dir, last);

	for (int up = 0; org != NULL && up < HJ_TREE_DEPTH; up++) {
		org =
		    org->parent == NULL ? NULL : hj_org_find(dir, org->parent);
		if (org != NULL && !org->closed &&
		    hj_climbing_channel(org) != 0 &&
		    (step->n_kinds == 0 || hj_name_in(step->kinds,
					       step->n_kinds, org->kind->name)))
			return org;
	}
	return NULL;
}

/*
 * The body that handles `step` for the matters of `from`: of the first kind
 * that has one, the body above `from`, else the first of the same county.
 */
static const struct hj_org *
target_of(
    const struct hj_turn *t, const struct hj_rule_step *step, const char *from)
{
	for (size_t k = 0; k < step->n_kinds; k++) {
		const struct hj_org *org =
		    hj_org_near(t, step->kinds[k].text, from, true);

		if (org != NULL)
			return org;
	}
	return NULL;
}

/* Whom the step is offered to; NULL: nobody. */
static const struct hj_org *
next_body(const struct hj_turn *t, const struct hj_rule_step *step,
    const struct hj_procedure *p)
{
	return step->above_last ? above_last(t, step, p->body)
				: target_of(t, step, p->body);
}

/* Offer step `no` to `to`; 0: nobody may be asked. */
static int64_t
offer(struct hj_turn *t, const struct move *m, int64_t no,
    const struct hj_org *to, const struct hj_did *did, const char *why)
{
	const struct hj_procedure *p =
	    hj_procedure_at(t->d, t->d->ladder->procedure);
	struct hj_referral *r = HJ_NEW(t->a, struct hj_referral);
	const struct hj_rule_set *set =
	    hj_rule_set_find(t->world->rules, t->d->ladder->set);

	if (did->exit != NULL && did->exit->times > 0)
		tell(t, counted(t, m), why, because(t, did), NULL);
	*r = (struct hj_referral){
		.kind =
		    no > t->d->ladder->step ? HJ_RK_ESCALATE : HJ_RK_HAND_OVER,
		.from = p->body,
		.to = to->id,
		.from_procedure = p->no,
		.channel = hj_climbing_channel(to),
		.rule = set->name,
		.step = no,
		.cause = m->why->ev->id,
	};
	hj_offer(t, r, why, because(t, did));
	return r->no;
}

/*
 * Does the body that has the matter handle this step, too?  Which body above
 * reviews a petition, the petitioner says (request-review).
 */
static bool
stays_with(const struct hj_turn *t, const struct hj_rule_step *step)
{
	const struct hj_procedure *p =
	    hj_procedure_at(t->d, t->d->ladder->procedure);
	const struct hj_org *org =
	    p == NULL ? NULL : hj_org_find(t->world->directory, p->body);

	if (step->above_last && p != NULL && hj_channel_mediates(p->channel))
		return false;
	return step->n_kinds == 0 ||
	       (org != NULL &&
		   hj_name_in(step->kinds, step->n_kinds, org->kind->name));
}

/*
 * The matter goes to the step of `did`, or past those for which the county has
 * no body; at once if the rule says so, else it is offered.
 */
static void
go(struct hj_turn *t, struct move *m, const struct hj_did *did, bool at_once)
{
	const struct hj_ladder *l = t->d->ladder;
	const struct hj_procedure *p = hj_procedure_at(t->d, l->procedure);
	const char *why = m->why->why;
	size_t n;
	const struct hj_rule_step *step = hj_ladder_steps(t, &n);

	for (size_t to = did->step; p != NULL && to <= n; to++) {
		const struct hj_rule_step *one = &step[to - 1];
		const struct hj_org *org;
		int64_t no;

		if (stays_with(t, one)) {
			enter(t, m, (int64_t)to, p->no, did, why);
			return;
		}
		org = next_body(t, one, p);
		if (org != NULL) {
			no = offer(t, m, (int64_t)to, org, did, why);
			if (at_once && hj_referral_at(t->d, no) != NULL)
				hj_accept_offer(t, hj_referral_at(t->d, no),
				    NULL, HJ_NO_TEXT);
			return;
		}
		why = hj_concat(t->a, why, ";无可上报的单位:", one->zh, NULL);
	}
	leave(t, m, did, why, m->outlets);
}

static void
carry_out(struct hj_turn *t, struct move *m, const struct hj_did *did)
{
	int64_t p = m->procedure;

	switch (did->act) {
	case HJ_DO_ENTER:
		m->procedure = 0;
		if (p != 0)
			enter(t, m, (int64_t)did->step, p, did, m->why->why);
		else
			go(t, m, did, true);
		return;
	case HJ_DO_OFFER:
		go(t, m, did, false);
		return;
	case HJ_DO_END:
		leave(t, m, did, m->why->why, NULL);
		return;
	case HJ_DO_OUTLETS:
	case HJ_DO_CHANNEL:
		leave(t, m, did, m->why->why, did->zh);
		return;
	case HJ_DO_ROUND:
	case HJ_DO_STAY:
		tell(t, counted(t, m), m->why->why, because(t, did), NULL);
		return;
	case HJ_DO_RIGHT:
	case HJ_DO_REASONS:
		tell(t, counted(t, m), m->why->why, because(t, did), NULL);
		hj_rule_owed_begin(t,
		    did->act == HJ_DO_RIGHT ? HJ_OWED_RIGHT : HJ_OWED_REASONS,
		    hj_because(t->a, did), t->d->ladder->procedure, m->why->ev);
		return;
	default:
		return;
	}
}

void
hj_ladder_carry_out(struct hj_turn *t, const struct hj_ruled *m,
    const struct hj_ladder_cause *why)
{
	struct move move = { .why = why,
		.stand = hj_resumed_standing(m->course, m->ladder),
		.procedure = why->procedure,
		.outlets = hj_resumed_outlets(m->course, m->ladder) };
	size_t n;
	const struct hj_did *did = hj_course_done(m->course, &n);

	for (size_t i = 0; i < n && t->refused == HJ_NO; i++)
		if (strcmp(did[i].set->id, t->d->ladder->set) == 0)
			carry_out(t, &move, &did[i]);
}
