/*
 * Why something followed by itself: the rule, its article, the facts that were
 * looked at, and what else fitted and lost.
 *
 * It is made when it follows, by the sets that the dispute keeps, and stands in
 * the event; nothing is looked up again when it is read.  Included by event.h.
 */
#ifndef HJ_LIB_DISPUTE_REASON_H
#define HJ_LIB_DISPUTE_REASON_H

#include "lib/base/field.h"

/* A fact as it was then. */
struct hj_reason_fact {
	const char *zh, *en;
	const char *value_zh, *value_en;
};

/* A rule that also fitted. */
struct hj_reason_loser {
	const char *set;  /* name of its set */
	const char *rule; /* its name, or JSON pointer */
	const char *zh, *en;
	const char *why_zh, *why_en; /* why it does not hold */
};

struct hj_reason {
	const char *set;  /* id of the rule set */
	const char *rule; /* JSON pointer in it: "/ladder/0/exits/1" */
	const char *zh;   /* what followed */
	const char *en;
	const char *article; /* NULL: none is cited */
	int certainty;       /* enum hj_certainty */
	struct hj_reason_fact *facts;
	size_t n_facts;
	struct hj_reason_loser *losers;
	size_t n_losers;
};
extern const struct hj_fields hj_reason_fields;

#endif
