/* The table of titles that were opened: server/titles.h. */
#include "server/titles.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

static int
set_up(void **state)
{
	*state = hj_titles_new();
	return 0;
}

static int
tear_down(void **state)
{
	hj_titles_free(*state);
	return 0;
}

static void
titles__are_found_under_their_stream_and_box(void **state)
{
	struct hj_titles *t = *state;
	const char *one = "00000000000000000000000000000001";
	const char *two = "00000000000000000000000000000002";

	hj_titles_keep(t, one, "box 1", "排水沟");
	hj_titles_keep(t, two, "box 2", "林地界线");
	assert_string_equal(hj_titles_find(t, one, "box 1"), "排水沟");
	assert_string_equal(hj_titles_find(t, two, "box 2"), "林地界线");
	/* A title that was changed is in another box. */
	assert_null(hj_titles_find(t, one, "box 2"));
	hj_titles_keep(t, one, "box 3", "排水渠");
	assert_null(hj_titles_find(t, one, "box 1"));
	assert_string_equal(hj_titles_find(t, one, "box 3"), "排水渠");
}

static void
titles__are_gone_when_forgotten_and_when_cleared(void **state)
{
	struct hj_titles *t = *state;
	const char *one = "00000000000000000000000000000001";
	const char *two = "00000000000000000000000000000002";

	hj_titles_keep(t, one, "box", "a");
	hj_titles_keep(t, two, "box", "b");
	hj_titles_forget(t, one);
	assert_null(hj_titles_find(t, one, "box"));
	assert_string_equal(hj_titles_find(t, two, "box"), "b");
	hj_titles_clear(t);
	assert_null(hj_titles_find(t, two, "box"));
}

/* Streams that differ behind their eighth digit share one set of places. */
static void
titles__of_a_page_stand_beside_each_other(void **state)
{
	struct hj_titles *t = *state;
	char stream[33];
	int kept = 0;

	for (int i = 0; i < 6; i++) {
		snprintf(stream, sizeof(stream), "0123456789abcdef%016d", i);
		hj_titles_keep(t, stream, "box", "text");
	}
	for (int i = 0; i < 6; i++) {
		snprintf(stream, sizeof(stream), "0123456789abcdef%016d", i);
		kept += hj_titles_find(t, stream, "box") != NULL;
	}
	/* The oldest made room for the newest. */
	assert_int_equal(kept, 4);
	assert_non_null(hj_titles_find(t, stream, "box"));
}

static void
titles__of_no_stream_are_not_kept(void **state)
{
	struct hj_titles *t = *state;

	hj_titles_keep(t, "short", "box", "text");
	assert_null(hj_titles_find(t, "short", "box"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(titles__are_found_under_their_stream_and_box),
		TEST(titles__are_gone_when_forgotten_and_when_cleared),
		TEST(titles__of_a_page_stand_beside_each_other),
		TEST(titles__of_no_stream_are_not_kept),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
