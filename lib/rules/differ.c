/* What one rule set says otherwise than another; see differ.h. */
#include "lib/rules/differ.h"

#include "lib/rules/spot.h"

#include <string.h>

static const struct hj_word how_list[] = {
	{ NULL, NULL, NULL },
	{ "changed", "改为", "changed" },
	{ "added", "增加", "added" },
	{ "removed", "删去", "removed" },
};
const struct hj_words hj_difference_how_words = HJ_WORDS(how_list);

/* clang-format off */
static const struct hj_field difference_rows[] = {
	HJ_TEXT(hj_rule_difference, at, HJ_REQUIRED, 400, "位置|place"),
	HJ_WORD(hj_rule_difference, how, HJ_REQUIRED, &hj_difference_how_words, "如何|how"),
	HJ_TEXT(hj_rule_difference, is, 0, HJ_RULE_SET_MOST, "现在|is"),
	HJ_TEXT(hj_rule_difference, was, 0, HJ_RULE_SET_MOST, "原来|was"),
};
static const struct hj_fields difference_fields = HJ_FIELDS(hj_rule_difference, difference_rows);

static const struct hj_field page_rows[] = {
	HJ_INT(hj_rule_page, added, HJ_REQUIRED, 0, HJ_DIFFERENCES_MOST, "增加处数|added"),
	HJ_INT(hj_rule_page, changed, HJ_REQUIRED, 0, HJ_DIFFERENCES_MOST, "改动处数|changed"),
	HJ_LIST(hj_rule_page, differences, HJ_REQUIRED, &difference_fields, HJ_DIFFERENCES_MOST, "逐处差异|differences"),
	HJ_TEXT(hj_rule_page, from, 0, 64, "原规则集|old set"),
	HJ_INT(hj_rule_page, removed, HJ_REQUIRED, 0, HJ_DIFFERENCES_MOST, "删去处数|removed"),
	HJ_TEXT(hj_rule_page, to, 0, 64, "新规则集|new set"),
};
/* clang-format on */
const struct hj_fields hj_rule_page_fields = HJ_FIELDS(hj_rule_page, page_rows);

struct differ {
	struct hj_arena *a;
	struct hj_rule_page page;
};

/* A list that is compared, with the texts and names of its items. */
struct side {
	const unsigned char *base;
	size_t n;
	const char **text;
	const char **name; /* NULL where an item has none */
};

/* The value of member `f` of `base` as canonical JSON; NULL if it is absent. */
static const char *
value(struct hj_arena *a, const struct hj_field *f, const void *base)
{
	const struct hj_fields one = { .row = f, .n = 1 };
	struct hj_buf b;
	const char *colon;
	size_t n;

	hj_buf_init(&b, 2 * HJ_RULE_SET_MOST);
	hj_emit(&b, &one, base);
	n = b.n;
	if (n <= 2) {
		hj_buf_release(&b);
		return NULL;
	}
	colon = strchr(hj_buf_keep(a, &b), ':');
	return hj_strndup(a, colon + 1, n - 1 - strlen(f->name) - 4);
}

static void
tell(struct differ *d, int how, const char *at, const char *was, const char *is)
{
	if (d->page.n_differences == HJ_DIFFERENCES_MOST)
		return;
	*HJ_PUSH(d->a, d->page.differences, d->page.n_differences) =
	    (struct hj_rule_difference){ at, how, was, is };
	d->page.changed += how == HJ_DF_CHANGED;
	d->page.added += how == HJ_DF_ADDED;
	d->page.removed += how == HJ_DF_REMOVED;
}

static void compare(struct differ *d, const struct hj_fields *t, const char *at,
    const unsigned char *was, const unsigned char *is);

static const char *
item_text(
    struct hj_arena *a, const struct hj_field *list, const unsigned char *item)
{
	struct hj_buf b;

	if (hj_rule_bare(list))
		return value(a, &list->of->row[0], item);
	hj_buf_init(&b, 2 * HJ_RULE_SET_MOST);
	hj_emit(&b, list->of, item);
	return hj_buf_keep(a, &b);
}

static struct side
side_of(
    struct hj_arena *a, const struct hj_field *list, const unsigned char *base)
{
	const struct hj_field *name = hj_field_find(list->of, "name", 4);
	struct side s = { .base = base, .n = hj_rule_items(list, base) };

	s.text = hj_alloc(a, (s.n + 1) * sizeof(*s.text));
	s.name = hj_alloc(a, (s.n + 1) * sizeof(*s.name));
	for (size_t i = 0; i < s.n; i++) {
		const unsigned char *item = hj_rule_item_at(list, base, i);

		s.text[i] = item_text(a, list, item);
		if (name != NULL && name->type == HJ_T_TEXT)
			memcpy(
			    &s.name[i], item + name->offset, sizeof(s.name[i]));
	}
	return s;
}

/* Is it the same item: of one name, or saying the same? */
static bool
same(const struct side *was, size_t i, const struct side *is, size_t j)
{
	if (was->name[i] != NULL && is->name[j] != NULL)
		return strcmp(was->name[i], is->name[j]) == 0;
	return strcmp(was->text[i], is->text[j]) == 0;
}

static void
items(struct differ *d, const struct hj_field *list, const char *at,
    const struct side *was, size_t i, const struct side *is, size_t j)
{
	const char *place = hj_rule_place(d->a, at, j);

	if (strcmp(was->text[i], is->text[j]) == 0)
		return;
	if (hj_rule_bare(list))
		tell(d, HJ_DF_CHANGED, place, was->text[i], is->text[j]);
	else
		compare(d, list->of, place, hj_rule_item_at(list, was->base, i),
		    hj_rule_item_at(list, is->base, j));
}

/*
 * What stands between two items that are the same: unnamed ones beside each
 * other are one item that changed, the rest came and went.
 */
static void
between(struct differ *d, const struct hj_field *list, const char *at,
    const struct side *was, size_t i, size_t i_end, const struct side *is,
    size_t j, size_t j_end)
{
	while (i < i_end && j < j_end && was->name[i] == NULL &&
	       is->name[j] == NULL)
		items(d, list, at, was, i++, is, j++);
	for (; i < i_end; i++)
		tell(d, HJ_DF_REMOVED, hj_rule_place(d->a, at, i), was->text[i],
		    NULL);
	for (; j < j_end; j++)
		tell(d, HJ_DF_ADDED, hj_rule_place(d->a, at, j), NULL,
		    is->text[j]);
}

/* The longest row of same items, from each pair of places on (backwards). */
static size_t *
longest(struct hj_arena *a, const struct side *was, const struct side *is)
{
	const size_t width = is->n + 1;
	size_t *best = hj_alloc(a, (was->n + 1) * width * sizeof(*best));

	for (size_t i = was->n; i-- > 0;)
		for (size_t j = is->n; j-- > 0;) {
			size_t *here = &best[i * width + j];

			*here = best[(i + 1) * width + j];
			if (best[i * width + j + 1] > *here)
				*here = best[i * width + j + 1];
			if (same(was, i, is, j))
				*here = best[(i + 1) * width + j + 1] + 1;
		}
	return best;
}

static void
lists(struct differ *d, const struct hj_field *list, const char *at,
    const unsigned char *was_base, const unsigned char *is_base)
{
	struct side was = side_of(d->a, list, was_base);
	struct side is = side_of(d->a, list, is_base);
	const size_t *best = longest(d->a, &was, &is);
	const size_t width = is.n + 1;
	size_t i = 0, j = 0, i_gap = 0, j_gap = 0;

	while (i < was.n && j < is.n) {
		if (same(&was, i, &is, j) &&
		    best[i * width + j] == best[(i + 1) * width + j + 1] + 1) {
			between(d, list, at, &was, i_gap, i, &is, j_gap, j);
			items(d, list, at, &was, i++, &is, j++);
			i_gap = i;
			j_gap = j;
		} else if (best[(i + 1) * width + j] >=
			   best[i * width + j + 1]) {
			i++;
		} else {
			j++;
		}
	}
	between(d, list, at, &was, i_gap, was.n, &is, j_gap, is.n);
}

static void
member(struct differ *d, const struct hj_field *f, const char *at,
    const unsigned char *was, const unsigned char *is)
{
	const char *before = value(d->a, f, was), *now = value(d->a, f, is);
	const char *place = hj_concat(d->a, at, "/", f->name, NULL);
	const unsigned char *a, *b;

	if (before == NULL && now == NULL)
		return;
	if (before != NULL && now != NULL && strcmp(before, now) == 0)
		return;
	if (f->type == HJ_T_LIST) {
		lists(d, f, place, was, is);
	} else if (before == NULL || now == NULL || f->type != HJ_T_OBJECT) {
		tell(d,
		    before == NULL ? HJ_DF_ADDED
		    : now == NULL  ? HJ_DF_REMOVED
				   : HJ_DF_CHANGED,
		    place, before, now);
	} else {
		memcpy(&a, was + f->offset, sizeof(a));
		memcpy(&b, is + f->offset, sizeof(b));
		compare(d, f->of, place, a, b);
	}
}

static void
compare(struct differ *d, const struct hj_fields *t, const char *at,
    const unsigned char *was, const unsigned char *is)
{
	for (size_t i = 0; i < t->n; i++)
		member(d, &t->row[i], at, was, is);
}

struct hj_rule_page
hj_rule_differ(struct hj_arena *a, const struct hj_rule_set *from,
    const struct hj_rule_set *to)
{
	struct hj_rule_set nothing = { 0 };
	struct differ d = { .a = a };

	d.page.from = from == NULL ? NULL : from->id;
	d.page.to = to->id;
	compare(&d, &hj_rule_set_fields, "",
	    (const void *)(from == NULL ? &nothing : from), (const void *)to);
	return d.page;
}
