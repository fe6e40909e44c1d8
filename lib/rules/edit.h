/*
 * Changes to a rule set without writing JSON: one value or one item at a time,
 * by its place.
 *
 *	set     a text, word, date, number or flag at a member or a bare item
 *	clear   a member: it is absent from then on
 *	add     an item to a list, at its end or before the item named; of bare
 *	        values it is the value
 *	remove  an item of a list
 *	move    an item of a list to another place in it (`number`, from 0)
 *
 * The operations know nothing of what they change but the field tables, so
 * every key of the language can be changed by them, and a new key by itself.
 * They are total: what does not fit is told with its place and changes nothing.
 * Between two of them a document may lack what it needs; whether it holds is
 * asked at the end (hj_rule_check).
 */
#ifndef HJ_LIB_RULES_EDIT_H
#define HJ_LIB_RULES_EDIT_H

#include "lib/rules/check.h"

enum hj_edit_does {
	HJ_ED_SET = 1,
	HJ_ED_CLEAR,
	HJ_ED_ADD,
	HJ_ED_REMOVE,
	HJ_ED_MOVE,
};
extern const struct hj_words hj_edit_does_words;

struct hj_rule_edit {
	int does;       /* enum hj_edit_does */
	const char *at; /* JSON pointer */
	const char *text;
	int64_t number;
	bool yes;
};
extern const struct hj_fields hj_rule_edit_fields;

/*
 * Change `set`, which is the caller's own: lists and objects of it are
 * replaced by ones in `a`.  NULL, or what is wrong, as hj_bind() says it.
 */
const char *hj_rule_edit(struct hj_arena *a, struct hj_rule_set *set,
    const struct hj_rule_edit *edit);

#endif
