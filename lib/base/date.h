/*
 * Civil dates, instants, and the legal day between them.
 *
 * A date is a day of the proleptic Gregorian calendar (民法典 200, F) from
 * 0001-01-01 to 9999-12-31, kept as yyyymmdd so that a debugger shows it; an
 * instant is a count of milliseconds since 1970 UTC.  In both 0 is "absent",
 * so a zeroed struct states no time.
 *
 * The legal day of an instant is its day in Asia/Shanghai: +08:00, and +09:00
 * in the summers of 1986 to 1991, as tz data has it from 1970 on.  (Earlier
 * instants are taken as +08:00.)
 *
 * Everything here is total: what leaves the range above becomes absent, and
 * absent stays absent.
 */
#ifndef HJ_LIB_BASE_DATE_H
#define HJ_LIB_BASE_DATE_H

#include "lib/base/buf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct hj_date {
	int32_t ymd; /* yyyymmdd; 0 is absent */
};

/*
 * Where instants end, so that the legal day of each of them is a date:
 * 0001-01-01T00:00:00Z and 9999-12-31T15:59:59.999Z.
 */
#define HJ_INSTANT_LEAST INT64_C(-62135596800000)
#define HJ_INSTANT_MOST INT64_C(253402271999999)

#define HJ_HOUR_MS INT64_C(3600000)
#define HJ_DAY_MS (24 * HJ_HOUR_MS)

/* The day `day` of month `month` of `year`; absent if there is none. */
struct hj_date hj_date_of(int year, int month, int day);

/* Is it a day of the calendar?  Absent is not. */
bool hj_date_valid(struct hj_date d);

/* Below, equal to or above 0 as `a` is before, on or after `b`. */
int hj_date_compare(struct hj_date a, struct hj_date b);

/* Days since 1970-01-01, negative before it; 0 if `d` is not valid. */
int32_t hj_date_serial(struct hj_date d);

/* The other way round; absent outside the range. */
struct hj_date hj_date_from_serial(int64_t serial);

/* `n` days later (earlier if negative). */
struct hj_date hj_date_add_days(struct hj_date d, int64_t n);

/*
 * The corresponding day `n` months later (earlier if negative); where the
 * month has none, its last day (民法典 202, F).
 */
struct hj_date hj_date_add_months(struct hj_date d, int64_t n);

/* Days from `from` to `to`, negative if `to` is earlier; 0 if one is absent. */
int32_t hj_date_days_between(struct hj_date from, struct hj_date to);

/* 1 Monday to 7 Sunday; 0 if `d` is not valid. */
int hj_date_weekday(struct hj_date d);

/* Read exactly "YYYY-MM-DD", a valid day; otherwise false, `ret` untouched. */
bool hj_date_parse(const char *text, struct hj_date *ret);

/* Write "YYYY-MM-DD"; nothing if `d` is not valid. */
void hj_date_format(struct hj_buf *b, struct hj_date d);

/*
 * Read an RFC 3339 instant: capital T, whole seconds or one to three decimals,
 * Z or a numeric offset.  Refused (false, `ret` untouched): no offset, -00:00
 * ("offset unknown"), leap seconds, 24:00, lower case, instants outside the
 * range, and 1970-01-01T00:00:00Z itself, which would read as absent.
 */
bool hj_instant_parse(const char *text, int64_t *ret);

/* Write "2026-11-21T08:15:02.113Z"; nothing if absent or out of range. */
void hj_instant_format(struct hj_buf *b, int64_t instant);

/*
 * Write the same instant by the legal clock, "2026-11-21T16:15:02.113+08:00"
 * (+09:00 in the summers named above).
 */
void hj_instant_format_legal(struct hj_buf *b, int64_t instant);

/* The legal day of `instant`; absent if it is absent or out of range. */
struct hj_date hj_legal_day(int64_t instant);

/*
 * First instant of the legal day `d`; 0 if not valid.  24:00 of a last day
 * (民法典 203) is the first instant of the day after it.
 */
int64_t hj_legal_day_first(struct hj_date d);

/* Last instant (23:59:59.999) of the legal day `d`; 0 if not valid. */
int64_t hj_legal_day_last(struct hj_date d);

#endif
