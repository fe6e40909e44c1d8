/*
 * The JSON reader under libFuzzer.
 *
 * For any input: skipping it and walking it value by value agree on whether it
 * is one document; with something behind it, it is none; and a string, written
 * out again, is read as itself.
 */
#include "lib/base/buf.h"
#include "lib/base/field.h"
#include "lib/base/json.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define DEPTH 32
#define VALUES 20000

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must(bool truth)
{
	if (!truth)
		abort();
}

/* Written and read again, a string is the same. */
static void
check_string(struct hj_arena *a, const char *s, size_t len)
{
	struct hj_buf b;
	struct hj_json j;
	const char *again;
	size_t n;

	must(strlen(s) == len);
	hj_buf_init(&b, (size_t)1 << 24);
	hj_emit_text(&b, s);
	hj_json_init(&j, hj_buf_text(&b), b.n, DEPTH, VALUES);
	again = hj_json_string(&j, a, &n);
	must(again != NULL && n == len && strcmp(again, s) == 0);
	must(hj_json_end(&j));
	hj_buf_release(&b);
}

static bool walk(struct hj_json *j, struct hj_arena *a);

static bool
walk_object(struct hj_json *j, struct hj_arena *a)
{
	bool first = true;
	size_t n;

	if (!hj_json_open(j))
		return false;
	while (hj_json_more(j, '}', &first)) {
		const char *name = hj_json_name(j, a, &n);

		if (name == NULL || !walk(j, a))
			return false;
		check_string(a, hj_strndup(a, name, n), n);
	}
	return j->why == NULL;
}

static bool
walk_list(struct hj_json *j, struct hj_arena *a)
{
	bool first = true;

	if (!hj_json_open(j))
		return false;
	while (hj_json_more(j, ']', &first))
		if (!walk(j, a))
			return false;
	return j->why == NULL;
}

/* Take one value, looking into it; numbers and words are skipped. */
static bool
walk(struct hj_json *j, struct hj_arena *a)
{
	const char *s;
	size_t n;

	switch (hj_json_peek(j)) {
	case HJ_JSON_OBJECT:
		return walk_object(j, a);
	case HJ_JSON_LIST:
		return walk_list(j, a);
	case HJ_JSON_STRING:
		s = hj_json_string(j, a, &n);
		if (s != NULL)
			check_string(a, s, n);
		return s != NULL;
	case HJ_JSON_NUMBER:
	case HJ_JSON_TRUE:
	case HJ_JSON_FALSE:
	case HJ_JSON_NULL:
		return hj_json_skip(j, a);
	case HJ_JSON_BAD:
		return false;
	}
	return false;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct hj_arena *a = hj_arena_new();
	const char *text = (const char *)data;
	struct hj_json j;
	bool skipped, walked, twice;

	hj_json_init(&j, text, size, DEPTH, VALUES);
	skipped = hj_json_skip(&j, a) && hj_json_end(&j);
	twice = j.why != NULL && strcmp(j.why, "member named twice") == 0;
	hj_json_init(&j, text, size, DEPTH, VALUES);
	walked = walk(&j, a) && hj_json_end(&j);
	/* Only who keeps the members sees that one is there twice. */
	must(skipped == walked || twice);
	/* Whatever is behind a document, it is no document any more. */
	if (skipped) {
		char *more = hj_alloc(a, size + 1);

		memcpy(more, text, size);
		more[size] = '0';
		hj_json_init(&j, more, size + 1, DEPTH, VALUES);
		must(!hj_json_skip(&j, a) || !hj_json_end(&j) ||
		     (text[size - 1] >= '0' && text[size - 1] <= '9'));
	}
	hj_arena_free(a);
	return 0;
}
