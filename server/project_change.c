/* What a write changes of the derived rows; see project.h. */
#include "server/project.h"

#include "server/http/json_out.h"

#include <string.h>

/* A payment to all members of the largest group changes a row of each. */
#define ROWS_MOST ((size_t)24 * 1024 * 1024)

/* Rows being put together, grouped by table. */
struct change {
	struct hj_buf buf;
	struct hj_out out;
	const char *table; /* whose list is open */
	bool any;
};

/* Both lists have one order, so it is mostly `*next`, behind the last found. */
static const struct hj_row_text *
find(const struct hj_rows *rows, const struct hj_row_text *row, size_t *next)
{
	for (size_t k = 0; k < rows->n; k++) {
		size_t i = (*next + k) % rows->n;

		if (strcmp(rows->row[i].table, row->table) == 0 &&
		    strcmp(rows->row[i].key, row->key) == 0) {
			*next = i + 1;
			return &rows->row[i];
		}
	}
	return NULL;
}

static void
close_table(struct change *c)
{
	if (c->table != NULL)
		hj_out_close(&c->out);
	c->table = NULL;
}

static void
put(struct change *c, const struct hj_row_text *row)
{
	if (c->table == NULL || strcmp(c->table, row->table) != 0) {
		close_table(c);
		c->table = row->table;
		hj_out_key(&c->out, row->table);
		hj_out_open_array(&c->out);
	}
	hj_out_raw(&c->out, row->json, strlen(row->json));
	c->any = true;
}

/* May rows of this table cease to be true?  Those of all others only change. */
static bool
may_go(const char *table)
{
	return strcmp(table, "access") == 0 || strcmp(table, "board") == 0 ||
	       strcmp(table, "bundle") == 0 || strcmp(table, "link") == 0 ||
	       strcmp(table, "turned_down") == 0;
}

/* Rows of before that are there no more. */
static void
put_gone(
    struct change *c, const struct hj_rows *before, const struct hj_rows *after)
{
	size_t next = 0;
	bool open = false;

	for (size_t i = 0; i < before->n; i++) {
		const struct hj_row_text *row = &before->row[i];

		if (!may_go(row->table) || find(after, row, &next) != NULL)
			continue;
		if (!open) {
			hj_out_key(&c->out, "gone");
			hj_out_open(&c->out);
			open = true;
		}
		put(c, row);
	}
	close_table(c);
	if (open)
		hj_out_close(&c->out);
}

const char *
hj_rows_changed(struct hj_arena *a, const struct hj_rows *before,
    const struct hj_rows *after)
{
	struct change c = { 0 };
	const char *text = NULL;
	size_t next = 0;

	hj_buf_init(&c.buf, ROWS_MOST);
	hj_out_init(&c.out, &c.buf);
	hj_out_open(&c.out);
	for (size_t i = 0; i < after->n; i++) {
		const struct hj_row_text *was =
		    find(before, &after->row[i], &next);

		if (was == NULL || strcmp(was->json, after->row[i].json) != 0)
			put(&c, &after->row[i]);
	}
	close_table(&c);
	put_gone(&c, before, after);
	hj_out_close(&c.out);
	if (c.any)
		text = hj_strdup(a, hj_buf_text(&c.buf));
	hj_buf_release(&c.buf);
	return text;
}
