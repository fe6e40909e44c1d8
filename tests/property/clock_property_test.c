/*
 * Limits against a second implementation, on 100,000 seeded random limits.
 *
 * The second one (naive_clock.h) is as naive as possible and shares no code
 * with the first.
 *
 * HJ_SEED=n runs another sequence; a failure prints the limit and the seed.
 */
#include "tests/property/chance_number.h"
#include "tests/property/naive_clock.h"

#include <stdlib.h>

#define LIMITS 100000

static struct hj_arena *arena; /* the calendar's */
static struct hj_calendar cal;

static bool
one_in(int n)
{
	return between(1, n) == 1;
}

static int64_t
chance_length(int unit)
{
	switch (unit) {
	case HJ_UNIT_MINUTES:
		return between(1, 3000);
	case HJ_UNIT_HOURS:
		return between(1, 100);
	case HJ_UNIT_MONTHS:
		return one_in(50) ? between(13, 900) : between(1, 12);
	case HJ_UNIT_YEARS:
		return between(1, one_in(50) ? 60 : 3);
	case HJ_UNIT_AT_ONCE:
	case HJ_UNIT_SAME_DAY:
		return 0;
	default:
		return one_in(400) ? between(1, 20000) : between(1, 90);
	}
}

static struct hj_date
date_of(int64_t day)
{
	return (struct hj_date){ naive_ymd(day) };
}

static void
chance_pause(struct hj_pause *pause, int64_t start_minute, bool exact)
{
	int64_t from = start_minute + between(-3000, exact ? 6000 : 150000);
	int64_t to = from + between(exact ? 1 : 0, exact ? 3000 : 60000);

	*pause = (struct hj_pause){ .from = date_of((from + 480) / 1440),
		.to = date_of((to + 480) / 1440),
		.reason = one_in(2) ? "appraisal" : "hearing" };
	if (exact) {
		pause->from_at = from * 60000;
		pause->to_at = to * 60000;
	}
	if (one_in(12)) {
		pause->to = (struct hj_date){ 0 };
		pause->to_at = 0;
	}
}

static struct hj_period
chance_period(struct hj_pause *pauses, struct hj_extension *extensions)
{
	int unit = (int)between(HJ_UNIT_MINUTES, HJ_UNIT_SAME_DAY);
	bool exact = unit == HJ_UNIT_MINUTES || unit == HJ_UNIT_HOURS ||
		     unit == HJ_UNIT_AT_ONCE;
	int64_t minute =
	    between(naive_day(2003, 1, 1), naive_day(2028, 1, 1)) * 1440 +
	    between(0, 1439);
	struct hj_period p = {
		.limit = { .certainty = HJ_CERTAINTY_LAW,
		    .n = chance_length(unit),
		    .unit = unit,
		    .against = one_in(2) ? HJ_AGAINST_STATE : HJ_AGAINST_PARTY,
		    .roll = !one_in(3),
		    .roll_makeup = one_in(5) },
		.start_from = minute * 60000,
		.pauses = pauses,
		.n_pauses = one_in(2) ? (size_t)between(0, 4) : 0,
		.extensions = extensions,
		.n_extensions = one_in(3) ? (size_t)between(0, 3) : 0,
	};

	/* An instant, or an interval of whole minutes (its last ms given). */
	p.start_to = p.start_from;
	if (one_in(4))
		p.start_to += between(1, 100000) * 60000 - 1;
	for (size_t i = 0; i < p.n_pauses; i++)
		chance_pause(&pauses[i], minute, exact);
	for (size_t i = 0; i < p.n_extensions; i++) {
		int more = exact ? (int)between(HJ_UNIT_MINUTES, HJ_UNIT_HOURS)
				 : (int)between(HJ_UNIT_DAYS, HJ_UNIT_YEARS);

		extensions[i] = (struct hj_extension){ .n = between(1, 20),
			.unit = more,
			.by = "x",
			.reason = "approval" };
	}
	return p;
}

/* Comparison. */

#define SAME(what, a, b)                                                       \
	do {                                                                   \
		if ((int64_t)(a) != (int64_t)(b)) {                            \
			print_error("%s: %lld, naively %lld\n", (what),        \
			    (long long)(a), (long long)(b));                   \
			return false;                                          \
		}                                                              \
	} while (0)

static bool
same_days(const struct hj_derivation *d, const struct naive *n, int32_t raw_end)
{
	SAME("suspended", d->suspended, n->suspended);
	SAME("counted", d->counted, n->counted);
	SAME("left", d->left, n->left);
	SAME("weekends", d->weekend_days, n->weekends);
	SAME("holidays", d->holiday_days, n->holidays);
	SAME("pauses", d->pause_days, n->pauses);
	SAME("provisional", d->provisional, n->provisional);
	SAME("raw end", d->raw_end.ymd, raw_end);
	if (n->suspended)
		return true;
	SAME("last day", d->due_on.ymd, naive_ymd(n->day));
	/* 24:00 in Shanghai; there is no summer time in these years. */
	SAME("due", d->due_at, ((n->day + 1) * DAY - 8 * 3600) * 1000);
	return true;
}

static bool
same_minutes(const struct hj_derivation *d, const struct naive *n)
{
	SAME("suspended", d->suspended, n->suspended);
	SAME("counted", d->counted, n->counted);
	SAME("left", d->left, n->left);
	SAME("provisional", d->provisional, false);
	if (!n->suspended)
		SAME("due", d->due_at, n->day * 60000);
	return true;
}

/* The stretches are in order, apart, and add up to the totals. */
static bool
stretches_add_up(const struct hj_derivation *d)
{
	int64_t sum[HJ_STRETCH_MAKEUP + 1] = { 0 };
	int32_t last = 0;

	SAME("bounded", d->n_stretches > HJ_STRETCHES_MOST, 0);
	for (size_t i = 0; i < d->n_stretches; i++) {
		const struct hj_stretch *stretch = &d->stretches[i];

		SAME("in order", stretch->from.ymd > last, 1);
		SAME("days", stretch->days,
		    hj_date_days_between(stretch->from, stretch->to) + 1);
		last = stretch->to.ymd;
		if (!stretch->rolled)
			sum[stretch->kind] += stretch->days;
	}
	if (d->stretches_left_out > 0)
		return true;
	SAME("sum of weekends", sum[HJ_STRETCH_WEEKEND], d->weekend_days);
	SAME("sum of holidays", sum[HJ_STRETCH_HOLIDAY], d->holiday_days);
	SAME("sum of pauses", sum[HJ_STRETCH_PAUSE], d->pause_days);
	return true;
}

static bool
agree(const struct hj_period *p, int version, const struct hj_derivation *d)
{
	bool party = p->limit.against == HJ_AGAINST_PARTY;
	int64_t start = party ? p->start_from : p->start_to;
	struct naive n = { .p = p, .version = version };
	int32_t raw_end = 0;

	if (p->limit.unit == HJ_UNIT_MINUTES ||
	    p->limit.unit == HJ_UNIT_HOURS ||
	    p->limit.unit == HJ_UNIT_AT_ONCE) {
		n.day = (start + 59999) / 60000;
		naive_count_minutes(&n);
		return same_minutes(d, &n);
	}
	n.day = (start / 1000 + 8 * 3600) / DAY;
	naive_count_days(&n, &raw_end);
	return same_days(d, &n, raw_end) && stretches_add_up(d);
}

static void
limits__agree_with_a_naive_count(void **state)
{
	const char *chosen = getenv("HJ_SEED");
	int n_suspended = 0, n_provisional = 0, n_rolled = 0;

	(void)state;
	chance_seed = chosen == NULL ? 20261121 : strtoull(chosen, NULL, 10);
	for (int i = 0; i < LIMITS; i++) {
		uint64_t before = chance_seed;
		struct hj_arena *a = hj_arena_new();
		struct hj_pause pauses[4];
		struct hj_extension extensions[3];
		struct hj_period p = chance_period(pauses, extensions);
		int version =
		    one_in(3) ? (int)between(0, n_versions) : n_versions;
		struct hj_derivation d;
		struct hj_error err = { 0 };

		if (hj_derive(a, &p, &cal, version, &d, &err) != HJ_OK)
			fail_msg("HJ_SEED=%llu: %s: %s",
			    (unsigned long long)before, err.field, err.msg);
		if (!agree(&p, version, &d))
			fail_msg("HJ_SEED=%llu: %lld %s, %zu pauses, %zu "
				 "extensions, version %d",
			    (unsigned long long)before, (long long)p.limit.n,
			    hj_word_name(&hj_unit_words, p.limit.unit),
			    p.n_pauses, p.n_extensions, version);
		n_suspended += d.suspended;
		n_provisional += d.provisional;
		n_rolled += d.raw_end.ymd != d.due_on.ymd && !d.suspended;
		hj_arena_free(a);
	}
	/* Chance has been everywhere. */
	assert_true(n_suspended > LIMITS / 200);
	assert_true(n_provisional > LIMITS / 50);
	assert_true(n_rolled > LIMITS / 50);
}

static int
setup(void **state)
{
	(void)state;
	arena = hj_arena_new();
	cal = reference_calendar(arena);
	read_naive_calendar();
	assert_int_equal(n_versions, cal.version[cal.n - 1].number);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	hj_arena_free(arena);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(limits__agree_with_a_naive_count),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
