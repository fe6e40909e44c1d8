/* A place in a rule set; see spot.h. */
#include "lib/rules/spot.h"

#include <string.h>

#define INDEX_DIGITS 4

size_t
hj_rule_items(const struct hj_field *list, const void *base)
{
	size_t n;

	memcpy(&n, (const unsigned char *)base + list->count, sizeof(n));
	return n;
}

unsigned char *
hj_rule_item_at(const struct hj_field *list, const void *base, size_t i)
{
	unsigned char *items;

	memcpy(
	    &items, (const unsigned char *)base + list->offset, sizeof(items));
	return items + i * list->of->size;
}

bool
hj_rule_bare(const struct hj_field *list)
{
	return list->of->row[0].name[0] == '\0';
}

/* The part of a pointer that begins at `at`, behind its "/"; its length. */
static size_t
part(const char *at)
{
	return strcspn(at, "/");
}

/* Read an index of `n` digits, without zeros in front. */
static bool
read_index(const char *text, size_t n, size_t *ret)
{
	size_t value = 0;

	if (n == 0 || n > INDEX_DIGITS || (n > 1 && text[0] == '0'))
		return false;
	for (size_t i = 0; i < n; i++) {
		if (text[i] < '0' || text[i] > '9')
			return false;
		value = value * 10 + (size_t)(text[i] - '0');
	}
	*ret = value;
	return true;
}

/* The object that is member `f` of `base`, made if it is missing. */
static unsigned char *
object(struct hj_arena *make, const struct hj_field *f, unsigned char *base)
{
	unsigned char *p;

	memcpy(&p, base + f->offset, sizeof(p));
	if (p == NULL && make != NULL) {
		p = hj_alloc(make, f->of->size);
		hj_fields_clear(f->of, p);
		memcpy(base + f->offset, &p, sizeof(p));
	}
	return p;
}

bool
hj_rule_spot_find(struct hj_rule_spot *ret, struct hj_arena *make,
    struct hj_rule_set *set, const char *at)
{
	const struct hj_fields *t = &hj_rule_set_fields;
	struct hj_rule_spot s = { .base = (unsigned char *)set };

	for (; *at == '/'; at += part(at)) {
		at++;
		if (s.f != NULL && s.f->type == HJ_T_LIST && !s.item) {
			if (!read_index(at, part(at), &s.index) ||
			    s.index > hj_rule_items(s.f, s.base))
				return false;
			s.item = true;
			continue;
		}
		if (s.item) {
			if (hj_rule_bare(s.f) ||
			    s.index >= hj_rule_items(s.f, s.base))
				return false;
			t = s.f->of;
			s.base = hj_rule_item_at(s.f, s.base, s.index);
			s.item = false;
		} else if (s.f != NULL) {
			if (s.f->type != HJ_T_OBJECT)
				return false;
			t = s.f->of;
			s.base = object(make, s.f, s.base);
			if (s.base == NULL)
				return false;
		}
		s.f = hj_field_find(t, at, part(at));
		if (s.f == NULL)
			return false;
	}
	*ret = s;
	return *at == '\0' && s.f != NULL;
}

/* The half of "中文|english" that is in `lang`. */
static void
say_doc(struct hj_buf *b, const char *doc, enum hj_lang lang)
{
	size_t zh = strcspn(doc, "|");

	if (lang == HJ_LANG_ZH)
		hj_buf_put(b, doc, zh);
	else
		hj_buf_puts(b, doc + zh + (doc[zh] == '|'));
}

/* What an item is called: its words, its name, or NULL. */
static const char *
item_name(
    const struct hj_fields *t, const unsigned char *item, enum hj_lang lang)
{
	const char *const members[] = { lang == HJ_LANG_ZH ? "zh" : "en",
		"name" };

	for (size_t i = 0; i < sizeof(members) / sizeof(members[0]); i++) {
		const struct hj_field *f =
		    hj_field_find(t, members[i], strlen(members[i]));
		const char *text = NULL;

		if (f != NULL && f->type == HJ_T_TEXT)
			memcpy(&text, item + f->offset, sizeof(text));
		if (text != NULL)
			return text;
	}
	return NULL;
}

void
hj_rule_spot_say(struct hj_buf *b, const struct hj_rule_set *set,
    const char *at, enum hj_lang lang)
{
	struct hj_arena *a = hj_arena_new();
	struct hj_rule_set copy = *set;
	size_t len = 0;

	while (at[len] == '/') {
		const char *name = NULL;
		struct hj_rule_spot s;

		len += 1 + part(at + len + 1);
		if (!hj_rule_spot_find(
			&s, NULL, &copy, hj_strndup(a, at, len))) {
			hj_buf_puts(b, at);
			break;
		}
		hj_buf_puts(b, b->n > 0 ? " · " : "");
		if (!s.item) {
			say_doc(b, s.f->doc == NULL ? "" : s.f->doc, lang);
			continue;
		}
		if (!hj_rule_bare(s.f) && s.index < hj_rule_items(s.f, s.base))
			name = item_name(s.f->of,
			    hj_rule_item_at(s.f, s.base, s.index), lang);
		if (name != NULL)
			hj_buf_puts(b, name);
		else
			hj_buf_int(b, (int64_t)s.index + 1);
	}
	hj_arena_free(a);
}
