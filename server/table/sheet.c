/* The rows of a sheet; see sheet.h. */
#include "server/table/sheet.h"
#include "server/table/xml.h"

#include "lib/base/container.h"

#include <string.h>

/* A merged area: columns and rows from 0 and 1, both ends included. */
struct area {
	size_t left, right;
	int64_t top, bottom;
};

struct sheet {
	struct hj_xml xml;
	struct hj_arena *a;
	const struct hj_book *book;
	struct hj_table *table;
	int64_t line;
	const char *cell[HJ_TABLE_COLUMNS]; /* of the present row */
	size_t n;
	size_t column;
	char type; /* n number, s shared, i inline or formula's text, b truth */
	size_t style;
	bool within; /* <v> or <t> */
	unsigned reading;
	struct hj_buf text;
	struct area *area;
	size_t n_area;
};

/* "BC12": column 54 (from 0) and row 12; false if it is something else. */
static bool
read_place(const char *text, size_t *column, int64_t *line)
{
	size_t col = 0;

	for (; *text >= 'A' && *text <= 'Z' && col < 100000; text++)
		col = col * 26 + (size_t)(*text - 'A') + 1;
	*column = col - 1;
	return col > 0 && hj_text_int(text, line) && *line > 0 &&
	       *line <= INT32_MAX;
}

static void
read_area(struct sheet *s, const char *ref)
{
	struct area area;
	const char *colon = ref == NULL ? NULL : strchr(ref, ':');
	int64_t top, bottom;

	if (colon == NULL ||
	    !read_place(hj_strndup(s->a, ref, (size_t)(colon - ref)),
		&area.left, &top) ||
	    !read_place(colon + 1, &area.right, &bottom))
		return;
	area.top = top;
	area.bottom = bottom;
	if (area.right >= HJ_TABLE_COLUMNS)
		area.right = HJ_TABLE_COLUMNS - 1;
	if (s->n_area == HJ_SHEET_MERGED)
		s->xml.why = "the sheet has too many merged areas";
	else
		*HJ_PUSH(s->a, s->area, s->n_area) = area;
}

static void
begin_cell(struct sheet *s, const char **attr)
{
	const char *place = hj_xml_attr(attr, "r");
	const char *type = hj_xml_attr(attr, "t");
	const char *style = hj_xml_attr(attr, "s");
	int64_t line;

	if (place == NULL || !read_place(place, &s->column, &line))
		s->column = s->n;
	s->style = hj_sheet_no(style);
	s->type = 'n';
	if (type != NULL && strcmp(type, "s") == 0)
		s->type = 's';
	else if (type != NULL && strcmp(type, "b") == 0)
		s->type = 'b';
	else if (type != NULL && strcmp(type, "n") != 0)
		s->type = 'i';
	hj_buf_clear(&s->text);
}

static void
begin_row(struct sheet *s, const char **attr)
{
	const char *r = hj_xml_attr(attr, "r");
	int64_t line = (int64_t)hj_sheet_no(r);

	s->line = line > s->line ? line : s->line + 1;
	s->n = 0;
}

static void
on_open(struct hj_xml *x, const char *name, const char **attr)
{
	struct sheet *s = HJ_CONTAINER(struct sheet, xml, x);

	if (strcmp(name, "row") == 0)
		begin_row(s, attr);
	else if (strcmp(name, "c") == 0)
		begin_cell(s, attr);
	else if (strcmp(name, "mergeCell") == 0)
		read_area(s, hj_xml_attr(attr, "ref"));
	s->reading += strcmp(name, "rPh") == 0;
	s->within = s->reading == 0 &&
		    (strcmp(name, "v") == 0 || strcmp(name, "t") == 0);
}

/* What the present cell says, once it is over. */
static const char *
cell_text(struct sheet *s)
{
	const char *text = hj_buf_text(&s->text);
	size_t at;

	switch (s->type) {
	case 's':
		at = hj_sheet_no(text);
		return at < s->book->n_string ? s->book->string[at] : "";
	case 'n':
		return hj_sheet_number(s->a, s->book, text, s->style);
	case 'b':
		return strcmp(text, "1") == 0 ? "是" : "否";
	default:
		return hj_table_trim(s->a, text, s->text.n);
	}
}

static void
end_cell(struct sheet *s)
{
	const char *text;

	if (s->text.failed) {
		s->xml.why = "a cell is too long";
		return;
	}
	if (s->text.n == 0)
		return;
	text = cell_text(s);
	if (*text == '\0')
		return;
	if (s->column >= HJ_TABLE_COLUMNS) {
		s->xml.why = "too many columns";
		return;
	}
	while (s->n <= s->column)
		s->cell[s->n++] = "";
	s->cell[s->column] = text;
}

static void
end_row(struct sheet *s)
{
	struct hj_table_row *row;

	if (s->n == 0)
		return;
	row = hj_table_grow(s->a, s->table, s->line);
	if (row == NULL) {
		s->xml.why = "too many rows";
		return;
	}
	row->n = s->n;
	row->cell = hj_alloc(s->a, s->n * sizeof(*row->cell));
	memcpy(row->cell, s->cell, s->n * sizeof(*row->cell));
}

static void
on_close(struct hj_xml *x, const char *name)
{
	struct sheet *s = HJ_CONTAINER(struct sheet, xml, x);

	s->within = false;
	s->reading -= s->reading > 0 && strcmp(name, "rPh") == 0;
	if (strcmp(name, "c") == 0)
		end_cell(s);
	else if (strcmp(name, "row") == 0)
		end_row(s);
}

static void
on_text(struct hj_xml *x, const char *p, size_t n)
{
	struct sheet *s = HJ_CONTAINER(struct sheet, xml, x);

	if (s->within)
		hj_buf_put(&s->text, p, n);
}

/* The text of the cell at the upper left of an area. */
static const char *
corner(const struct hj_table *t, const struct area *area)
{
	for (size_t i = 0; i < t->n; i++)
		if (t->row[i].line == area->top)
			return hj_table_cell(&t->row[i], area->left);
	return "";
}

/* Write it into the others, as far as their rows hold anything. */
static void
spread(struct hj_arena *a, struct hj_table *t, const struct area *area)
{
	const char *text = corner(t, area);

	for (size_t i = 0; *text != '\0' && i < t->n; i++) {
		struct hj_table_row *row = &t->row[i];
		size_t n = row->n > area->right ? row->n : area->right + 1;
		const char **cell;

		if (row->line < area->top || row->line > area->bottom)
			continue;
		cell = hj_alloc(a, n * sizeof(*cell));
		for (size_t c = 0; c < n; c++)
			cell[c] = c >= area->left && c <= area->right
				      ? text
				      : hj_table_cell(row, c);
		row->cell = cell;
		row->n = n;
	}
}

enum hj_err
hj_sheet_read(struct hj_arena *a, const struct hj_book *book, const char *p,
    size_t n, struct hj_table *ret, struct hj_error *err)
{
	struct sheet *s = HJ_NEW(a, struct sheet);
	enum hj_err code;

	s->xml = (struct hj_xml){
		.open = on_open, .close = on_close, .text = on_text
	};
	s->a = a;
	s->book = book;
	s->table = ret;
	hj_buf_init(&s->text, HJ_TABLE_CELL);
	code = hj_xml_read(&s->xml, p, n, err);
	hj_buf_release(&s->text);
	for (size_t i = 0; code == HJ_OK && i < s->n_area; i++)
		spread(a, ret, &s->area[i]);
	return code;
}
