/*
 * The tokenizer on whole streams of bytes: every row of framing.inc, whole,
 * byte by byte and cut at random.
 */
#include "tests/unit/token_fixture.h"

struct framing {
	const char *what;
	const char *bytes;
	size_t n;
	int requests;
	int end;
	const char *last;
};

#define FRAMING(what, bytes, requests, end, last)                              \
	{ what, bytes, sizeof(bytes) - 1, requests, end, last },
static const struct framing rows[] = {
#include "tests/unit/framing.inc"
};
#undef FRAMING

#define ROWS (sizeof(rows) / sizeof(rows[0]))

static void
expect_row(const struct framing *row, const struct outcome *o)
{
	if (o->requests == row->requests && o->end == row->end &&
	    (row->last == NULL ||
		strcmp(hj_buf_text(&o->last), row->last) == 0))
		return;
	fail_msg("%s: %d requests, end %d (%s), last \"%s\"", row->what,
	    o->requests, o->end, o->reason == NULL ? "" : o->reason,
	    hj_buf_text(&o->last));
}

static void
framing__is_read_as_the_table_says(void **state)
{
	(void)state;
	assert_true(ROWS >= 200);
	for (size_t i = 0; i < ROWS; i++) {
		struct outcome o;

		run(&o, rows[i].bytes, rows[i].n, rows[i].n + 1);
		expect_row(&rows[i], &o);
		if (o.end >= 400)
			assert_non_null(o.reason);
		outcome_release(&o);
	}
}

/* The same bytes in other pieces give the same trace and the same end. */
static void
expect_same_in_pieces(const struct framing *row, size_t piece)
{
	struct outcome whole;
	struct outcome cut;

	run(&whole, row->bytes, row->n, row->n + 1);
	run(&cut, row->bytes, row->n, piece);
	expect_row(row, &cut);
	if (cut.used != whole.used || cut.reason != whole.reason ||
	    cut.trace.n != whole.trace.n ||
	    (cut.trace.n > 0 &&
		memcmp(cut.trace.p, whole.trace.p, cut.trace.n) != 0))
		fail_msg("%s: pieces of %zu differ", row->what, piece);
	outcome_release(&whole);
	outcome_release(&cut);
}

static void
framing__does_not_depend_on_how_the_bytes_arrive(void **state)
{
	(void)state;
	srand(20260101);
	for (size_t i = 0; i < ROWS; i++) {
		expect_same_in_pieces(&rows[i], 1);
		expect_same_in_pieces(&rows[i], 2);
		expect_same_in_pieces(&rows[i], 7);
		for (int round = 0; round < 40; round++)
			expect_same_in_pieces(&rows[i], 0);
	}
}

/* No row may give more requests when other bytes follow it than both give. */
static void
refusal__is_final(void **state)
{
	static const char next[] = "GET /next HTTP/1.1\r\nHost: a\r\n\r\n";

	(void)state;
	for (size_t i = 0; i < ROWS; i++) {
		struct outcome o;
		char *both;

		if (rows[i].end < 400)
			continue;
		both = malloc(rows[i].n + sizeof(next));
		assert_non_null(both);
		memcpy(both, rows[i].bytes, rows[i].n);
		memcpy(both + rows[i].n, next, sizeof(next));
		run(&o, both, rows[i].n + sizeof(next) - 1, 1);
		expect_row(&rows[i], &o);
		outcome_release(&o);
		free(both);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(framing__is_read_as_the_table_says),
		cmocka_unit_test(
		    framing__does_not_depend_on_how_the_bytes_arrive),
		cmocka_unit_test(refusal__is_final),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
