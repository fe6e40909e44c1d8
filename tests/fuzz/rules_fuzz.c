/*
 * Rule sets under libFuzzer: what is taken for one is written and read again
 * as the same, what is refused names a place, and the check finds a fault where
 * reading does.
 */
#include "lib/rules/check.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must(bool truth)
{
	if (!truth)
		abort();
}

/* The clocks and steps it names can be found again. */
static void
look_up(const struct hj_rule_set *set)
{
	for (size_t i = 0; i < set->n_clocks; i++)
		must(hj_rule_clock_find(set, set->clocks[i].name) != NULL);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct hj_arena *a = hj_arena_new();
	struct hj_rule_set set, again;
	struct hj_error err = { 0 };
	struct hj_buf first, second;
	struct hj_rule_faults faults =
	    hj_rule_check(a, (const char *)data, size, NULL);

	for (size_t i = 0; i < faults.n; i++)
		must(faults.item[i].kind > 0 &&
		     faults.item[i].kind < HJ_RF__MAX);
	if (hj_rule_set_parse(a, (const char *)data, size, &set, &err) !=
	    HJ_OK) {
		must(err.code == HJ_ERR_INPUT && err.msg[0] != '\0');
		must(faults.n > 0);
		hj_arena_free(a);
		return 0;
	}
	must(faults.n == 0 || size > HJ_RULE_SET_MOST);
	hj_buf_init(&first, (size_t)1 << 24);
	hj_buf_init(&second, (size_t)1 << 24);
	hj_rule_set_emit(&first, &set);
	must(hj_rule_set_parse(a, hj_buf_text(&first), first.n, &again, &err) ==
	     HJ_OK);
	hj_rule_set_emit(&second, &again);
	must(strcmp(hj_buf_text(&first), hj_buf_text(&second)) == 0);
	look_up(&again);
	hj_buf_release(&first);
	hj_buf_release(&second);
	hj_arena_free(a);
	return 0;
}
