/* Changes to a rule set, one value or item at a time; see edit.h. */
#include "lib/rules/edit.h"

#include "lib/base/date.h"
#include "lib/rules/spot.h"

#include <string.h>

static const struct hj_word does_list[] = {
	{ NULL, NULL, NULL },
	{ "set", "填写", "set" },
	{ "clear", "清除", "clear" },
	{ "add", "增加一项", "add an item" },
	{ "remove", "删去一项", "remove an item" },
	{ "move", "移动一项", "move an item" },
};
const struct hj_words hj_edit_does_words = HJ_WORDS(does_list);

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_TEXT(hj_rule_edit, at, HJ_REQUIRED, 200, "位置|place, as a JSON pointer"),
	HJ_WORD(hj_rule_edit, does, HJ_REQUIRED, &hj_edit_does_words, "做什么|what is done"),
	HJ_INT(hj_rule_edit, number, 0, 0, HJ_INT_MOST, "数值,或者移动到第几项(自0起)|number; of a move the place in the list, from 0"),
	HJ_TEXT(hj_rule_edit, text, 0, 2000, "文字、选项、日期|text, word or date"),
	HJ_BOOL(hj_rule_edit, yes, 0, "是否|yes or no"),
};
/* clang-format on */
const struct hj_fields hj_rule_edit_fields = HJ_FIELDS(hj_rule_edit, rows);

static const char no_member[] = "no such member";

static const char *
put_word(const struct hj_field *f, unsigned char *at, const char *text)
{
	int word = hj_word_find(f->words, text, strlen(text));

	if (word == 0)
		return "not a word of the list";
	memcpy(at, &word, sizeof(word));
	return NULL;
}

static const char *
put_date(unsigned char *at, const char *text)
{
	struct hj_date date;

	if (!hj_date_parse(text, &date))
		return "expected a date as 2026-01-31";
	memcpy(at, &date.ymd, sizeof(date.ymd));
	return NULL;
}

/* Put the value of `e` at member `f` of `base`; NULL, or what is wrong. */
static const char *
put(const struct hj_field *f, unsigned char *base, const struct hj_rule_edit *e)
{
	unsigned char *at = base + f->offset;

	switch (f->type) {
	case HJ_T_BOOL:
		if (e->text != NULL || e->number != 0)
			return "expected true or false";
		memcpy(at, &e->yes, sizeof(e->yes));
		return NULL;
	case HJ_T_INT:
		if (e->text != NULL || e->yes)
			return "expected a whole number";
		memcpy(at, &e->number, sizeof(e->number));
		return NULL;
	case HJ_T_TEXT:
	case HJ_T_WORD:
	case HJ_T_DATE:
		if (e->text == NULL || e->number != 0 || e->yes)
			return "expected a text";
		if (f->type == HJ_T_WORD)
			return put_word(f, at, e->text);
		if (f->type == HJ_T_DATE)
			return put_date(at, e->text);
		memcpy(at, &e->text, sizeof(e->text));
		return NULL;
	case HJ_T_OBJECT:
	case HJ_T_LIST:
		return no_member;
	case HJ_T_MONEY:
	case HJ_T_INSTANT:
	case HJ_T_ID:
	case HJ_T_SEALED:
		break; /* the language has none */
	}
	return no_member;
}

static const char *
set_value(const struct hj_rule_spot *s, const struct hj_rule_edit *e)
{
	if (!s->item)
		return put(s->f, s->base, e);
	if (!hj_rule_bare(s->f) || s->index >= hj_rule_items(s->f, s->base))
		return no_member;
	return put(
	    &s->f->of->row[0], hj_rule_item_at(s->f, s->base, s->index), e);
}

/* Make the list of `s` anew with `n` items, of which `from` come first, then
 * `gap` cleared ones, then those from `rest` on. */
static void
relay(struct hj_arena *a, const struct hj_rule_spot *s, size_t from, size_t gap,
    size_t rest)
{
	const size_t size = s->f->of->size;
	const size_t before = hj_rule_items(s->f, s->base);
	const size_t n = from + gap + (before - rest);
	unsigned char *list = n == 0 ? NULL : hj_alloc(a, n * size);

	if (from > 0)
		memcpy(list, hj_rule_item_at(s->f, s->base, 0), from * size);
	for (size_t i = from; i < from + gap; i++)
		hj_fields_clear(s->f->of, list + i * size);
	if (before > rest)
		memcpy(list + (from + gap) * size,
		    hj_rule_item_at(s->f, s->base, rest),
		    (before - rest) * size);
	memcpy(s->base + s->f->offset, &list, sizeof(list));
	memcpy(s->base + s->f->count, &n, sizeof(n));
}

static const char *
add(struct hj_arena *a, const struct hj_rule_spot *s,
    const struct hj_rule_edit *e)
{
	struct hj_rule_spot item = *s;
	bool valued = e->text != NULL || e->number != 0 || e->yes;

	if (s->f->type != HJ_T_LIST)
		return no_member;
	if (!s->item)
		item.index = hj_rule_items(s->f, s->base);
	if (!hj_rule_bare(s->f) && valued)
		return "expected an object";
	relay(a, s, item.index, 1, item.index);
	item.item = true;
	return hj_rule_bare(s->f) ? set_value(&item, e) : NULL;
}

static const char *
take_out(struct hj_arena *a, const struct hj_rule_spot *s)
{
	if (!s->item || s->index >= hj_rule_items(s->f, s->base))
		return no_member;
	relay(a, s, s->index, 0, s->index + 1);
	return NULL;
}

static const char *
move(struct hj_arena *a, const struct hj_rule_spot *s, int64_t to)
{
	const size_t size = s->f->of == NULL ? 0 : s->f->of->size;
	unsigned char *kept;

	if (!s->item || s->index >= hj_rule_items(s->f, s->base) ||
	    to >= (int64_t)hj_rule_items(s->f, s->base))
		return no_member;
	kept = hj_alloc(a, size);
	memcpy(kept, hj_rule_item_at(s->f, s->base, s->index), size);
	relay(a, s, s->index, 0, s->index + 1);
	relay(a, s, (size_t)to, 1, (size_t)to);
	memcpy(hj_rule_item_at(s->f, s->base, (size_t)to), kept, size);
	return NULL;
}

/* The member is absent from now on. */
static const char *
clear(const struct hj_rule_spot *s)
{
	static const unsigned char zero[sizeof(int64_t)];
	const size_t none = 0;

	if (s->item)
		return no_member;
	switch (s->f->type) {
	case HJ_T_BOOL:
		memcpy(s->base + s->f->offset, zero, sizeof(bool));
		return NULL;
	case HJ_T_WORD:
	case HJ_T_DATE:
		memcpy(s->base + s->f->offset, zero, sizeof(int32_t));
		return NULL;
	case HJ_T_INT:
		memcpy(s->base + s->f->offset, zero, sizeof(int64_t));
		return NULL;
	case HJ_T_LIST:
		memcpy(s->base + s->f->count, &none, sizeof(none));
		return NULL;
	case HJ_T_TEXT:
	case HJ_T_OBJECT:
		memcpy(s->base + s->f->offset, zero, sizeof(void *));
		return NULL;
	case HJ_T_MONEY:
	case HJ_T_INSTANT:
	case HJ_T_ID:
	case HJ_T_SEALED:
		break;
	}
	return no_member;
}

const char *
hj_rule_edit(
    struct hj_arena *a, struct hj_rule_set *set, const struct hj_rule_edit *e)
{
	bool makes = e->does == HJ_ED_SET || e->does == HJ_ED_ADD;
	struct hj_rule_spot s;

	if (!hj_rule_spot_find(&s, makes ? a : NULL, set, e->at))
		return no_member;
	switch (e->does) {
	case HJ_ED_SET:
		return set_value(&s, e);
	case HJ_ED_CLEAR:
		return clear(&s);
	case HJ_ED_ADD:
		return add(a, &s, e);
	case HJ_ED_REMOVE:
		return take_out(a, &s);
	case HJ_ED_MOVE:
		return move(a, &s, e->number);
	default:
		return no_member;
	}
}
