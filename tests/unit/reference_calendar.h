/*
 * The calendar that is shipped, for tests that count days; read from the root
 * of the tree.  Fails the test if it cannot be read.
 */
#ifndef HJ_TESTS_UNIT_REFERENCE_CALENDAR_H
#define HJ_TESTS_UNIT_REFERENCE_CALENDAR_H

#include "lib/time/calendar.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* The whole of a file, up to 1 MiB. */
static inline char *
read_whole(struct hj_arena *a, const char *path, size_t *ret_len)
{
	size_t room = (size_t)1 << 20;
	char *text = hj_alloc(a, room);
	FILE *f = fopen(path, "rb");

	if (f == NULL)
		fail_msg("cannot open %s: run from the root of the tree", path);
	*ret_len = fread(text, 1, room, f);
	assert_int_equal(fclose(f), 0);
	assert_in_range(*ret_len, 1, room - 1);
	return text;
}

/* Everything in migrations/reference about days; lives as long as `a`. */
static inline struct hj_calendar
reference_calendar(struct hj_arena *a)
{
	struct hj_calendar cal = { 0 };
	struct hj_error err = { 0 };
	size_t n_versions, n_days;
	const char *versions = read_whole(
	    a, "migrations/reference/holiday_version.tsv", &n_versions);
	const char *days =
	    read_whole(a, "migrations/reference/holiday.tsv", &n_days);

	if (hj_calendar_parse(
		a, versions, n_versions, days, n_days, &cal, &err) != HJ_OK)
		fail_msg("%s: %s", err.field, err.msg);
	return cal;
}

#endif
