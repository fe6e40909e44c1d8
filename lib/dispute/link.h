/*
 * Links between disputes (关联纠纷): the same matter twice, the same people
 * again, a part of a larger one.
 *
 * A link stands on both sides, each in its own timeline: the side that asked
 * tells the other by a follow-up, and a refusal there comes back as an event
 * here.  A merge is such a link, too: `merged_into` on the one, `absorbed` on
 * the other.  Nothing moves between timelines, so undoing one loses nothing.
 */
#ifndef HJ_LIB_DISPUTE_LINK_H
#define HJ_LIB_DISPUTE_LINK_H

#include "lib/base/field.h"

/* What the other dispute is to this one. */
enum hj_link_kind {
	HJ_LK_SAME = 1,     /* the same dispute (同一纠纷) */
	HJ_LK_SAME_PARTIES, /* the same people, another matter */
	HJ_LK_NEW_REASONS,  /* the same facts, new reasons */
	HJ_LK_EARLIER,      /* it recurs: the other came before */
	HJ_LK_LATER,        /* it recurs: the other came after */
	HJ_LK_PARENT,       /* this is a part of the other */
	HJ_LK_CHILD,        /* the other is a part of this */
	HJ_LK_MERGED_INTO,  /* this goes on there (并入) */
	HJ_LK_ABSORBED,     /* that goes on here */
	HJ_LK_SPLIT_FROM,   /* this was taken out of the other (分立) */
	HJ_LK_SPLIT_INTO,   /* the other was taken out of this */
};
extern const struct hj_words hj_link_kind_words;
/* The same without merges and splits, which have commands of their own. */
extern const struct hj_words hj_plain_link_words;

enum hj_link_state {
	HJ_LS_STANDING = 1,
	HJ_LS_REFUSED, /* by the other side */
	HJ_LS_UNDONE,
};
extern const struct hj_words hj_link_state_words;

/* What one dispute knows of another. */
struct hj_link {
	int64_t no;
	int kind;          /* enum hj_link_kind */
	int state;         /* enum hj_link_state */
	const char *other; /* dispute */
	bool asked_here;   /* this side asked for it */
	bool other_closed;
	int32_t on;
	const char *org; /* the body that asked */
	/* merge: the bodies that had a part in the other; they see this one */
	struct hj_name *bodies;
	size_t n_bodies;
	/* procedures that ended by the merge or were taken out */
	struct hj_no *ended;
	size_t n_ended;
	struct hj_no *clocks; /* that ran until these ended */
	size_t n_clocks;
	bool ladder;           /* that came to its end with them */
	struct hj_no *parties; /* that were taken out */
	size_t n_parties;
	bool petition_final; /* one was decided for good in the other */
	bool petition_runs;  /* one is at hand there */
	/* merge: how much there was here when it absorbed the other */
	int64_t rests;
};

struct hj_history;

struct hj_link_set {
	struct hj_link *link;
	struct hj_sealed reason;
	const char *refusal;        /* type of the other side's refusal */
	struct hj_history *history; /* split: what was done before */
	size_t n_history;
};

struct hj_dispute;

extern const struct hj_fields hj_link_fields;
extern const struct hj_fields hj_history_fields; /* body.c */

/* The same link seen from the other side. */
int hj_link_inverse(int kind);

/* The standing link of `kind` to `other`, or NULL. */
struct hj_link *hj_link_to(
    const struct hj_dispute *d, int kind, const char *other);

/* Link `no`, or NULL. */
struct hj_link *hj_link_at(const struct hj_dispute *d, int64_t no);

/* Does a merge that stands give `org` a part in `d`? */
bool hj_link_lets_in(const struct hj_dispute *d, const char *org);

#endif
