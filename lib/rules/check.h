/*
 * What is wrong with a rule set, all of it at once, each fault with its place.
 *
 * A document whose form is wrong (unknown members, wrong types, bounds) is told
 * those faults only; one whose form is right is told what it says that cannot
 * hold.  A document with a fault is refused whole.  The checks are bounded: a
 * decision table is looked at cell by cell, up to HJ_CELLS_MOST.
 *
 * To add a check: its kind and sentence here and in check.c, the check in the
 * file of its subject, and an operator in tests/unit/rule_operators.mjs that
 * makes the fault.
 */
#ifndef HJ_LIB_RULES_CHECK_H
#define HJ_LIB_RULES_CHECK_H

#include "lib/policy/directory.h"
#include "lib/rules/rules.h"

#define HJ_CELLS_MOST 20000 /* of one table */
#define HJ_FAULTS_MOST 500  /* listed; a document needs no more */

enum hj_rule_fault_kind {
	HJ_RF_SHAPE = 1,
	HJ_RF_UNKNOWN,     /* speaks of something that is not there */
	HJ_RF_TWICE,       /* a name given twice */
	HJ_RF_LOOP,        /* goes round without end */
	HJ_RF_TYPE,        /* a test or a value does not fit the fact */
	HJ_RF_NEVER,       /* a condition that cannot hold */
	HJ_RF_GAP,         /* a table says nothing for a case */
	HJ_RF_OVERLAP,     /* two rules fit, and none goes before */
	HJ_RF_UNREACHABLE, /* a row or step that nothing leads to */
	HJ_RF_NO_WAY_OUT,  /* a ladder without suit or arbitration at its end */
	HJ_RF_OBSTACLE,    /* bars or delays a party's own way */
	HJ_RF_NO_START,
	HJ_RF_NO_END,
	HJ_RF_NO_TEXT,    /* a citation, source or name without words */
	HJ_RF_BEYOND_LAW, /* longer than the statute */
	HJ_RF_CONTRARY,   /* two members of one rule contradict each other */
	HJ_RF_TOO_LARGE,  /* a table of too many cases to look at */
	HJ_RF__MAX,
};

/* Name, and what people are told. */
extern const struct hj_words hj_rule_fault_words;

struct hj_rule_fault {
	const char *at;   /* JSON pointer */
	int kind;         /* enum hj_rule_fault_kind */
	const char *what; /* the name or case it is about; NULL: none */
};

struct hj_rule_faults {
	struct hj_rule_fault *item;
	size_t n;
};

/* What the world outside the document has; any may be NULL: not looked at. */
struct hj_rule_known {
	const struct hj_directory *bodies;
	const struct hj_rules *law; /* the sets of statute */
	const struct hj_name *categories;
	size_t n_categories;
	/* Does some command ask for a guard of this name? */
	bool (*guard)(const char *name);
};

/* The faults of a document of `len` bytes at `text`, made in `a`. */
struct hj_rule_faults hj_rule_check(struct hj_arena *a, const char *text,
    size_t len, const struct hj_rule_known *known);

/* The same of a set that was read. */
struct hj_rule_faults hj_rule_set_check(struct hj_arena *a,
    const struct hj_rule_set *set, const struct hj_rule_known *known);

#endif
