/*
 * A place in a rule set, as a JSON pointer names it: "/ladder/0/attempts".
 *
 * Faults, sentences, changes and differences all speak of places; this is the
 * one reader of them.  Names of members hold neither "/" nor "~", so nothing is
 * escaped.
 */
#ifndef HJ_LIB_RULES_SPOT_H
#define HJ_LIB_RULES_SPOT_H

#include "lib/rules/rules.h"

struct hj_rule_spot {
	const struct hj_field *f; /* the member; of an item its list */
	unsigned char *base;      /* the struct that the member is in */
	bool item;
	size_t index; /* of the item; one behind the last is a place too */
};

/*
 * Find the place `at` in `set`; false if there is none.  Objects that are
 * missing on the way are made in `make`, or (NULL) there is no such place.
 */
bool hj_rule_spot_find(struct hj_rule_spot *ret, struct hj_arena *make,
    struct hj_rule_set *set, const char *at);

/*
 * Write the place in words: "层级 · 村(社区)调解 · 次数".  What is not there is
 * written as it stands.
 */
void hj_rule_spot_say(struct hj_buf *b, const struct hj_rule_set *set,
    const char *at, enum hj_lang lang);

/* How many items the list has, and the address of item `i`. */
size_t hj_rule_items(const struct hj_field *list, const void *base);
unsigned char *hj_rule_item_at(
    const struct hj_field *list, const void *base, size_t i);

/* Are its items bare values? */
bool hj_rule_bare(const struct hj_field *list);

#endif
