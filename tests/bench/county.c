/* The desks of the demonstration county; see county.h. */
#include "tests/bench/county.h"

#include <string.h>

static bool
staff(struct desk *desk, const struct hj_directory *dir)
{
	for (size_t i = 0; i < dir->n_person; i++) {
		const struct hj_person *p = &dir->person[i];

		if (p->org == NULL || strcmp(p->org, desk->org->id) != 0)
			continue;
		if (p->roles & HJ_RO(HEAD))
			desk->head = p;
		else if (p->roles & (HJ_RO(CLERK) | HJ_RO(GRID)))
			desk->staff = p;
	}
	if (desk->head == NULL)
		desk->head = desk->staff;
	return desk->staff != NULL;
}

/* Is it the committee that has a grid below it? */
static bool
has_grid(const struct hj_directory *dir, const struct hj_org *org)
{
	for (size_t i = 0; i < dir->n_org; i++)
		if (strcmp(dir->org[i].kind->name, "grid") == 0 &&
		    dir->org[i].parent != NULL &&
		    strcmp(dir->org[i].parent, org->id) == 0)
			return true;
	return false;
}

static bool
sits_at(
    const struct hj_directory *dir, const struct hj_org *org, enum place place)
{
	static const char *const kinds[PLACES] = {
		[VILLAGE] = "village_committee",
		[OTHER_VILLAGE] = "village_committee",
		[TOWNSHIP] = "township_committee",
		[COUNTY] = "county_committee",
		[INDUSTRY] = "industry_committee",
		[STUDIO] = "personal_studio",
		[POLICE] = "police_station",
		[TRAFFIC] = "traffic_police",
		[LABOUR] = "organ_labour",
		[GRID] = "grid",
	};

	if (org->closed || strcmp(org->county, "999901") != 0 ||
	    strcmp(org->kind->name, kinds[place]) != 0)
		return false;
	if (place == VILLAGE || place == OTHER_VILLAGE)
		return has_grid(dir, org) == (place == VILLAGE);
	return true;
}

bool
county_find(struct county *c, const struct hj_directory *dir)
{
	for (int place = 0; place < PLACES; place++) {
		for (size_t i = 0; i < dir->n_org; i++)
			if (sits_at(dir, &dir->org[i], (enum place)place))
				c->desk[place].org = &dir->org[i];
		if (c->desk[place].org == NULL || !staff(&c->desk[place], dir))
			return false;
	}
	return true;
}
