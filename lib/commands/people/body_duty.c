/* What a body owes by the calendar; see body_duty.h. */
#include "lib/commands/people/body_duty.h"

#include <string.h>

/* clang-format off */
static const struct hj_word state_list[] = {
	{ NULL, NULL, NULL },
	{ "owed", "本期待办", "owed" },
	{ "done", "本期已办", "done" },
	{ "late", "逾期未办", "late" },
	{ "open", "未载明由谁办", "who owes it is not said" },
};
const struct hj_words hj_duty_state_words = HJ_WORDS(state_list);
/* clang-format on */

#define WEEK 7
#define MONDAY_1970 19700105

/* A period of the calendar; its duty is in time up to `due`. */
struct span {
	int32_t from, due, next; /* days */
};

/* The block of `n` months that holds `day`: quarters and years begin with one.
 */
static struct span
months(int64_t n, int32_t day)
{
	int64_t month = (int64_t)(day / 10000) * 12 + day / 100 % 100 - 1;
	int64_t first = month - month % n;
	struct hj_date from = { (
	    int32_t)(first / 12 * 10000 + (first % 12 + 1) * 100 + 1) };
	struct hj_date next = hj_date_add_months(from, n);

	return (
	    struct span){ from.ymd, hj_date_add_days(next, -1).ymd, next.ymd };
}

/* The block of `n` days that holds `day`; weeks begin on Monday. */
static struct span
days(int64_t n, int64_t weekday, int32_t day)
{
	struct hj_date today = { day };
	int64_t since =
	    hj_date_days_between((struct hj_date){ MONDAY_1970 }, today);
	struct hj_date from = hj_date_add_days(today, -(since % n));

	return (struct span){ from.ymd,
		hj_date_add_days(from, weekday > 0 ? weekday - 1 : n - 1).ymd,
		hj_date_add_days(from, n).ymd };
}

/* Is its period one of the calendar? */
static bool
of_calendar(const struct hj_rule_task *task)
{
	return task->every > 0 && (hj_unit_months(task->every_unit) > 0 ||
				      task->every_unit == HJ_UNIT_DAYS);
}

static struct span
span_of(const struct hj_rule_task *task, int32_t day)
{
	int64_t every = task->every;

	return task->every_unit == HJ_UNIT_DAYS
		   ? days(every, every == WEEK ? task->weekday : 0, day)
		   : months(every * hj_unit_months(task->every_unit), day);
}

/* Counted in working days or hours it has no period: so long after the last. */
static void
after_last(struct hj_turn *t, struct hj_owed_duty *d)
{
	struct hj_derivation *der = HJ_NEW(t->a, struct hj_derivation);
	struct hj_error err;
	struct hj_date last;
	struct hj_period p = {
		.limit = { .rule = d->task->name,
		    .set = d->set->name,
		    .article = d->task->article,
		    .certainty = d->task->certainty,
		    .n = d->task->every,
		    .unit = d->task->every_unit,
		    .against = HJ_AGAINST_STATE },
	};

	if (d->last == NULL)
		return;
	last = (struct hj_date){ d->last->on };
	p.start_from = hj_legal_day_first(last);
	p.start_to = hj_legal_day_last(last);
	if (hj_derive(t->a, &p, t->world->calendar,
		hj_calendar_current(t->world->calendar, last), der,
		&err) != HJ_OK)
		return;
	d->from = hj_date_add_days(last, 1).ymd;
	d->due = der->due_on.ymd;
}

static void
set_period(struct hj_turn *t, struct hj_owed_duty *d)
{
	if (of_calendar(d->task)) {
		struct span now = span_of(d->task, hj_today(t));

		d->from = now.from;
		d->due = now.due;
	} else if (d->task->every > 0) {
		after_last(t, d);
	}
}

static void
set_state(const struct hj_turn *t, struct hj_owed_duty *d)
{
	if (d->last != NULL && (d->task->every == 0 || d->last->on >= d->from))
		d->state = HJ_DS_DONE;
	else if (d->due != 0 && d->due < hj_today(t))
		d->state = HJ_DS_LATE;
	else
		d->state = HJ_DS_OWED;
}

static int32_t
after(int32_t day)
{
	return hj_date_add_days((struct hj_date){ day }, 1).ymd;
}

/* Since when it is behind: the periods after its last report, up to now. */
static void
set_since(struct hj_owed_duty *d)
{
	struct span gone;

	if (d->state == HJ_DS_DONE)
		return;
	if (d->last != NULL && of_calendar(d->task)) {
		gone = span_of(d->task, d->last->on);
		for (gone = span_of(d->task, gone.next); gone.from < d->from;
		     gone = span_of(d->task, gone.next))
			if (d->missed++ == 0)
				d->since = after(gone.due);
	}
	if (d->state == HJ_DS_LATE && d->missed++ == 0)
		d->since = after(d->due);
}

/* Does `who` name a kind of body at all? */
static bool
names_bodies(const struct hj_turn *t, const struct hj_rule_task *task)
{
	for (size_t i = 0; i < task->n_who; i++)
		if (hj_body_kind_find(t->world->directory, task->who[i].text) !=
		    NULL)
			return true;
	return false;
}

static const struct hj_body_duty *
last_of(const struct hj_organisation *o, const struct hj_rule_set *set,
    const struct hj_rule_task *task)
{
	for (size_t i = 0; i < o->n_duty; i++)
		if (strcmp(o->duty[i].rules, set->name) == 0 &&
		    strcmp(o->duty[i].duty, task->name) == 0)
			return &o->duty[i];
	return NULL;
}

const struct hj_owed_duty *
hj_body_duties(struct hj_turn *t, const struct hj_organisation *o, size_t *n)
{
	const struct hj_rules *rules = t->world->rules;
	struct hj_owed_duty *list = NULL;

	*n = 0;
	for (size_t i = 0; i < rules->n; i++) {
		const struct hj_rule_set *set = &rules->set[i];

		if (set->n_tasks == 0 || !hj_set_in_force(t, set, o->county))
			continue;
		for (size_t k = 0; k < set->n_tasks; k++) {
			const struct hj_rule_task *task = &set->tasks[k];
			bool named = names_bodies(t, task);
			struct hj_owed_duty d = { .set = set, .task = task };

			if (!hj_rule_task_of_body(task) ||
			    (named &&
				!hj_name_in(task->who, task->n_who, o->kind)))
				continue;
			d.last = last_of(o, set, task);
			set_period(t, &d);
			set_state(t, &d);
			if (!named && d.state != HJ_DS_DONE)
				d.state = HJ_DS_OPEN;
			else
				set_since(&d);
			*HJ_PUSH(t->a, list, *n) = d;
		}
	}
	return list;
}
