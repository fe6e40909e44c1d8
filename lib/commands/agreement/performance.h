/* What performances and defaults share: what they are about. */
#ifndef HJ_LIB_COMMANDS_AGREEMENT_PERFORMANCE_H
#define HJ_LIB_COMMANDS_AGREEMENT_PERFORMANCE_H

#include "lib/commands/agreement/agreement.h"

/*
 * What one of them is about: a term of an agreement in effect, a title, or what
 * is claimed or owed without either.
 */
struct hj_on {
	int on; /* enum hj_performance_on */
	int64_t agreement, term;
};

/*
 * Does it exist?  For HJ_PO_TERM the agreement is in effect and has the term,
 * for HJ_PO_TITLE there is a title.  Refuses if not.
 */
bool hj_on_exists(struct hj_turn *t, const struct hj_on *on);

/* The term of `on`; only after hj_on_exists(), and only for HJ_PO_TERM. */
const struct hj_term *hj_on_term(
    const struct hj_dispute *d, const struct hj_on *on);

/* What was paid on the claim or the obligation so far, in fen. */
int64_t hj_paid_on(const struct hj_dispute *d, int on);

/* What the entry says. */
struct hj_performing {
	struct hj_on on;
	bool missed;      /* a default, not a performance */
	int64_t amount;   /* fen; HJ_NONE: not stated */
	int64_t extra;    /* fen beside it, or HJ_NONE */
	int64_t party;    /* who, 0: not stated */
	int64_t receiver; /* who got it, 0: not stated */
	int64_t paid;     /* the term then stands at; HJ_NONE: as it was */
	int state;        /* and so */
	bool cured;
	const char *by_outside;
	struct hj_sealed text;
};

/* Append the entry of a performance or a default. */
void hj_perform(struct hj_turn *t, const struct hj_performing *p);

/*
 * What `party` paid on the term of `on` and on those it continues, in fen; and
 * what it got.
 */
int64_t hj_paid_by(
    const struct hj_dispute *d, const struct hj_on *on, int64_t party);
int64_t hj_paid_to(
    const struct hj_dispute *d, const struct hj_on *on, int64_t party);

#endif
