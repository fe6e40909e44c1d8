/*
 * Field tables, reading: strict JSON straight into a struct; see field.h.
 */
#include "lib/base/field.h"

#include "lib/base/json.h"
#include "lib/base/date.h"

#include <string.h>

const char hj_no_such_member[] = "no such member";

#define DEPTH_MOST 16
#define VALUES_MOST 20000   /* of a command */
#define STORED_MOST 1000000 /* of what we wrote ourselves */

struct bind {
	struct hj_arena *a;
	enum hj_form form;
	struct hj_json json;
	struct hj_error *err;
	struct hj_fault_sink *sink; /* NULL: the first fault ends it */
	bool broken;                /* no JSON from here on; it was told */
	char path[sizeof(((struct hj_error *)0)->field)];
	size_t path_len;
};

static enum hj_err bind_value(
    struct bind *b, const struct hj_field *f, unsigned char *base);

/* The row of this name and its place, counted over a table and its bases. */
static const struct hj_field *
find(const struct hj_fields *t, const char *name, size_t len, unsigned *place)
{
	unsigned before = 0;

	for (; t != NULL; before += (unsigned)t->n, t = t->base)
		for (size_t i = 0; i < t->n; i++)
			if (t->row[i].len == len &&
			    memcmp(t->row[i].name, name, len) == 0) {
				*place = before + (unsigned)i;
				return &t->row[i];
			}
	return NULL;
}

const struct hj_field *
hj_field_find(const struct hj_fields *t, const char *name, size_t len)
{
	unsigned place;

	return find(t, name, len, &place);
}

int
hj_word_find(const struct hj_words *w, const char *name, size_t len)
{
	for (size_t i = 1; i < w->n; i++)
		if (w->word[i].name[0] == name[0] &&
		    strncmp(w->word[i].name, name, len) == 0 &&
		    w->word[i].name[len] == '\0')
			return (int)i;
	return 0;
}

const char *
hj_word_name(const struct hj_words *w, int value)
{
	return value > 0 && (size_t)value < w->n ? w->word[value].name : "";
}

void
hj_fields_clear(const struct hj_fields *t, void *out)
{
	memset(out, 0, t->size);
	for (; t != NULL; t = t->base)
		for (size_t i = 0; i < t->n; i++)
			if (t->row[i].type == HJ_T_MONEY) {
				int64_t none = HJ_NONE;

				memcpy((unsigned char *)out + t->row[i].offset,
				    &none, sizeof(none));
			}
}

static enum hj_err
wrong(struct bind *b, const char *msg, const char *more)
{
	return hj_fail(b->err, HJ_ERR_INPUT, b->path, msg, more);
}

/* The reader's own fault, if any, else `msg`. */
static enum hj_err
malformed(struct bind *b, const char *msg)
{
	return wrong(b, b->json.why != NULL ? b->json.why : msg, NULL);
}

/*
 * A value could not be taken.  With a sink, tell it, go back to `start` and
 * pass over the value; without, or if it is no JSON, that was all.
 */
static bool
pass_over(struct bind *b, const struct hj_json *start)
{
	if (b->sink == NULL || b->broken)
		return false;
	b->sink->fault(b->sink, b->err);
	b->json = *start;
	b->broken = !hj_json_skip(&b->json, b->a);
	return !b->broken;
}

/* Put "/part" behind the path; returns the length to go back to. */
static size_t
path_push(struct bind *b, const char *part, size_t len)
{
	size_t before = b->path_len;

	if (b->path_len > 0 && b->path_len + 1 < sizeof(b->path))
		b->path[b->path_len++] = '/';
	if (len > sizeof(b->path) - 1 - b->path_len)
		len = sizeof(b->path) - 1 - b->path_len;
	memcpy(b->path + b->path_len, part, len);
	b->path_len += len;
	b->path[b->path_len] = '\0';
	return before;
}

static void
path_pop(struct bind *b, size_t before)
{
	b->path_len = before;
	b->path[before] = '\0';
}

static size_t
characters(const char *s)
{
	size_t n = 0;

	for (; *s != '\0'; s++)
		n += ((unsigned char)*s & 0xc0) != 0x80;
	return n;
}

static enum hj_err
take_text(struct bind *b, const struct hj_field *f, const char **ret)
{
	size_t len;
	const char *s = hj_json_string(&b->json, b->a, &len);

	if (s == NULL)
		return malformed(b, "expected a text");
	if (len == 0 && b->form == HJ_FORM_COMMAND && f->flags & HJ_REQUIRED)
		return wrong(b, "empty", NULL);
	if (f->most > 0 && len > (size_t)f->most &&
	    characters(s) > (size_t)f->most)
		return wrong(b, "text is too long", NULL);
	if (b->form == HJ_FORM_COMMAND)
		for (const char *c = s; *c != '\0'; c++)
			if (((unsigned char)*c < 0x20 && *c != '\n' &&
				*c != '\t') ||
			    *c == 0x7f)
				return wrong(b, "control character", NULL);
	*ret = len == 0 && b->form == HJ_FORM_COMMAND ? NULL : s;
	return HJ_OK;
}

/* Does it turn the direction of writing around (U+202A to U+202E, U+2066 to
 * U+2069)?  Then it does not read as it is stored. */
static bool
turns_around(const char *s)
{
	while ((s = strchr(s, 0xe2)) != NULL) {
		const unsigned char *p = (const unsigned char *)s++;

		if ((p[1] == 0x80 && p[2] >= 0xaa && p[2] <= 0xae) ||
		    (p[1] == 0x81 && p[2] >= 0xa6 && p[2] <= 0xa9))
			return true;
	}
	return false;
}

/* Is it there, but nothing else than blanks, narrow or wide? */
static bool
is_blank(const char *s)
{
	if (*s == '\0')
		return false;
	for (; *s != '\0'; s++)
		if (strncmp(s, "\u3000", 3) == 0)
			s += 2;
		else if (strchr(" \t\n", *s) == NULL)
			return false;
	return true;
}

static enum hj_err
bind_text(struct bind *b, const struct hj_field *f, unsigned char *at)
{
	const char *s;
	enum hj_err code = take_text(b, f, &s);

	if (code != HJ_OK)
		return code;
	if (b->form == HJ_FORM_COMMAND && s != NULL) {
		if (turns_around(s))
			return wrong(b, "it turns the writing around", NULL);
		if (is_blank(s))
			return wrong(b, "nothing but blanks", NULL);
	}
	if (f->type == HJ_T_ID && s != NULL) {
		unsigned char id[16];

		if (!hj_id_bytes(id, s))
			return wrong(
			    b, "expected 32 lower-case hex digits", NULL);
	}
	if (f->type == HJ_T_SEALED) {
		struct hj_sealed sealed = { .plain = s };

		if (b->form == HJ_FORM_STORED)
			sealed = (struct hj_sealed){ .box = s };
		memcpy(at, &sealed, sizeof(sealed));
		return HJ_OK;
	}
	memcpy(at, &s, sizeof(s));
	return HJ_OK;
}

static enum hj_err
bind_word(struct bind *b, const struct hj_field *f, unsigned char *at)
{
	const char *s;
	enum hj_err code = take_text(b, f, &s);
	int value;

	if (code != HJ_OK)
		return code;
	value = s == NULL ? 0 : hj_word_find(f->words, s, strlen(s));
	if (value == 0)
		return wrong(b, "not a word of the list", NULL);
	memcpy(at, &value, sizeof(value));
	return HJ_OK;
}

static enum hj_err
bind_time(struct bind *b, const struct hj_field *f, unsigned char *at)
{
	const char *s;
	enum hj_err code = take_text(b, f, &s);

	if (code != HJ_OK)
		return code;
	if (f->type == HJ_T_DATE) {
		struct hj_date date;

		if (s == NULL || !hj_date_parse(s, &date))
			return wrong(b, "expected a date as 2026-01-31", NULL);
		memcpy(at, &date.ymd, sizeof(date.ymd));
	} else {
		int64_t instant;

		if (s == NULL || !hj_instant_parse(s, &instant))
			return wrong(b,
			    "expected a time as 2026-01-31T09:00:00+08:00",
			    NULL);
		memcpy(at, &instant, sizeof(instant));
	}
	return HJ_OK;
}

static enum hj_err
bind_int(struct bind *b, const struct hj_field *f, unsigned char *at)
{
	int64_t value;

	if (!hj_json_int(&b->json, &value))
		return malformed(b, "expected a whole number");
	if (value < f->least || value > f->most)
		return wrong(b, "number out of range", NULL);
	memcpy(at, &value, sizeof(value));
	return HJ_OK;
}

/* The first member that has to be there and was not seen, told as missing. */
static enum hj_err
need_required(struct bind *b, const struct hj_fields *t, uint64_t seen)
{
	for (; t != NULL; t = t->base)
		for (size_t i = 0; i < t->n; i++, seen >>= 1) {
			const struct hj_field *f = &t->row[i];
			enum hj_err code;
			size_t before;

			if ((f->flags & HJ_REQUIRED) == 0 || (seen & 1) != 0)
				continue;
			before = path_push(b, f->name, f->len);
			code = wrong(b, "missing", NULL);
			if (b->sink == NULL)
				return code;
			b->sink->fault(b->sink, b->err);
			path_pop(b, before);
		}
	return HJ_OK;
}

/* Read one object into the struct at `base`. */
static enum hj_err
bind_object(struct bind *b, const struct hj_fields *t, unsigned char *base)
{
	uint64_t seen = 0; /* places of rows; a test finds tables of more */
	size_t before;
	bool first = true;
	enum hj_err code;

	hj_fields_clear(t, base);
	if (hj_json_peek(&b->json) != HJ_JSON_OBJECT)
		return malformed(b, "expected an object");
	if (!hj_json_open(&b->json))
		return malformed(b, "");
	while (hj_json_more(&b->json, '}', &first)) {
		size_t len;
		const char *name = hj_json_name(&b->json, b->a, &len);
		const struct hj_field *f;
		struct hj_json start;
		unsigned place;

		if (name == NULL)
			return malformed(b, "");
		before = path_push(b, name, len);
		f = find(t, name, len, &place);
		start = b->json;
		if (f == NULL) {
			code = wrong(b, hj_no_such_member, NULL);
		} else if ((seen >> place & 1) != 0) {
			code = wrong(b, "member named twice", NULL);
		} else {
			seen |= UINT64_C(1) << place;
			code = bind_value(b, f, base);
		}
		if (code != HJ_OK && !pass_over(b, &start))
			return code;
		path_pop(b, before);
	}
	if (b->json.why != NULL)
		return malformed(b, "");
	return need_required(b, t, seen);
}

/* The same for the place in a list. */
static size_t
path_push_place(struct bind *b, size_t place)
{
	char digits[20];
	size_t at = sizeof(digits);

	do {
		digits[--at] = (char)('0' + place % 10);
		place /= 10;
	} while (place != 0);
	return path_push(b, digits + at, sizeof(digits) - at);
}

/* Items are bare values if the table has one row without a name. */
static bool
is_bare(const struct hj_fields *t)
{
	return t->n == 1 && t->row[0].name[0] == '\0';
}

static enum hj_err
too_long(struct bind *b, int64_t most)
{
	struct hj_buf digits;

	hj_buf_init(&digits, 32);
	hj_buf_int(&digits, most);
	return wrong(
	    b, "list is too long, at most: ", hj_buf_keep(b->a, &digits));
}

static enum hj_err
bind_list(struct bind *b, const struct hj_field *f, unsigned char *base)
{
	unsigned char *list = NULL;
	size_t n = 0;
	bool first = true;

	if (hj_json_peek(&b->json) != HJ_JSON_LIST)
		return malformed(b, "expected a list");
	if (!hj_json_open(&b->json))
		return malformed(b, "");
	while (hj_json_more(&b->json, ']', &first)) {
		struct hj_json start = b->json;
		unsigned char *item;
		enum hj_err code;
		size_t before;

		if ((int64_t)n >= f->most)
			return too_long(b, f->most);
		before = path_push_place(b, n);
		list = hj_grow(b->a, list, n, f->of->size);
		item = list + n++ * f->of->size;
		if (is_bare(f->of)) {
			memset(item, 0, f->of->size);
			code = bind_value(b, &f->of->row[0], item);
		} else {
			code = bind_object(b, f->of, item);
		}
		if (code != HJ_OK && !pass_over(b, &start))
			return code;
		path_pop(b, before);
	}
	if (b->json.why != NULL)
		return malformed(b, "");
	memcpy(base + f->offset, &list, sizeof(list));
	memcpy(base + f->count, &n, sizeof(n));
	return HJ_OK;
}

static enum hj_err
bind_value(struct bind *b, const struct hj_field *f, unsigned char *base)
{
	unsigned char *at = base + f->offset;
	void *object;
	bool flag;

	switch (f->type) {
	case HJ_T_BOOL:
		if (!hj_json_bool(&b->json, &flag))
			return malformed(b, "expected true or false");
		memcpy(at, &flag, sizeof(flag));
		return HJ_OK;
	case HJ_T_INT:
	case HJ_T_MONEY:
		return bind_int(b, f, at);
	case HJ_T_TEXT:
	case HJ_T_ID:
	case HJ_T_SEALED:
		return bind_text(b, f, at);
	case HJ_T_WORD:
		return bind_word(b, f, at);
	case HJ_T_DATE:
	case HJ_T_INSTANT:
		return bind_time(b, f, at);
	case HJ_T_OBJECT:
		object = hj_alloc(b->a, f->of->size);
		memcpy(at, &object, sizeof(object));
		return bind_object(b, f->of, object);
	case HJ_T_LIST:
		return bind_list(b, f, base);
	}
	return wrong(b, "no such type", NULL);
}

static enum hj_err
bind_whole(struct bind *b, const struct hj_fields *t, void *out,
    const char *text, size_t len)
{
	enum hj_err code;

	hj_json_init(&b->json, text, len, DEPTH_MOST,
	    b->form == HJ_FORM_COMMAND ? VALUES_MOST : STORED_MOST);
	if (len == 0)
		return wrong(b, "the document is empty", NULL);
	if (len >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0)
		return wrong(b,
		    "begins with a byte order mark: save it as UTF-8 without",
		    NULL);
	code = bind_object(b, t, out);
	if (code == HJ_OK && !hj_json_end(&b->json))
		code = malformed(b, "");
	return code;
}

enum hj_err
hj_bind(struct hj_arena *a, const struct hj_fields *t, enum hj_form form,
    void *out, const char *text, size_t len, struct hj_error *err)
{
	struct bind b = { .a = a, .form = form, .err = err };

	return bind_whole(&b, t, out, text, len);
}

bool
hj_bind_all(struct hj_arena *a, const struct hj_fields *t, enum hj_form form,
    void *out, const char *text, size_t len, struct hj_fault_sink *sink)
{
	struct hj_error err = { 0 };
	struct bind b = { .a = a, .form = form, .err = &err, .sink = sink };

	if (bind_whole(&b, t, out, text, len) == HJ_OK)
		return true;
	if (!b.broken)
		sink->fault(sink, &err);
	return false;
}
