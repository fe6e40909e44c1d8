/*
 * What happens to the disputes of a made-up county: who brings them where, and
 * what becomes of them.
 */
#ifndef HJ_TESTS_BENCH_STORY_H
#define HJ_TESTS_BENCH_STORY_H

#include "tests/bench/county.h"
#include "server/county/life.h"

/*
 * Story `number` of `seed`, told into `l` (see hj_life_begin) from registration
 * to its end or to county->to.
 *
 * Of every four disputes the first stays in mediation at VILLAGE for good, and
 * the second is settled there with a long timeline (30 events and more); the
 * others are whatever the dice say.
 */
void story_tell(struct hj_life *l, const struct county *county, int64_t seed,
    int64_t number);

#endif
