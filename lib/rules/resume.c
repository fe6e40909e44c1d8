/* The engine for a matter that somebody else keeps; see resume.h. */
#include "lib/rules/resume.h"

#include "lib/rules/course.h"

#include <string.h>

static void
take_facts(struct hj_strand *s, const struct hj_resumed *stand)
{
	for (size_t f = 0; f < s->set->n_facts; f++) {
		struct hj_input *v = &s->value[f];

		v->fact = &s->set->facts[f];
		for (size_t k = 0; k < stand->n_known; k++) {
			const struct hj_told_fact *told = &stand->known[k];

			if (strcmp(told->fact, v->fact->name) != 0)
				continue;
			v->given = true;
			v->before = told->known ? told->n : 0;
			v->known = told->known;
			v->n = told->n;
			v->word = told->word;
		}
	}
}

static void
take_ladder(
    struct hj_course *c, struct hj_strand *s, const struct hj_resumed *stand)
{
	hj_ladder_take(c, s, (size_t)stand->beside);
	s->begun = stand->step > 0 && (size_t)stand->step <= s->n_step;
	s->here = s->begun ? (size_t)stand->step - 1 : 0;
	s->over = stand->over;
	s->entered = stand->entered;
	s->attempts = s->failures = stand->attempts;
	s->attempts_all = stand->attempts_all;
	s->round = (size_t)stand->round;
	s->round_attempts = stand->attempts - stand->round_from;
	s->time_over = stand->time_over;
	s->reported_up = stand->reported_up;
	s->offered = stand->offered ? s->n_step : 0;
	for (size_t i = 0; i < stand->n_used; i++)
		if (stand->used[i].step <= HJ_STEPS_MOST &&
		    stand->used[i].exit <= HJ_EXITS_MOST)
			s->used[stand->used[i].step - 1]
			       [stand->used[i].exit - 1] = stand->used[i].times;
}

/* What holds as it stands, and so is nothing new. */
static void
remember(struct hj_strand *s)
{
	const struct hj_rule_set *set = s->set;

	for (size_t i = 0; i < set->n_guards; i++)
		s->guard[i] = hj_course_holds(
		    s, set->guards[i].when, set->guards[i].n_when);
	for (size_t i = 0; i < set->n_tasks; i++)
		s->task[i] = hj_task_holds(s, &set->tasks[i]);
	for (size_t i = 0; i < s->n_step; i++)
		s->fits[i] =
		    hj_course_holds(s, s->step[i].when, s->step[i].n_when);
	for (size_t i = 0; s->begun && i < s->step[s->here].n_exits; i++)
		s->held[s->here][i] =
		    hj_course_holds(s, s->step[s->here].exits[i].when,
			s->step[s->here].exits[i].n_when);
}

struct hj_course *
hj_resume(struct hj_arena *a, const struct hj_resuming *from)
{
	struct hj_course *c = HJ_NEW(a, struct hj_course);
	size_t n = from->n_stand;

	c->a = a;
	c->cal = from->calendar;
	c->dir = from->directory;
	c->now = c->first = from->now;
	c->begun = c->going = c->kept = true;
	c->strand = hj_alloc(a, (n + 1) * sizeof(*c->strand));
	c->n_strand = n;
	for (size_t i = 0; i < HJ_SE__MAX; i++)
		c->setting[i] = from->setting[i];
	for (size_t i = 0; i < from->n_past; i++)
		*HJ_PUSH(a, c->past, c->n_past) =
		    (struct hj_occurrence){ .kind = from->past[i].kind,
			    .at = from->past[i].at };
	for (size_t i = 0; i < n; i++) {
		const struct hj_rule_set *set = from->stand[i].set;
		struct hj_strand *s = &c->strand[i];

		s->set = set;
		s->value = hj_alloc(a, (set->n_facts + 1) * sizeof(*s->value));
		s->guard = hj_alloc(a, (set->n_guards + 1) * sizeof(*s->guard));
		s->task = hj_alloc(a, (set->n_tasks + 1) * sizeof(*s->task));
		take_facts(s, &from->stand[i]);
		if (from->stand[i].climbs)
			take_ladder(c, s, &from->stand[i]);
		hj_course_derive_facts(c, s);
		remember(s);
	}
	return c;
}

void
hj_resumed_take(struct hj_course *c, size_t i, const char *kind)
{
	hj_ladder_taken_up(c, &c->strand[i], kind, 0);
}

void
hj_resumed_enter(struct hj_course *c, size_t i, size_t step)
{
	if (step >= 1 && step <= c->strand[i].n_step)
		hj_step_enter(c, &c->strand[i], step - 1);
}

void
hj_resumed_sitting(struct hj_course *c, size_t i)
{
	struct hj_strand *s = &c->strand[i];

	if (!s->begun || s->over)
		return;
	s->attempts--;
	s->attempts_all--;
	s->failures--;
	s->round_attempts--;
	hj_ladder_count(c, s);
}

void
hj_resumed_exit(struct hj_course *c, size_t i, int on)
{
	hj_ladder_exit(c, &c->strand[i], on);
}

void
hj_resumed_time_over(struct hj_course *c, size_t i)
{
	struct hj_strand *s = &c->strand[i];

	if (s->begun)
		hj_ladder_time_over(c, s);
}

void
hj_resumed_expired(
    struct hj_course *c, size_t i, const struct hj_rule_clock *rule)
{
	struct hj_strand *s = &c->strand[i];

	if (!s->over)
		hj_clock_then(c, s, rule,
		    hj_rule_place(
			c->a, "/clocks", (size_t)(rule - s->set->clocks)));
}

void
hj_resumed_event(struct hj_course *c, const char *kind, const char *after)
{
	for (size_t i = 0; i < c->n_strand; i++) {
		if (strcmp(kind, "registered") == 0)
			hj_tasks_begin(c, &c->strand[i]);
		hj_tasks_start(c, &c->strand[i], kind, after);
	}
}

static const struct hj_strand *
strand_of(const struct hj_course *c, const struct hj_rule_set *set)
{
	for (size_t i = 0; c != NULL && i < c->n_strand; i++)
		if (c->strand[i].set == set)
			return &c->strand[i];
	return NULL;
}

void
hj_resumed_facts(struct hj_course *c, const struct hj_course *before)
{
	for (size_t i = 0; i < c->n_strand; i++) {
		struct hj_strand *s = &c->strand[i];
		const struct hj_strand *was = strand_of(before, s->set);
		bool climbed = was != NULL && was->begun && s->begun &&
			       was->beside == s->beside;

		for (size_t k = 0; k < s->set->n_tasks; k++)
			s->task[k] = was != NULL && was->task[k];
		if (climbed)
			memcpy(s->fits, was->fits, sizeof(s->fits));
		if (climbed && was->here == s->here)
			memcpy(s->held[s->here], was->held[s->here],
			    sizeof(s->held[s->here]));
		hj_ladder_facts(c, s);
		hj_tasks_facts(c, s);
	}
}

struct hj_resumed
hj_resumed_standing(const struct hj_course *c, size_t i)
{
	const struct hj_strand *s = &c->strand[i];
	struct hj_resumed stand = { .set = s->set,
		.climbs = s->n_step > 0,
		.beside = (int64_t)s->beside,
		.step = s->begun ? (int64_t)s->here + 1 : 0,
		.round = (int64_t)s->round,
		.round_from = s->attempts - s->round_attempts };
	struct hj_exit_used *used = NULL;

	for (size_t k = 0; k < s->n_step; k++)
		for (size_t x = 0; x < s->step[k].n_exits; x++)
			if (s->used[k][x] > 0)
				*HJ_PUSH(c->a, used, stand.n_used) =
				    (struct hj_exit_used){ (int64_t)k + 1,
					    (int64_t)x + 1, s->used[k][x] };
	stand.used = used;
	return stand;
}

const char *
hj_resumed_outlets(struct hj_course *c, size_t i)
{
	return hj_ladder_menu(c, &c->strand[i]);
}

bool
hj_resumed_holds(const struct hj_course *c, size_t i,
    const struct hj_rule_test *when, size_t n)
{
	return hj_course_holds(&c->strand[i], when, n);
}

const struct hj_rule_row *
hj_resumed_row(const struct hj_course *c, size_t i, const char *table)
{
	return hj_course_row(&c->strand[i], table);
}

void
hj_resumed_look(struct hj_course *c, const struct hj_rule_set *set,
    struct hj_did *did, const struct hj_rule_test *when, size_t n,
    const char *table)
{
	const struct hj_strand *s = strand_of(c, set);

	if (s == NULL)
		return;
	hj_did_looks(c, did, s, when, n);
	hj_course_look_table(c, did, s, table);
}
