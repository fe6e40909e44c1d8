/* Where somebody of the demonstration county sits who takes part in stories. */
#ifndef HJ_TESTS_BENCH_COUNTY_H
#define HJ_TESTS_BENCH_COUNTY_H

#include "lib/policy/directory.h"

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

#endif
