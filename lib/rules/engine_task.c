/* Tasks, guards and rates of a course; see engine.h. */
#include "lib/rules/course.h"

#include <string.h>

/* A limit of the task, as if it were a clock of the set. */
static struct hj_due *
limit(struct hj_course *c, struct hj_strand *s, size_t i, int64_t length,
    int unit)
{
	const struct hj_rule_task *t = &s->set->tasks[i];
	struct hj_due *r = HJ_NEW(c->a, struct hj_due);
	struct hj_rule_clock *rule = HJ_NEW(c->a, struct hj_rule_clock);

	*rule = (struct hj_rule_clock){
		.name = t->name,
		.zh = t->zh,
		.en = t->en,
		.when = t->when,
		.n_when = t->n_when,
		.article = t->article,
		.certainty = t->certainty,
		.against = HJ_AGAINST_STATE,
		.length = length,
		.unit = unit,
	};
	*r = (struct hj_due){
		.of = HJ_DUE_TASK,
		.s = s,
		.rule = rule,
		.task = t,
		.at = hj_rule_place(c->a, "/tasks", i),
		.step = s->here,
		.start = c->now,
	};
	return r;
}

/* Days until the next `weekday`, one at least. */
static int64_t
until_weekday(const struct hj_course *c, int64_t weekday)
{
	int64_t today = hj_date_weekday(hj_legal_day(c->now));

	return weekday > today ? weekday - today : weekday - today + 7;
}

static void
start(struct hj_course *c, struct hj_strand *s, size_t i)
{
	const struct hj_rule_task *t = &s->set->tasks[i];

	for (size_t k = 0; k < t->n_days; k++)
		hj_due_start(c, limit(c, s, i, t->days[k].no, HJ_UNIT_DAYS));
	if (t->n_days > 0)
		return;
	if (t->every > 0 && t->weekday > 0)
		hj_due_start(c,
		    limit(c, s, i, until_weekday(c, t->weekday), HJ_UNIT_DAYS));
	else if (t->every > 0)
		hj_due_start(c, limit(c, s, i, t->every, t->every_unit));
	else
		hj_due_start(c, limit(c, s, i, t->length, t->unit));
}

void
hj_task_again(struct hj_course *c, struct hj_due *r)
{
	const struct hj_rule_task *t = r->task;
	size_t i = (size_t)(t - r->s->set->tasks);

	if (t->every > 0 && hj_course_holds(r->s, t->when, t->n_when))
		hj_due_start(c, limit(c, r->s, i, t->every, t->every_unit));
}

/* Is the matter at the step that the task is bound to? */
static bool
at_step(const struct hj_strand *s, const struct hj_rule_task *t)
{
	const char *here = s->begun ? s->step[s->here].name : NULL;

	return t->step == NULL || (here != NULL && strcmp(here, t->step) == 0);
}

/* Does it begin with facts, or time, alone? */
static bool
by_itself(const struct hj_rule_task *t)
{
	return t->starts == NULL && t->after == NULL;
}

static void
begin_rates(struct hj_course *c, struct hj_strand *s, size_t i)
{
	const struct hj_rule_rate *rate = &s->set->rates[i];
	struct hj_due *r = HJ_NEW(c->a, struct hj_due);
	struct hj_rule_clock *rule = HJ_NEW(c->a, struct hj_rule_clock);

	if (rate->every == 0)
		return;
	*rule = (struct hj_rule_clock){
		.name = rate->name,
		.zh = rate->zh,
		.en = rate->en,
		.article = rate->article,
		.certainty = rate->certainty,
		.against = HJ_AGAINST_STATE,
		.length = rate->every,
		.unit = rate->every_unit,
	};
	*r = (struct hj_due){
		.of = HJ_DUE_RATE,
		.s = s,
		.rule = rule,
		.rate = rate,
		.at = hj_rule_place(c->a, "/rates", i),
		.start = c->now,
	};
	hj_due_start(c, r);
}

void
hj_tasks_begin(struct hj_course *c, struct hj_strand *s)
{
	for (size_t i = 0; i < s->set->n_tasks; i++)
		if (by_itself(&s->set->tasks[i]) &&
		    s->set->tasks[i].n_when == 0)
			start(c, s, i);
	for (size_t i = 0; i < s->set->n_rates; i++)
		begin_rates(c, s, i);
}

void
hj_tasks_start(struct hj_course *c, struct hj_strand *s, const char *kind,
    const char *after)
{
	for (size_t i = 0; i < s->set->n_tasks; i++) {
		const struct hj_rule_task *t = &s->set->tasks[i];
		bool starts =
		    (t->starts != NULL && strcmp(t->starts, kind) == 0) ||
		    (t->after != NULL && after != NULL &&
			strcmp(t->after, after) == 0);

		if (starts && at_step(s, t) &&
		    hj_course_holds(s, t->when, t->n_when))
			start(c, s, i);
	}
}

bool
hj_task_holds(const struct hj_strand *s, const struct hj_rule_task *t)
{
	return by_itself(t) && t->n_when > 0 && at_step(s, t) &&
	       hj_course_holds(s, t->when, t->n_when);
}

void
hj_tasks_facts(struct hj_course *c, struct hj_strand *s)
{
	for (size_t i = 0; i < s->set->n_tasks; i++) {
		bool holds = hj_task_holds(s, &s->set->tasks[i]);

		if (holds && !s->task[i])
			start(c, s, i);
		s->task[i] = holds;
	}
}

void
hj_tasks_leave(struct hj_course *c, struct hj_strand *s, size_t step)
{
	for (size_t i = 0; i < c->n_due; i++) {
		struct hj_due *r = c->due[i];

		if (r->of == HJ_DUE_TASK && r->s == s && r->step == step &&
		    r->task->step != NULL && r->state == HJ_DUE_ON)
			hj_due_end(c, r, HJ_DO_STOP);
	}
}

void
hj_tasks_closing(struct hj_course *c, struct hj_strand *s, const char *kind)
{
	if (strcmp(kind, "procedure_closed") != 0 &&
	    strcmp(kind, "dispute_closed") != 0)
		return;
	for (size_t i = 0; i < c->n_due; i++) {
		const struct hj_due *r = c->due[i];
		struct hj_did *d;

		if (r->of != HJ_DUE_TASK || r->s != s ||
		    !r->task->before_close || r->state == HJ_DUE_MET ||
		    r->state == HJ_DUE_OFF)
			continue;
		d = hj_course_did(
		    c, s, HJ_DO_BAR, r->at, r->rule->zh, r->rule->en);
		d->article = hj_course_cited(c, s->set, r->task->article);
		d->certainty = r->task->certainty;
		d->more_zh = "未完成,不得办结";
		d->more_en = "not done, so it is not closed";
	}
}

enum hj_err
hj_task_done(
    struct hj_course *c, const struct hj_happening *h, struct hj_error *err)
{
	for (size_t i = 0; i < c->n_due; i++) {
		struct hj_due *r = c->due[i];

		if (r->of != HJ_DUE_TASK ||
		    strcmp(r->task->name, h->name) != 0 ||
		    (r->state != HJ_DUE_ON && r->state != HJ_DUE_FIRED))
			continue;
		if (r->state == HJ_DUE_ON)
			hj_due_end(c, r, HJ_DO_MEET);
		r->state = HJ_DUE_MET;
		return HJ_OK;
	}
	return hj_fail(
	    err, HJ_ERR_INPUT, "name", "no such task is owed: ", h->name);
}

/* What it bars, and what it asks for instead. */
static void
say_guard(struct hj_course *c, const struct hj_rule_guard *g, struct hj_did *d)
{
	const char *zh = hj_bars_words.word[g->bars].zh;
	const char *en = hj_bars_words.word[g->bars].en;

	if (g->channel != 0) {
		zh = hj_concat(c->a, zh, ",转入",
		    hj_channel_words.word[g->channel].zh, NULL);
		en = hj_concat(c->a, en, ", it goes into ",
		    hj_channel_words.word[g->channel].en, NULL);
	}
	if (g->toward != NULL) {
		zh = hj_concat(c->a, zh, ",去向:", g->toward, NULL);
		en = hj_concat(c->a, en, ", it goes to ", g->toward, NULL);
	}
	if (g->beside) {
		zh = hj_concat(c->a, zh, ",本程序继续", NULL);
		en = hj_concat(c->a, en, ", this goes on", NULL);
	}
	for (size_t i = 0; i < g->n_needs; i++) {
		zh = hj_concat(
		    c->a, zh, i == 0 ? ",须有:" : "、", g->needs[i].text, NULL);
		en = hj_concat(c->a, en, i == 0 ? ", it needs " : ", ",
		    g->needs[i].text, NULL);
	}
	d->more_zh = zh;
	d->more_en = en;
}

void
hj_guards_facts(struct hj_course *c, struct hj_strand *s)
{
	for (size_t i = 0; i < s->set->n_guards; i++) {
		const struct hj_rule_guard *g = &s->set->guards[i];
		bool holds = hj_course_holds(s, g->when, g->n_when);
		struct hj_did *d;

		if (holds == s->guard[i])
			continue;
		s->guard[i] = holds;
		d = hj_course_did(c, s, holds ? HJ_DO_BAR : HJ_DO_FREE,
		    hj_rule_place(c->a, "/guards", i), g->zh, g->en);
		d->article = hj_course_cited(c, s->set, g->article);
		d->certainty = g->certainty;
		hj_did_looks(c, d, s, g->when, g->n_when);
		if (holds)
			say_guard(c, g, d);
	}
}

/* How many of the kinds happened after `since`. */
static int64_t
happened(const struct hj_course *c, const struct hj_name *kinds, size_t n,
    int64_t since)
{
	int64_t sum = 0;

	for (size_t i = 0; i < c->n_past; i++)
		sum += c->past[i].at >= since &&
		       hj_name_in(kinds, n, c->past[i].kind);
	return sum;
}

static void
take(struct hj_course *c, struct hj_strand *s, const struct hj_rule_rate *r,
    int64_t since)
{
	struct hj_did *d = hj_course_did(c, s, HJ_DO_RATE,
	    hj_rule_place(c->a, "/rates", (size_t)(r - s->set->rates)), r->zh,
	    r->en);
	int64_t part = happened(c, r->part, r->n_part, since);
	int64_t whole =
	    r->quota > 0 ? r->quota : happened(c, r->whole, r->n_whole, since);
	int64_t percent = r->quota > 0 ? 100 : r->percent;
	bool reached = part * 100 >= whole * percent;
	const char *text = hj_concat(c->a, hj_course_number(c, part), "/",
	    hj_course_number(c, whole), NULL);

	d->article = hj_course_cited(c, s->set, r->article);
	d->certainty = r->certainty;
	d->more_zh = d->more_en = text;
	if (percent == 0 || whole == 0)
		return;
	d->more_zh = hj_concat(c->a, text, reached ? ",达到" : ",未达到", NULL);
	d->more_en =
	    hj_concat(c->a, text, reached ? ", reached" : ", missed", NULL);
}

void
hj_rates_take(struct hj_course *c, struct hj_strand *s)
{
	for (size_t i = 0; i < s->set->n_rates; i++)
		take(c, s, &s->set->rates[i], 0);
}

void
hj_rate_again(struct hj_course *c, struct hj_due *r)
{
	take(c, r->s, r->rate, r->start);
	begin_rates(c, r->s, (size_t)(r->rate - r->s->set->rates));
}
