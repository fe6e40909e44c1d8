/* Taking a change back from what went on since; see undo.h. */
#include "lib/base/undo.h"

#include <stdlib.h>
#include <string.h>

#define STATE_MOST ((size_t)16 * 1024 * 1024)

static const size_t sizes[] = {
	[HJ_T_BOOL] = sizeof(bool),
	[HJ_T_INT] = sizeof(int64_t),
	[HJ_T_MONEY] = sizeof(int64_t),
	[HJ_T_TEXT] = sizeof(const char *),
	[HJ_T_WORD] = sizeof(int),
	[HJ_T_DATE] = sizeof(int32_t),
	[HJ_T_INSTANT] = sizeof(int64_t),
	[HJ_T_ID] = sizeof(const char *),
	[HJ_T_SEALED] = sizeof(struct hj_sealed),
	[HJ_T_OBJECT] = sizeof(void *),
	[HJ_T_LIST] = sizeof(void *),
};

void
hj_field_copy(const struct hj_field *f, void *to, const void *from)
{
	unsigned char *out = to;
	const unsigned char *in = from;

	memcpy(out + f->offset, in + f->offset, sizes[f->type]);
	if (f->type == HJ_T_LIST)
		memcpy(out + f->count, in + f->count, sizeof(size_t));
}

void *
hj_struct_copy(struct hj_arena *a, const struct hj_fields *t, const void *in)
{
	void *copy = hj_alloc(a, t->size);
	struct hj_error err = { 0 };
	struct hj_buf b;

	hj_buf_init(&b, STATE_MOST);
	hj_emit(&b, t, in);
	/* What was written by the table is read by it. */
	if (b.failed || hj_bind(a, t, HJ_FORM_STORED, copy, hj_buf_text(&b),
			    b.n, &err) != HJ_OK)
		abort();
	hj_buf_release(&b);
	return copy;
}

static const void *
pointed(const struct hj_field *f, const void *in)
{
	const void *object;

	memcpy(&object, (const unsigned char *)in + f->offset, sizeof(object));
	return object;
}

bool
hj_struct_same(const struct hj_fields *t, const void *x, const void *y)
{
	if (x == NULL || y == NULL)
		return x == y;
	for (; t != NULL; t = t->base)
		for (size_t i = 0; i < t->n; i++)
			if (!hj_field_same(&t->row[i], x, y))
				return false;
	return true;
}

static bool
same_items(const struct hj_field *f, const void *x, const void *y)
{
	struct hj_items p = hj_items_of(f, x), q = hj_items_of(f, y);

	if (p.n != q.n)
		return false;
	for (size_t i = 0; i < p.n; i++)
		if (!hj_struct_same(f->of, hj_item(f, p, i), hj_item(f, q, i)))
			return false;
	return true;
}

static bool
same_text(const char *p, const char *q)
{
	return p == NULL || q == NULL ? p == q : strcmp(p, q) == 0;
}

bool
hj_field_same(const struct hj_field *f, const void *x, const void *y)
{
	const unsigned char *p = (const unsigned char *)x + f->offset;
	const unsigned char *q = (const unsigned char *)y + f->offset;

	switch (f->type) {
	case HJ_T_TEXT:
	case HJ_T_ID:
		return same_text(pointed(f, x), pointed(f, y));
	case HJ_T_SEALED:
		return same_text(
		    ((const struct hj_sealed *)(const void *)p)->box,
		    ((const struct hj_sealed *)(const void *)q)->box);
	case HJ_T_OBJECT:
		return hj_struct_same(f->of, pointed(f, x), pointed(f, y));
	case HJ_T_LIST:
		return same_items(f, x, y);
	case HJ_T_BOOL:
	case HJ_T_INT:
	case HJ_T_MONEY:
	case HJ_T_WORD:
	case HJ_T_DATE:
	case HJ_T_INSTANT:
		break;
	}
	return memcmp(p, q, sizes[f->type]) == 0;
}

struct hj_items
hj_items_of(const struct hj_field *f, const void *in)
{
	struct hj_items items;

	memcpy(
	    &items.at, (const unsigned char *)in + f->offset, sizeof(items.at));
	memcpy(&items.n, (const unsigned char *)in + f->count, sizeof(items.n));
	return items;
}

void *
hj_item(const struct hj_field *f, struct hj_items items, size_t i)
{
	return i < items.n ? items.at + i * f->of->size : NULL;
}

const struct hj_field *
hj_item_field(const struct hj_field *f, const char *name)
{
	return hj_field_find(f->of, name, strlen(name));
}

/* By what an item of the list is known; NULL: by all it says. */
static const struct hj_field *
key_of(const struct hj_field *f)
{
	static const char *const names[] = { "no", "party", "org", "county",
		"id" };
	const struct hj_field *key = NULL;

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]) && key == NULL;
	     i++)
		key = hj_item_field(f, names[i]);
	return key;
}

/* The place of `item` in `items`; items.n if it is not there. */
static size_t
place_of(const struct hj_field *f, struct hj_items items, const void *item)
{
	const struct hj_field *key = key_of(f);
	size_t i;

	for (i = 0; i < items.n; i++)
		if (key != NULL
			? hj_field_same(key, hj_item(f, items, i), item)
			: hj_struct_same(f->of, hj_item(f, items, i), item))
			break;
	return i;
}

static void
remove_item(const struct hj_field *f, struct hj_items *items, size_t i)
{
	size_t size = f->of->size;

	memmove(items->at + i * size, items->at + (i + 1) * size,
	    (items->n - i - 1) * size);
	items->n--;
}

/* Put a copy of item `i` of `old` behind the one that it stood behind. */
static void
insert_item(struct hj_arena *a, const struct hj_field *f,
    struct hj_items *items, struct hj_items old, size_t i)
{
	size_t size = f->of->size, at = 0;

	if (i > 0)
		at = place_of(f, *items, hj_item(f, old, i - 1)) + 1;
	if (at > items->n)
		at = items->n;
	memmove(items->at + (at + 1) * size, items->at + at * size,
	    (items->n - at) * size);
	memcpy(items->at + at * size,
	    hj_struct_copy(a, f->of, hj_item(f, old, i)), size);
	items->n++;
}

/* Item `i` of `after` was there before or came by the change; undo that. */
static const struct hj_field *
undo_item(struct hj_arena *a, const struct hj_field *f,
    const struct hj_versions *v, size_t i, struct hj_items *now)
{
	struct hj_items before = hj_items_of(f, v->before),
			after = hj_items_of(f, v->after),
			without = hj_items_of(f, v->without);
	const void *item = hj_item(f, after, i);
	size_t at = place_of(f, *now, item);
	const struct hj_versions one = {
		.before = hj_item(f, before, place_of(f, before, item)),
		.after = item,
		.without = hj_item(f, without, place_of(f, without, item)),
		.now = hj_item(f, *now, at),
	};

	if (one.now == NULL || hj_struct_same(f->of, one.before, item))
		return NULL;
	if (one.before != NULL)
		return hj_undo_struct(a, f->of, &one);
	/* It would be there all the same. */
	if (hj_struct_same(f->of, one.without, one.now))
		return NULL;
	/* Numbers are places: only the last one can go. */
	if (!hj_struct_same(f->of, one.now, item) ||
	    (hj_item_field(f, "no") != NULL && at + 1 != now->n))
		return f;
	remove_item(f, now, at);
	return NULL;
}

static const struct hj_field *
undo_list(
    struct hj_arena *a, const struct hj_field *f, const struct hj_versions *v)
{
	struct hj_items before = hj_items_of(f, v->before),
			after = hj_items_of(f, v->after),
			old = hj_items_of(f, v->now), now = old;
	const struct hj_field *in_way;

	now.at = hj_alloc(a, (old.n + before.n) * f->of->size);
	if (old.n > 0)
		memcpy(now.at, old.at, old.n * f->of->size);
	for (size_t i = 0; i < after.n; i++) {
		in_way = undo_item(a, f, v, i, &now);
		if (in_way != NULL)
			return f;
	}
	for (size_t i = 0; i < before.n; i++) {
		const void *item = hj_item(f, before, i);

		if (place_of(f, after, item) == after.n &&
		    place_of(f, now, item) == now.n)
			insert_item(a, f, &now, before, i);
	}
	if (now.n == 0)
		now.at = NULL;
	memcpy((unsigned char *)v->now + f->offset, &now.at, sizeof(now.at));
	memcpy((unsigned char *)v->now + f->count, &now.n, sizeof(now.n));
	return NULL;
}

/* Can the object be looked into, member by member? */
static bool
is_whole(const struct hj_field *f, const struct hj_versions *v)
{
	return f->type == HJ_T_OBJECT && pointed(f, v->before) != NULL &&
	       pointed(f, v->after) != NULL && pointed(f, v->now) != NULL &&
	       pointed(f, v->without) != NULL;
}

static const struct hj_field *
undo_object(
    struct hj_arena *a, const struct hj_field *f, const struct hj_versions *v)
{
	const struct hj_versions in = {
		.before = pointed(f, v->before),
		.after = pointed(f, v->after),
		.without = pointed(f, v->without),
		.now = hj_struct_copy(a, f->of, pointed(f, v->now)),
	};

	memcpy((unsigned char *)v->now + f->offset, &in.now, sizeof(in.now));
	return hj_undo_struct(a, f->of, &in);
}

const struct hj_field *
hj_undo_member(
    struct hj_arena *a, const struct hj_field *f, const struct hj_versions *v)
{
	struct hj_versions w = *v;

	if (w.without == NULL)
		w.without = w.before;
	if (hj_field_same(f, w.before, w.after))
		return NULL;
	if (f->type == HJ_T_LIST)
		return undo_list(a, f, &w);
	if (is_whole(f, &w))
		return undo_object(a, f, &w) == NULL ? NULL : f;
	if (hj_field_same(f, w.now, w.without))
		/* Said again since: that rests on it, unless it is a yes. */
		return f->type == HJ_T_BOOL || !hj_field_same(f, w.now, w.after)
			   ? NULL
			   : f;
	if (!hj_field_same(f, w.now, w.after))
		return f;
	hj_field_copy(f, w.now, w.before);
	return NULL;
}

const struct hj_field *
hj_undo_struct(
    struct hj_arena *a, const struct hj_fields *t, const struct hj_versions *v)
{
	for (; t != NULL; t = t->base)
		for (size_t i = 0; i < t->n; i++) {
			const struct hj_field *in_way =
			    hj_undo_member(a, &t->row[i], v);

			if (in_way != NULL)
				return in_way;
		}
	return NULL;
}
