/* Sums of money in words; see amount.h. */
#include "lib/commands/dossier/amount.h"

#include "lib/base/utf8.h"

#include <stdbool.h>

#define YUAN INT64_C(1000000) /* counted in millionths of a yuan */
#define FEN (YUAN / 100)
#define MOST (YUAN * 100000000000) /* larger ones are no sums */
#define RATE_NEAR 5                /* characters between 每 and the number */

/* A number as it is read: of 三万五千 the 三万, then the 五千. */
struct number {
	int64_t done;    /* all of it before the last 万 or 亿 */
	int64_t section; /* hundreds and thousands since */
	int64_t digits;  /* since the last unit */
	int64_t place;   /* of the next digit behind the point; 0: before it */
	bool any;        /* some digit since the last unit */
	bool said;       /* some digit or unit at all */
	bool bad;
};

static int
digit_of(uint32_t c)
{
	static const uint32_t words[][3] = {
		{ U'零', U'〇', U'０' },
		{ U'一', U'壹', U'１' },
		{ U'二', U'贰', U'２' },
		{ U'三', U'叁', U'３' },
		{ U'四', U'肆', U'４' },
		{ U'五', U'伍', U'５' },
		{ U'六', U'陆', U'６' },
		{ U'七', U'柒', U'７' },
		{ U'八', U'捌', U'８' },
		{ U'九', U'玖', U'９' },
	};

	if (c >= '0' && c <= '9')
		return (int)(c - '0');
	if (c == U'两')
		return 2;
	for (int i = 0; i < 10; i++)
		for (int k = 0; k < 3; k++)
			if (words[i][k] == c)
				return i;
	return -1;
}

static int64_t
unit_of(uint32_t c)
{
	static const struct {
		uint32_t word;
		int64_t times;
	} units[] = {
		{ U'十', 10 },
		{ U'拾', 10 },
		{ U'百', 100 },
		{ U'佰', 100 },
		{ U'千', 1000 },
		{ U'仟', 1000 },
		{ U'万', 10000 },
		{ U'亿', 100000000 },
	};

	for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++)
		if (units[i].word == c)
			return units[i].times;
	return 0;
}

static void
add_digit(struct number *n, int digit)
{
	if (n->place != 0) {
		n->digits += digit * n->place;
		n->place /= 10;
		n->bad = n->bad || n->place == 0;
	} else {
		n->digits = n->digits * 10 + digit * YUAN;
	}
	n->any = n->said = true;
	if (n->digits > MOST) {
		n->digits = 0;
		n->bad = true;
	}
}

/* `sum` of those units; what is none, or too many, is bad. */
static int64_t
times(struct number *n, int64_t sum, int64_t unit)
{
	n->bad = n->bad || sum == 0 || sum > MOST / unit;
	return n->bad ? 0 : sum * unit;
}

static void
add_unit(struct number *n, int64_t unit)
{
	/* 十二元 has no one before the ten. */
	int64_t digits = n->any || unit != 10 ? n->digits : YUAN;

	if (unit < 10000) {
		n->section += times(n, digits, unit);
	} else if (unit == 10000) {
		n->done += times(n, n->section + digits, unit);
		n->section = 0;
	} else {
		n->done = times(n, n->done + n->section + digits, unit);
		n->section = 0;
	}
	n->digits = n->place = 0;
	n->any = false;
	n->said = true;
}

/* Take `c` into the number; false if it is no part of one. */
static bool
goes_on(struct number *n, uint32_t c, uint32_t next)
{
	int digit = digit_of(c);
	int64_t unit = unit_of(c);

	if (digit >= 0)
		add_digit(n, digit);
	else if (unit != 0)
		add_unit(n, unit);
	else if ((c == '.' || c == U'．') && n->any && n->place == 0 &&
		 digit_of(next) >= 0)
		n->place = YUAN / 10;
	else
		return c == ',' && n->any && n->place == 0 &&
		       digit_of(next) >= 0;
	return true;
}

static uint32_t
peek(const char *at)
{
	return hj_utf8_next(&at);
}

/* 五角, 零五分: what stands behind the yuan, in its millionths. */
static int64_t
change(const char **at)
{
	static const struct {
		uint32_t word;
		int64_t worth;
	} coins[] = { { U'角', 10 * FEN }, { U'分', FEN } };
	int64_t sum = 0;

	for (size_t i = 0; i < 2; i++) {
		const char *s = *at;
		int digit = digit_of(hj_utf8_next(&s));

		if (digit == 0)
			digit = digit_of(hj_utf8_next(&s));
		if (digit < 0 || hj_utf8_next(&s) != coins[i].word)
			continue;
		sum += digit * coins[i].worth;
		*at = s;
	}
	return sum;
}

/* Is it yuan that are counted, and no rate?  Moves behind the word. */
static bool
is_yuan(const char **at)
{
	const char *s = *at;
	uint32_t c = hj_utf8_next(&s), next = peek(s);

	if (c != U'元' && c != U'圆' && c != U'块')
		return false;
	*at = s;
	return next != '/' && next != U'／' && next != U'每' && next != U'旦' &&
	       next != U'宵';
}

/* Does it make the number behind it no certain one: 几十元, 约八百元? */
static bool
is_vague(uint32_t c)
{
	return c == U'几' || c == U'数' || c == U'约' || c == U'近';
}

/*
 * The number at *at, which is moved behind it, in fen; -1 if it is no sum.
 * `marked`: the sign of the yuan stood before it.
 */
static int64_t
read_sum(const char **at, bool marked)
{
	struct number n = { 0 };
	int64_t sum;

	for (;;) {
		const char *s = *at;
		uint32_t c = hj_utf8_next(&s);

		if (c == 0 || !goes_on(&n, c, peek(s)))
			break;
		*at = s;
	}
	if (!n.said || n.bad || (!is_yuan(at) && !marked))
		return -1;
	sum = n.done + n.section + n.digits + change(at);
	return sum % FEN == 0 ? sum / FEN : -1;
}

size_t
hj_amounts_said(struct hj_arena *a, const char *text, int64_t **ret)
{
	int64_t *list = NULL;
	size_t n = 0;
	int since_rate = RATE_NEAR + 1;
	uint32_t before = 0;

	while (*text != '\0') {
		const char *s = text;
		uint32_t c = hj_utf8_next(&s);
		int64_t sum;

		if (digit_of(c) < 0 && unit_of(c) == 0) {
			since_rate = c == U'每' ? 0 : since_rate + 1;
			before = c;
			text = s;
			continue;
		}
		sum = read_sum(&text, before == U'¥' || before == U'￥');
		if (sum >= 0 && since_rate > RATE_NEAR && !is_vague(before))
			*HJ_PUSH(a, list, n) = sum;
		before = 0;
	}
	*ret = list;
	return n;
}
