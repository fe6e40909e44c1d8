/*
 * File review (卷宗评查) as a dispute knows it: that a file of it was drawn,
 * what was found in it, what its body answered.
 *
 * The review itself is a stream of its own (lib/commands/review/review.h).  A
 * finding is a task of the reviewed body until it is answered; what was found
 * is said here, under the dispute's own text key, so that the review holds no
 * text at all.  Correction: a finding is withdrawn, with a reason.
 */
#ifndef HJ_LIB_DISPUTE_REVIEW_H
#define HJ_LIB_DISPUTE_REVIEW_H

#include "lib/base/field.h"

#define HJ_FILE_REVIEWS_MOST 50
#define HJ_FINDINGS_MOST 500

enum hj_finding_state {
	HJ_FI_OPEN = 1, /* a task of the body */
	HJ_FI_MENDED,
	HJ_FI_DISAGREED,
	HJ_FI_WITHDRAWN, /* by who reviews: it takes no points off */
};
extern const struct hj_words hj_finding_state_words;

/* One procedure's file was drawn by a review. */
struct hj_file_review {
	const char *review; /* stream */
	const char *owner;  /* body that reviews */
	const char *sheet;  /* id of the rule set whose sheet it is */
	int64_t procedure;
	int32_t drawn_on;
	bool done;      /* the sheet was gone through */
	bool abandoned; /* the review was, and its findings with it */
};

struct hj_finding {
	int64_t no;
	const char *review;
	int64_t procedure;
	const char *item; /* of the sheet */
	int64_t points;   /* off */
	int state;        /* enum hj_finding_state */
	int32_t on;
	struct hj_sealed what;
};

/* A file was drawn or gone through; a finding was answered or withdrawn. */
struct hj_file_review_set {
	struct hj_file_review *file;
	struct hj_finding *findings;
	size_t n_findings;
	struct hj_sealed reason;
};

extern const struct hj_fields hj_file_review_fields;
extern const struct hj_fields hj_finding_fields;

#endif
