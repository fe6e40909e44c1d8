/*
 * How alike two matters are, part by part, and what the one may be to the
 * other.  A person decides; this only says why he should look.
 *
 * Parts and their points (alike.c):
 *
 *	identity   the same identity number or credit code      40
 *	phone      the same telephone number; and name    25 or 40
 *	name       the same name                                25
 *	near_name  a name with a part in common                 10
 *	text       facts that share their words; nobody named   up to 25; 30
 *	place      the same place; the same township        5 or 3
 *	category   the same category                             5
 *	date       within 30 days; within a year            5 or 2
 *
 * Of people the two best pairs count, the second at most 30.  Somebody whose
 * identity number is known on both sides and differs is another person,
 * whatever his name and telephone.  The words of a name do not count as words
 * of the facts.  From HJ_ALIKE_LEAST points on a candidate is shown.
 *
 * What it may be, the first that fits:
 *
 *	same_parties   the facts are of something else
 *	same_dispute   the other one is open
 *	same_facts     it is closed, and the facts are nearly word for word the
 *	               same: new reasons are needed (信访工作条例36)
 *	recurs_after   it is closed, and the facts are alike
 */
#ifndef HJ_LIB_COMMANDS_LINKS_ALIKE_H
#define HJ_LIB_COMMANDS_LINKS_ALIKE_H

#include "lib/base/arena.h"
#include "lib/base/field.h"

#define HJ_ALIKE_LEAST 40 /* points */

enum hj_alike_part {
	HJ_AP_IDENTITY = 1,
	HJ_AP_PHONE,
	HJ_AP_NAME,
	HJ_AP_NEAR_NAME,
	HJ_AP_TEXT,
	HJ_AP_PLACE,
	HJ_AP_CATEGORY,
	HJ_AP_DATE,
};
extern const struct hj_words hj_alike_part_words;

/* A party as it is compared; texts are folded, NULL or "" where not known. */
struct hj_alike_party {
	int64_t no;
	const char *name;
	const char *phone;
	const char *identity;
	const int64_t *pair; /* bigrams of the name, ascending */
	size_t n_pair;
};

struct hj_matter {
	struct hj_alike_party *party;
	size_t n_party;
	const int64_t *text; /* bigrams of the facts, or else of the title */
	size_t n_text;
	const char *place; /* division code, or NULL */
	const char *category;
	int32_t on; /* day, 0 if unknown */
	bool closed;
};

/* One part of a likeness. */
struct hj_alike_reason {
	int part; /* enum hj_alike_part */
	int64_t points;
	int64_t asked; /* numbers of parties, 0 where it is about none */
	int64_t party;
	int64_t percent; /* of the words, in text */
};

struct hj_alike {
	struct hj_alike_reason *reason;
	size_t n;
	int64_t score; /* sum of the points */
	int kind;      /* enum hj_link_kind that is suggested */
};

/* How alike `other` is to `asked`; the reasons are made in `a`. */
struct hj_alike hj_alike(struct hj_arena *a, const struct hj_matter *asked,
    const struct hj_matter *other);

#endif
