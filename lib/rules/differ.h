/*
 * What one rule set says otherwise than another: the page that a second person
 * signs.
 *
 * Members are compared by the field tables; items of a list are laid beside
 * each other in their order, those of one name as the same item, the others by
 * their place.  Two documents that differ have at least one difference; equal
 * ones have none.  An item that is there or not is one difference, whatever it
 * holds.
 */
#ifndef HJ_LIB_RULES_DIFFER_H
#define HJ_LIB_RULES_DIFFER_H

#include "lib/rules/rules.h"

#define HJ_DIFFERENCES_MOST 20000

enum hj_difference_how {
	HJ_DF_CHANGED = 1,
	HJ_DF_ADDED,
	HJ_DF_REMOVED,
};
extern const struct hj_words hj_difference_how_words;

struct hj_rule_difference {
	const char *at;  /* JSON pointer, in the new set; removed: in the old */
	int how;         /* enum hj_difference_how */
	const char *was; /* canonical JSON; NULL: it was not there */
	const char *is;  /* the same; NULL: it is not there any more */
};

/* Its canonical bytes are what a signature's digest is of. */
struct hj_rule_page {
	const char *from; /* id of the old set; NULL: there is none */
	const char *to;   /* of the new one */
	int64_t changed;
	int64_t added;
	int64_t removed;
	struct hj_rule_difference *differences;
	size_t n_differences;
};
extern const struct hj_fields hj_rule_page_fields;

/* Compare `from` (NULL: nothing was there) with `to`; made in `a`. */
struct hj_rule_page hj_rule_differ(struct hj_arena *a,
    const struct hj_rule_set *from, const struct hj_rule_set *to);

#endif
