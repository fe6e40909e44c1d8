/*
 * Which days are worked: the State Council's holidays, make-up working days,
 * and what was known when.
 *
 * A calendar is a list of versions.  Each comes from one notice and says only
 * what that notice says: days off, and days worked that would be off.  Under a
 * version a day is as the newest notice up to that version has it; days that
 * no notice names are off on Saturday and Sunday.  So a notice that changes an
 * earlier one (2020: the Spring Festival was made longer on 27 January) is one
 * more version, and every date can be counted again as it was counted then.
 *
 * Outside the known range of a version nothing is known.  Weekends are then
 * assumed and the answer says so; it is never silent.
 *
 * In files a calendar is two tables, migrations/reference/holiday_version.tsv
 * and holiday.tsv, made by scripts/reference.  To add a year: add its notice
 * to the one and its days to the other.
 */
#ifndef HJ_LIB_TIME_CALENDAR_H
#define HJ_LIB_TIME_CALENDAR_H

#include "lib/base/arena.h"
#include "lib/base/error.h"
#include "lib/base/field.h"
#include "lib/base/date.h"

#define HJ_CALENDAR_VERSIONS_MOST 1000
#define HJ_CALENDAR_DAYS_MOST 1000 /* of one version */

/* One day of a notice. */
struct hj_calendar_day {
	struct hj_date date;
	bool off;         /* no work; otherwise worked, whatever the weekday */
	const char *name; /* of the holiday: 春节 */
};

struct hj_calendar_version {
	int64_t number;           /* from 1, rising */
	struct hj_date published; /* absent if not known */
	/* The days this version speaks of, with all before it. */
	struct hj_date known_from, known_to;
	const char *notice;           /* its title */
	const char *reference;        /* its 文号; NULL if not known */
	struct hj_calendar_day *days; /* by date */
	size_t n_days;
};

extern const struct hj_fields hj_calendar_version_fields;

struct hj_calendar {
	struct hj_calendar_version *version; /* by number */
	size_t n;
};

enum hj_day_kind {
	HJ_DAY_WORK = 1,
	HJ_DAY_WEEKEND, /* Saturday or Sunday, no notice says otherwise */
	HJ_DAY_HOLIDAY, /* off by notice (法定休假日及其调休) */
	HJ_DAY_MAKEUP,  /* worked by notice though a weekend (调休上班) */
};

/* What a version says of a day. */
struct hj_day {
	enum hj_day_kind kind;
	bool known; /* false: outside the known range, weekends assumed */
	/* The notice that names the day, and its word for it; else NULL. */
	const struct hj_calendar_version *by;
	const char *name;
};

/*
 * Put `version` behind the others of `cal` (zero is an empty calendar).  Its
 * texts and days are borrowed and must live as long as `a`.  HJ_ERR_INPUT if
 * the number does not rise, it knows less than the version before it or was
 * published earlier, or its days are not in order and in the known range.
 */
enum hj_err hj_calendar_add(struct hj_arena *a, struct hj_calendar *cal,
    const struct hj_calendar_version *version, struct hj_error *err) HJ_CHECK;

/*
 * Read the two tables described above, header lines included; everything is
 * copied into `a`.  HJ_ERR_INPUT with the table and line ("days/12") if one is
 * not as it should be; `ret` is then untouched.
 */
enum hj_err hj_calendar_parse(struct hj_arena *a, const char *versions,
    size_t versions_len, const char *days, size_t days_len,
    struct hj_calendar *ret, struct hj_error *err) HJ_CHECK;

/* The version `number`, or NULL; `cal` may be NULL. */
const struct hj_calendar_version *hj_calendar_find(
    const struct hj_calendar *cal, int64_t number);

/*
 * The number of the newest version that had been published on `day` (one of
 * unknown publication counts as published); 0 if there is none.
 */
int64_t hj_calendar_current(const struct hj_calendar *cal, struct hj_date day);

/*
 * What version `number` of `cal` says of `d`, a valid date.  Without such a
 * version (or with `cal` NULL) no day is known.
 */
struct hj_day hj_calendar_day(
    const struct hj_calendar *cal, int64_t number, struct hj_date d);

/*
 * How many days are worked after `from` up to and with `to`, both valid, by
 * version `number` of `cal`; negative if `to` is before `from`: those after
 * `to` up to and with `from`.
 */
int64_t hj_calendar_work(const struct hj_calendar *cal, int64_t number,
    struct hj_date from, struct hj_date to);

#endif
