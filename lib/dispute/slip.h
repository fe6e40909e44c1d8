/*
 * Slips of parties (回执、查询密码): what each may show to be let in.
 *
 * Registration hands one slip to who asks for mediation (`door` of the
 * dispute).  Any party may be given one of its own at a counter, also in place
 * of one that was lost: the former one then opens nothing any more.  A slip
 * speaks for its party alone.
 *
 * Included by dispute.h.
 */
#ifndef HJ_LIB_DISPUTE_SLIP_H
#define HJ_LIB_DISPUTE_SLIP_H

#include "lib/base/field.h"

#define HJ_SLIPS_MOST 2000

/* The slip that a party holds now. */
struct hj_party_slip {
	int64_t party;
	const char *door; /* keyed digest of code and secret, 32 hex */
	int32_t given_on;
};

struct hj_slip_given {
	int64_t party;
	const char *code; /* of the dispute */
	const char *door;
	int32_t on;
	bool ends_first;          /* the registration's slip opens no more */
	struct hj_sealed secret;  /* the slip's */
	struct hj_sealed checked; /* how the bearer was known, in words */
};

struct hj_dispute;

extern const struct hj_fields hj_party_slip_fields;

/* Who the registration's slip speaks for: who asks, or the first of equals; 0
 * if nobody is left. */
int64_t hj_first_party(const struct hj_dispute *d);

/*
 * May `party` be let in by a slip?  It takes part, its particulars are not
 * erased, and it is not whom an accusation accuses (信访工作条例30, F).
 */
bool hj_slip_speaks(const struct hj_dispute *d, int64_t party);

/*
 * Whom the bearer of a slip speaks for.  0: `door` (NULL is fine) is not of
 * this dispute, was replaced, or its party has no part any more.
 */
int64_t hj_slip_party(const struct hj_dispute *d, const char *door);

/* Is `door` of a slip of this dispute that still opens? */
bool hj_slip_opens(const struct hj_dispute *d, const char *door);

#endif
