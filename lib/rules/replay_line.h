/*
 * The report of a replay: one line of JSON a dispute, in order of their ids,
 * and a last one that sums up.
 *
 * A line says where the two rules part (`at`), what each says there with its
 * rule (`old`, `new`; absent: nothing follows), and what became of the matter:
 * in `old_outcome` as it was, in `new_outcome` the same if they never part,
 * else `unknown`: of what people would have done then nothing is said.
 */
#ifndef HJ_LIB_RULES_REPLAY_LINE_H
#define HJ_LIB_RULES_REPLAY_LINE_H

#include "lib/rules/replay.h"

/* What a rule says there. */
struct hj_replay_said {
	int act; /* enum hj_did_act */
	const char *article;
	int32_t due_on;
	const char *zh; /* as a course tells it */
	const char *en;
	const char *rule; /* JSON pointer in the set named */
	const char *set;
};

struct hj_replay_line {
	int64_t at; /* absent: they do not part */
	const char *code;
	const char *dispute; /* id */
	struct hj_replay_said *old, *new;
	struct hj_replay_outcome *old_outcome, *new_outcome;
	int32_t registered_on;
	int result;      /* enum hj_replay_verdict */
	const char *was; /* id of the set it rests on */
};
extern const struct hj_fields hj_replay_line_fields;

/* How many part by one rule. */
struct hj_replay_count {
	int act; /* enum hj_did_act */
	int64_t disputes;
	const char *rule; /* of the candidate; of the old set if it is silent */
	const char *set;
};
extern const struct hj_fields hj_replay_count_fields;

struct hj_replay_summary {
	struct hj_replay_count *by_rule; /* by set, rule and act */
	size_t n_by_rule;
	const char *candidate; /* name */
	const char *candidate_id;
	const char *county;  /* whose disputes; a prefix of its code */
	const char *digest;  /* SHA-256 of all lines before, with their ends */
	int64_t disputes;    /* in all */
	int64_t events;      /* told in all that were played */
	const char *instead; /* what it was told to stand for */
	int64_t running;     /* open, of those that are the same or differ */
	int64_t same, differs, not_concerned, elsewhere, no_set, too_much;
	int64_t until; /* the end of the history */
};
extern const struct hj_fields hj_replay_summary_fields;

/* The line of one dispute, made in `a`. */
struct hj_replay_line hj_replay_line_of(struct hj_arena *a,
    const struct hj_replay_matter *m, const struct hj_replay_result *r);

/* Count it; lists grow in `a`. */
void hj_replay_sum(struct hj_arena *a, struct hj_replay_summary *sum,
    const struct hj_replay_matter *m, const struct hj_replay_line *line);

#endif
