/* What all tables have in common; see table.h. */
#include "server/table/table.h"

#include <string.h>

#define WIDE_BLANK "\xe3\x80\x80" /* U+3000 */

/* How many bytes of blank stand at the beginning of the `n` at `p`. */
static size_t
blank(const char *p, size_t n)
{
	if (n > 0 && (*p == ' ' || *p == '\t' || *p == '\r' || *p == '\n'))
		return 1;
	if (n >= 3 && memcmp(p, WIDE_BLANK, 3) == 0)
		return 3;
	return n >= 2 && memcmp(p, "\xc2\xa0", 2) == 0 ? 2 : 0;
}

/* And at the end. */
static size_t
blank_end(const char *p, size_t n)
{
	for (size_t len = 1; len <= 3 && len <= n; len++)
		if (blank(p + n - len, len) == len)
			return len;
	return 0;
}

const char *
hj_table_trim(struct hj_arena *a, const char *p, size_t n)
{
	size_t len;

	while ((len = blank(p, n)) > 0) {
		p += len;
		n -= len;
	}
	while ((len = blank_end(p, n)) > 0)
		n -= len;
	return n == 0 ? "" : hj_strndup(a, p, n);
}

struct hj_table_row *
hj_table_grow(struct hj_arena *a, struct hj_table *t, int64_t line)
{
	struct hj_table_row *row;

	if (t->n == HJ_TABLE_ROWS)
		return NULL;
	row = HJ_PUSH(a, t->row, t->n);
	row->line = line;
	return row;
}

const char *
hj_table_cell(const struct hj_table_row *row, size_t column)
{
	return column < row->n ? row->cell[column] : "";
}

enum hj_err
hj_table_read(struct hj_arena *a, const char *p, size_t n, struct hj_table *ret,
    struct hj_error *err)
{
	*ret = (struct hj_table){ 0 };
	if (n > HJ_TABLE_BYTES)
		return hj_fail(
		    err, HJ_ERR_INPUT, "", "the file is too large", NULL);
	if (n >= 4 && memcmp(p, "PK\3\4", 4) == 0)
		return hj_xlsx_read(a, p, n, ret, err);
	if (n >= 4 && memcmp(p, "\xd0\xcf\x11\xe0", 4) == 0)
		return hj_fail(err, HJ_ERR_INPUT, "",
		    "an old or encrypted workbook: save it as .xlsx or .csv",
		    NULL);
	return hj_csv_read(a, p, n, ret, err);
}
