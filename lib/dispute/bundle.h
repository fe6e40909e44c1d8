/*
 * Bundles of paper (卷袋): which pieces there are, with whom each is since
 * when.
 *
 * A bundle belongs to the body that recorded it.  Each piece is with one body
 * at a time and moves when it is ticked off; what did not move stays where it
 * was, so it always shows with whom a missing piece is.
 */
#ifndef HJ_LIB_DISPUTE_BUNDLE_H
#define HJ_LIB_DISPUTE_BUNDLE_H

#include "lib/base/field.h"

#define HJ_PIECES_MOST 200
#define HJ_BUNDLES_MOST 50

struct hj_bundle_piece {
	int64_t no;
	struct hj_sealed name;
	int64_t pages;
	int64_t lacking;  /* pages that were not there when it was ticked off */
	bool original;    /* else a copy */
	const char *with; /* organisation */
	int32_t since;
	bool explained; /* whoever has it said why it did not go along */
};

struct hj_bundle {
	int64_t no;
	int64_t procedure; /* 0: of the dispute as a whole */
	const char *owner; /* organisation that recorded it */
	struct hj_bundle_piece *piece;
	size_t n_piece;
};

/* A bundle as it is from now on. */
struct hj_bundle_set {
	struct hj_bundle *bundle;
	const char *to; /* organisation that was given pieces */
	struct hj_sealed reason;
};

extern const struct hj_fields hj_bundle_fields;

#endif
