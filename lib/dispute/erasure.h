/*
 * Erasing: keys of a dispute are destroyed, so that nobody reads again what
 * they sealed.
 *
 * The event stands on the timeline like any other, the bytes of the others stay
 * as they are, and every proof still holds.  In the same transaction the
 * database destroys the keys that the event names (migrations/deploy/erasure).
 * The title names people, so it has a key of its own that goes with either.
 */
#ifndef HJ_LIB_DISPUTE_ERASURE_H
#define HJ_LIB_DISPUTE_ERASURE_H

#include "lib/base/field.h"

#include <stdint.h>

/* Why; a closed list, for a free text might say the very name. */
enum hj_erasure {
	HJ_ER_REQUESTED = 1,  /* the person asked for it */
	HJ_ER_RETENTION_OVER, /* it need not be kept any more */
	HJ_ER_UNLAWFUL,       /* it should not have been collected */
	HJ_ER_ORDERED,        /* an authority ordered it */
};
extern const struct hj_words hj_erasure_words;

struct hj_erased {
	int64_t party;            /* whose particulars; 0: the texts */
	struct hj_name *subjects; /* whose keys are destroyed */
	size_t n_subjects;
	int reason;             /* enum hj_erasure */
	const char *ordered_by; /* person of staff */
};

#endif
