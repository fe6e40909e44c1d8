/* Steps of a ladder: entered, offered, timed, left; see engine.h. */
#include "lib/rules/course.h"

#include <string.h>

struct hj_did *
hj_step_did(
    struct hj_course *c, const struct hj_strand *s, int act, size_t step)
{
	struct hj_did *d =
	    hj_course_did(c, s, act, hj_rule_place(c->a, s->list, step),
		s->step[step].zh, s->step[step].en);

	d->step = step + 1;
	return d;
}

bool
hj_step_barred(const struct hj_strand *s, size_t step)
{
	const char *name = s->step[step].name;

	for (size_t i = 0; name != NULL && i < s->set->n_guards; i++) {
		const struct hj_rule_guard *g = &s->set->guards[i];

		if (s->guard[i] && g->bars == HJ_BAR_STEP && g->step != NULL &&
		    strcmp(g->step, name) == 0)
			return true;
	}
	return false;
}

/* What a limit of the ladder is made of, as if it were a clock of the set. */
static struct hj_due *
limit(struct hj_course *c, struct hj_strand *s, int of, const char *zh,
    const char *en)
{
	struct hj_due *r = HJ_NEW(c->a, struct hj_due);
	struct hj_rule_clock *rule = HJ_NEW(c->a, struct hj_rule_clock);

	*rule = (struct hj_rule_clock){
		.name = of == HJ_DUE_STEP     ? "LADDER"
			: of == HJ_DUE_ACCEPT ? "LADDER_ACCEPT"
					      : "LADDER_OVERALL",
		.zh = zh,
		.en = en,
		.against = HJ_AGAINST_STATE,
		.certainty = hj_rule_set_certainty(s->set),
		.article = s->set->title_zh,
	};
	*r = (struct hj_due){ .of = of, .s = s, .rule = rule, .start = c->now };
	return r;
}

static struct hj_due *
newest(const struct hj_course *c, const struct hj_strand *s, int of)
{
	for (size_t i = c->n_due; i-- > 0;)
		if (c->due[i]->of == of && c->due[i]->s == s &&
		    (of != HJ_DUE_STEP || c->due[i]->step == s->here))
			return c->due[i];
	return NULL;
}

static void
end(struct hj_course *c, const struct hj_strand *s, int of, int act)
{
	struct hj_due *r = newest(c, s, of);

	if (r != NULL && (r->state == HJ_DUE_ON || r->state == HJ_DUE_WAITS))
		hj_due_end(c, r, act);
}

/* The last event `kind` so far; 0: it did not happen. */
static int64_t
last(const struct hj_course *c, const char *kind)
{
	for (size_t i = c->n_past; i-- > 0;)
		if (!c->past[i].beside && strcmp(c->past[i].kind, kind) == 0)
			return c->past[i].at;
	return 0;
}

static void
step_time(struct hj_course *c, struct hj_strand *s)
{
	const struct hj_rule_step *step = &s->step[s->here];
	const struct hj_due *before = newest(c, s, HJ_DUE_STEP);
	int64_t from =
	    step->starts == NULL ? s->entered : last(c, step->starts);
	struct hj_rule_clock *rule;
	struct hj_due *r;

	if ((step->unit == 0 && step->lengths == NULL) || from == 0 ||
	    (before != NULL && before->since >= s->entered))
		return;
	r = limit(c, s, HJ_DUE_STEP, step->zh, step->en);
	rule = HJ_NEW(c->a, struct hj_rule_clock);
	*rule = *r->rule;
	rule->length = step->length;
	rule->unit = step->unit;
	rule->lengths = step->lengths;
	r->rule = rule;
	r->at = hj_rule_place(c->a, s->list, s->here);
	r->step = s->here;
	r->start = from;
	hj_due_start(c, r);
}

static void
overall_time(struct hj_course *c, struct hj_strand *s)
{
	const struct hj_rule_overall *o = s->overall;
	int64_t from = o == NULL ? 0 : last(c, o->starts);
	struct hj_rule_clock *rule;
	struct hj_due *r;

	if (from == 0 || newest(c, s, HJ_DUE_OVERALL) != NULL)
		return;
	r = limit(c, s, HJ_DUE_OVERALL, "全程", "all steps");
	rule = HJ_NEW(c->a, struct hj_rule_clock);
	*rule = *r->rule;
	rule->length = o->length;
	rule->unit = o->unit;
	r->rule = rule;
	r->at = hj_concat(c->a,
	    strcmp(s->list, "/ladder") == 0
		? ""
		: hj_strndup(c->a, s->list, strlen(s->list) - 6),
	    "/overall", NULL);
	r->start = from;
	hj_due_start(c, r);
}

void
hj_step_time(struct hj_course *c, struct hj_strand *s)
{
	if (!s->begun || s->over || c->kept)
		return;
	step_time(c, s);
	overall_time(c, s);
}

struct owners {
	struct hj_name *item;
	size_t n;
};

/* Put those of `list` to the owners that are not among them yet. */
static void
add_owners(
    struct hj_course *c, struct owners *o, const struct hj_name *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!hj_name_in(o->item, o->n, list[i].text))
			HJ_PUSH(c->a, o->item, o->n)->text = list[i].text;
}

static void
add_step(struct hj_course *c, struct owners *o, const struct hj_rule_step *step)
{
	add_owners(c, o, step->kinds, step->n_kinds);
	add_owners(c, o, step->roles, step->n_roles);
	add_owners(c, o, step->joint, step->n_joint);
}

/* Their names behind `head`: kinds of bodies as the directory calls them. */
static const char *
name_owners(
    struct hj_course *c, const struct owners *o, const char *head, bool zh)
{
	for (size_t i = 0; i < o->n; i++) {
		const struct hj_body_kind *kind =
		    c->dir == NULL ? NULL
				   : hj_body_kind_find(c->dir, o->item[i].text);
		const char *name = kind == NULL ? o->item[i].text
				   : zh         ? kind->zh
						: kind->en;
		const char *comma = zh ? "、" : ", ";

		head = hj_concat(c->a, head, i == 0 ? "" : comma, name, NULL);
	}
	return head;
}

/* Who has it: all of them, if they own it together; how many may come. */
static void
say_owners(
    struct hj_course *c, const struct hj_strand *s, size_t to, struct hj_did *d)
{
	const struct hj_rule_step *step = &s->step[to];
	bool own = step->joint_owner;
	struct owners o = { 0 };

	if (own || step->n_joint > 0 || step->from_below)
		add_step(c, &o, step);
	for (size_t i = to; step->from_below && i-- > 0;)
		add_step(c, &o, &s->step[i]);
	if (o.n > 0) {
		d->more_zh =
		    name_owners(c, &o, own ? "共同主体:" : "共同参加:", true);
		d->more_en = name_owners(
		    c, &o, own ? "owned together by " : "with ", false);
	}
	if (step->above_last) {
		d->more_zh = "由末次处理单位的上一级办理";
		d->more_en = "handled by the body above the last handler";
	}
	if (step->people_most > 0) {
		const char *n = hj_course_number(c, step->people_most);
		bool alone = d->more_zh == NULL;

		d->more_zh = hj_concat(c->a, alone ? "" : d->more_zh,
		    alone ? "" : ",", "每次至多", n, "人到场", NULL);
		d->more_en =
		    hj_concat(c->a, alone ? "" : d->more_en, alone ? "" : ", ",
			"at most ", n, " people at a sitting", NULL);
	}
}

void
hj_step_round(struct hj_course *c, struct hj_strand *s)
{
	const struct hj_rule_step *step = &s->step[s->here];
	const struct hj_rule_round *r = &step->rounds[s->round];
	struct hj_did *d = hj_course_did(c, s, HJ_DO_ROUND,
	    hj_rule_place(c->a,
		hj_concat(c->a, hj_rule_place(c->a, s->list, s->here),
		    "/rounds", NULL),
		s->round),
	    r->zh, r->en);

	d->more_zh = r->chair;
	d->more_en = r->chair;
	s->round_attempts = 0;
}

/* What the facts say of the exits and steps now is nothing new. */
static void
remember_facts(struct hj_strand *s)
{
	const struct hj_rule_step *step = &s->step[s->here];

	for (size_t i = 0; i < step->n_exits; i++)
		s->held[s->here][i] = hj_course_holds(
		    s, step->exits[i].when, step->exits[i].n_when);
	for (size_t i = 0; i < s->n_step; i++)
		s->fits[i] =
		    hj_course_holds(s, s->step[i].when, s->step[i].n_when);
}

void
hj_step_enter(struct hj_course *c, struct hj_strand *s, size_t to)
{
	const struct hj_rule_step *step = &s->step[to];
	struct hj_did *d;

	if (s->begun) {
		end(c, s, HJ_DUE_STEP, HJ_DO_STOP);
		if (!step->duties_stay)
			hj_tasks_leave(c, s, s->here);
	}
	d = hj_step_did(c, s, HJ_DO_ENTER, to);
	hj_did_looks(c, d, s, step->when, step->n_when);
	for (size_t i = 0; i < s->n_step; i++)
		if (hj_step_barred(s, i))
			hj_did_lost(c, d, s->set,
			    hj_rule_place(c->a, s->list, i), s->step[i].zh,
			    s->step[i].en, HJ_LOST_BARRED);
		else if (i < to && s->step[i].n_when > 0 &&
			 hj_course_holds(s, s->step[i].when, s->step[i].n_when))
			hj_did_lost(c, d, s->set,
			    hj_rule_place(c->a, s->list, i), s->step[i].zh,
			    s->step[i].en, HJ_LOST_LOWER);
	say_owners(c, s, to, d);
	s->begun = true;
	s->over = false;
	s->offered = 0;
	s->here = to;
	s->entered = c->now;
	s->attempts = s->failures = s->round_attempts = 0;
	s->round = 0;
	s->time_over = false;
	remember_facts(s);
	if (step->n_rounds > 0)
		hj_step_round(c, s);
	hj_step_time(c, s);
}

const char *
hj_ladder_menu(struct hj_course *c, const struct hj_strand *s)
{
	const struct hj_name *list =
	    s->n_step > 0 ? s->outlets : s->set->outlets;
	size_t n = s->n_step > 0 ? s->n_outlets : s->set->n_outlets;
	const char *text = "";

	for (size_t i = 0; i < n; i++)
		text = i == 0 ? list[i].text
			      : hj_concat(c->a, text, "、", list[i].text, NULL);
	return text;
}

struct hj_did *
hj_step_leave(
    struct hj_course *c, struct hj_strand *s, int act, const char *at, bool met)
{
	struct hj_did *d = hj_course_did(c, s, act, at, NULL, NULL);
	size_t index = c->n_did - 1;

	if (act == HJ_DO_OUTLETS)
		d->zh = d->en = hj_ladder_menu(c, s);
	if (s->begun)
		hj_step_finish(c, s, met);
	return c->n_did > index ? &c->did[index] : d;
}

/* The first step from `at` on that no guard bars. */
static size_t
free_step(const struct hj_strand *s, size_t at)
{
	while (at < s->n_step && hj_step_barred(s, at))
		at++;
	return at;
}

static void
offer(struct hj_course *c, struct hj_strand *s, size_t to, int how,
    const char *at)
{
	const struct hj_rule_step *step = &s->step[to];
	struct hj_did *d = hj_step_did(c, s, HJ_DO_OFFER, to);
	struct hj_rule_clock *rule;
	struct hj_due *r;

	d->rule = at;
	if (how > HJ_EH_OFFERED) {
		d->more_zh = hj_exit_how_words.word[how].zh;
		d->more_en = hj_exit_how_words.word[how].en;
	}
	s->offered = to + 1;
	if (step->accept_unit == 0 || c->kept)
		return;
	r = limit(c, s, HJ_DUE_ACCEPT, hj_concat(c->a, step->zh, "接收", NULL),
	    hj_concat(c->a, step->en, ": to accept", NULL));
	rule = HJ_NEW(c->a, struct hj_rule_clock);
	*rule = *r->rule;
	rule->length = step->accept_length;
	rule->unit = step->accept_unit;
	r->rule = rule;
	r->at = hj_rule_place(c->a, s->list, to);
	hj_due_start(c, r);
}

void
hj_step_go(struct hj_course *c, struct hj_strand *s, size_t to, int how,
    const char *at)
{
	size_t open = free_step(s, to);

	if (open == s->n_step) {
		(void)hj_step_leave(c, s, HJ_DO_OUTLETS, at, false);
	} else if (open <= s->here || how == HJ_EH_AT_ONCE) {
		s->came_from = open > s->here ? s->here + 1 : 0;
		s->reported_up = open > s->here;
		hj_step_enter(c, s, open);
	} else {
		offer(c, s, open, how, at);
	}
}

void
hj_step_accepted(struct hj_course *c, struct hj_strand *s)
{
	size_t to = s->offered;

	if (to == 0)
		return;
	end(c, s, HJ_DUE_ACCEPT, HJ_DO_MEET);
	s->came_from = s->here + 1;
	s->reported_up = true;
	hj_step_enter(c, s, to - 1);
}

void
hj_step_returned(struct hj_course *c, struct hj_strand *s)
{
	end(c, s, HJ_DUE_ACCEPT, HJ_DO_STOP);
	if (s->offered == 0 && s->came_from > 0) {
		end(c, s, HJ_DUE_STEP, HJ_DO_STOP);
		s->here = s->came_from - 1;
		s->came_from = 0;
		s->attempts = s->failures = s->made[s->here];
	}
	s->offered = 0;
	(void)hj_step_did(c, s, HJ_DO_STAY, s->here);
}

void
hj_ladder_lapse(struct hj_course *c, struct hj_strand *s)
{
	s->offered = 0;
	(void)hj_step_did(c, s, HJ_DO_STAY, s->here);
}

void
hj_step_finish(struct hj_course *c, struct hj_strand *s, bool met)
{
	int act = met ? HJ_DO_MEET : HJ_DO_STOP;

	s->over = true;
	s->offered = 0;
	end(c, s, HJ_DUE_STEP, act);
	end(c, s, HJ_DUE_OVERALL, act);
	end(c, s, HJ_DUE_ACCEPT, HJ_DO_STOP);
	hj_tasks_leave(c, s, s->here);
}

void
hj_ladder_take(struct hj_course *c, struct hj_strand *s, size_t beside)
{
	const struct hj_rule_set *set = s->set;
	const struct hj_rule_ladder *l;

	s->beside = beside;
	s->list = hj_rule_steps_place(c->a, beside);
	if (beside == 0) {
		s->step = set->ladder;
		s->n_step = set->n_ladder;
		s->overall = set->overall;
		s->outlets = set->outlets;
		s->n_outlets = set->n_outlets;
		return;
	}
	l = &set->ladders[beside - 1];
	s->step = l->steps;
	s->n_step = l->n_steps;
	s->overall = l->overall;
	s->outlets = l->outlets;
	s->n_outlets = l->n_outlets;
}

bool
hj_ladder_choose(struct hj_course *c, struct hj_strand *s)
{
	const struct hj_rule_set *set = s->set;
	size_t beside = 0;

	for (size_t i = set->n_ladders; i-- > 0;)
		if (hj_course_holds(
			s, set->ladders[i].when, set->ladders[i].n_when))
			beside = i + 1;
	hj_ladder_take(c, s, beside);
	return s->n_step > 0;
}

size_t
hj_ladder_entry(const struct hj_strand *s)
{
	size_t to = s->step[0].n_when > 0 ? s->n_step : free_step(s, 0);

	for (size_t i = 0; i < s->n_step; i++)
		if (s->step[i].n_when > 0 && !hj_step_barred(s, i) &&
		    hj_course_holds(s, s->step[i].when, s->step[i].n_when))
			to = i;
	return to;
}

void
hj_ladder_begin(struct hj_course *c, struct hj_strand *s)
{
	size_t to;

	if (s->begun || !hj_ladder_choose(c, s))
		return;
	to = hj_ladder_entry(s);
	if (to < s->n_step)
		hj_step_enter(c, s, to);
	else if (!s->waits)
		(void)hj_course_did(c, s, HJ_DO_AWAIT, s->list, "进入层级",
		    "the step it enters");
	s->waits = to == s->n_step;
}
