/* Which days are worked; see calendar.h. */
#include "lib/time/calendar.h"

#include <string.h>

#define TEXT_MOST 200 /* bytes of a cell */

/* clang-format off */
static const struct hj_field day_rows[] = {
	HJ_DATE(hj_calendar_day, date, HJ_REQUIRED, "日期|date"),
	HJ_TEXT(hj_calendar_day, name, HJ_REQUIRED, 60, "节日|holiday"),
	HJ_BOOL(hj_calendar_day, off, 0, "放假（否则上班）|off, otherwise worked"),
};
static const struct hj_fields day_fields = HJ_FIELDS(hj_calendar_day, day_rows);

static const struct hj_field version_rows[] = {
	HJ_LIST(hj_calendar_version, days, 0, &day_fields, HJ_CALENDAR_DAYS_MOST, "通知所列日期|days the notice names"),
	HJ_DATE(hj_calendar_version, known_from, HJ_REQUIRED, "已知起日|first known day"),
	HJ_DATE(hj_calendar_version, known_to, HJ_REQUIRED, "已知止日|last known day"),
	HJ_TEXT(hj_calendar_version, notice, HJ_REQUIRED, 100, "通知|notice"),
	HJ_INT(hj_calendar_version, number, HJ_REQUIRED, 1, HJ_CALENDAR_VERSIONS_MOST, "版本号|version number"),
	HJ_DATE(hj_calendar_version, published, 0, "公布日|published on"),
	HJ_TEXT(hj_calendar_version, reference, 0, 60, "文号|reference of the notice"),
};
const struct hj_fields hj_calendar_version_fields = HJ_FIELDS(hj_calendar_version, version_rows);
/* clang-format on */

/* What is wrong with `v` coming after `last` (NULL if it is the first)? */
static const char *
version_fault(
    const struct hj_calendar_version *last, const struct hj_calendar_version *v)
{
	if (v->number < 1 || v->number > HJ_CALENDAR_VERSIONS_MOST)
		return "version number out of range";
	if (v->notice == NULL || v->notice[0] == '\0')
		return "version without a notice";
	if (!hj_date_valid(v->known_from) || !hj_date_valid(v->known_to) ||
	    hj_date_compare(v->known_from, v->known_to) > 0)
		return "known range is not two days in order";
	if (last == NULL)
		return NULL;
	if (v->number <= last->number)
		return "version numbers do not rise";
	if (hj_date_compare(v->known_from, last->known_from) > 0 ||
	    hj_date_compare(v->known_to, last->known_to) < 0)
		return "version knows less than the one before it";
	if (v->published.ymd != 0 &&
	    hj_date_compare(v->published, last->published) < 0)
		return "version was published before the one before it";
	return NULL;
}

/* What is wrong with the days of `v`? */
static const char *
days_fault(const struct hj_calendar_version *v)
{
	if (v->n_days > HJ_CALENDAR_DAYS_MOST)
		return "too many days in a version";
	for (size_t i = 0; i < v->n_days; i++) {
		const struct hj_calendar_day *day = &v->days[i];

		if (!hj_date_valid(day->date) || day->name == NULL)
			return "day without a date or a name";
		if (hj_date_compare(day->date, v->known_from) < 0 ||
		    hj_date_compare(day->date, v->known_to) > 0)
			return "day outside the known range";
		if (i > 0 &&
		    hj_date_compare(day->date, v->days[i - 1].date) <= 0)
			return "days are not in order";
	}
	return NULL;
}

enum hj_err
hj_calendar_add(struct hj_arena *a, struct hj_calendar *cal,
    const struct hj_calendar_version *version, struct hj_error *err)
{
	const char *fault = version_fault(
	    cal->n == 0 ? NULL : &cal->version[cal->n - 1], version);

	if (fault == NULL)
		fault = days_fault(version);
	if (fault != NULL)
		return hj_fail(err, HJ_ERR_INPUT, "calendar", fault, NULL);
	*HJ_PUSH(a, cal->version, cal->n) = *version;
	return HJ_OK;
}

const struct hj_calendar_version *
hj_calendar_find(const struct hj_calendar *cal, int64_t number)
{
	if (cal == NULL)
		return NULL;
	for (size_t i = cal->n; i > 0; i--)
		if (cal->version[i - 1].number == number)
			return &cal->version[i - 1];
	return NULL;
}

int64_t
hj_calendar_current(const struct hj_calendar *cal, struct hj_date day)
{
	for (size_t i = cal->n; i > 0; i--)
		if (hj_date_compare(cal->version[i - 1].published, day) <= 0)
			return cal->version[i - 1].number;
	return 0;
}

/* The day `d` among those that `v` names, or NULL. */
static const struct hj_calendar_day *
named(const struct hj_calendar_version *v, struct hj_date d)
{
	size_t low = 0, high = v->n_days;

	/* Most versions speak of another year. */
	if (high == 0 || hj_date_compare(d, v->days[0].date) < 0 ||
	    hj_date_compare(d, v->days[high - 1].date) > 0)
		return NULL;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = hj_date_compare(v->days[middle].date, d);

		if (order == 0)
			return &v->days[middle];
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

struct hj_day
hj_calendar_day(const struct hj_calendar *cal, int64_t number, struct hj_date d)
{
	const struct hj_calendar_version *v = hj_calendar_find(cal, number);
	bool weekend = hj_date_weekday(d) >= 6;
	struct hj_day day = { .kind = weekend ? HJ_DAY_WEEKEND : HJ_DAY_WORK };

	if (v == NULL)
		return day;
	day.known = hj_date_compare(d, v->known_from) >= 0 &&
		    hj_date_compare(d, v->known_to) <= 0;
	if (!day.known)
		return day;
	/* The newest word on a day holds; versions stand in order. */
	for (size_t i = (size_t)(v - cal->version) + 1; i > 0; i--) {
		const struct hj_calendar_day *said =
		    named(&cal->version[i - 1], d);

		if (said == NULL)
			continue;
		day.by = &cal->version[i - 1];
		day.name = said->name;
		if (said->off)
			day.kind = HJ_DAY_HOLIDAY;
		else
			day.kind = weekend ? HJ_DAY_MAKEUP : HJ_DAY_WORK;
		break;
	}
	return day;
}

/* Reading the two tables. */

struct table {
	struct hj_arena *a;
	const char *name; /* for errors */
	const char *at;   /* the next line */
	const char *end;
	int64_t line; /* of the last row taken, from 1 */
	struct hj_error *err;
};

/* The fault `msg` in the row last taken. */
static enum hj_err
wrong(const struct table *t, const char *msg)
{
	struct hj_buf where;

	hj_buf_init(&where, 40);
	hj_buf_puts(&where, t->name);
	hj_buf_putc(&where, '/');
	hj_buf_int(&where, t->line);
	hj_fail(t->err, HJ_ERR_INPUT, hj_buf_text(&where), msg, NULL);
	hj_buf_release(&where);
	return HJ_ERR_INPUT;
}

/* Take the next line and cut it at its tabs into exactly `n` cells. */
static enum hj_err
take_row(struct table *t, const char **cell, size_t n)
{
	const char *stop = memchr(t->at, '\n', (size_t)(t->end - t->at));
	size_t taken = 0;

	t->line++;
	if (stop == NULL)
		return wrong(t, "line without an end");
	while (t->at <= stop) {
		const char *tab = memchr(t->at, '\t', (size_t)(stop - t->at));
		size_t len = (size_t)((tab != NULL ? tab : stop) - t->at);

		if (taken == n || len > TEXT_MOST)
			return wrong(t, "too many cells or too long a cell");
		for (size_t i = 0; i < len; i++)
			if ((unsigned char)t->at[i] < 0x20)
				return wrong(t, "control character");
		cell[taken++] = hj_strndup(t->a, t->at, len);
		t->at += len + 1;
	}
	if (taken < n)
		return wrong(t, "too few cells");
	return HJ_OK;
}

/* Take the first line, which must name the columns. */
static enum hj_err
take_header(
    struct table *t, const char *const *column, const char **cell, size_t n)
{
	enum hj_err code = take_row(t, cell, n);

	for (size_t i = 0; code == HJ_OK && i < n; i++)
		if (strcmp(cell[i], column[i]) != 0)
			code = wrong(t, "the columns are not the known ones");
	return code;
}

/* Read a number of a few digits; 0 if it is none. */
static int64_t
number_of(const char *text)
{
	int64_t value = 0;

	if (strlen(text) > 4)
		return 0;
	for (; *text != '\0'; text++) {
		if (*text < '0' || *text > '9')
			return 0;
		value = value * 10 + (*text - '0');
	}
	return value;
}

/* Read all versions, without their days. */
static enum hj_err
take_versions(struct table *t, struct hj_calendar *cal)
{
	static const char *const column[] = { "version", "year", "revision",
		"published", "known_from", "known_to", "notice", "number",
		"address", "certainty" };
	const char *cell[10];
	enum hj_err code = take_header(t, column, cell, 10);

	while (code == HJ_OK && t->at < t->end) {
		struct hj_calendar_version v = { 0 };

		code = take_row(t, cell, 10);
		if (code != HJ_OK)
			break;
		v.number = number_of(cell[0]);
		if (cell[3][0] != '\0' && !hj_date_parse(cell[3], &v.published))
			return wrong(t, "published is not a date");
		if (!hj_date_parse(cell[4], &v.known_from) ||
		    !hj_date_parse(cell[5], &v.known_to))
			return wrong(t, "known range is not two dates");
		v.notice = cell[6];
		v.reference = cell[7][0] != '\0' ? cell[7] : NULL;
		if (cal->n == HJ_CALENDAR_VERSIONS_MOST)
			return wrong(t, "too many versions");
		*HJ_PUSH(t->a, cal->version, cal->n) = v;
	}
	return code;
}

/* Read all days into their versions. */
static enum hj_err
take_days(struct table *t, struct hj_calendar *cal)
{
	static const char *const column[] = { "version", "date", "off",
		"name" };
	const char *cell[4];
	enum hj_err code = take_header(t, column, cell, 4);
	size_t at = 0; /* the rows stand in the order of the versions */

	while (code == HJ_OK && t->at < t->end) {
		struct hj_calendar_day day = { 0 };
		struct hj_calendar_version *v;

		code = take_row(t, cell, 4);
		if (code != HJ_OK)
			break;
		while (at < cal->n &&
		       cal->version[at].number != number_of(cell[0]))
			at++;
		if (at == cal->n)
			return wrong(t, "no such version, or not in order");
		v = &cal->version[at];
		if (!hj_date_parse(cell[1], &day.date))
			return wrong(t, "date is not a date");
		if (strcmp(cell[2], "0") != 0 && strcmp(cell[2], "1") != 0)
			return wrong(t, "off is neither 0 nor 1");
		day.off = cell[2][0] == '1';
		day.name = cell[3];
		if (v->n_days == HJ_CALENDAR_DAYS_MOST)
			return wrong(t, "too many days in a version");
		*HJ_PUSH(t->a, v->days, v->n_days) = day;
	}
	return code;
}

enum hj_err
hj_calendar_parse(struct hj_arena *a, const char *versions, size_t versions_len,
    const char *days, size_t days_len, struct hj_calendar *ret,
    struct hj_error *err)
{
	struct table t = { .a = a,
		.name = "versions",
		.at = versions,
		.end = versions + versions_len,
		.err = err };
	struct hj_calendar read = { 0 }, cal = { 0 };
	enum hj_err code = take_versions(&t, &read);

	if (code != HJ_OK)
		return code;
	t.name = "days";
	t.at = days;
	t.end = days + days_len;
	t.line = 0;
	code = take_days(&t, &read);
	for (size_t i = 0; code == HJ_OK && i < read.n; i++)
		code = hj_calendar_add(a, &cal, &read.version[i], err);
	if (code == HJ_OK)
		*ret = cal;
	return code;
}

int64_t
hj_calendar_work(const struct hj_calendar *cal, int64_t number,
    struct hj_date from, struct hj_date to)
{
	int32_t a = hj_date_serial(from), b = hj_date_serial(to);
	int64_t sign = b < a ? -1 : 1, n = 0;
	int32_t last = b < a ? a : b;

	for (int32_t day = (b < a ? b : a) + 1; day <= last; day++)
		switch (hj_calendar_day(cal, number, hj_date_from_serial(day))
			    .kind) {
		case HJ_DAY_WORK:
		case HJ_DAY_MAKEUP:
			n++;
			break;
		case HJ_DAY_WEEKEND:
		case HJ_DAY_HOLIDAY:
			break;
		}
	return sign * n;
}
