/*
 * What days alone begin: how many have to pass until the tests of a rule that
 * no event begins may say something else; see resume.h.
 *
 * Such rules are the steps that a matter enters by its facts, the exits on a
 * fact that changed, and the tasks that begin with facts alone.  What an event
 * begins looks at the days as they are then, and waits for none.
 */
#include "lib/rules/course.h"
#include "lib/rules/resume.h"

#include <string.h>

#define FACTS_MOST 40 /* the most that the field table reads */

struct daily {
	const struct hj_strand *s;
	bool fact[FACTS_MOST]; /* it changes with days alone */
	bool waits;            /* a rule of those above reads one */
	int64_t days;          /* until a test may change; 0: none will */
};

/* Does it count days of a time that goes on? */
static bool
counts(const struct hj_strand *s, const struct hj_rule_fact *f)
{
	return f->from == HJ_FF_DAYS_IN_ALL ||
	       (f->from == HJ_FF_DAYS_AT_STEP && s->begun && !s->over);
}

/* The nearest count behind `is` at which `t` may say something else. */
static void
turn(struct daily *d, const struct hj_rule_test *t, int64_t is)
{
	const int64_t at[] = { t->at_least, t->above == 0 ? 0 : t->above + 1,
		t->at_most == 0 ? 0 : t->at_most + 1, t->below };

	for (size_t i = 0; i < sizeof(at) / sizeof(at[0]); i++)
		if (at[i] > is && (d->days == 0 || at[i] - is < d->days))
			d->days = at[i] - is;
}

/* Does one of the tests read a fact that changes with days? */
static bool
look(struct daily *d, const struct hj_rule_test *when, size_t n)
{
	const struct hj_rule_set *set = d->s->set;
	bool found = false;

	for (size_t i = 0; i < n; i++)
		for (size_t f = 0; f < set->n_facts && f < FACTS_MOST; f++) {
			if (!d->fact[f] ||
			    strcmp(set->facts[f].name, when[i].fact) != 0)
				continue;
			found = true;
			if (counts(d->s, &set->facts[f]))
				turn(d, &when[i], d->s->value[f].n);
		}
	return found;
}

static bool
look_table(struct daily *d, const char *name)
{
	const struct hj_rule_set *set = d->s->set;
	bool found = false;

	for (size_t i = 0; name != NULL && i < set->n_tables; i++) {
		const struct hj_rule_table *t = &set->tables[i];

		for (size_t r = 0; strcmp(t->name, name) == 0 && r < t->n_rows;
		     r++)
			found = look(d, t->rows[r].when, t->rows[r].n_when) ||
				found;
	}
	return found;
}

/* Facts stand in the order in which they are found out. */
static void
look_facts(struct daily *d)
{
	const struct hj_rule_set *set = d->s->set;

	for (size_t f = 0; f < set->n_facts && f < FACTS_MOST; f++)
		d->fact[f] = look_table(d, set->facts[f].table) ||
			     counts(d->s, &set->facts[f]);
}

static void
look_steps(struct daily *d)
{
	const struct hj_strand *s = d->s;
	const struct hj_rule_step *here;

	if (!s->begun || s->over)
		return;
	here = &s->step[s->here];
	for (size_t i = 0; i < s->n_step; i++)
		d->waits =
		    look(d, s->step[i].when, s->step[i].n_when) || d->waits;
	for (size_t i = 0; i < here->n_exits; i++)
		if (here->exits[i].on == HJ_EO_RECLASSIFIED)
			d->waits = look(d, here->exits[i].when,
				       here->exits[i].n_when) ||
				   d->waits;
}

static void
look_tasks(struct daily *d)
{
	const struct hj_rule_set *set = d->s->set;

	for (size_t i = 0; i < set->n_tasks; i++) {
		const struct hj_rule_task *t = &set->tasks[i];

		if (t->starts == NULL && t->after == NULL)
			d->waits = look(d, t->when, t->n_when) || d->waits;
	}
}

struct hj_awaited
hj_resumed_awaits(const struct hj_course *c)
{
	struct hj_awaited next = { NULL, 0 };

	for (size_t i = 0; i < c->n_strand; i++) {
		struct daily d = { .s = &c->strand[i] };

		if (!hj_rule_set_reads_days(d.s->set))
			continue;
		look_facts(&d);
		look_steps(&d);
		look_tasks(&d);
		if (d.waits && d.days > 0 && d.days < HJ_COURSE_DAYS &&
		    (next.set == NULL || d.days < next.days))
			next = (struct hj_awaited){ d.s->set, d.days };
	}
	return next;
}
