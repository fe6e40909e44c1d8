/*
 * A dispute is moved to another rule set (改用规则集): by somebody's act, with
 * a reason, never by itself.
 *
 * The event names both sets by their digests and lists what changes: the step
 * of the new ladder for each of the former one, and each limit that ran, with
 * its former last day and the new one.  How the limits are counted is told by
 * their own events beside it.
 */
#ifndef HJ_LIB_DISPUTE_MIGRATION_H
#define HJ_LIB_DISPUTE_MIGRATION_H

#include "lib/dispute/dispute.h"

/* Step `from` of the former ladder is `to` of the new one; 0: none is. */
struct hj_step_pair {
	int64_t from, to;
};

/* What becomes of a limit that ran under the former set. */
enum hj_limit_fate {
	HJ_LF_MOVED = 1, /* it keeps its start; its last day is counted anew */
	HJ_LF_ENDED,     /* the new set has no such limit */
	HJ_LF_WAITS,     /* its start is not known yet, under either */
};
extern const struct hj_words hj_limit_fate_words;

struct hj_limit_moved {
	int64_t clock; /* its number */
	const char *rule;
	int fate;           /* enum hj_limit_fate */
	int32_t old_due_on; /* 0: it waited, or has no day */
	int32_t due_on;     /* the same */
};

struct hj_rules_migrated {
	const char *from, *from_name; /* id and name of the former set */
	const char *to, *to_name;
	struct hj_ladder *ladder; /* as it is now; NULL: it is another set's */
	struct hj_step_pair *steps;
	size_t n_steps;
	struct hj_limit_moved *limits;
	size_t n_limits;
	struct hj_judged *judged; /* what was said of facts, said of `to` */
	size_t n_judged;
	struct hj_reason *because; /* the same in words, for its explanation */
	struct hj_sealed reason;
};

#endif
