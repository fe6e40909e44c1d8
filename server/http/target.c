/* The request target; see target.h. */
#include "server/http/target.h"

#include "lib/base/arena.h"
#include "lib/base/utf8.h"

#include <string.h>

static int
hex_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

bool
hj_target_char(unsigned char c)
{
	if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
	    (c >= 'A' && c <= 'Z'))
		return true;
	return c != '\0' && strchr("/-_.~%?&=+:@!$'()*,;", c) != NULL;
}

/*
 * Undo percent-encoding from `from` up to `end` into `to`, which may be the
 * same place.  Returns where the decoded text ends, or NULL at a '%' that two
 * hex digits do not follow.
 */
static char *
decode(char *to, const char *from, const char *end, bool plus_is_space)
{
	while (from < end) {
		if (*from == '%') {
			int high = end - from > 2 ? hex_value(from[1]) : -1;
			int low = high < 0 ? -1 : hex_value(from[2]);

			if (low < 0)
				return NULL;
			*to++ = (char)(high << 4 | low);
			from += 3;
		} else {
			*to++ = plus_is_space && *from == '+' ? ' ' : *from;
			from++;
		}
	}
	return to;
}

/*
 * Valid UTF-8 from `p` to `end`, without control characters?  `lines`: ends of
 * lines and tabs may stand in it.
 */
static const char *
check_text(const char *p, const char *end, bool lines)
{
	while (p < end) {
		size_t n = hj_utf8_length(p, (size_t)(end - p));

		if (n == 0)
			return "the target is not UTF-8";
		if (lines && (*p == '\n' || *p == '\r' || *p == '\t'))
			n = 1;
		else if ((unsigned char)*p < 0x20 || *p == 0x7f)
			return "the target has a control character";
		p += n;
	}
	return NULL;
}

/* No encoded slash or backslash may hide in the path as sent. */
static bool
hides_slash(const char *p, const char *end)
{
	for (; end - p > 2; p++) {
		if (*p != '%')
			continue;
		if (p[1] == '2' && (p[2] == 'f' || p[2] == 'F'))
			return true;
		if (p[1] == '5' && (p[2] == 'c' || p[2] == 'C'))
			return true;
	}
	return false;
}

/* Has the decoded path a segment "." or ".."? */
static bool
has_dots(const char *path)
{
	const char *p = path;

	while (p != NULL) {
		size_t n = strcspn(++p, "/");

		if ((n == 1 && p[0] == '.') ||
		    (n == 2 && p[0] == '.' && p[1] == '.'))
			return true;
		p = p[n] == '/' ? p + n : NULL;
	}
	return false;
}

const char *
hj_target_split(char *target, const char **ret_query)
{
	char *end = target + strcspn(target, "?");
	char *query = *end == '?' ? end + 1 : end;
	size_t query_n = strlen(query);
	char scratch[2048];
	const char *why;
	char *stop;

	if (query_n > sizeof(scratch))
		return "the target is too long";
	/* The query is only tried here; hj_target_query() decodes it again. */
	stop = decode(scratch, query, query + query_n, true);
	if (stop == NULL)
		return "the target has a bad percent-encoding";
	why = check_text(scratch, stop, false);
	if (why != NULL)
		return why;

	if (hides_slash(target, end))
		return "the path has an encoded slash";
	stop = decode(target, target, end, false);
	if (stop == NULL)
		return "the target has a bad percent-encoding";
	why = check_text(target, stop, false);
	if (why != NULL)
		return why;
	*ret_query = query;
	/* After the decoded path there is room for its NUL: at worst the '?'.
	 */
	*stop = '\0';
	if (has_dots(target))
		return "the path has a dot segment";
	return NULL;
}

/* "\r\n" as browsers send it, and a lone "\r", become "\n", in place. */
static char *
plain_lines(char *text, char *end)
{
	char *to = text;

	for (const char *p = text; p < end; p++) {
		if (*p != '\r')
			*to++ = *p;
		else if (p + 1 == end || p[1] != '\n')
			*to++ = '\n';
	}
	return to;
}

/*
 * Decode what stands from `from` to `end` into arena `a`; NULL if it is no
 * text.  `lines` as in check_text().
 */
static const char *
part(struct hj_arena *a, const char *from, const char *end, bool lines)
{
	char *text = hj_alloc(a, (size_t)(end - from) + 1);
	char *stop = decode(text, from, end, true);

	if (stop == NULL || check_text(text, stop, lines) != NULL)
		return NULL;
	*plain_lines(text, stop) = '\0';
	return text;
}

static const char *
pairs_of(struct hj_arena *a, const char *query, bool lines,
    const struct hj_pair **ret_pairs, size_t *ret_n)
{
	struct hj_pair *pairs = NULL;
	const char *p = query;
	size_t n = 0;

	while (*p != '\0') {
		const char *end = p + strcspn(p, "&");
		const char *eq = memchr(p, '=', (size_t)(end - p));
		struct hj_pair *pair;

		if (eq == p || end == p)
			return "the query has a parameter without a name";
		if (n == HJ_TARGET_PARAMS_MAX)
			return "the query has too many parameters";
		pair = HJ_PUSH(a, pairs, n);
		pair->name = part(a, p, eq == NULL ? end : eq, false);
		pair->value = eq == NULL ? "" : part(a, eq + 1, end, lines);
		if (pair->name == NULL || pair->value == NULL)
			return "the query has a value that is no text";
		for (size_t i = 0; i + 1 < n; i++) {
			if (strcmp(pairs[i].name, pair->name) == 0)
				return "a query parameter is given twice";
		}
		p = *end == '&' ? end + 1 : end;
	}
	*ret_pairs = pairs;
	*ret_n = n;
	return NULL;
}

const char *
hj_target_query(struct hj_arena *a, const char *query,
    const struct hj_pair **ret_pairs, size_t *ret_n)
{
	return pairs_of(a, query, false, ret_pairs, ret_n);
}

const char *
hj_target_form(struct hj_arena *a, const char *body, size_t n,
    const struct hj_pair **ret_pairs, size_t *ret_n)
{
	if (strlen(body) != n)
		return "the form has a NUL";
	return pairs_of(a, body, true, ret_pairs, ret_n);
}
