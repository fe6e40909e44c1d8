/*
 * Field tables, telling: a table as a JSON Schema (draft 2020-12), which the
 * OpenAPI document and the browser's forms are made from; see field.h.
 */
#include "lib/base/field.h"

#include <string.h>

static void
put_docs(struct hj_buf *b, const char *doc)
{
	const char *bar = doc == NULL ? NULL : strchr(doc, '|');

	if (bar == NULL)
		return;
	hj_buf_puts(b, ",\"title\":\"");
	hj_buf_put(b, doc, (size_t)(bar - doc));
	hj_buf_puts(b, "\",\"description\":");
	hj_emit_text(b, bar + 1);
}

static void
put_bound(struct hj_buf *b, const char *name, int64_t value)
{
	hj_buf_puts(b, ",\"");
	hj_buf_puts(b, name);
	hj_buf_puts(b, "\":");
	hj_buf_int(b, value);
}

static void
put_words(struct hj_buf *b, const struct hj_words *w)
{
	hj_buf_puts(b, ",\"enum\":[");
	for (size_t i = 1; i < w->n; i++) {
		if (i > 1)
			hj_buf_putc(b, ',');
		hj_emit_text(b, w->word[i].name);
	}
	hj_buf_puts(b, "],\"x-labels\":[");
	for (size_t i = 1; i < w->n; i++) {
		if (i > 1)
			hj_buf_putc(b, ',');
		hj_emit_text(b, w->word[i].zh != NULL ? w->word[i].zh : "");
	}
	hj_buf_puts(b, "],\"x-labels-en\":[");
	for (size_t i = 1; i < w->n; i++) {
		if (i > 1)
			hj_buf_putc(b, ',');
		hj_emit_text(b, w->word[i].en != NULL ? w->word[i].en : "");
	}
	hj_buf_putc(b, ']');
}

static void put_object(struct hj_buf *b, const struct hj_fields *t);

static void put_items(struct hj_buf *b, const struct hj_fields *t);

/* What kind of value; the opening brace is written, the closing one is not. */
static void
put_type(struct hj_buf *b, const struct hj_field *f)
{
	switch (f->type) {
	case HJ_T_BOOL:
		hj_buf_puts(b, "\"type\":\"boolean\"");
		return;
	case HJ_T_INT:
	case HJ_T_MONEY:
		hj_buf_puts(b, "\"type\":\"integer\"");
		put_bound(b, "minimum", f->least);
		put_bound(b, "maximum", f->most);
		if (f->type == HJ_T_MONEY)
			hj_buf_puts(b, ",\"x-unit\":\"fen\"");
		return;
	case HJ_T_TEXT:
	case HJ_T_SEALED:
		hj_buf_puts(b, "\"type\":\"string\"");
		put_bound(b, "maxLength", f->most);
		if (f->type == HJ_T_SEALED)
			hj_buf_puts(b, ",\"x-sealed\":true");
		return;
	case HJ_T_WORD:
		hj_buf_puts(b, "\"type\":\"string\"");
		put_words(b, f->words);
		return;
	case HJ_T_DATE:
		hj_buf_puts(b, "\"type\":\"string\",\"format\":\"date\"");
		return;
	case HJ_T_INSTANT:
		hj_buf_puts(b, "\"type\":\"string\",\"format\":\"date-time\"");
		return;
	case HJ_T_ID:
		hj_buf_puts(
		    b, "\"type\":\"string\",\"pattern\":\"^[0-9a-f]{32}$\"");
		return;
	case HJ_T_OBJECT:
		put_object(b, f->of);
		return;
	case HJ_T_LIST:
		hj_buf_puts(b, "\"type\":\"array\"");
		put_bound(b, "maxItems", f->most);
		hj_buf_puts(b, ",\"items\":{");
		put_items(b, f->of);
		hj_buf_putc(b, '}');
		return;
	}
}

static void
put_items(struct hj_buf *b, const struct hj_fields *t)
{
	if (t->n == 1 && t->row[0].name[0] == '\0')
		put_type(b, &t->row[0]);
	else
		put_object(b, t);
}

static void
put_object(struct hj_buf *b, const struct hj_fields *t)
{
	bool first = true;

	hj_buf_puts(b, "\"type\":\"object\",\"additionalProperties\":false,"
		       "\"properties\":{");
	for (const struct hj_fields *part = t; part != NULL; part = part->base)
		for (size_t i = 0; i < part->n; i++) {
			if (!first)
				hj_buf_putc(b, ',');
			first = false;
			hj_emit_text(b, part->row[i].name);
			hj_buf_puts(b, ":{");
			put_type(b, &part->row[i]);
			put_docs(b, part->row[i].doc);
			hj_buf_putc(b, '}');
		}
	hj_buf_puts(b, "},\"required\":[");
	first = true;
	for (const struct hj_fields *part = t; part != NULL; part = part->base)
		for (size_t i = 0; i < part->n; i++) {
			if ((part->row[i].flags & HJ_REQUIRED) == 0)
				continue;
			if (!first)
				hj_buf_putc(b, ',');
			first = false;
			hj_emit_text(b, part->row[i].name);
		}
	hj_buf_putc(b, ']');
}

void
hj_schema_members(struct hj_buf *b, const struct hj_fields *t)
{
	put_object(b, t);
}

void
hj_schema(struct hj_buf *b, const struct hj_fields *t)
{
	hj_buf_putc(b, '{');
	put_object(b, t);
	hj_buf_putc(b, '}');
}
