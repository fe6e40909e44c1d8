/*
 * Taking a change back from a struct that went on since, by its field table.
 *
 * Four versions of one struct are compared member by member: how it was before
 * the change, after it, how it is now, and how it would be now without the
 * change.  What the change set and nobody touched since becomes what it was;
 * what was set anew since stays.  What went on from the change cannot be taken
 * back: that member is told.
 *
 * Lists are compared by item.  An item is known by the first member of these
 * that its table has: no, party, org, county, id; else by all it says.
 */
#ifndef HJ_LIB_BASE_UNDO_H
#define HJ_LIB_BASE_UNDO_H

#include "lib/base/field.h"

struct hj_versions {
	const void *before;
	const void *after;
	const void *without; /* NULL: there would be none */
	void *now;           /* in which it is taken back */
};

/* Copy the member `f` of one struct to another; what it points to is shared. */
void hj_field_copy(const struct hj_field *f, void *to, const void *from);

/* A copy of the struct with all that it holds, in `a`. */
void *hj_struct_copy(
    struct hj_arena *a, const struct hj_fields *t, const void *in);

/* Does the member `f` say the same in both structs? */
bool hj_field_same(const struct hj_field *f, const void *x, const void *y);

/* Do both structs say the same?  Either may be NULL: then both must be. */
bool hj_struct_same(const struct hj_fields *t, const void *x, const void *y);

/* The items of the list `f` of the struct `in`. */
struct hj_items {
	unsigned char *at;
	size_t n;
};
struct hj_items hj_items_of(const struct hj_field *f, const void *in);

/* Item `i`, from 0, of the list `f`; NULL if there is none. */
void *hj_item(const struct hj_field *f, struct hj_items items, size_t i);

/* The member of that name in the items of the list `f`, or NULL. */
const struct hj_field *hj_item_field(
    const struct hj_field *f, const char *name);

/*
 * Take the change back from every member (of member `f`) of v->now, which must
 * share nothing with the others: see hj_struct_copy().  NULL if it was done,
 * else the member in the way; v->now is of no use then.
 */
const struct hj_field *hj_undo_struct(
    struct hj_arena *a, const struct hj_fields *t, const struct hj_versions *v);
const struct hj_field *hj_undo_member(
    struct hj_arena *a, const struct hj_field *f, const struct hj_versions *v);

#endif
