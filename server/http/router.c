/*
 * Which handler answers a method and a path; see router.h.
 *
 * Patterns are cut into segments once.  A path is compared with the patterns
 * that have as many segments as it, one after the other.
 * NOTE(cost): linear in the routes of one length, some twenty string
 * comparisons at a hundred routes; a tree pays from a few thousand.
 */
#include "server/http/router.h"

#include "lib/base/arena.h"

#include <string.h>

/* A segment of a pattern: a literal, or the name of a parameter. */
struct segment {
	struct hj_part text;
	bool param;
};

struct row {
	const struct hj_route *route;
	struct segment *segments;
	struct row *next; /* of as many segments */
};

struct hj_router {
	struct hj_arena *arena;
	const struct hj_route **routes; /* in order of addition */
	size_t n;
	struct row *of_length[HJ_ROUTER_SEGMENTS_MAX + 1];
};

static const char *const names[HJ_METHOD__MAX] = {
	[HJ_GET] = "GET",
	[HJ_HEAD] = "HEAD",
	[HJ_POST] = "POST",
	[HJ_PUT] = "PUT",
	[HJ_PATCH] = "PATCH",
	[HJ_DELETE] = "DELETE",
	[HJ_OPTIONS] = "OPTIONS",
	[HJ_METHOD_OTHER] = "",
};

enum hj_method
hj_method_of(const char *name)
{
	int m = HJ_GET;

	while (m < HJ_METHOD_OTHER && strcmp(names[m], name) != 0)
		m++;
	return (enum hj_method)m;
}

const char *
hj_method_name(enum hj_method m)
{
	return names[m];
}

struct hj_router *
hj_router_new(void)
{
	struct hj_arena *a = hj_arena_new();
	struct hj_router *r = HJ_NEW(a, struct hj_router);

	r->arena = a;
	return r;
}

void
hj_router_free(struct hj_router *r)
{
	if (r != NULL)
		hj_arena_free(r->arena);
}

/*
 * Cut `path`, which begins with '/', at its slashes.  Returns the number of
 * segments, or 0 if there are more than HJ_ROUTER_SEGMENTS_MAX.
 */
static size_t
cut(const char *path, struct hj_part out[HJ_ROUTER_SEGMENTS_MAX])
{
	size_t n = 0;

	while (*path == '/') {
		if (n == HJ_ROUTER_SEGMENTS_MAX)
			return 0;
		out[n].p = path + 1;
		out[n].n = strcspn(path + 1, "/");
		path = out[n].p + out[n].n;
		n++;
	}
	return n;
}

static bool
equal(struct hj_part a, struct hj_part b)
{
	return a.n == b.n && memcmp(a.p, b.p, a.n) == 0;
}

/* Turn one segment of a pattern into a literal or a parameter. */
static bool
read_segment(struct hj_part text, struct segment *out)
{
	*out = (struct segment){ .text = text };
	if (memchr(text.p, '{', text.n) == NULL &&
	    memchr(text.p, '}', text.n) == NULL)
		return true;
	if (text.n < 3 || text.p[0] != '{' || text.p[text.n - 1] != '}')
		return false;
	out->param = true;
	out->text = (struct hj_part){ text.p + 1, text.n - 2 };
	return strspn(out->text.p, "abcdefghijklmnopqrstuvwxyz_") ==
	       out->text.n;
}

/* No parameter twice, and not too many of them. */
static bool
params_are_fine(const struct segment *s, size_t n)
{
	size_t params = 0;

	for (size_t i = 0; i < n; i++) {
		if (!s[i].param)
			continue;
		params++;
		for (size_t k = 0; k < i; k++) {
			if (s[k].param && equal(s[k].text, s[i].text))
				return false;
		}
	}
	return params <= HJ_ROUTER_PARAMS_MAX;
}

static bool
add(struct hj_router *r, const struct hj_route *route)
{
	struct hj_part parts[HJ_ROUTER_SEGMENTS_MAX];
	size_t n = cut(route->pattern, parts);
	struct row *row = HJ_NEW(r->arena, struct row);

	/* HEAD is answered by GET, and OTHER is what no route has. */
	if (n == 0 || route->method == HJ_HEAD ||
	    route->method >= HJ_METHOD_OTHER || route->handler == NULL)
		return false;
	row->route = route;
	row->segments = hj_alloc(r->arena, n * sizeof(*row->segments));
	for (size_t i = 0; i < n; i++) {
		if (!read_segment(parts[i], &row->segments[i]))
			return false;
	}
	if (!params_are_fine(row->segments, n))
		return false;
	row->next = r->of_length[n];
	r->of_length[n] = row;
	*HJ_PUSH(r->arena, r->routes, r->n) = route;
	return true;
}

enum hj_err
hj_router_add(struct hj_router *r, const struct hj_route *routes, size_t n,
    struct hj_error *err)
{
	for (size_t i = 0; i < n; i++) {
		if (!add(r, &routes[i]))
			return hj_fail(err, HJ_ERR_INPUT, "route",
			    "not a route: ", routes[i].pattern);
	}
	return HJ_OK;
}

/* Does the row's pattern mean the `n` segments at `parts`? */
static bool
means(const struct row *row, const struct hj_part *parts, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const struct segment *s = &row->segments[i];

		if (s->param ? parts[i].n == 0 : !equal(s->text, parts[i]))
			return false;
	}
	return true;
}

static void
take_params(struct hj_match *m, const struct row *row,
    const struct hj_part *parts, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (!row->segments[i].param)
			continue;
		m->name[m->n] = row->segments[i].text;
		m->value[m->n] = parts[i];
		m->n++;
	}
}

void
hj_router_match(const struct hj_router *r, enum hj_method method,
    const char *path, struct hj_match *m)
{
	struct hj_part parts[HJ_ROUTER_SEGMENTS_MAX];
	size_t n = cut(path, parts);
	enum hj_method want = method == HJ_HEAD ? HJ_GET : method;

	*m = (struct hj_match){ .route = NULL };
	for (const struct row *row = r->of_length[n]; row != NULL;
	     row = row->next) {
		if (!means(row, parts, n))
			continue;
		m->allowed |= 1u << row->route->method;
		if (row->route->method == HJ_GET)
			m->allowed |= 1u << HJ_HEAD;
		if (row->route->method != want || m->route != NULL)
			continue;
		m->route = row->route;
		take_params(m, row, parts, n);
	}
}

/* Is there a path that both patterns, of `n` segments, mean? */
static bool
overlap(const struct row *a, const struct row *b, size_t n)
{
	if (a->route->method != b->route->method)
		return false;
	for (size_t i = 0; i < n; i++) {
		const struct segment *s = &a->segments[i];
		const struct segment *t = &b->segments[i];

		if (!s->param && !t->param && !equal(s->text, t->text))
			return false;
		/* A parameter never stands for an empty segment. */
		if ((s->param && !t->param && t->text.n == 0) ||
		    (t->param && !s->param && s->text.n == 0))
			return false;
	}
	return true;
}

bool
hj_router_overlap(const struct hj_router *r, const struct hj_route **ret_a,
    const struct hj_route **ret_b)
{
	for (size_t n = 1; n <= HJ_ROUTER_SEGMENTS_MAX; n++) {
		const struct row *a = r->of_length[n];

		for (; a != NULL; a = a->next) {
			const struct row *b = a->next;

			while (b != NULL && !overlap(a, b, n))
				b = b->next;
			if (b != NULL) {
				*ret_a = a->route;
				*ret_b = b->route;
				return true;
			}
		}
	}
	return false;
}

const struct hj_route *
hj_router_at(const struct hj_router *r, size_t i)
{
	return i < r->n ? r->routes[i] : NULL;
}

void
hj_router_allow(unsigned allowed, char out[HJ_ROUTER_ALLOW_MAX])
{
	size_t at = 0;

	/* All names with their commas take fewer than HJ_ROUTER_ALLOW_MAX. */
	for (int m = HJ_GET; m < HJ_METHOD_OTHER; m++) {
		size_t n = strlen(names[m]);

		if ((allowed & 1u << m) == 0)
			continue;
		if (at > 0) {
			memcpy(out + at, ", ", 2);
			at += 2;
		}
		memcpy(out + at, names[m], n);
		at += n;
	}
	out[at] = '\0';
}
