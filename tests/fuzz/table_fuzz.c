/*
 * Tables and the values in them under libFuzzer.
 *
 * Whatever the bytes are: the reading ends, within its bounds, and what was
 * read is text in UTF-8 that, written as CSV, is read again as the same cells
 * (but for the apostrophe before what looks like a formula).
 */
#include "lib/base/loose.h"
#include "server/table/table.h"

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

static void
try_value(struct hj_arena *a, const char *text)
{
	int64_t fen = -1, n = -1;
	struct hj_date day = { 0 };

	must(!hj_loose_money(a, text, &fen) || fen >= 0);
	must(!hj_loose_int(a, text, &n) || n >= 0);
	must(!hj_loose_date(a, text, &day) || hj_date_valid(day));
}

/* Is a cell written as it is?  Blanks at its ends and formulas are not. */
static bool
same(const char *was, const char *is)
{
	return strcmp(was, is) == 0 ||
	       (*is == '\'' && strcmp(was, is + 1) == 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct hj_arena *a = hj_arena_new();
	struct hj_table table, again;
	struct hj_error err;
	struct hj_buf b;

	if (hj_table_read(a, (const char *)data, size, &table, &err) != HJ_OK) {
		hj_arena_free(a);
		return 0;
	}
	must(table.n <= HJ_TABLE_ROWS);
	hj_buf_init(&b, HJ_TABLE_BYTES);
	hj_buf_puts(&b, HJ_CSV_MARK);
	for (size_t i = 0; i < table.n; i++) {
		must(table.row[i].n <= HJ_TABLE_COLUMNS);
		for (size_t c = 0; c < table.row[i].n; c++)
			try_value(a, table.row[i].cell[c]);
		/* A first cell of its own keeps the separator a comma. */
		hj_csv_put(&b, (const char *const[]){ "a", "b" }, 2);
		hj_csv_put(&b, table.row[i].cell, table.row[i].n);
	}
	if (!b.failed && table.n <= HJ_TABLE_ROWS / 2) {
		must(hj_table_read(a, b.p, b.n, &again, &err) == HJ_OK);
		for (size_t i = 0; i < table.n; i++)
			for (size_t c = 0; c < table.row[i].n; c++)
				must(same(table.row[i].cell[c],
				    hj_table_cell(&again.row[2 * i + 1], c)));
	}
	hj_buf_release(&b);
	hj_arena_free(a);
	return 0;
}
