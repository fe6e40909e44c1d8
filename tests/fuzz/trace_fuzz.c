/*
 * Traces under libFuzzer: whatever is played against the set of the sharp cases
 * ends, and each fault names a line of the text.
 */
#include "lib/rules/trace.h"
#include "server/base/files.h"

#include <stdint.h>
#include <stdlib.h>

#define SET "tests/acceptance/methods/sharp/sharp.json"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must(bool truth)
{
	if (!truth)
		abort();
}

static const struct hj_rule_set *
the_set(void)
{
	static struct hj_rule_set set;
	static struct hj_arena *a;
	struct hj_error err = { 0 };
	const char *text;
	size_t len;

	if (a != NULL)
		return &set;
	a = hj_arena_new();
	text = hj_file_read(a, SET, HJ_RULE_SET_MOST, &len);
	must(text != NULL);
	must(hj_rule_set_parse(a, text, len, &set, &err) == HJ_OK);
	return &set;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct hj_calendar nothing;
	struct hj_arena *a = hj_arena_new();
	struct hj_trace_report r = hj_trace_play(
	    a, the_set(), &nothing, NULL, (const char *)data, size);
	int64_t lines = 1;

	for (size_t i = 0; i < size; i++)
		lines += data[i] == '\n';
	for (size_t i = 0; i < r.n; i++)
		must(r.fault[i].line >= 0 && r.fault[i].line <= lines &&
		     (r.fault[i].error != NULL || r.fault[i].got != NULL ||
			 r.fault[i].expected != NULL));
	must(r.cases > 0 || r.n > 0);
	hj_arena_free(a);
	return 0;
}
