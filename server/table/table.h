/*
 * Tables as people have them, read into rows of texts.
 *
 * CSV in UTF-8 (with a mark or without) or GB18030, which is recognised;
 * commas, semicolons or tabs between, quotes as RFC 4180 has them.  XLSX
 * directly: the first sheet that is not hidden, dates as "2026-04-07" or
 * "2026-04-07 09:30", numbers as Excel shows them, formulas by the value that
 * was stored with them.  A merged area has its text in each of its cells.
 *
 * What cells mean is not known here.  Nothing outside the bytes is ever read:
 * a document type in the XML ends the reading.
 */
#ifndef HJ_SERVER_TABLE_TABLE_H
#define HJ_SERVER_TABLE_TABLE_H

#include "lib/base/arena.h"
#include "lib/base/buf.h"
#include "lib/base/error.h"

#include <stdbool.h>

#define HJ_TABLE_BYTES ((size_t)5 * 1024 * 1024)
#define HJ_TABLE_ROWS 20000
#define HJ_TABLE_COLUMNS 64
#define HJ_TABLE_CELL 32767 /* bytes, as Excel has characters */

struct hj_table_row {
	const char **cell; /* UTF-8, never NULL, blanks at the ends cut */
	size_t n;
	int64_t line; /* row of the sheet, or record of the file, from 1 */
};

struct hj_table {
	struct hj_table_row *row; /* none is empty */
	size_t n;
	const char *format; /* "xlsx", "csv" */
	const char *coding; /* "utf-8", "gb18030" */
};

/*
 * Read `n` bytes, at most HJ_TABLE_BYTES, into `ret`, made in `a`.  An error
 * says what is wrong with the file; more rows, columns or unpacked bytes than
 * there may be are one.
 */
enum hj_err hj_table_read(struct hj_arena *a, const char *p, size_t n,
    struct hj_table *ret, struct hj_error *err) HJ_CHECK;

/* The cell of a row, "" behind its end. */
const char *hj_table_cell(const struct hj_table_row *row, size_t column);

/*
 * Write one record of a CSV: what a spreadsheet would take for a formula gets
 * an apostrophe before it.  The file begins with HJ_CSV_MARK.
 */
#define HJ_CSV_MARK "\xef\xbb\xbf"
void hj_csv_put(struct hj_buf *b, const char *const *cell, size_t n);

/* ---- between the files of this folder ---- */

/* Grow the table by a row; false if it is full. */
struct hj_table_row *hj_table_grow(
    struct hj_arena *a, struct hj_table *t, int64_t line);

/* The text without blanks at its ends (also the wide one), made in `a`. */
const char *hj_table_trim(struct hj_arena *a, const char *p, size_t n);

enum hj_err hj_csv_read(struct hj_arena *a, const char *p, size_t n,
    struct hj_table *ret, struct hj_error *err) HJ_CHECK;
enum hj_err hj_xlsx_read(struct hj_arena *a, const char *p, size_t n,
    struct hj_table *ret, struct hj_error *err) HJ_CHECK;

#endif
