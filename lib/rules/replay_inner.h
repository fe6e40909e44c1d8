/* What the two halves of a replay share: the sets, and the playing. */
#ifndef HJ_LIB_RULES_REPLAY_INNER_H
#define HJ_LIB_RULES_REPLAY_INNER_H

#include "lib/rules/course.h"
#include "lib/rules/reader.h"

/* The matter under one of the two. */
struct hj_replay_side {
	struct hj_rules sets;
	struct hj_course *course;
	size_t seen; /* of what followed */
	bool looks;  /* its sets look at where the matter stands */
	const char *setting[HJ_SE__MAX];
};

/* Does a set look at where the matter stands, or at facts? */
bool hj_replay_looks(const struct hj_rule_set *set);

/* What the candidate stands in for; NULL with the reason. */
const struct hj_rule_set *hj_replay_find_was(const struct hj_replay_ground *g,
    const struct hj_replay_matter *m, int *ret_verdict);

/* The sets of each side, in the order in which they are pinned. */
void hj_replay_gather(struct hj_arena *a, const struct hj_replay_ground *g,
    const struct hj_replay_matter *m, const struct hj_rule_set *was,
    struct hj_replay_side *old, struct hj_replay_side *new);

#endif
