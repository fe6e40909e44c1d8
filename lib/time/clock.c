/*
 * Time limits: from a start to the last day; see clock.h.
 *
 * Days are walked one by one, because that is how the law tells it and how it
 * is explained: each day is counted, or skipped for a reason that is noted.
 * Where none can be skipped they are counted at one stroke.
 * The walk is bounded: HJ_LENGTH_MOST days counted, and the days of pauses and
 * calendars, which end with the year 9999.
 */
#include "lib/time/clock.h"

#include <string.h>

#define MINUTE_MS INT64_C(60000)

struct count {
	struct hj_arena *a;
	const struct hj_period *p;
	const struct hj_calendar *cal;
	struct hj_derivation *d;
	struct hj_error *err;
	int32_t at;   /* serial of the last day dealt with */
	bool rolling; /* all is counted; the end is moving */
	const struct hj_calendar_version *cited; /* the last one */
	struct hj_stretch stretch; /* being made; days 0 if none */
};

static enum hj_err
refuse(struct hj_error *err, const char *field, const char *msg)
{
	return hj_fail(err, HJ_ERR_INPUT, field, msg, NULL);
}

/* What the derivation repeats, so that it needs nothing else to be read. */
static void
copy_period(
    struct hj_arena *a, const struct hj_period *p, struct hj_derivation *d)
{
	d->limit = HJ_NEW(a, struct hj_limit);
	*d->limit = p->limit;
	d->limit->rule = hj_strdup(a, p->limit.rule);
	d->limit->set = hj_strdup(a, p->limit.set);
	d->limit->article = hj_strdup(a, p->limit.article);
	d->start = hj_strdup(a, p->start);
	d->start_from = p->start_from;
	d->start_to = p->start_to;
	d->certainty = p->limit.certainty;
	for (size_t i = 0; i < p->n_pauses; i++) {
		struct hj_pause *copy = HJ_PUSH(a, d->pauses, d->n_pauses);

		*copy = p->pauses[i];
		copy->reason = hj_strdup(a, copy->reason);
		copy->article = hj_strdup(a, copy->article);
		copy->evidence = hj_strdup(a, copy->evidence);
	}
	for (size_t i = 0; i < p->n_extensions; i++) {
		struct hj_extension *copy =
		    HJ_PUSH(a, d->extensions, d->n_extensions);

		*copy = p->extensions[i];
		copy->by = hj_strdup(a, copy->by);
		copy->reason = hj_strdup(a, copy->reason);
		copy->article = hj_strdup(a, copy->article);
	}
}

/* Limits in hours and minutes. */

/* The pauses, earliest first. */
static const struct hj_pause **
sorted_pauses(struct hj_arena *a, const struct hj_period *p)
{
	const struct hj_pause **list =
	    hj_alloc(a, (p->n_pauses + 1) * sizeof(const struct hj_pause *));

	for (size_t i = 0; i < p->n_pauses; i++) {
		size_t at = i;

		for (; at > 0 && hj_pause_begin(list[at - 1]) >
				     hj_pause_begin(&p->pauses[i]);
		     at--)
			list[at] = list[at - 1];
		list[at] = &p->pauses[i];
	}
	return list;
}

static int64_t
unit_ms(int unit)
{
	return unit == HJ_UNIT_MINUTES ? MINUTE_MS
	       : unit == HJ_UNIT_HOURS ? HJ_HOUR_MS
				       : 0;
}

/*
 * Where counting begins: an interval against the state, at its very end.  In a
 * civil suit the hour of the start is not counted (民诉法85、民诉法解释125, F).
 */
static int64_t
beginning(const struct hj_period *p)
{
	int64_t at = p->start_from;

	if (p->limit.against != HJ_AGAINST_PARTY)
		at = p->start_to + (p->start_to != p->start_from);
	return p->limit.next_hour ? at - at % HJ_HOUR_MS + HJ_HOUR_MS : at;
}

static enum hj_err
derive_exact(struct count *c)
{
	const struct hj_period *p = c->p;
	struct hj_derivation *d = c->d;
	const struct hj_pause **pause = sorted_pauses(c->a, p);
	int64_t length = p->limit.n * unit_ms(p->limit.unit);
	int64_t begin = beginning(p);
	int64_t end, covered = begin;

	for (size_t i = 0; i < p->n_extensions; i++)
		length += p->extensions[i].n * unit_ms(p->extensions[i].unit);
	end = begin + length;
	d->began_at = begin;
	d->day0 = hj_legal_day(begin);
	d->counted = length / MINUTE_MS;
	for (size_t i = 0; i < p->n_pauses; i++) {
		int64_t from = hj_pause_begin(pause[i]);
		int64_t to = hj_pause_end(pause[i]);

		if (from < covered)
			from = covered;
		if (from >= end)
			break;
		if (to == 0) {
			d->suspended = true;
			d->left = (end - from + MINUTE_MS - 1) / MINUTE_MS;
			d->counted -= d->left;
			return HJ_OK;
		}
		if (to > from) {
			end += to - from;
			covered = to;
		}
	}
	if (end > HJ_INSTANT_MOST)
		return refuse(c->err, "limit/n", "ends beyond the year 9999");
	d->due_at = end;
	d->due_on = hj_legal_day(end > begin ? end - 1 : end);
	d->raw_end = d->due_on;
	return HJ_OK;
}

/* Limits in days. */

/* Put the stretch being made into the list, or count it as left out. */
static void
finish_stretch(struct count *c)
{
	if (c->stretch.days == 0)
		return;
	if (c->d->n_stretches < HJ_STRETCHES_MOST)
		*HJ_PUSH(c->a, c->d->stretches, c->d->n_stretches) = c->stretch;
	else
		c->d->stretches_left_out++;
	c->stretch.days = 0;
}

static bool
same_text(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

/* Note that `day` was skipped (or counted though a weekend), and why. */
static void
note(struct count *c, enum hj_stretch_kind kind, struct hj_date day,
    const char *name)
{
	struct hj_stretch *stretch = &c->stretch;

	if (!c->rolling) {
		c->d->weekend_days += kind == HJ_STRETCH_WEEKEND;
		c->d->holiday_days += kind == HJ_STRETCH_HOLIDAY;
		c->d->pause_days += kind == HJ_STRETCH_PAUSE;
	}
	if (stretch->days > 0 && stretch->kind == (int)kind &&
	    stretch->rolled == c->rolling && same_text(stretch->name, name) &&
	    hj_date_days_between(stretch->to, day) == 1) {
		stretch->to = day;
		stretch->days++;
		return;
	}
	finish_stretch(c);
	*stretch = (struct hj_stretch){ .kind = (int)kind,
		.from = day,
		.to = day,
		.days = 1,
		.name = hj_strdup(c->a, name),
		.rolled = c->rolling };
}

/* Note the notice that named a day, once. */
static void
cite(struct count *c, const struct hj_calendar_version *by)
{
	struct hj_derivation *d = c->d;
	const char *text;

	if (by == NULL || by == c->cited)
		return;
	c->cited = by;
	text = by->reference == NULL ? hj_strdup(c->a, by->notice)
				     : hj_concat(c->a, by->notice, "（",
					   by->reference, "）", NULL);

	for (size_t i = 0; i < d->n_notices; i++)
		if (strcmp(d->notices[i].text, text) == 0)
			return;
	if (d->n_notices < HJ_NOTICES_MOST)
		HJ_PUSH(c->a, d->notices, d->n_notices)->text = text;
}

/* Look `day` up; remember if it could not be known. */
static struct hj_day
look_up(struct count *c, struct hj_date day)
{
	struct hj_day found = hj_calendar_day(c->cal, c->d->calendar, day);

	cite(c, found.by);
	if (!found.known) {
		if (!c->d->provisional)
			c->d->unknown_from = day;
		c->d->provisional = true;
		c->d->certainty = HJ_CERTAINTY_PROVISIONAL;
	}
	return found;
}

/* The pause that covers `day`, or NULL. */
static const struct hj_pause *
pause_on(const struct hj_period *p, struct hj_date day)
{
	for (size_t i = 0; i < p->n_pauses; i++)
		if (hj_date_compare(p->pauses[i].from, day) <= 0 &&
		    (p->pauses[i].to.ymd == 0 ||
			hj_date_compare(day, p->pauses[i].to) <= 0))
			return &p->pauses[i];
	return NULL;
}

/*
 * Is `day` inside a pause?  Then it is noted; if the pause still lasts, the
 * limit stands still with `left` to go.
 */
static bool
paused(struct count *c, struct hj_date day, int64_t left)
{
	const struct hj_pause *pause = pause_on(c->p, day);

	if (pause == NULL)
		return false;
	if (pause->to.ymd == 0) {
		c->d->suspended = true;
		c->d->left = left;
	} else {
		note(c, HJ_STRETCH_PAUSE, day, pause->reason);
	}
	return true;
}

/* Is `day` not worked?  Notes why not, or that it is a make-up day. */
static bool
off(struct count *c, struct hj_date day, bool makeup_is_off)
{
	struct hj_day found = look_up(c, day);

	switch (found.kind) {
	case HJ_DAY_WORK:
		return false;
	case HJ_DAY_WEEKEND:
		note(c, HJ_STRETCH_WEEKEND, day, NULL);
		return true;
	case HJ_DAY_HOLIDAY:
		note(c, HJ_STRETCH_HOLIDAY, day, found.name);
		return true;
	case HJ_DAY_MAKEUP:
		note(c, makeup_is_off ? HJ_STRETCH_WEEKEND : HJ_STRETCH_MAKEUP,
		    day, makeup_is_off ? NULL : found.name);
		return makeup_is_off;
	}
	return false;
}

static enum hj_err
too_far(struct count *c)
{
	return refuse(c->err, "limit/n", "ends beyond the year 9999");
}

/* Count the next `need` days, of which none is skipped. */
static enum hj_err
count_all(struct count *c, int64_t need)
{
	if (hj_date_from_serial(c->at + (int32_t)need).ymd == 0)
		return too_far(c);
	c->d->counted += need;
	c->at += (int32_t)need;
	return HJ_OK;
}

/* Go on until `need` more days have counted, or a pause that lasts. */
static enum hj_err
walk(struct count *c, int64_t need, bool working)
{
	if (!working && c->p->n_pauses == 0)
		return count_all(c, need);
	while (need > 0) {
		struct hj_date day = hj_date_from_serial(c->at + 1);

		if (day.ymd == 0)
			return too_far(c);
		if (paused(c, day, need)) {
			if (c->d->suspended)
				return HJ_OK;
		} else if (!working || !off(c, day, false)) {
			c->d->counted++;
			need--;
		}
		c->at++;
	}
	return HJ_OK;
}

/* Length `i` of the period: the limit, then its extensions. */
static int64_t
length_at(const struct hj_period *p, size_t i, int *ret_unit)
{
	*ret_unit = i == 0 ? p->limit.unit : p->extensions[i - 1].unit;
	return i == 0 ? p->limit.n : p->extensions[i - 1].n;
}

/* Count all lengths; months in a row are one length. */
static enum hj_err
count_days(struct count *c, int *ret_unit)
{
	size_t i = 0, n = c->p->n_extensions + 1;
	enum hj_err code = HJ_OK;

	while (code == HJ_OK && !c->d->suspended && i < n) {
		struct hj_date from = hj_date_from_serial(c->at), to;
		int64_t months = 0;
		int64_t need = length_at(c->p, i, ret_unit);

		if (hj_unit_months(*ret_unit) == 0) {
			i++;
			code = walk(c, need, *ret_unit == HJ_UNIT_WORKING_DAYS);
			continue;
		}
		for (int unit = *ret_unit; hj_unit_months(unit) != 0;) {
			*ret_unit = unit;
			months += need * hj_unit_months(unit);
			if (++i == n)
				break;
			need = length_at(c->p, i, &unit);
		}
		to = hj_date_add_months(from, months);
		if (to.ymd == 0)
			return too_far(c);
		c->d->month_end |= to.ymd % 100 != from.ymd % 100;
		code = walk(c, hj_date_days_between(from, to), false);
	}
	return code;
}

/* Move the end past days that are off or paused (民法典 203, F). */
static enum hj_err
roll(struct count *c)
{
	c->rolling = true;
	for (;; c->at++) {
		struct hj_date day = hj_date_from_serial(c->at);

		if (day.ymd == 0)
			return too_far(c);
		if (paused(c, day, 0)) {
			if (c->d->suspended)
				return HJ_OK;
		} else if (!off(c, day, c->p->limit.roll_makeup)) {
			return HJ_OK;
		}
	}
}

static enum hj_err
derive_days(struct count *c)
{
	struct hj_derivation *d = c->d;
	bool party = c->p->limit.against == HJ_AGAINST_PARTY;
	int unit = c->p->limit.unit;
	enum hj_err code;

	d->day0 = hj_legal_day(party ? c->p->start_from : c->p->start_to);
	c->at = hj_date_serial(d->day0);
	code = count_days(c, &unit);
	if (code == HJ_OK && !d->suspended) {
		d->raw_end = hj_date_from_serial(c->at);
		if (c->p->limit.roll &&
		    (unit == HJ_UNIT_DAYS || hj_unit_months(unit) != 0))
			code = roll(c);
	}
	finish_stretch(c);
	if (code != HJ_OK || d->suspended)
		return code;
	d->due_on = hj_date_from_serial(c->at);
	d->due_at = hj_legal_day_first(hj_date_add_days(d->due_on, 1));
	return d->due_at == 0 ? too_far(c) : HJ_OK;
}

enum hj_err
hj_derive(struct hj_arena *a, const struct hj_period *period,
    const struct hj_calendar *cal, int64_t version, struct hj_derivation *ret,
    struct hj_error *err)
{
	struct hj_derivation d = { .calendar = version };
	struct count c = {
		.a = a, .p = period, .cal = cal, .d = &d, .err = err
	};
	enum hj_err code = hj_period_check(period, err);

	if (code != HJ_OK)
		return code;
	copy_period(a, period, &d);
	code = hj_unit_exact(period->limit.unit) ? derive_exact(&c)
						 : derive_days(&c);
	if (code == HJ_OK)
		*ret = d;
	return code;
}
