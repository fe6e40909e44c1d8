/*
 * Limits counted in the most naive way, to compare the real one with.
 *
 * The calendar is a plain array filled from the files, dates come from the C
 * library, days are crossed off one by one and hours minute by minute.
 */
#ifndef HJ_TESTS_PROPERTY_NAIVE_CLOCK_H
#define HJ_TESTS_PROPERTY_NAIVE_CLOCK_H

#include "lib/time/clock.h"
#include "tests/unit/reference_calendar.h"

#include <stdlib.h>
#include <time.h>

#define DAYS 60000 /* of the calendar: from 2002-01-01, over 160 years */
#define VERSIONS 64
#define DAY INT64_C(86400)

static int n_versions;

/* What the files say of a day under a version: -1 nothing, 0 worked, 1 off. */
static signed char marked[VERSIONS][DAYS];
static int64_t first_day; /* 2002-01-01, in days since 1970 */
static int64_t known_from[VERSIONS], known_to[VERSIONS];

static int64_t
naive_day(int year, int month, int day)
{
	struct tm tm = {
		.tm_year = year - 1900, .tm_mon = month - 1, .tm_mday = day
	};

	return timegm(&tm) / DAY;
}

static int32_t
naive_ymd(int64_t day)
{
	time_t t = (time_t)(day * DAY);
	struct tm tm;

	gmtime_r(&t, &tm);
	return (tm.tm_year + 1900) * 10000 + (tm.tm_mon + 1) * 100 + tm.tm_mday;
}

static bool
naive_weekend(int64_t day)
{
	time_t t = (time_t)(day * DAY);
	struct tm tm;

	gmtime_r(&t, &tm);
	return tm.tm_wday == 0 || tm.tm_wday == 6;
}

static FILE *
open_table(const char *path)
{
	FILE *f = fopen(path, "r");
	char header[1000];

	assert_non_null(f);
	assert_non_null(fgets(header, sizeof(header), f));
	return f;
}

static void
read_naive_calendar(void)
{
	FILE *f = open_table("migrations/reference/holiday_version.tsv");
	char line[2000];
	int no, y1, m1, d1, y2, m2, d2, off;

	first_day = naive_day(2002, 1, 1);
	memset(marked, -1, sizeof(marked));
	while (fgets(line, sizeof(line), f) != NULL) {
		const char *at = line;

		for (int tabs = 0; tabs < 4; at++)
			tabs += *at == '\t';
		no = (int)strtol(line, NULL, 10);
		assert_in_range(no, 1, VERSIONS - 1);
		assert_int_equal(sscanf(at, "%d-%d-%d\t%d-%d-%d", &y1, &m1, &d1,
				     &y2, &m2, &d2),
		    6);
		known_from[no] = naive_day(y1, m1, d1);
		known_to[no] = naive_day(y2, m2, d2);
		n_versions = no;
	}
	fclose(f);
	f = open_table("migrations/reference/holiday.tsv");
	while (fgets(line, sizeof(line), f) != NULL) {
		assert_int_equal(
		    sscanf(line, "%d\t%d-%d-%d\t%d", &no, &y1, &m1, &d1, &off),
		    5);
		/* A notice holds until a later one says otherwise. */
		for (int v = no; v <= n_versions; v++)
			marked[v][naive_day(y1, m1, d1) - first_day] =
			    (signed char)off;
	}
	fclose(f);
}

/* Counting. */

struct naive {
	const struct hj_period *p;
	int version;
	int64_t day; /* now, or minute in exact units */
	int64_t counted, weekends, holidays, pauses, left;
	bool suspended, provisional, counting;
};

enum {
	OPEN_PAUSE = 2
};

/* 0 not paused, 1 paused, OPEN_PAUSE by one that lasts. */
static int
naive_paused(const struct naive *n, int64_t day)
{
	int found = 0;

	for (size_t i = 0; i < n->p->n_pauses; i++) {
		const struct hj_pause *pause = &n->p->pauses[i];
		int32_t ymd = naive_ymd(day);

		if (ymd < pause->from.ymd)
			continue;
		/* The first in the list has the word. */
		if (found == 0 && pause->to.ymd == 0)
			found = OPEN_PAUSE;
		else if (found == 0 && ymd <= pause->to.ymd)
			found = 1;
	}
	return found;
}

static bool
naive_off(struct naive *n, int64_t day, bool makeup_is_off)
{
	bool weekend = naive_weekend(day);
	int mark = -1;

	if (n->version == 0 || day < known_from[n->version] ||
	    day > known_to[n->version])
		n->provisional = true;
	else
		mark = marked[n->version][day - first_day];
	if (mark == 0)
		weekend = weekend && makeup_is_off;
	if (n->counting) {
		n->holidays += mark == 1;
		n->weekends += mark != 1 && weekend;
	}
	return mark == 1 || weekend;
}

static void
naive_walk(struct naive *n, int64_t need, bool working)
{
	while (need > 0) {
		int paused = naive_paused(n, n->day + 1);

		if (paused == OPEN_PAUSE) {
			n->suspended = true;
			n->left = need;
			return;
		}
		n->day++;
		if (paused) {
			n->pauses++;
			continue;
		}
		if (working && naive_off(n, n->day, false))
			continue;
		n->counted++;
		need--;
	}
}

/* `months` after `day`; the last day of that month if it has no such day. */
static int64_t
naive_months(int64_t day, int64_t months)
{
	int32_t ymd = naive_ymd(day);
	int year = ymd / 10000, month = ymd / 100 % 100, mday = ymd % 100;

	for (; months > 0; months--)
		if (++month > 12) {
			month = 1;
			year++;
		}
	for (;; mday--) {
		int64_t then = naive_day(year, month, mday);

		if (naive_ymd(then) / 100 % 100 == month)
			return then;
	}
}

static int64_t
in_months(int64_t n, int unit)
{
	return unit == HJ_UNIT_YEARS ? 12 * n : n;
}

static bool
is_months(int unit)
{
	return unit == HJ_UNIT_MONTHS || unit == HJ_UNIT_YEARS;
}

static void
naive_count_days(struct naive *n, int32_t *ret_raw_end)
{
	const struct hj_period *p = n->p;
	int unit = p->limit.unit;
	int64_t length = p->limit.n;
	int64_t months_pending = 0;

	n->counting = true;
	for (size_t i = 0;; i++) {
		if (is_months(unit)) {
			months_pending += in_months(length, unit);
		} else {
			naive_walk(n, length, unit == HJ_UNIT_WORKING_DAYS);
		}
		if (months_pending > 0 &&
		    (i == p->n_extensions ||
			!is_months(p->extensions[i].unit))) {
			naive_walk(n,
			    naive_months(n->day, months_pending) - n->day,
			    false);
			months_pending = 0;
		}
		if (n->suspended)
			return;
		if (i == p->n_extensions)
			break;
		unit = p->extensions[i].unit;
		length = p->extensions[i].n;
	}
	*ret_raw_end = naive_ymd(n->day);
	n->counting = false;
	if (!p->limit.roll || unit == HJ_UNIT_WORKING_DAYS ||
	    unit == HJ_UNIT_SAME_DAY)
		return;
	for (;; n->day++) {
		int paused = naive_paused(n, n->day);

		if (paused == OPEN_PAUSE) {
			n->suspended = true;
			return;
		}
		if (!paused && !naive_off(n, n->day, p->limit.roll_makeup))
			return;
	}
}

/* Minute by minute; all instants of these limits are whole minutes. */
static void
naive_count_minutes(struct naive *n)
{
	const struct hj_period *p = n->p;
	int64_t need = p->limit.n * (p->limit.unit == HJ_UNIT_HOURS ? 60 : 1);

	for (size_t i = 0; i < p->n_extensions; i++)
		need += p->extensions[i].n *
			(p->extensions[i].unit == HJ_UNIT_HOURS ? 60 : 1);
	while (need > 0) {
		bool paused = false, lasts = false;

		for (size_t i = 0; i < p->n_pauses; i++) {
			const struct hj_pause *pause = &p->pauses[i];
			int64_t now = n->day * 60000;

			if (now < pause->from_at)
				continue;
			lasts |= pause->to.ymd == 0;
			paused |= now < pause->to_at;
		}
		/* One that ends goes first, then the one that lasts. */
		if (lasts && !paused) {
			n->suspended = true;
			n->left = need;
			return;
		}
		if (!paused) {
			n->counted++;
			need--;
		}
		n->day++;
	}
}

#endif
