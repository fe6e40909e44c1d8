/* Reading and writing CSV; see table.h. */
#include "server/table/table.h"

#include "lib/base/utf8.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>

static enum hj_err
bad(struct hj_error *err, const char *what)
{
	return hj_fail(err, HJ_ERR_INPUT, "", what, NULL);
}

/* Text of UTF-8 without a NUL? */
static bool
is_utf8(const char *p, size_t n)
{
	size_t len;

	for (size_t i = 0; i < n; i += len)
		if ((len = hj_utf8_length(p + i, n - i)) == 0 || p[i] == '\0')
			return false;
	return true;
}

/* From GB18030; NULL if it is not that either. */
static const char *
converted(struct hj_arena *a, const char *p, size_t n, size_t *ret_n)
{
	iconv_t cd = iconv_open("UTF-8", "GB18030");
	size_t room = n * 3 / 2 + 16, left = room, in = n;
	char *out = hj_alloc(a, room + 1), *to = out;
	char *from = hj_strndup(a, p, n);
	size_t end;

	if (cd == (iconv_t)-1)
		return NULL;
	end = iconv(cd, &from, &in, &to, &left);
	(void)iconv_close(cd);
	*ret_n = room - left;
	return end == (size_t)-1 || !is_utf8(out, *ret_n) ? NULL : out;
}

/* What stands most often in the first line, outside quotes. */
static char
separator(const char *p, size_t n)
{
	static const char all[] = ",\t;";
	size_t count[3] = { 0 }, best = 0;
	bool quoted = false;

	for (size_t i = 0; i < n && (quoted || p[i] != '\n'); i++) {
		const char *at = p[i] == '\0' ? NULL : strchr(all, p[i]);

		if (p[i] == '"')
			quoted = !quoted;
		else if (!quoted && at != NULL)
			count[at - all]++;
	}
	for (size_t i = 1; i < 3; i++)
		if (count[i] > count[best])
			best = i;
	return all[best];
}

/* A reader of one file. */
struct reader {
	struct hj_arena *a;
	const char *at, *end;
	char separator;
	char cell[HJ_TABLE_CELL + 1];
	size_t n;
};

static bool
put(struct reader *r, char c)
{
	if (r->n == HJ_TABLE_CELL)
		return false;
	r->cell[r->n++] = c;
	return true;
}

/* Take one cell; false if it is too long or a quote is never closed. */
static bool
take_cell(struct reader *r)
{
	bool quoted = r->at < r->end && *r->at == '"';

	r->n = 0;
	r->at += quoted;
	while (quoted && r->at < r->end) {
		if (*r->at == '"' && (++r->at == r->end || *r->at != '"'))
			quoted = false;
		else if (!put(r, *r->at++))
			return false;
	}
	if (quoted)
		return false;
	/* What follows a closing quote belongs to the cell. */
	while (r->at < r->end && *r->at != r->separator && *r->at != '\n' &&
	       *r->at != '\r')
		if (!put(r, *r->at++))
			return false;
	return true;
}

/* Take one record into `row`; false and the fault if it does not fit. */
static bool
take_record(struct reader *r, struct hj_table_row *row, const char **why)
{
	const char *cell[HJ_TABLE_COLUMNS];
	size_t n = 0;

	for (;;) {
		if (!take_cell(r)) {
			*why = "a cell is too long or its quote is not closed";
			return false;
		}
		if (n < HJ_TABLE_COLUMNS)
			cell[n] = hj_table_trim(r->a, r->cell, r->n);
		else if (*hj_table_trim(r->a, r->cell, r->n) != '\0') {
			*why = "too many columns";
			return false;
		}
		n += n < HJ_TABLE_COLUMNS;
		if (r->at == r->end || *r->at != r->separator)
			break;
		r->at++;
	}
	if (r->at < r->end && *r->at == '\r')
		r->at++;
	if (r->at < r->end && *r->at == '\n')
		r->at++;
	while (n > 0 && *cell[n - 1] == '\0')
		n--;
	row->n = n;
	row->cell = hj_alloc(r->a, (n + 1) * sizeof(*row->cell));
	memcpy(row->cell, cell, n * sizeof(*cell));
	return true;
}

static enum hj_err
take_all(struct reader *r, struct hj_table *ret, struct hj_error *err)
{
	for (int64_t line = 1; r->at < r->end; line++) {
		struct hj_table_row taken, *row;
		const char *why;

		if (!take_record(r, &taken, &why))
			return bad(err, why);
		if (taken.n == 0)
			continue;
		row = hj_table_grow(r->a, ret, line);
		if (row == NULL)
			return bad(err, "too many rows");
		row->cell = taken.cell;
		row->n = taken.n;
	}
	return HJ_OK;
}

enum hj_err
hj_csv_read(struct hj_arena *a, const char *p, size_t n, struct hj_table *ret,
    struct hj_error *err)
{
	struct reader *r = HJ_NEW(a, struct reader);

	ret->format = "csv";
	ret->coding = "utf-8";
	if (n >= 3 && memcmp(p, HJ_CSV_MARK, 3) == 0) {
		p += 3;
		n -= 3;
	}
	if (!is_utf8(p, n)) {
		ret->coding = "gb18030";
		p = converted(a, p, n, &n);
		if (p == NULL)
			return bad(err, "neither UTF-8, GB18030 nor XLSX");
	}
	r->a = a;
	r->at = p;
	r->end = p + n;
	r->separator = separator(p, n);
	return take_all(r, ret, err);
}

void
hj_csv_put(struct hj_buf *b, const char *const *cell, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const char *c = cell[i];
		bool formula = *c != '\0' && strchr("=+-@\t\r", *c) != NULL;

		if (i > 0)
			hj_buf_putc(b, ',');
		if (!formula && strpbrk(c, "\",\r\n") == NULL) {
			hj_buf_puts(b, c);
			continue;
		}
		hj_buf_putc(b, '"');
		if (formula)
			hj_buf_putc(b, '\'');
		for (; *c != '\0'; c++) {
			if (*c == '"')
				hj_buf_putc(b, '"');
			hj_buf_putc(b, *c);
		}
		hj_buf_putc(b, '"');
	}
	hj_buf_puts(b, "\r\n");
}
