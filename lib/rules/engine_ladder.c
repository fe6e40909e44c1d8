/* How a step is left: exits, attempts, facts that change; see engine.h. */
#include "lib/rules/course.h"

#include <string.h>

static int64_t
attempts_of(const struct hj_strand *s)
{
	return s->step[s->here].attempts_over == HJ_AO_LADDER ? s->attempts_all
							      : s->attempts;
}

static size_t
step_named(const struct hj_strand *s, const char *name)
{
	size_t i = 0;

	while (i < s->n_step && (name == NULL || s->step[i].name == NULL ||
				    strcmp(s->step[i].name, name) != 0))
		i++;
	return i;
}

struct hj_did *
hj_exit_follow(struct hj_course *c, struct hj_strand *s,
    const struct hj_rule_exit *x, const char *at)
{
	const struct hj_rule_clock *clock;
	struct hj_did *d;

	/* A limit may be over before a ladder begins, or without one. */
	if (!s->begun && (x->to == HJ_ET_NEXT || x->to == HJ_ET_STEP ||
			     x->to == HJ_ET_STAYS))
		return NULL;
	switch ((enum hj_exit_to)x->to) {
	case HJ_ET_NEXT:
		hj_step_go(c, s, s->here + 1, x->how, at);
		return NULL;
	case HJ_ET_STEP:
		hj_step_go(c, s, step_named(s, x->step), x->how, at);
		return NULL;
	case HJ_ET_STAYS:
		d = hj_step_did(c, s, HJ_DO_STAY, s->here);
		d->rule = at;
		return d;
	case HJ_ET_ENDS:
		return hj_step_leave(c, s, HJ_DO_END, at, false);
	case HJ_ET_OUTLETS:
		return hj_step_leave(c, s, HJ_DO_OUTLETS, at, false);
	case HJ_ET_CHANNEL:
		d = hj_step_leave(
		    c, s, HJ_DO_CHANNEL, at, x->on == HJ_EO_AGREED);
		d->zh = hj_channel_words.word[x->channel].zh;
		d->en = hj_channel_words.word[x->channel].en;
		return d;
	case HJ_ET_RIGHT:
		clock = hj_rule_clock_find(
		    s->set, x->clock == NULL ? "" : x->clock);
		return hj_course_did(c, s, HJ_DO_RIGHT, at,
		    clock == NULL ? "行使下一步权利" : clock->zh,
		    clock == NULL ? "take the next step" : clock->en);
	case HJ_ET_REASONS:
		return hj_course_did(c, s, HJ_DO_REASONS, at, NULL, NULL);
	}
	return NULL;
}

/* Where the row `i` of the step's exits stands. */
static const char *
exit_place(struct hj_course *c, const struct hj_strand *s, size_t i)
{
	return hj_rule_place(c->a,
	    hj_concat(
		c->a, hj_rule_place(c->a, s->list, s->here), "/exits", NULL),
	    i);
}

/* The row that holds for `on`; the number of exits: none. */
static size_t
pick(const struct hj_strand *s, int on)
{
	const struct hj_rule_step *step = &s->step[s->here];
	size_t i = 0;

	for (; i < step->n_exits; i++) {
		const struct hj_rule_exit *x = &step->exits[i];

		if (x->on == on && hj_course_holds(s, x->when, x->n_when) &&
		    (x->times == 0 || s->used[s->here][i] < x->times))
			break;
	}
	return i;
}

/* What was looked at for the row `at`, and the rows that lost against it. */
static void
explain(struct hj_course *c, struct hj_strand *s, struct hj_did *d, size_t here,
    size_t at)
{
	const struct hj_rule_step *step = &s->step[here];
	const struct hj_rule_exit *x = &step->exits[at];

	d->exit = x;
	d->article = hj_course_cited(c, s->set, x->article);
	hj_did_looks(c, d, s, x->when, x->n_when);
	for (size_t i = 0; i < step->n_exits; i++) {
		const struct hj_rule_exit *other = &step->exits[i];

		if (i == at || other->on != x->on ||
		    !hj_course_holds(s, other->when, other->n_when))
			continue;
		hj_did_lost(c, d, s->set,
		    hj_rule_place(c->a,
			hj_concat(c->a, hj_rule_place(c->a, s->list, here),
			    "/exits", NULL),
			i),
		    step->zh, step->en, i < at ? HJ_LOST_USED : HJ_LOST_LATER);
	}
}

/* What happens where the step says nothing else. */
static void
by_default(struct hj_course *c, struct hj_strand *s, int on)
{
	const char *at = hj_rule_place(c->a, s->list, s->here);

	switch (on) {
	case HJ_EO_AGREED:
	case HJ_EO_AT_RISK:
		(void)hj_step_leave(c, s, HJ_DO_END, at, true);
		break;
	case HJ_EO_REFUSED:
	case HJ_EO_WITHDRAWN:
	case HJ_EO_PARTY_ASKS:
		(void)hj_step_leave(c, s, HJ_DO_OUTLETS, at, false);
		break;
	case HJ_EO_NOT_AGREED:
	case HJ_EO_TIME_OVER:
		hj_step_go(c, s, s->here + 1, 0, at);
		break;
	default:
		break;
	}
}

/* Does the failure stay at the step, and is that said? */
static bool
stays(struct hj_course *c, struct hj_strand *s)
{
	const struct hj_rule_step *step = &s->step[s->here];
	bool few = attempts_of(s) < step->attempts_least;
	bool half =
	    step->both && (attempts_of(s) < step->attempts || !s->time_over);
	struct hj_did *d;

	if (s->round + 1 < step->n_rounds) {
		s->round++;
		hj_step_round(c, s);
		return true;
	}
	if (!few && !half)
		return false;
	d = hj_step_did(c, s, HJ_DO_STAY, s->here);
	d->more_zh = few ? "次数不足,不得上报" : "次数与期限须都满";
	d->more_en = few ? "too few attempts to hand it up"
			 : "attempts and time must both be used up";
	return true;
}

int
hj_ground_exit(int ground)
{
	switch (ground) {
	case HJ_GR_NO_AGREEMENT:
		return HJ_EO_NOT_AGREED;
	case HJ_GR_TERM_OVER:
		return HJ_EO_TIME_OVER;
	case HJ_GR_REFUSED:
		return HJ_EO_REFUSED;
	case HJ_GR_WITHDRAWN:
		return HJ_EO_WITHDRAWN;
	case HJ_GR_OTHER_FORUM:
		return HJ_EO_PARTY_ASKS;
	default:
		return 0;
	}
}

void
hj_ladder_exit(struct hj_course *c, struct hj_strand *s, int on)
{
	bool failed = on == HJ_EO_NOT_AGREED || on == HJ_EO_TIME_OVER;
	size_t at, first = c->n_did, here = s->here;

	if (!s->begun || (s->over && on != HJ_EO_UNSATISFIED) ||
	    (failed && s->offered != 0) ||
	    (on == HJ_EO_NOT_AGREED && stays(c, s)))
		return;
	at = pick(s, on);
	if (at == s->step[here].n_exits) {
		if (!s->over)
			by_default(c, s, on);
		return;
	}
	s->used[here][at]++;
	(void)hj_exit_follow(
	    c, s, &s->step[here].exits[at], exit_place(c, s, at));
	if (c->n_did > first)
		explain(c, s, &c->did[first], here, at);
}

void
hj_ladder_time_over(struct hj_course *c, struct hj_strand *s)
{
	const struct hj_rule_step *step = &s->step[s->here];

	s->time_over = true;
	if (s->over || (step->both && attempts_of(s) < step->attempts) ||
	    (step->time_only_warns &&
		pick(s, HJ_EO_TIME_OVER) == step->n_exits))
		return;
	hj_ladder_exit(c, s, HJ_EO_TIME_OVER);
}

void
hj_ladder_count(struct hj_course *c, struct hj_strand *s)
{
	const struct hj_rule_step *step = &s->step[s->here];
	int64_t round;

	s->attempts++;
	s->attempts_all++;
	s->made[s->here]++;
	s->failures++;
	s->round_attempts++;
	round = step->n_rounds > 0 ? step->rounds[s->round].attempts : 0;
	if (round > 0 && s->round_attempts >= round)
		hj_ladder_exit(c, s, HJ_EO_NOT_AGREED);
	else if (step->attempts > 0 && attempts_of(s) >= step->attempts &&
		 (!step->both || s->time_over))
		hj_ladder_exit(c, s, HJ_EO_NOT_AGREED);
}

void
hj_ladder_event(struct hj_course *c, struct hj_strand *s, const char *kind)
{
	if (strcmp(kind, "registered") == 0)
		hj_ladder_begin(c, s);
	if (!s->begun || s->over)
		return;
	if (strcmp(kind, "session_logged") == 0)
		hj_ladder_count(c, s);
	else if (strcmp(kind, "referral_accepted") == 0)
		hj_step_accepted(c, s);
	else if (strcmp(kind, "referral_refused") == 0 ||
		 strcmp(kind, "referral_returned") == 0)
		hj_step_returned(c, s);
	else if (c->leaving == 0 &&
		 (strcmp(kind, "agreement_effective") == 0 ||
		     strcmp(kind, "oral_agreement_recorded") == 0))
		hj_ladder_exit(c, s, HJ_EO_AGREED);
	hj_step_time(c, s);
}

/* An exit on a changed class; false: none. */
static bool
reclassified(struct hj_course *c, struct hj_strand *s)
{
	const struct hj_rule_step *step = &s->step[s->here];
	size_t here = s->here;

	for (size_t i = 0; i < step->n_exits; i++) {
		const struct hj_rule_exit *x = &step->exits[i];
		bool holds = hj_course_holds(s, x->when, x->n_when);
		bool fresh = holds && !s->held[here][i];

		s->held[here][i] = holds;
		if (fresh && x->on == HJ_EO_RECLASSIFIED &&
		    pick(s, HJ_EO_RECLASSIFIED) == i) {
			hj_ladder_exit(c, s, HJ_EO_RECLASSIFIED);
			return true;
		}
	}
	return false;
}

void
hj_ladder_facts(struct hj_course *c, struct hj_strand *s)
{
	size_t to = s->here;

	if (s->waits)
		hj_ladder_begin(c, s);
	if (!s->begun || s->over || reclassified(c, s))
		return;
	for (size_t i = 0; i < s->n_step; i++) {
		bool holds =
		    s->step[i].n_when > 0 &&
		    hj_course_holds(s, s->step[i].when, s->step[i].n_when);

		if (holds && !s->fits[i] && i > s->here)
			to = i;
		s->fits[i] = holds;
	}
	if (to > s->here)
		hj_step_go(
		    c, s, to, HJ_EH_AT_ONCE, hj_rule_place(c->a, s->list, to));
}

/* Do bodies of `kind` handle it, and may they? */
static bool
handles(const struct hj_strand *s, size_t step, const char *kind)
{
	return hj_name_in(s->step[step].kinds, s->step[step].n_kinds, kind) &&
	       !hj_step_barred(s, step);
}

/* Does the ladder say who handles it by office alone? */
static bool
names_no_body(const struct hj_rule_step *step, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (step[i].n_kinds > 0)
			return false;
	return true;
}

bool
hj_ladder_handled(const struct hj_rule_step *step, size_t n,
    const struct hj_body_kind *kind, int channel)
{
	if (hj_channel_mediates(channel) ||
	    (channel == HJ_CH_REPORT && kind->tier == 1) ||
	    (channel == HJ_CH_PETITION && names_no_body(step, n)))
		return true;
	if ((kind->channels & (HJ_CH(PEOPLE) | HJ_CH(ADMINISTRATIVE))) != 0)
		return false;
	for (size_t i = 0; i < n; i++)
		if (hj_name_in(step[i].kinds, step[i].n_kinds, kind->name))
			return true;
	return false;
}

/* Has the ladder a step for what such a body does in `channel` (0: any)? */
static bool
takes(const struct hj_course *c, const struct hj_strand *s, const char *name,
    int channel)
{
	const struct hj_body_kind *kind =
	    channel == 0 ? NULL : hj_body_kind_find(c->dir, name);

	return channel == 0 || (kind != NULL && hj_ladder_handled(s->step,
						    s->n_step, kind, channel));
}

void
hj_ladder_taken_up(
    struct hj_course *c, struct hj_strand *s, const char *kind, int channel)
{
	size_t to = s->begun ? s->here : 0, asked;

	if (s->over || (!s->begun && !hj_ladder_choose(c, s)) ||
	    !takes(c, s, kind, channel))
		return;
	while (to < s->n_step && !handles(s, to, kind))
		to++;
	if (s->begun) {
		if (to < s->n_step && to > s->here)
			hj_step_go(c, s, to, HJ_EH_AT_ONCE,
			    hj_rule_place(c->a, s->list, to));
		return;
	}
	asked = hj_ladder_entry(s);
	/* Where no kind of body is named, whoever has the matter begins. */
	if (to == s->n_step && asked < s->n_step && s->step[asked].n_kinds == 0)
		to = asked;
	if (to == s->n_step)
		return;
	hj_step_enter(c, s, to);
	if (asked < s->n_step && asked > to)
		hj_step_go(c, s, asked, HJ_EH_OFFERED,
		    hj_rule_place(c->a, s->list, asked));
}
