/*
 * Which body a matter might go to, and why.
 *
 * Points are added up from parts that are each told: whether the place lies in
 * the division the body serves, whether its kind is for the category, how much
 * it has open beside the others, and whether it dealt with the same people
 * last or would not take this very matter.  The points are this program's, no
 * law's; nothing is ever sent because of them.
 */
#ifndef HJ_LIB_POLICY_SUGGEST_H
#define HJ_LIB_POLICY_SUGGEST_H

#include "lib/policy/directory.h"

enum hj_suggest_part {
	HJ_SG_PLACE,
	HJ_SG_CATEGORY,
	HJ_SG_LOAD,
	HJ_SG_BEFORE,
	HJ_SG__MAX
};
extern const char *const hj_suggest_parts[HJ_SG__MAX]; /* "place" ... */

/* What is known of the matter. */
struct hj_wish {
	const char *county;
	const char *place;    /* division code; NULL: unknown */
	const char *category; /* MoJ; NULL: unknown */
	const char *asker;    /* organisation, which is not suggested itself */
	bool court;           /* for mediation on a court's behalf */
	const char *dealt;    /* ids, by commas; NULL: none */
	const char *turned;   /* who refused, returned or let this one lapse */
};

/* Points of one part, and why; no reason: nothing to say. */
struct hj_suggest_why {
	int64_t points;
	const char *zh;
	const char *en;
};

struct hj_suggestion {
	const struct hj_org *org;
	int64_t open; /* procedures it has open */
	int64_t score;
	struct hj_suggest_why why[HJ_SG__MAX];
};

/*
 * The bodies of the county that may handle it, the best first, at most `most`
 * in `ret`; how many.  `open` is how many procedures each body of dir->org has
 * open, in the same order.  Of equals the one with less to do comes first,
 * then by id.
 */
size_t hj_suggest(const struct hj_directory *dir, const struct hj_wish *w,
    const int64_t *open, struct hj_suggestion *ret, size_t most);

/* Is such a body there for the category (MoJ), or for all; NULL: not known? */
bool hj_kind_is_for(const struct hj_body_kind *kind, const char *category);

#endif
