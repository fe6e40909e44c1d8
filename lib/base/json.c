/* Strict JSON, read once from front to back; see json.h. */
#include "lib/base/json.h"

#include "lib/base/utf8.h"

#include <string.h>

void
hj_json_init(struct hj_json *j, const char *text, size_t len, int depth_most,
    int values_most)
{
	*j = (struct hj_json){ .at = text,
		.end = text + len,
		.depth_most = depth_most,
		.values = values_most };
}

bool
hj_json_fault(struct hj_json *j, const char *why)
{
	if (j->why == NULL)
		j->why = why;
	j->at = j->end;
	return false;
}

static void
skip_space(struct hj_json *j)
{
	while (j->at < j->end && (*j->at == ' ' || *j->at == '\t' ||
				     *j->at == '\n' || *j->at == '\r'))
		j->at++;
}

/* Take the byte `c` if it comes next. */
static bool
take(struct hj_json *j, char c)
{
	if (j->at >= j->end || *j->at != c)
		return false;
	j->at++;
	return true;
}

enum hj_json_kind
hj_json_peek(struct hj_json *j)
{
	skip_space(j);
	if (j->why != NULL || j->at >= j->end)
		return HJ_JSON_BAD;
	switch (*j->at) {
	case '{':
		return HJ_JSON_OBJECT;
	case '[':
		return HJ_JSON_LIST;
	case '"':
		return HJ_JSON_STRING;
	case 't':
		return HJ_JSON_TRUE;
	case 'f':
		return HJ_JSON_FALSE;
	case 'n':
		return HJ_JSON_NULL;
	default:
		if (*j->at == '-' || (*j->at >= '0' && *j->at <= '9'))
			return HJ_JSON_NUMBER;
		return HJ_JSON_BAD;
	}
}

/* Count a value about to be taken. */
static bool
count(struct hj_json *j)
{
	if (j->why != NULL)
		return false;
	if (j->values-- <= 0)
		return hj_json_fault(j, "too many values");
	return true;
}

bool
hj_json_open(struct hj_json *j)
{
	if (!count(j))
		return false;
	if (++j->depth > j->depth_most)
		return hj_json_fault(j, "nested too deeply");
	skip_space(j);
	j->at++;
	return true;
}

bool
hj_json_more(struct hj_json *j, char close, bool *first)
{
	skip_space(j);
	if (j->why != NULL)
		return false;
	if (take(j, close)) {
		j->depth--;
		return false;
	}
	if (!*first && !take(j, ','))
		return hj_json_fault(
		    j, "expected a comma or the end of the object or list");
	*first = false;
	skip_space(j);
	if (hj_json_peek(j) == HJ_JSON_BAD)
		return hj_json_fault(j, "expected a value");
	return true;
}

static int
hex_digit(char c)
{
	return c >= '0' && c <= '9'   ? c - '0'
	       : c >= 'a' && c <= 'f' ? c - 'a' + 10
	       : c >= 'A' && c <= 'F' ? c - 'A' + 10
				      : -1;
}

/* Four hex digits at `at`; -1 if they are not there. */
static long
hex4(struct hj_json *j)
{
	long value = 0;

	if (j->end - j->at < 4)
		return -1;
	for (int i = 0; i < 4; i++) {
		int digit = hex_digit(*j->at++);

		if (digit < 0)
			return -1;
		value = value * 16 + digit;
	}
	return value;
}

/* Take what follows "\u"; writes at most 4 bytes, returns 0 on a fault. */
static size_t
take_unicode(struct hj_json *j, char *out)
{
	long c = hex4(j);

	if (c >= 0xd800 && c <= 0xdbff) {
		long low;

		if (!take(j, '\\') || !take(j, 'u'))
			return hj_json_fault(j, "lone surrogate"), 0;
		low = hex4(j);
		if (low < 0xdc00 || low > 0xdfff)
			return hj_json_fault(j, "lone surrogate"), 0;
		c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
	} else if (c >= 0xdc00 && c <= 0xdfff) {
		return hj_json_fault(j, "lone surrogate"), 0;
	}
	if (c < 0)
		return hj_json_fault(j, "bad \\u escape"), 0;
	if (c == 0)
		return hj_json_fault(j, "U+0000 is not allowed"), 0;
	return hj_utf8_put(out, (uint32_t)c);
}

/* Take what follows a backslash; returns the bytes written, 0 on a fault. */
static size_t
take_escape(struct hj_json *j, char *out)
{
	static const char from[] = "\"\\/bfnrt";
	static const char to[] = "\"\\/\b\f\n\r\t";
	const char *hit;

	if (j->at >= j->end)
		return hj_json_fault(j, "unfinished string"), 0;
	if (*j->at == 'u') {
		j->at++;
		return take_unicode(j, out);
	}
	hit = *j->at == '\0' ? NULL : strchr(from, *j->at);
	if (hit == NULL)
		return hj_json_fault(j, "bad escape"), 0;
	j->at++;
	out[0] = to[hit - from];
	return 1;
}

#define EACH(byte) (UINT64_C(0x0101010101010101) * (byte))

/* Is there a byte `c` in the eight of `w`? */
static bool
holds(uint64_t w, unsigned char c)
{
	w ^= EACH(c);
	return ((w - EACH(1)) & ~w & EACH(0x80)) != 0;
}

/*
 * Mostly it is all of a string, and sealed ones are long, so eight bytes are
 * looked at together.
 */
size_t
hj_json_plain(const char *text, const char *end, bool ascii)
{
	const uint64_t high = ascii ? EACH(0x80) : 0;
	const char *c = text;
	uint64_t w;

	for (; end - c >= 8; c += 8) {
		memcpy(&w, c, sizeof(w));
		if (((w & high) | ((w - EACH(0x20)) & ~w & EACH(0x80))) != 0 ||
		    holds(w, '"') || holds(w, '\\'))
			break;
	}
	while (c < end && (unsigned char)*c >= 0x20 &&
	       ((unsigned char)*c < 0x80 || !ascii) && *c != '"' && *c != '\\')
		c++;
	return (size_t)(c - text);
}

/* The quote that closes the string begun before j->at; the end without one. */
static const char *
closing_quote(const struct hj_json *j)
{
	const char *c = j->at;

	while ((c = memchr(c, '"', (size_t)(j->end - c))) != NULL) {
		const char *slash = c;

		while (slash > j->at && slash[-1] == '\\')
			slash--;
		if ((c - slash) % 2 == 0)
			return c;
		c++;
	}
	return j->end;
}

/* Take a string into `out`, which has room for all of it. */
static size_t
take_string(struct hj_json *j, char *out)
{
	size_t n = 0;

	for (;;) {
		size_t len = hj_json_plain(j->at, j->end, true);

		memcpy(out + n, j->at, len);
		n += len;
		j->at += len;
		if (j->at >= j->end)
			return hj_json_fault(j, "unfinished string"), 0;
		if (take(j, '"'))
			return n;
		if (take(j, '\\')) {
			n += take_escape(j, out + n);
			if (j->why != NULL)
				return 0;
			continue;
		}
		if ((unsigned char)*j->at < 0x20)
			return hj_json_fault(
				   j, "control character in a string"),
			       0;
		len = hj_utf8_length(j->at, (size_t)(j->end - j->at));
		if (len == 0)
			return hj_json_fault(j, "not UTF-8"), 0;
		memcpy(out + n, j->at, len);
		n += len;
		j->at += len;
	}
}

bool
hj_json_pass(struct hj_json *j)
{
	size_t depth = 0;

	skip_space(j);
	do {
		char c = j->at < j->end ? *j->at : '\0';

		if (c == '"') {
			j->at++;
			j->at = closing_quote(j);
		}
		if (j->at >= j->end || (depth == 0 && c != '{'))
			return hj_json_fault(j, "expected an object");
		depth += c == '{';
		depth -= c == '}';
		j->at++;
	} while (depth > 0);
	return true;
}

/* Take the quote before a string. */
static bool
open_string(struct hj_json *j)
{
	if (!count(j))
		return false;
	skip_space(j);
	return take(j, '"') || hj_json_fault(j, "expected a string");
}

/* The string up to its quote, if all of it stands for itself; else NULL. */
static const char *
plain_string(struct hj_json *j, size_t *len)
{
	const char *text = j->at;

	*len = hj_json_plain(text, j->end, true);
	if (j->end - text == (ptrdiff_t)*len || text[*len] != '"')
		return NULL;
	j->at += *len + 1;
	return text;
}

/* Any other string, made in `a`. */
static const char *
escaped_string(struct hj_json *j, struct hj_arena *a, size_t *len)
{
	/* What it stands for is never longer than what stands there. */
	char *out = hj_alloc(a, (size_t)(closing_quote(j) - j->at) + 5);

	*len = take_string(j, out);
	if (j->why != NULL)
		return NULL;
	out[*len] = '\0';
	return out;
}

const char *
hj_json_string(struct hj_json *j, struct hj_arena *a, size_t *len)
{
	const char *text;

	if (!open_string(j))
		return NULL;
	text = plain_string(j, len);
	return text != NULL ? hj_strndup(a, text, *len)
			    : escaped_string(j, a, len);
}

const char *
hj_json_name(struct hj_json *j, struct hj_arena *a, size_t *len)
{
	const char *name;

	if (hj_json_peek(j) != HJ_JSON_STRING) {
		hj_json_fault(j, "expected a member name");
		return NULL;
	}
	if (!open_string(j))
		return NULL;
	name = plain_string(j, len);
	if (name == NULL)
		name = escaped_string(j, a, len);
	skip_space(j);
	if (name != NULL && !take(j, ':')) {
		hj_json_fault(j, "expected a colon");
		return NULL;
	}
	return name;
}

static bool
is_digit(const struct hj_json *j)
{
	return j->at < j->end && *j->at >= '0' && *j->at <= '9';
}

static bool
take_digits(struct hj_json *j)
{
	if (!is_digit(j))
		return hj_json_fault(j, "malformed number");
	while (is_digit(j))
		j->at++;
	return true;
}

/* Take a number of any form; `*whole` tells whether it is an integer. */
static bool
take_number(struct hj_json *j, bool *whole)
{
	*whole = true;
	take(j, '-');
	if (take(j, '0')) {
		if (is_digit(j))
			return hj_json_fault(j, "number with a leading zero");
	} else if (!take_digits(j)) {
		return false;
	}
	if (take(j, '.')) {
		*whole = false;
		if (!take_digits(j))
			return false;
	}
	if (j->at < j->end && (*j->at == 'e' || *j->at == 'E')) {
		*whole = false;
		j->at++;
		if (!take(j, '+'))
			take(j, '-');
		if (!take_digits(j))
			return false;
	}
	return true;
}

bool
hj_json_int(struct hj_json *j, int64_t *ret)
{
	const char *start;
	int64_t value = 0;
	bool whole, minus;

	if (!count(j))
		return false;
	if (hj_json_peek(j) != HJ_JSON_NUMBER)
		return hj_json_fault(j, "expected a whole number");
	start = j->at;
	if (!take_number(j, &whole))
		return false;
	if (!whole)
		return hj_json_fault(j, "expected a whole number");
	minus = *start == '-';
	if (minus)
		start++;
	if (j->at - start > 16)
		return hj_json_fault(j, "number beyond 2^53");
	for (; start < j->at; start++)
		value = value * 10 + (*start - '0');
	if (value > INT64_C(9007199254740991))
		return hj_json_fault(j, "number beyond 2^53");
	*ret = minus ? -value : value;
	return true;
}

static bool
take_literal(struct hj_json *j, const char *word)
{
	size_t n = strlen(word);

	if ((size_t)(j->end - j->at) < n || memcmp(j->at, word, n) != 0)
		return hj_json_fault(j, "not JSON");
	j->at += n;
	return true;
}

bool
hj_json_bool(struct hj_json *j, bool *ret)
{
	enum hj_json_kind kind = hj_json_peek(j);

	if (!count(j))
		return false;
	if (kind != HJ_JSON_TRUE && kind != HJ_JSON_FALSE)
		return hj_json_fault(j, "expected true or false");
	*ret = kind == HJ_JSON_TRUE;
	return take_literal(j, *ret ? "true" : "false");
}

bool
hj_json_end(struct hj_json *j)
{
	skip_space(j);
	if (j->why == NULL && j->at < j->end)
		return hj_json_fault(j, "something follows the document");
	return j->why == NULL;
}

bool
hj_json_number(struct hj_json *j)
{
	bool whole;

	return count(j) && take_number(j, &whole);
}

bool
hj_json_null(struct hj_json *j)
{
	return count(j) && take_literal(j, "null");
}
