/*
 * What happens to the disputes of a made-up county: who brings them where, and
 * what becomes of them.
 */
#ifndef HJ_TESTS_BENCH_STORY_H
#define HJ_TESTS_BENCH_STORY_H

#include "tests/bench/life.h"

/* Where somebody sits who takes part in stories. */
enum place {
	VILLAGE, /* the committee above the grid: what the bench works at */
	OTHER_VILLAGE,
	TOWNSHIP,
	COUNTY,
	INDUSTRY,
	STUDIO,
	POLICE,
	TRAFFIC,
	LABOUR,
	GRID,
	PLACES,
};

struct desk {
	const struct hj_org *org;
	const struct hj_person *head;
	const struct hj_person *staff; /* mediates, registers */
};

struct county {
	struct desk desk[PLACES];
	int64_t from, to; /* instants between which disputes begin */
};

/* Find the desks of the demonstration county; false if one is missing. */
bool county_find(struct county *c, const struct hj_directory *dir);

/*
 * Story `number` of `seed`, told into `l` (see life_begin) from registration to
 * its end or to county->to.
 *
 * Of every four disputes the first stays in mediation at VILLAGE for good, and
 * the second is settled there with a long timeline (30 events and more); the
 * others are whatever the dice say.
 */
void story_tell(
    struct life *l, const struct county *county, int64_t seed, int64_t number);

#endif
