/*
 * Field tables, writing: a struct as canonical JSON, as a schema, and the walk
 * over its sealed members; see field.h.
 */
#include "lib/base/field.h"

#include "lib/base/date.h"
#include "lib/base/json.h"

#include <stdlib.h>
#include <string.h>

#define TABLES_MOST 4 /* a table and the bases below it */

static const struct hj_field no_rows[] = {
	{ .name = "",
	    .type = HJ_T_INT,
	    .flags = HJ_REQUIRED,
	    .least = 1,
	    .most = 100000 },
};
static const struct hj_field name_rows[] = {
	{ .name = "", .type = HJ_T_TEXT, .flags = HJ_REQUIRED, .most = 200 },
};
static const struct hj_field id_rows[] = {
	{ .name = "", .type = HJ_T_ID, .flags = HJ_REQUIRED },
};
const struct hj_fields hj_no_fields = HJ_FIELDS(hj_no, no_rows);
const struct hj_fields hj_name_fields = HJ_FIELDS(hj_name, name_rows);
const struct hj_fields hj_id_fields = HJ_FIELDS(hj_name, id_rows);

static void emit_object(
    struct hj_buf *b, const struct hj_fields *t, const unsigned char *base);

void
hj_emit_text(struct hj_buf *b, const char *s)
{
	static const char escaped[] = "\"\\\b\f\n\r\t";
	static const char as[] = "\"\\bfnrt";
	const char *end = s + strlen(s);

	hj_buf_putc(b, '"');
	for (;; s++) {
		size_t n = hj_json_plain(s, end, false);
		const char *hit;

		hj_buf_put(b, s, n);
		s += n;
		if (s == end)
			break;
		hit = strchr(escaped, *s);
		hj_buf_putc(b, '\\');
		if (hit != NULL) {
			hj_buf_putc(b, as[hit - escaped]);
		} else {
			hj_buf_puts(b, "u00");
			hj_buf_hex(b, s, 1);
		}
	}
	hj_buf_putc(b, '"');
}

static int64_t
get_int(const struct hj_field *f, const unsigned char *base)
{
	int64_t value;

	memcpy(&value, base + f->offset, sizeof(value));
	return value;
}

static int
get_word(const struct hj_field *f, const unsigned char *base)
{
	int value;

	memcpy(&value, base + f->offset, sizeof(value));
	return value;
}

static const void *
get_pointer(const struct hj_field *f, const unsigned char *base)
{
	const void *p;

	memcpy(&p, base + f->offset, sizeof(p));
	return p;
}

static struct hj_sealed
get_sealed(const struct hj_field *f, const unsigned char *base)
{
	struct hj_sealed sealed;

	memcpy(&sealed, base + f->offset, sizeof(sealed));
	return sealed;
}

static size_t
get_count(const struct hj_field *f, const unsigned char *base)
{
	size_t n;

	memcpy(&n, base + f->count, sizeof(n));
	return n;
}

/* Is the member there, or is it the zero that stands for absence? */
static bool
present(const struct hj_field *f, const unsigned char *base)
{
	bool flag;
	int32_t ymd;

	switch (f->type) {
	case HJ_T_BOOL:
		memcpy(&flag, base + f->offset, sizeof(flag));
		return flag || f->flags & HJ_REQUIRED;
	case HJ_T_INT:
		return get_int(f, base) != 0 || f->flags & HJ_REQUIRED;
	case HJ_T_MONEY:
		return get_int(f, base) != HJ_NONE;
	case HJ_T_INSTANT:
		return get_int(f, base) != 0;
	case HJ_T_WORD:
		return get_word(f, base) != 0;
	case HJ_T_DATE:
		memcpy(&ymd, base + f->offset, sizeof(ymd));
		return ymd != 0;
	case HJ_T_SEALED:
		return get_sealed(f, base).box != NULL ||
		       get_sealed(f, base).plain != NULL;
	case HJ_T_TEXT:
	case HJ_T_ID:
	case HJ_T_OBJECT:
		return get_pointer(f, base) != NULL;
	case HJ_T_LIST:
		return get_count(f, base) != 0 || f->flags & HJ_REQUIRED;
	}
	return false;
}

static void emit_list(
    struct hj_buf *b, const struct hj_field *f, const unsigned char *base);

static void
emit_value(
    struct hj_buf *b, const struct hj_field *f, const unsigned char *base)
{
	struct hj_date date;
	bool flag;

	switch (f->type) {
	case HJ_T_BOOL:
		memcpy(&flag, base + f->offset, sizeof(flag));
		hj_buf_puts(b, flag ? "true" : "false");
		return;
	case HJ_T_INT:
	case HJ_T_MONEY:
		hj_buf_int(b, get_int(f, base));
		return;
	case HJ_T_TEXT:
	case HJ_T_ID:
		hj_emit_text(b, get_pointer(f, base));
		return;
	case HJ_T_SEALED:
		hj_emit_text(b, get_sealed(f, base).box != NULL
				    ? get_sealed(f, base).box
				    : get_sealed(f, base).plain);
		return;
	case HJ_T_WORD:
		hj_emit_text(b, hj_word_name(f->words, get_word(f, base)));
		return;
	case HJ_T_DATE:
		memcpy(&date.ymd, base + f->offset, sizeof(date.ymd));
		hj_buf_putc(b, '"');
		hj_date_format(b, date);
		hj_buf_putc(b, '"');
		return;
	case HJ_T_INSTANT:
		hj_buf_putc(b, '"');
		hj_instant_format(b, get_int(f, base));
		hj_buf_putc(b, '"');
		return;
	case HJ_T_OBJECT:
		emit_object(b, f->of, get_pointer(f, base));
		return;
	case HJ_T_LIST:
		emit_list(b, f, base);
		return;
	}
}

static void
emit_list(struct hj_buf *b, const struct hj_field *f, const unsigned char *base)
{
	const unsigned char *item = get_pointer(f, base);
	size_t n = get_count(f, base);

	hj_buf_putc(b, '[');
	for (size_t i = 0; i < n; i++, item += f->of->size) {
		if (i > 0)
			hj_buf_putc(b, ',');
		if (f->of->row[0].name[0] == '\0')
			emit_value(b, &f->of->row[0], item);
		else
			emit_object(b, f->of, item);
	}
	hj_buf_putc(b, ']');
}

/* The next row by name over all tables of an object; NULL at the end. */
static const struct hj_field *
next_row(const struct hj_fields *const *part, size_t *at, size_t n)
{
	size_t best = n;

	for (size_t i = 0; i < n; i++)
		if (at[i] < part[i]->n &&
		    (best == n || strcmp(part[i]->row[at[i]].name,
				      part[best]->row[at[best]].name) < 0))
			best = i;
	return best == n ? NULL : &part[best]->row[at[best]++];
}

/* A table, its base, and the base of that are merged as they are written. */
static void
emit_object(
    struct hj_buf *b, const struct hj_fields *t, const unsigned char *base)
{
	const struct hj_fields *part[TABLES_MOST];
	size_t at[TABLES_MOST] = { 0 };
	const struct hj_field *f;
	size_t n = 0;
	bool first = true;

	for (; t != NULL; t = t->base) {
		if (n == TABLES_MOST)
			abort();
		part[n++] = t;
	}
	hj_buf_putc(b, '{');
	while ((f = next_row(part, at, n)) != NULL) {
		if (!present(f, base))
			continue;
		if (!first)
			hj_buf_putc(b, ',');
		first = false;
		hj_buf_putc(b, '"');
		hj_buf_put(b, f->name, f->len);
		hj_buf_put(b, "\":", 2);
		emit_value(b, f, base);
	}
	hj_buf_putc(b, '}');
}

void
hj_emit(struct hj_buf *b, const struct hj_fields *t, const void *in)
{
	emit_object(b, t, in);
}

/* The walk over sealed members. */

static bool
may_hold_sealed(const struct hj_field *f)
{
	return f->type == HJ_T_SEALED || f->type == HJ_T_OBJECT ||
	       f->type == HJ_T_LIST;
}

static void
walk(const struct hj_fields *t, unsigned char *base, struct hj_sealed_visit *v,
    struct hj_buf *path)
{
	for (const struct hj_fields *part = t; part != NULL; part = part->base)
		for (size_t i = 0; i < part->n; i++) {
			const struct hj_field *f = &part->row[i];
			size_t before = path->n;
			unsigned char *item = NULL;

			if (!may_hold_sealed(f) || !present(f, base))
				continue;
			hj_buf_putc(path, '/');
			hj_buf_put(path, f->name, f->len);
			/* These two hold a pointer there. */
			if (f->type != HJ_T_SEALED)
				memcpy(&item, base + f->offset, sizeof(item));
			if (f->type == HJ_T_SEALED) {
				v->visit(v, f, t, base,
				    (struct hj_sealed *)(void *)(base +
								 f->offset),
				    hj_buf_text(path) + 1);
			} else if (f->type == HJ_T_OBJECT) {
				walk(f->of, item, v, path);
			} else if (f->type == HJ_T_LIST) {
				size_t n = get_count(f, base);

				for (size_t k = 0; k < n; k++) {
					size_t at = path->n;

					hj_buf_putc(path, '/');
					hj_buf_int(path, (int64_t)k);
					walk(f->of, item + k * f->of->size, v,
					    path);
					path->n = at;
				}
			}
			path->n = before;
		}
}

void
hj_each_sealed(const struct hj_fields *t, void *in, struct hj_sealed_visit *v)
{
	struct hj_buf path;

	hj_buf_init(&path, 1024);
	hj_buf_putc(&path, '.');
	path.n = 0;
	walk(t, in, v, &path);
	hj_buf_release(&path);
}
