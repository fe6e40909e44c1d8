/* What runs in a course: counted, warned of, fallen; see engine.h. */
#include "lib/rules/course.h"

#include <string.h>

/* Where the day's warnings are told: at nine. */
static int64_t
morning(struct hj_date day)
{
	return day.ymd == 0 ? 0 : hj_legal_day_first(day) + 9 * HJ_HOUR_MS;
}

/* What lasts from one event to another. */
static const char *const spans[][2] = {
	{ "appraisal_started", "appraisal_ended" },
	{ "petition_hearing_began", "petition_hearing_ended" },
};

const char *
hj_span_end(const char *began)
{
	for (size_t i = 0; i < sizeof(spans) / sizeof(spans[0]); i++)
		if (strcmp(spans[i][0], began) == 0)
			return spans[i][1];
	return NULL;
}

/* Is a thing under way whose end the limit starts at? */
static bool
under_way(const struct hj_course *c, const struct hj_rule_clock *rule)
{
	for (size_t k = 0; k < rule->n_starts_also; k++)
		for (size_t i = c->n_past; i-- > 0;) {
			const char *end = hj_span_end(c->past[i].kind);
			const char *also = rule->starts_also[k].text;

			if (strcmp(c->past[i].kind, also) == 0)
				break;
			if (end != NULL && strcmp(end, also) == 0)
				return true;
		}
	return false;
}

/* The length that holds; false while it is not known. */
static bool
length_of(struct hj_due *r)
{
	const struct hj_rule_clock *rule = r->rule;
	const struct hj_rule_row *row =
	    rule->lengths == NULL ? NULL : hj_course_row(r->s, rule->lengths);

	r->length = row == NULL ? rule->length : row->length;
	r->unit = row == NULL ? rule->unit : row->unit;
	return r->unit != 0;
}

bool
hj_due_count(struct hj_course *c, struct hj_due *r)
{
	struct hj_derivation *d;
	struct hj_error err;
	struct hj_period p = {
		.limit = { .rule = r->rule->name,
		    .set = r->s->set->name,
		    .article = hj_course_cited(c, r->s->set, r->rule->article),
		    .certainty = r->rule->certainty,
		    .against = r->rule->against,
		    .roll = r->rule->roll,
		    .next_hour = r->rule->next_hour },
		.start_from = r->start,
		.start_to = r->start,
		.pauses = r->pauses,
		.n_pauses = r->n_pauses,
		.extensions = r->extensions,
		.n_extensions = r->n_extensions,
	};

	r->d = NULL;
	if (!length_of(r) || under_way(c, r->rule))
		return false;
	p.limit.n = r->length;
	p.limit.unit = r->unit;
	d = HJ_NEW(c->a, struct hj_derivation);
	if (hj_derive(c->a, &p, c->cal,
		hj_calendar_current(c->cal, hj_legal_day(r->start)), d,
		&err) != HJ_OK)
		return false;
	r->d = d;
	return true;
}

/* Say `act` of `r`, with its day and how it was counted. */
static struct hj_did *
tell(struct hj_course *c, const struct hj_due *r, int act)
{
	struct hj_did *d =
	    hj_course_did(c, r->s, act, r->at, r->rule->zh, r->rule->en);

	d->article = hj_course_cited(c, r->s->set, r->rule->article);
	d->certainty = r->rule->certainty;
	d->exact = hj_unit_exact(r->unit);
	d->counted = r->d;
	d->task = r->task;
	if (r->d != NULL && !r->d->suspended) {
		d->due_on = r->d->due_on;
		d->due_at = d->exact ? r->d->due_at : 0;
		if (r->d->provisional)
			d->certainty = HJ_CERTAINTY_PROVISIONAL;
	}
	hj_did_looks(c, d, r->s, r->rule->when, r->rule->n_when);
	hj_course_look_table(c, d, r->s, r->rule->lengths);
	for (size_t i = 0; i < r->n_losers; i++)
		*HJ_PUSH(c->a, d->losers, d->n_losers) = r->losers[i];
	return d;
}

void
hj_due_start(struct hj_course *c, struct hj_due *r)
{
	bool counted = hj_due_count(c, r);
	int act = r->of == HJ_DUE_TASK ? HJ_DO_TASK : HJ_DO_START;

	r->state = counted ? HJ_DUE_ON : HJ_DUE_WAITS;
	r->since = c->now;
	r->no = c->n_due;
	*HJ_PUSH(c->a, c->due, c->n_due) = r;
	/* A task without a day is owed all the same. */
	if (r->of == HJ_DUE_TASK)
		r->state = HJ_DUE_ON;
	hj_due_plan(c, r);
	if (r->of == HJ_DUE_RATE)
		return;
	(void)tell(c, r, counted || r->of == HJ_DUE_TASK ? act : HJ_DO_AWAIT);
}

void
hj_due_move(struct hj_course *c, struct hj_due *r)
{
	if (!hj_due_count(c, r))
		return;
	memset(r->told, 0, sizeof(r->told));
	r->since = c->now;
	hj_due_plan(c, r);
	(void)tell(c, r, r->d->suspended ? HJ_DO_HOLD : HJ_DO_MOVE);
}

void
hj_due_wait(struct hj_course *c, struct hj_due *r)
{
	r->state = HJ_DUE_WAITS;
	r->d = NULL;
	hj_due_plan(c, r);
	(void)tell(c, r, HJ_DO_HOLD);
}

void
hj_due_end(struct hj_course *c, struct hj_due *r, int act)
{
	struct hj_did *d = tell(c, r, act);

	d->due_on = (struct hj_date){ 0 };
	d->due_at = 0;
	d->exact = false;
	r->state = act == HJ_DO_MEET ? HJ_DUE_MET : HJ_DUE_OFF;
}

bool
hj_due_known(struct hj_course *c, struct hj_due *r)
{
	if (!hj_due_count(c, r))
		return false;
	r->state = HJ_DUE_ON;
	r->since = c->now;
	hj_due_plan(c, r);
	(void)tell(c, r, HJ_DO_START);
	return true;
}

static int64_t
fire_at(const struct hj_due *r)
{
	return hj_falls_at(r->unit, r->d->due_at);
}

/* When `percent` of the time is used up. */
static int64_t
share_at(const struct hj_due *r, int64_t percent)
{
	int64_t days;

	if (hj_unit_exact(r->unit))
		return r->d->began_at +
		       (r->d->due_at - r->d->began_at) * percent / 100;
	days = hj_date_days_between(r->d->day0, r->d->due_on);
	return morning(hj_date_add_days(r->d->day0, days * percent / 100));
}

/* The instant of the warning or reminder `i`; 0: there is none. */
static int64_t
told_at(const struct hj_due *r, size_t i)
{
	const struct hj_rule_clock *rule = r->rule;
	int64_t at;

	if (i < 8) {
		if (i >= rule->n_warn)
			return 0;
		at = morning(hj_date_add_days(r->d->due_on, -rule->warn[i].no));
	} else if (i < 16) {
		if (i - 8 >= rule->n_warn_share)
			return 0;
		at = share_at(r, rule->warn_share[i - 8].no);
	} else {
		if (i - 16 >= rule->n_warn_after)
			return 0;
		return morning(hj_date_add_days(
		    r->d->due_on, rule->warn_after[i - 16].no));
	}
	return at > r->since && at < fire_at(r) ? at : 0;
}

/* The next warning or reminder; HJ_TOLD_MOST: none. */
static size_t
next_told(const struct hj_due *r)
{
	size_t first = r->state == HJ_DUE_FIRED ? 16 : 0;
	size_t last = r->state == HJ_DUE_FIRED ? 24 : 16;
	size_t found = HJ_TOLD_MOST;
	size_t any = r->state == HJ_DUE_FIRED
			 ? r->rule->n_warn_after
			 : r->rule->n_warn + r->rule->n_warn_share;

	if (any == 0)
		return HJ_TOLD_MOST;
	for (size_t i = first; i < last; i++) {
		int64_t at = r->told[i] ? 0 : told_at(r, i);

		if (at != 0 &&
		    (found == HJ_TOLD_MOST || at < told_at(r, found)))
			found = i;
	}
	return found;
}

int64_t
hj_due_wake(const struct hj_due *r)
{
	size_t told;

	if (r->d == NULL || r->d->suspended ||
	    (r->state != HJ_DUE_ON && r->state != HJ_DUE_FIRED))
		return 0;
	told = next_told(r);
	if (told < HJ_TOLD_MOST)
		return told_at(r, told);
	return r->state == HJ_DUE_ON ? fire_at(r) : 0;
}

/* What the expiry of the limit at `at` does besides. */
void
hj_clock_then(struct hj_course *c, struct hj_strand *s,
    const struct hj_rule_clock *rule, const char *at)
{
	for (size_t i = 0; i < rule->n_then; i++) {
		const struct hj_rule_exit *x = &rule->then[i];

		if (x->on != HJ_EO_TIME_OVER ||
		    !hj_course_holds(s, x->when, x->n_when))
			continue;
		hj_exit_follow(c, s, x,
		    hj_rule_place(c->a, hj_concat(c->a, at, "/then", NULL), i));
		return;
	}
}

/*
 * The law ends the mediation with the limit: that is an event like another, and
 * the step's time is over.
 */
static void
end_by_law(struct hj_course *c)
{
	c->setting[HJ_SE_GROUND] =
	    hj_word_name(&hj_ground_words, HJ_GR_TERM_OVER);
	c->leaving = HJ_EO_TIME_OVER;
	hj_course_event(c, "procedure_ended", false);
	c->leaving = 0;
	for (size_t i = 0; i < c->n_strand; i++)
		hj_ladder_exit(c, &c->strand[i], HJ_EO_TIME_OVER);
}

static void
fire_clock(struct hj_course *c, struct hj_due *r)
{
	struct hj_did *d = tell(c, r, HJ_DO_FIRE);

	d->due_on = (struct hj_date){ 0 };
	d->more_zh = hj_effect_words.word[r->rule->effect].zh;
	d->more_en = hj_effect_words.word[r->rule->effect].en;
	hj_clock_then(c, r->s, r->rule, r->at);
	hj_clocks_start(c, "clock_fired", r->rule->name);
	if (r->rule->effect == HJ_EF_ENDS)
		end_by_law(c);
}

static void
fire_step(struct hj_course *c, struct hj_due *r)
{
	struct hj_did *d = tell(c, r, HJ_DO_FIRE);

	d->due_on = (struct hj_date){ 0 };
	if (r->of == HJ_DUE_STEP)
		hj_ladder_time_over(c, r->s);
	else if (r->of == HJ_DUE_ACCEPT)
		hj_ladder_lapse(c, r->s);
}

static void
fire_task(struct hj_course *c, struct hj_due *r)
{
	if (r->task->effect != 0) {
		struct hj_did *d = tell(c, r, HJ_DO_MISS);

		d->due_on = (struct hj_date){ 0 };
		d->more_zh = hj_effect_words.word[r->task->effect].zh;
		d->more_en = hj_effect_words.word[r->task->effect].en;
	}
	hj_task_again(c, r);
}

void
hj_due_fall(struct hj_course *c, struct hj_due *r)
{
	size_t told = next_told(r);

	if (told < HJ_TOLD_MOST) {
		(void)tell(c, r, told < 16 ? HJ_DO_WARN : HJ_DO_REMIND);
		r->told[told] = true;
		hj_due_plan(c, r);
		return;
	}
	r->state = HJ_DUE_FIRED;
	hj_due_plan(c, r);
	if (r->of == HJ_DUE_TASK) {
		fire_task(c, r);
		return;
	}
	if (r->of == HJ_DUE_RATE) {
		hj_rate_again(c, r);
		return;
	}
	if (r->of == HJ_DUE_CLOCK)
		fire_clock(c, r);
	else
		fire_step(c, r);
	for (size_t i = 0; i < c->n_strand; i++)
		hj_tasks_start(c, &c->strand[i], "clock_fired",
		    r->of == HJ_DUE_CLOCK ? r->rule->name : NULL);
}
