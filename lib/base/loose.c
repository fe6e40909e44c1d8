/* Values as people type them; see loose.h. */
#include "lib/base/loose.h"

#include <string.h>

#define EXCEL_1970 25569 /* 1970-01-01 as Excel counts days */
#define EXCEL_LEAST 20000
#define EXCEL_MOST 80000
#define YUAN_DIGITS 13

const char *
hj_loose_plain(struct hj_arena *a, const char *text)
{
	const unsigned char *p = (const unsigned char *)text;
	char *out = hj_alloc(a, strlen(text) + 1), *to = out;

	while (*p != '\0') {
		/* U+FF01 to U+FF5E stand for 0x21 to 0x7e, U+FFE5 for ¥. */
		if (p[0] == 0xef && (p[1] == 0xbc || p[1] == 0xbd) &&
		    p[2] >= 0x80 && p[2] < 0xc0 &&
		    (p[1] == 0xbc ? p[2] > 0x80 : p[2] < 0x9f)) {
			*to++ = (char)(p[1] == 0xbc ? p[2] - 0x80 + 0x20
						    : p[2] - 0x80 + 0x60);
			p += 3;
		} else if (*p <= ' ') {
			p++;
		} else if (p[0] == 0xe3 && p[1] == 0x80 && p[2] == 0x80) {
			p += 3;
		} else if (p[0] == 0xc2 && p[1] == 0xa0) {
			p += 2;
		} else {
			*to++ = (char)*p++;
		}
	}
	*to = '\0';
	return out;
}

/* Step over `word` if *at begins with it. */
static bool
skip(const char **at, const char *word)
{
	size_t n = strlen(word);

	if (strncmp(*at, word, n) != 0)
		return false;
	*at += n;
	return true;
}

/* Take digits with commas between; how many digits there were. */
static int
take_digits(const char **at, int64_t *ret)
{
	int n = 0;

	*ret = 0;
	for (; (**at >= '0' && **at <= '9') || (n > 0 && **at == ',');
	     (*at)++) {
		if (**at == ',')
			continue;
		if (++n > YUAN_DIGITS)
			return -1;
		*ret = *ret * 10 + (**at - '0');
	}
	return n;
}

/* How many fen one of the unit is; the unit is stepped over. */
static int64_t
take_unit(const char **at)
{
	int64_t unit = skip(at, "亿")   ? INT64_C(10000000000)
		       : skip(at, "万") ? 1000000
		       : skip(at, "千") ? 100000
					: 100;

	(void)(skip(at, "元") || skip(at, "圆") || skip(at, "块"));
	(void)skip(at, "整");
	return unit;
}

bool
hj_loose_money(struct hj_arena *a, const char *text, int64_t *ret_fen)
{
	const char *at = hj_loose_plain(a, text);
	int64_t whole, part = 0, unit, scale = 1;
	int n;

	(void)(skip(&at, "人民币") || skip(&at, "RMB") || skip(&at, "CNY"));
	(void)(skip(&at, "¥") || skip(&at, "￥"));
	n = take_digits(&at, &whole);
	if (n <= 0)
		return false;
	if (*at == '.') {
		for (at++; *at >= '0' && *at <= '9'; at++) {
			if (scale == INT64_C(10000000000))
				return false;
			part = part * 10 + (*at - '0');
			scale *= 10;
		}
	}
	unit = take_unit(&at);
	if (*at != '\0' || part * unit % scale != 0 ||
	    whole > INT64_C(90000000000000) / (unit / 100))
		return false;
	*ret_fen = whole * unit + part * unit / scale;
	return true;
}

/* Is there nothing more, or a time of the day? */
static bool
is_time(const char *at)
{
	int64_t part;

	(void)skip(&at, "T");
	if (*at == '\0')
		return true;
	for (int i = 0; i < 3; i++) {
		int n = take_digits(&at, &part);

		if (n < 1 || n > 2 || part > 59)
			return false;
		if (!skip(&at, ":") && !skip(&at, i == 0 ? "时" : "分"))
			break;
		if (*at == '\0')
			break;
	}
	return *at == '\0' || skip(&at, "秒") || *at == '.';
}

/* Step over what stands behind year and month: -, /, . or the word. */
static bool
divides(const char **at, const char *word)
{
	return skip(at, "-") || skip(at, "/") || skip(at, ".") ||
	       skip(at, word);
}

/* A day from plain text, a time right behind it or not. */
static struct hj_date
read_day(const char *at)
{
	const struct hj_date none = { 0 };
	int64_t year, month, day;
	int n = take_digits(&at, &year);

	if (n == 8 && *at == '\0')
		return hj_date_of((int)(year / 10000), (int)(year / 100 % 100),
		    (int)(year % 100));
	if (n == 5 && *at == '\0')
		return year < EXCEL_LEAST || year > EXCEL_MOST
			   ? none
			   : hj_date_from_serial(year - EXCEL_1970);
	if (n != 4 || !divides(&at, "年"))
		return none;
	n = take_digits(&at, &month);
	if (n < 1 || n > 2 || !divides(&at, "月"))
		return none;
	n = take_digits(&at, &day);
	if (n < 1 || n > 2)
		return none;
	(void)(skip(&at, "日") || skip(&at, "号"));
	return is_time(at) ? hj_date_of((int)year, (int)month, (int)day) : none;
}

bool
hj_loose_date(struct hj_arena *a, const char *text, struct hj_date *ret)
{
	const char *blank = strpbrk(text, " T");
	struct hj_date date = read_day(hj_loose_plain(a, text));

	/* Only the blank tells "4-1 2:30" from "4-12 :30". */
	if (!hj_date_valid(date) && blank != NULL &&
	    is_time(hj_loose_plain(a, blank + 1)))
		date = read_day(hj_loose_plain(
		    a, hj_strndup(a, text, (size_t)(blank - text))));
	if (!hj_date_valid(date))
		return false;
	*ret = date;
	return true;
}

bool
hj_loose_int(struct hj_arena *a, const char *text, int64_t *ret)
{
	const char *at = hj_loose_plain(a, text);
	int64_t value;

	if (take_digits(&at, &value) <= 0)
		return false;
	(void)(skip(&at, "人") || skip(&at, "名") || skip(&at, "页") ||
	       skip(&at, "份"));
	if (*at != '\0')
		return false;
	*ret = value;
	return true;
}
