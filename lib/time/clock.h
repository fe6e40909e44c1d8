/*
 * Time limits: from a rule's length and the event that starts it to the last
 * day, and the road between them.
 *
 * How it counts (民法典 200-204, 民诉法 85; all F):
 *  - Day 0, the legal day of the start, is not counted; hours and minutes
 *    count from the instant itself.
 *  - Days count one by one; working days count only days that are worked
 *    (make-up days are); months and years end on the corresponding day, or on
 *    the last of the month where there is none.
 *  - A day inside a pause does not count, whatever the unit.
 *  - An extension goes on from the end as counted (not as rolled): lengths of
 *    one unit add up, so 3 months and 1 month are 4 months.
 *  - If the limit rolls, a last day that is off moves to the first day that is
 *    neither off nor paused.  Working days never need to.
 *  - A day ends at 24:00, so `due_at` is the first instant of the day after.
 *
 * Decisions of this house where the law is silent: a make-up working day does
 * not roll unless the limit says `roll_makeup`; an extension counts from the
 * unrolled end; a pause covers whole days, the first and last included.
 *
 * Everything is stated in the result (struct hj_derivation), which goes into
 * events: nothing is counted again when it is read or explained.
 */
#ifndef HJ_LIB_TIME_CLOCK_H
#define HJ_LIB_TIME_CLOCK_H

#include "lib/base/arena.h"
#include "lib/base/buf.h"
#include "lib/base/error.h"
#include "lib/base/field.h"
#include "lib/time/calendar.h"
#include "lib/base/date.h"

#define HJ_LENGTH_MOST 36500  /* of a limit with its extensions, any unit */
#define HJ_MONTHS_MOST 1200   /* of those, months; years count twelve */
#define HJ_PAUSES_MOST 32     /* of one limit */
#define HJ_EXTENSIONS_MOST 32 /* of one limit */
#define HJ_STRETCHES_MOST 40  /* listed in a derivation */
#define HJ_NOTICES_MOST 12    /* listed in a derivation */

enum hj_unit {
	HJ_UNIT_MINUTES = 1,
	HJ_UNIT_HOURS,
	HJ_UNIT_DAYS,
	HJ_UNIT_WORKING_DAYS,
	HJ_UNIT_MONTHS,
	HJ_UNIT_YEARS,
	HJ_UNIT_AT_ONCE,  /* 立即: due at the start itself; no length */
	HJ_UNIT_SAME_DAY, /* 当日: due at 24:00 of day 0; no length */
};
extern const struct hj_words hj_unit_words; /* `en` in the singular */

/* Is the unit counted in instants (hours, minutes, at once), not in days? */
bool hj_unit_exact(int unit);

/*
 * When a limit in `unit` that is over from `due_at` on has fallen, as it is
 * dated: one in days at the end of its last day (民法典203: it ends at 24:00 of
 * that day), so that its expiry belongs to the last day and what runs from it
 * has that day as day 0; one in hours or minutes at the instant itself.
 */
int64_t hj_falls_at(int unit, int64_t due_at);

/* How many months one of the unit has; 0 if it is not made of months. */
int hj_unit_months(int unit);

/* How sure a limit is; the words stand beside every date that people see. */
enum hj_certainty {
	HJ_CERTAINTY_LAW = 1,     /* 法律规定 */
	HJ_CERTAINTY_LOCAL,       /* 本地规定 */
	HJ_CERTAINTY_HOUSE,       /* 本单位约定 */
	HJ_CERTAINTY_UNVERIFIED,  /* 待核: not read in the original */
	HJ_CERTAINTY_PROVISIONAL, /* 暂定: a day is not in the calendar */
};
extern const struct hj_words hj_certainty_words;

/*
 * Whom the limit binds.  Where the start is only known as an interval, days
 * count from its end against the state and from its beginning against a party.
 */
enum hj_against {
	HJ_AGAINST_STATE = 1, /* a court, an organ or another handling body */
	HJ_AGAINST_PARTY,
};
extern const struct hj_words hj_against_words;

/* Reasons that have a name in both languages; a rule set may know others. */
extern const struct hj_words hj_pause_words;
extern const struct hj_words hj_extension_words;

/* The limit as its rule has it. */
struct hj_limit {
	const char *rule;    /* its id in the rule set: RT_CONFIRM */
	const char *set;     /* the rule set's id; NULL if none */
	const char *article; /* what it rests on */
	int certainty;       /* enum hj_certainty, not PROVISIONAL */
	int64_t n;           /* 1..HJ_LENGTH_MOST; 0 for AT_ONCE and SAME_DAY */
	int unit;            /* enum hj_unit */
	int against;         /* enum hj_against */
	bool roll;           /* a last day that is off moves on */
	bool roll_makeup;    /* and so does a make-up working day */
	bool next_hour;      /* hours: the one of the start is not counted, as
			      * `began_at` of the derivation tells */
};
extern const struct hj_fields hj_limit_fields;

/* Can it be counted?  Rule sets are checked with this too. */
enum hj_err hj_limit_check(
    const struct hj_limit *limit, struct hj_error *err) HJ_CHECK;

/*
 * Time that does not count.  `reason` is a code ("appraisal"), never free
 * text, and without one the pause is refused.  Limits in days take the days
 * `from` to `to`, both included; limits in hours and minutes the instants
 * `from_at` to before `to_at` where given, else those days.  Without `to` the
 * pause still lasts.
 */
struct hj_pause {
	struct hj_date from, to;
	int64_t from_at, to_at;
	const char *reason;
	const char *article;  /* what allows it */
	const char *evidence; /* the event or document that shows it */
};
extern const struct hj_fields hj_pause_fields;

/* Its first instant, and the first after it; the latter 0 while it lasts. */
int64_t hj_pause_begin(const struct hj_pause *pause);
int64_t hj_pause_end(const struct hj_pause *pause);

/*
 * More time.  `reason` is a code; `by` an id or an office, never a person's
 * name.  Who may grant how much is the business of the rule set.
 */
struct hj_extension {
	int64_t n;
	int unit;       /* enum hj_unit; hours go with hours, days with days */
	const char *by; /* who granted it, or agreed to it */
	const char *reason;
	const char *article;
	struct hj_date notified; /* the parties were told; absent: not yet */
};
extern const struct hj_fields hj_extension_fields;

/* What to count: a limit, its start, and what happened to it. */
struct hj_period {
	struct hj_limit limit;
	const char *start; /* the event it starts from, "<stream>/<seq>" */
	/* When that occurred: first and last instant, equal if known exactly.
	 */
	int64_t start_from, start_to;
	const struct hj_pause *pauses; /* in any order; days count once */
	size_t n_pauses;
	const struct hj_extension *extensions; /* in order of grant */
	size_t n_extensions;
};

enum hj_stretch_kind {
	HJ_STRETCH_WEEKEND = 1, /* skipped */
	HJ_STRETCH_HOLIDAY,     /* skipped */
	HJ_STRETCH_PAUSE,       /* skipped */
	HJ_STRETCH_MAKEUP, /* a weekend that was counted, or held the end */
};
extern const struct hj_words hj_stretch_words;

/* Days in a row that were treated alike, and why. */
struct hj_stretch {
	int kind; /* enum hj_stretch_kind */
	struct hj_date from, to;
	int64_t days;
	const char *name; /* of the holiday, or the pause's reason */
	bool rolled;      /* from the counted end on, while it moved */
};

/* A date and how it came about. */
struct hj_derivation {
	struct hj_limit *limit;
	const char *start;
	int64_t start_from, start_to;
	struct hj_date day0; /* not counted */
	int64_t began_at;    /* hours, minutes, at once: counted from here */

	/*
	 * What counted: working days for working days, minutes for hours and
	 * minutes, else (months and years too) calendar days.
	 */
	int64_t counted;
	int64_t weekend_days, holiday_days, pause_days; /* skipped meanwhile */
	struct hj_stretch *stretches; /* in order, those of rolling last */
	size_t n_stretches;
	int64_t stretches_left_out; /* more than HJ_STRETCHES_MOST */

	struct hj_date raw_end; /* before rolling */
	bool month_end;         /* no corresponding day: last of the month */
	struct hj_date due_on;  /* the last day; absent while suspended */
	int64_t due_at;         /* over from this instant on; 0 likewise */
	bool suspended;         /* a pause that still lasts was reached */
	int64_t left;           /* then: of the length it was reached in */

	struct hj_pause *pauses;
	size_t n_pauses;
	struct hj_extension *extensions;
	size_t n_extensions;

	int64_t calendar; /* the version it was counted under */
	struct hj_name *notices;
	size_t n_notices; /* that named a day of the stretches */
	bool provisional; /* a day looked up lies outside the known range */
	struct hj_date unknown_from; /* the first such day */
	int certainty;               /* enum hj_certainty */
};
extern const struct hj_fields hj_derivation_fields;

/*
 * Can it be counted?  HJ_ERR_INPUT: no start (a date that is not known starts
 * no clock), a start before 1970, a pause or extension without a reason, units
 * that do not mix, a length out of bounds.
 */
enum hj_err hj_period_check(
    const struct hj_period *p, struct hj_error *err) HJ_CHECK;

/*
 * Count `period` under version `version` of `cal` (NULL or 0: nothing is
 * known, working days and rolled ends are provisional).  The result lives as
 * long as `a` and borrows nothing.  HJ_ERR_INPUT as hj_period_check(), and for
 * an end beyond the year 9999.
 */
enum hj_err hj_derive(struct hj_arena *a, const struct hj_period *period,
    const struct hj_calendar *cal, int64_t version, struct hj_derivation *ret,
    struct hj_error *err) HJ_CHECK;

enum hj_lang {
	HJ_LANG_ZH,
	HJ_LANG_EN,
};

/*
 * Answer 怎么算的: the steps from the start to the last day, one numbered
 * sentence a line, from the derivation alone (it may come from an event).
 */
void hj_derivation_explain(
    const struct hj_derivation *d, enum hj_lang lang, struct hj_buf *b);

#endif
