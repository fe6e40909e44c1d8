/* Strict JSON: values that are only checked; see json.h. */
#include "lib/base/json.h"

#include <string.h>

/* A member name of the object that is being skipped. */
struct seen {
	struct seen *next;
	const char *name;
	size_t len;
};

static bool skip_value(struct hj_json *j, struct hj_arena *a);

static int
compare(const struct seen *a, const struct seen *b)
{
	if (a->len != b->len)
		return a->len < b->len ? -1 : 1;
	return memcmp(a->name, b->name, a->len);
}

/* Merge two lists in order; `*twice` if a name is in both. */
static struct seen *
merge(struct seen *a, struct seen *b, bool *twice)
{
	struct seen *list = NULL, **end = &list;

	while (a != NULL && b != NULL) {
		int order = compare(a, b);
		struct seen **least = order <= 0 ? &a : &b;

		*twice = *twice || order == 0;
		*end = *least;
		end = &(*end)->next;
		*least = *end;
	}
	*end = a != NULL ? a : b;
	return list;
}

#define RUNS 64 /* lists of 2^n names: more than there is memory for */

/*
 * Is a name in the list twice?  Sorted by merging, since an object may have as
 * many members as somebody cares to send.
 */
static bool
named_twice(struct seen *names)
{
	struct seen *run[RUNS] = { NULL }, *all = NULL;
	bool twice = false;

	while (names != NULL && !twice) {
		struct seen *one = names;
		size_t n = 0;

		names = names->next;
		one->next = NULL;
		for (; run[n] != NULL; n++) {
			one = merge(run[n], one, &twice);
			run[n] = NULL;
		}
		run[n] = one;
	}
	for (size_t n = 0; n < RUNS && !twice; n++)
		all = merge(run[n], all, &twice);
	return twice;
}

static bool
skip_object(struct hj_json *j, struct hj_arena *a)
{
	struct seen *names = NULL;
	bool first = true;

	hj_json_open(j);
	while (hj_json_more(j, '}', &first)) {
		struct seen *name = HJ_NEW(a, struct seen);

		name->name = hj_json_name(j, a, &name->len);
		if (name->name == NULL)
			return false;
		name->next = names;
		names = name;
		if (!skip_value(j, a))
			return false;
	}
	if (j->why == NULL && named_twice(names))
		return hj_json_fault(j, "member named twice");
	return j->why == NULL;
}

static bool
skip_list(struct hj_json *j, struct hj_arena *a)
{
	bool first = true;

	hj_json_open(j);
	while (hj_json_more(j, ']', &first))
		if (!skip_value(j, a))
			return false;
	return j->why == NULL;
}

static bool
skip_value(struct hj_json *j, struct hj_arena *a)
{
	size_t len;
	bool flag;

	switch (hj_json_peek(j)) {
	case HJ_JSON_OBJECT:
		return skip_object(j, a);
	case HJ_JSON_LIST:
		return skip_list(j, a);
	case HJ_JSON_STRING:
		return hj_json_string(j, a, &len) != NULL;
	case HJ_JSON_NUMBER:
		return hj_json_number(j);
	case HJ_JSON_TRUE:
	case HJ_JSON_FALSE:
		return hj_json_bool(j, &flag);
	case HJ_JSON_NULL:
		return hj_json_null(j);
	case HJ_JSON_BAD:
		break;
	}
	return hj_json_fault(j, "expected a value");
}

bool
hj_json_skip(struct hj_json *j, struct hj_arena *a)
{
	return skip_value(j, a);
}

enum hj_err
hj_json_check(const char *text, size_t len, struct hj_error *err)
{
	struct hj_arena *a = hj_arena_new();
	struct hj_json j;

	hj_json_init(&j, text, len, 512, 1000000);
	if (skip_value(&j, a))
		(void)hj_json_end(&j);
	hj_arena_free(a);
	if (j.why == NULL)
		return HJ_OK;
	return hj_fail(err, HJ_ERR_INPUT, "", "not strict JSON: ", j.why);
}

bool
hj_json_member(struct hj_json *j, struct hj_arena *a, const char *name)
{
	bool first = true;

	if (hj_json_peek(j) != HJ_JSON_OBJECT || !hj_json_open(j))
		return false;
	while (hj_json_more(j, '}', &first)) {
		size_t n;
		const char *member = hj_json_name(j, a, &n);

		if (member == NULL)
			return false;
		if (n == strlen(name) && memcmp(member, name, n) == 0)
			return true;
		if (!hj_json_skip(j, a))
			return false;
	}
	return false;
}
