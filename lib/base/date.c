/*
 * Civil dates, instants, and the legal day between them; see date.h.
 *
 * Days are counted in years that begin in March, so that the leap day comes
 * last and 400 years have one shape (146,097 days).
 */
#include "lib/base/date.h"

#include <string.h>

#define YEAR_LEAST 1
#define YEAR_MOST 9999
#define SERIAL_LEAST (-719162) /* 0001-01-01 */
#define SERIAL_MOST 2932896    /* 9999-12-31 */

/*
 * Summer time in Asia/Shanghai, in hours since 1970 UTC: from the first to
 * before the second the clock showed +09:00 (tz data, rule "PRC").
 */
static const struct {
	int64_t from, to;
} summer[] = {
	{ 143202, 146393 }, /* 1986-05-04 to 1986-09-14 */
	{ 151434, 155129 }, /* 1987-04-12 to 1987-09-13 */
	{ 160338, 163865 }, /* 1988-04-17 to 1988-09-11 */
	{ 169074, 172769 }, /* 1989-04-16 to 1989-09-17 */
	{ 177810, 181505 }, /* 1990-04-15 to 1990-09-16 */
	{ 186546, 190241 }, /* 1991-04-14 to 1991-09-15 */
};

static bool
leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int
month_days(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30,
		31 };

	return month == 2 && leap(year) ? 29 : days[month - 1];
}

struct hj_date
hj_date_of(int year, int month, int day)
{
	if (year < YEAR_LEAST || year > YEAR_MOST || month < 1 || month > 12 ||
	    day < 1 || day > month_days(year, month))
		return (struct hj_date){ 0 };
	return (struct hj_date){ year * 10000 + month * 100 + day };
}

bool
hj_date_valid(struct hj_date d)
{
	return d.ymd > 0 &&
	       hj_date_of(d.ymd / 10000, d.ymd / 100 % 100, d.ymd % 100).ymd !=
		   0;
}

int
hj_date_compare(struct hj_date a, struct hj_date b)
{
	return (a.ymd > b.ymd) - (a.ymd < b.ymd);
}

int32_t
hj_date_serial(struct hj_date d)
{
	int32_t year, month, day, era, of_era;

	if (!hj_date_valid(d))
		return 0;
	year = d.ymd / 10000;
	month = d.ymd / 100 % 100;
	day = d.ymd % 100;
	if (month <= 2)
		year--; /* January and February end the year before */
	month = (month + 9) % 12;
	era = year / 400;
	year %= 400;
	of_era = year * 365 + year / 4 - year / 100;
	return era * 146097 + of_era + (153 * month + 2) / 5 + day - 1 - 719468;
}

struct hj_date
hj_date_from_serial(int64_t serial)
{
	int32_t n, era, year, of_year, month, day;

	if (serial < SERIAL_LEAST || serial > SERIAL_MOST)
		return (struct hj_date){ 0 };
	n = (int32_t)serial + 719468; /* days since 0000-03-01, above 0 */
	era = n / 146097;
	n %= 146097;
	year = (n - n / 1460 + n / 36524 - n / 146096) / 365;
	of_year = n - (365 * year + year / 4 - year / 100);
	month = (5 * of_year + 2) / 153; /* 0 is March */
	day = of_year - (153 * month + 2) / 5 + 1;
	year += era * 400 + (month >= 10);
	month = (month + 2) % 12 + 1;
	return (struct hj_date){ year * 10000 + month * 100 + day };
}

struct hj_date
hj_date_add_days(struct hj_date d, int64_t n)
{
	if (!hj_date_valid(d) || n < -2 * (int64_t)SERIAL_MOST ||
	    n > 2 * (int64_t)SERIAL_MOST)
		return (struct hj_date){ 0 };
	return hj_date_from_serial(hj_date_serial(d) + n);
}

struct hj_date
hj_date_add_months(struct hj_date d, int64_t n)
{
	int64_t months;
	int year, month, day;

	if (!hj_date_valid(d) || n < -12 * YEAR_MOST || n > 12 * YEAR_MOST)
		return (struct hj_date){ 0 };
	months = d.ymd / 10000 * 12 + d.ymd / 100 % 100 - 1 + n;
	if (months < 12 * YEAR_LEAST || months > 12 * YEAR_MOST + 11)
		return (struct hj_date){ 0 };
	year = (int)(months / 12);
	month = (int)(months % 12) + 1;
	day = d.ymd % 100;
	if (day > month_days(year, month))
		day = month_days(year, month);
	return hj_date_of(year, month, day);
}

int32_t
hj_date_days_between(struct hj_date from, struct hj_date to)
{
	if (!hj_date_valid(from) || !hj_date_valid(to))
		return 0;
	return hj_date_serial(to) - hj_date_serial(from);
}

int
hj_date_weekday(struct hj_date d)
{
	if (!hj_date_valid(d))
		return 0;
	/* 0001-01-01 was a Monday. */
	return (hj_date_serial(d) - SERIAL_LEAST) % 7 + 1;
}

/* Read `n` digits; -1 if one is not a digit. */
static int
digits(const char *text, size_t n)
{
	int value = 0;

	for (size_t i = 0; i < n; i++) {
		if (text[i] < '0' || text[i] > '9')
			return -1;
		value = value * 10 + (text[i] - '0');
	}
	return value;
}

/* The date in the ten bytes at `text`; absent if they are none. */
static struct hj_date
date_at(const char *text)
{
	if (text[4] != '-' || text[7] != '-')
		return (struct hj_date){ 0 };
	return hj_date_of(
	    digits(text, 4), digits(text + 5, 2), digits(text + 8, 2));
}

bool
hj_date_parse(const char *text, struct hj_date *ret)
{
	struct hj_date d = { 0 };

	if (strlen(text) == 10)
		d = date_at(text);
	if (d.ymd == 0)
		return false;
	*ret = d;
	return true;
}

/* The last `n` digits of `value`, at `to`; where they end. */
static char *
write_digits(char *to, int64_t value, int n)
{
	for (int i = n; i-- > 0; value /= 10)
		to[i] = (char)('0' + value % 10);
	return to + n;
}

/* "2026-03-02": ten bytes of a valid day; where they end. */
static char *
write_date(char *to, struct hj_date d)
{
	to = write_digits(to, d.ymd / 10000, 4);
	*to++ = '-';
	to = write_digits(to, d.ymd / 100 % 100, 2);
	*to++ = '-';
	return write_digits(to, d.ymd % 100, 2);
}

void
hj_date_format(struct hj_buf *b, struct hj_date d)
{
	char text[10];

	if (!hj_date_valid(d))
		return;
	write_date(text, d);
	hj_buf_put(b, text, sizeof(text));
}

/* Read "Z" or "+08:00" as milliseconds east of UTC. */
static bool
parse_offset(const char *text, size_t len, int64_t *ret_ms)
{
	int hours, minutes;

	if (len == 1 && text[0] == 'Z') {
		*ret_ms = 0;
		return true;
	}
	if (len != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':')
		return false;
	hours = digits(text + 1, 2);
	minutes = digits(text + 4, 2);
	if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59)
		return false;
	if (text[0] == '-' && hours == 0 && minutes == 0)
		return false;
	*ret_ms = (hours * 60 + minutes) * INT64_C(60000);
	if (text[0] == '-')
		*ret_ms = -*ret_ms;
	return true;
}

/* Read ".113"; returns the bytes taken, 0 if there is no fraction, or -1. */
static int
parse_fraction(const char *text, size_t len, int *ret_ms)
{
	static const int scale[] = { 0, 100, 10, 1 };
	size_t n = 0;

	*ret_ms = 0;
	if (len == 0 || text[0] != '.')
		return 0;
	while (1 + n < len && text[1 + n] >= '0' && text[1 + n] <= '9')
		n++;
	if (n < 1 || n > 3)
		return -1;
	*ret_ms = digits(text + 1, n) * scale[n];
	return (int)n + 1;
}

bool
hj_instant_parse(const char *text, int64_t *ret)
{
	size_t len = strlen(text);
	struct hj_date d;
	int hour, minute, second, ms, taken;
	int64_t offset, instant;

	if (len < 20 || len > 29)
		return false;
	d = date_at(text);
	if (d.ymd == 0 || text[10] != 'T' || text[13] != ':' || text[16] != ':')
		return false;
	hour = digits(text + 11, 2);
	minute = digits(text + 14, 2);
	second = digits(text + 17, 2);
	if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 ||
	    second > 59)
		return false;
	taken = parse_fraction(text + 19, len - 19, &ms);
	if (taken < 0 ||
	    !parse_offset(text + 19 + taken, len - 19 - (size_t)taken, &offset))
		return false;
	instant = hj_date_serial(d) * HJ_DAY_MS + hour * HJ_HOUR_MS +
		  (minute * 60 + second) * INT64_C(1000) + ms - offset;
	if (instant == 0 || instant < HJ_INSTANT_LEAST ||
	    instant > HJ_INSTANT_MOST)
		return false;
	*ret = instant;
	return true;
}

static bool
instant_valid(int64_t instant)
{
	return instant != 0 && instant >= HJ_INSTANT_LEAST &&
	       instant <= HJ_INSTANT_MOST;
}

/* Whole days of `ms`, rounded down, so that times before 1970 are right. */
static int64_t
floor_days(int64_t ms)
{
	return ms >= 0 ? ms / HJ_DAY_MS : -((HJ_DAY_MS - 1 - ms) / HJ_DAY_MS);
}

/* Write the wall time `ms` (counted as if it were UTC) without an offset. */
static void
put_wall(struct hj_buf *b, int64_t ms)
{
	int64_t days = floor_days(ms);
	char text[23];
	char *to = write_date(text, hj_date_from_serial(days));

	ms -= days * HJ_DAY_MS;
	*to++ = 'T';
	to = write_digits(to, ms / HJ_HOUR_MS, 2);
	*to++ = ':';
	to = write_digits(to, ms / 60000 % 60, 2);
	*to++ = ':';
	to = write_digits(to, ms / 1000 % 60, 2);
	*to++ = '.';
	to = write_digits(to, ms % 1000, 3);
	hj_buf_put(b, text, (size_t)(to - text));
}

/* Hours that the legal clock is east of UTC at `instant`. */
static int64_t
legal_offset(int64_t instant)
{
	for (size_t i = 0; i < sizeof(summer) / sizeof(summer[0]); i++)
		if (instant >= summer[i].from * HJ_HOUR_MS &&
		    instant < summer[i].to * HJ_HOUR_MS)
			return 9;
	return 8;
}

void
hj_instant_format(struct hj_buf *b, int64_t instant)
{
	if (!instant_valid(instant))
		return;
	put_wall(b, instant);
	hj_buf_putc(b, 'Z');
}

void
hj_instant_format_legal(struct hj_buf *b, int64_t instant)
{
	int64_t offset = legal_offset(instant);

	if (!instant_valid(instant))
		return;
	put_wall(b, instant + offset * HJ_HOUR_MS);
	hj_buf_puts(b, offset == 9 ? "+09:00" : "+08:00");
}

struct hj_date
hj_legal_day(int64_t instant)
{
	if (!instant_valid(instant))
		return (struct hj_date){ 0 };
	return hj_date_from_serial(
	    floor_days(instant + legal_offset(instant) * HJ_HOUR_MS));
}

int64_t
hj_legal_day_first(struct hj_date d)
{
	int64_t midnight;

	if (!hj_date_valid(d))
		return 0;
	/* The clock was changed at 02:00, so midnight always exists once. */
	midnight = hj_date_serial(d) * HJ_DAY_MS;
	midnight -= legal_offset(midnight - 9 * HJ_HOUR_MS) * HJ_HOUR_MS;
	return midnight < HJ_INSTANT_LEAST ? HJ_INSTANT_LEAST : midnight;
}

int64_t
hj_legal_day_last(struct hj_date d)
{
	struct hj_date next = hj_date_add_days(d, 1);

	if (!hj_date_valid(d))
		return 0;
	if (next.ymd == 0)
		return HJ_INSTANT_MOST;
	return hj_legal_day_first(next) - 1;
}
