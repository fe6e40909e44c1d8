/* An arena `a` that is there while tests run: set_up(), tear_down(). */
#ifndef HJ_TESTS_UNIT_ARENA_FIXTURE_H
#define HJ_TESTS_UNIT_ARENA_FIXTURE_H

#include "lib/base/arena.h"

static struct hj_arena *a;

static int
set_up(void **state)
{
	(void)state;
	a = hj_arena_new();
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	hj_arena_free(a);
	return 0;
}

#endif
