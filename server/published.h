/*
 * The rule sets that counties have published, beside those that ship.
 */
#ifndef HJ_SERVER_PUBLISHED_H
#define HJ_SERVER_PUBLISHED_H

#include "lib/commands/ruleset/ruleset.h"

/* The counties' rules while they are put together. */
struct hj_county_list {
	struct hj_county_rules *item;
	size_t n;
};

/*
 * Those of `shipped` and behind them the documents of `list` that were ever put
 * in force, made in `a`: what a dispute has pinned stays known, withdrawn or
 * not.
 */
struct hj_rules hj_published_join(struct hj_arena *a,
    const struct hj_rules *shipped, const struct hj_ruleset *const *list,
    size_t n);

/* Tell each county of `counties` which of `list` it has put in force. */
void hj_published_enact(struct hj_arena *a, struct hj_county_list *counties,
    const struct hj_rules *rules, const struct hj_ruleset *const *list,
    size_t n);

#endif
