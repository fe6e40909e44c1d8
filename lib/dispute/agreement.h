/*
 * What is in dispute point by point, and what was agreed about it: issues,
 * agreements, their terms, what was done about each.
 *
 * An agreement that names issues settles these and leaves the rest open; one
 * that names none settles everything.  A new version takes the place of an
 * agreement as a whole; a supplement changes single terms and leaves the
 * others.  Either way a term is continued by at most one other, to which what
 * was paid goes over, so that no fen is counted twice.
 *
 * Included by dispute.h (the state) and event.h (the bodies).
 */
#ifndef HJ_LIB_DISPUTE_AGREEMENT_H
#define HJ_LIB_DISPUTE_AGREEMENT_H

#include "lib/base/field.h"
#include "lib/dispute/word.h"

enum hj_issue_state {
	HJ_IS_OPEN = 1,
	HJ_IS_SETTLED,
	HJ_IS_WITHDRAWN, /* by who claimed it */
};
extern const struct hj_words hj_issue_state_words;

/* One point of the dispute (争议事项, 诉讼请求). */
struct hj_point {
	int64_t no;
	int64_t procedure;
	int64_t party;  /* who claims it; 0 is not stated */
	int64_t amount; /* fen; HJ_NONE is not stated */
	int exactness;  /* enum hj_exactness */
	int state;
	int64_t agreement;      /* that settled it */
	struct hj_share *share; /* of several who claim it */
	size_t n_share;
};

/* What a term waits for before its day is known (附条件、先后履行). */
enum hj_trigger {
	HJ_TG_EFFECTIVE = 1, /* the agreement takes effect */
	HJ_TG_CONFIRMED,     /* a court confirms it */
	HJ_TG_TERM,          /* another term of it is performed */
	HJ_TG_EVENT,         /* something in words came about */
};
extern const struct hj_words hj_trigger_words;

/* How often a duty comes again (按期). */
enum hj_interval {
	HJ_IV_WEEK = 1,
	HJ_IV_MONTH,
	HJ_IV_QUARTER,
	HJ_IV_YEAR,
};
extern const struct hj_words hj_interval_words;

/* How several debtors owe one term (民法典177、178). */
enum hj_liability {
	HJ_LB_SEVERAL = 1, /* 按份: each his part */
	HJ_LB_JOINT,       /* 连带: each the whole */
};
extern const struct hj_words hj_liability_words;

/* How somebody stands in for the debtor (民法典686). */
enum hj_guarantee {
	HJ_GT_GENERAL = 1, /* 一般保证 */
	HJ_GT_JOINT,       /* 连带责任保证 */
};
extern const struct hj_words hj_guarantee_words;

/* The part of a debtor or creditor. */
struct hj_share {
	int64_t party;
	int64_t amount; /* fen; HJ_NONE if each has the whole */
};

/*
 * One duty of an agreement (协议条款).  A duty that comes again is a template:
 * its occurrences are terms of their own, opened one after the other as they
 * come near, and performances are on these.
 */
struct hj_term {
	int64_t no;
	int kind;       /* enum hj_term_kind */
	int64_t amount; /* fen; HJ_NONE if it is no money */
	int exactness;  /* enum hj_exactness */
	int64_t paid;   /* fen, so far */
	int64_t debtor; /* party; 0 is not stated */
	int32_t due_on;
	struct hj_sealed due_when; /* a trigger in words */
	struct hj_sealed text;
	int64_t carries; /* term of the older agreement that it continues */
	int state;       /* enum hj_term_state */
	int64_t creditor;
	int64_t guarantor;      /* party that stands in; signs too */
	int guarantee;          /* enum hj_guarantee */
	struct hj_sealed payer; /* third person who will pay */
	int liability;          /* enum hj_liability, of the shares */
	struct hj_share *share;
	size_t n_share;
	int entitlement; /* enum hj_liability, of several creditors */
	struct hj_share *creditors;
	size_t n_creditors;
	int after;          /* enum hj_trigger that makes it due */
	int64_t after_term; /* HJ_TG_TERM: this one */
	int64_t after_days; /* days from then */
	int every;          /* enum hj_interval; 0: once */
	int64_t times;      /* so often in all */
	int64_t of_term;    /* it is an occurrence of that term */
};

/* Subjects of clocks of terms: the agreement's number and the term's. */
#define HJ_TERMS_MOST 1000 /* above what an agreement can have */

/* Somebody's signature under an agreement. */
struct hj_signature {
	int64_t party;
	int how; /* enum hj_signing */
	int32_t on;
	const char *before; /* the person of staff who saw it */
	int64_t agency;     /* by which a proxy signed */
};

struct hj_agreement {
	int64_t no;
	int64_t procedure;
	int form;  /* enum hj_agreement_form */
	int state; /* enum hj_agreement_state */
	int64_t version;
	int64_t replaces;    /* the agreement whose next version this is */
	int64_t supplements; /* the agreement that it amends and leaves */
	struct hj_no *issue; /* what it settles; none named: all of it */
	size_t n_issue;
	struct hj_term *term;
	size_t n_term;
	struct hj_signature *signature;
	size_t n_signature;
	const char *mediator_signed; /* person */
	int32_t mediator_on;
	const char *stamped_by; /* organisation (盖章) */
	int32_t stamped_on;
	bool served; /* 调解书 served on the parties */
	int32_t served_on;
	bool identity_relation; /* marriage, kinship, adoption ... */
	bool ownership;         /* confirms ownership of a thing or IP */
	bool differs;           /* the signed copy says something else */
	int32_t effective_on;
	bool confirmable;     /* by a lawful mediation body (民诉法205) */
	int64_t confirmation; /* procedure that confirms it */
	bool confirmed;
	int64_t carried; /* fen, paid under what it replaced */
};

/* Somebody performed, or did not. */
struct hj_performance {
	int64_t no;
	int on; /* enum hj_performance_on */
	int64_t agreement, term;
	int64_t amount;
	int64_t party;    /* who paid; 0 is not stated */
	int64_t receiver; /* who got it; 0 is not stated */
	int64_t extra;    /* fen paid beside the term: interest, late payment */
	bool missed;      /* a default, not a performance */
	int32_t day;
	bool voided;
};

struct hj_agreement_drafted {
	struct hj_agreement *agreement;
	struct hj_sealed text;
};

/* One of the pieces that a written agreement needs (人民调解法29). */
struct hj_agreement_signed {
	int64_t agreement;
	struct hj_signature *signature; /* of a party */
	const char *mediator;
	const char *stamped_by;
	bool served;
	int means;               /* enum hj_means, of service */
	int32_t on;              /* the day of this piece */
	struct hj_sealed signer; /* whose hand, if not the party's own */
	int32_t power_from;      /* of a proxy: from when it holds ... */
	int32_t power_to;        /* ... and until when */
	struct hj_sealed reader; /* who read it out */
	struct hj_sealed language;
	struct hj_sealed interpreter;
	struct hj_sealed witness;
	struct hj_sealed text;
};

/* The sheet that was signed, as an image elsewhere holds it (签署件). */
struct hj_signed_copy {
	int64_t agreement;
	const char *digest; /* SHA-256 of the image, 64 hex */
	bool differs;       /* from the terms that are stored */
	struct hj_sealed differences;
};

/* What was paid before counts under the agreement that replaces. */
struct hj_carried {
	int64_t term; /* of the new agreement */
	int64_t from; /* of the old one */
	int64_t paid; /* fen */
	int state;    /* enum hj_term_state */
};

struct hj_agreement_moved {
	int64_t agreement;
	int state; /* enum hj_agreement_state */
	int32_t on;
	const char *article;
	int64_t replaces;
	int64_t supplements;
	struct hj_no *settles; /* issues that are settled by it */
	size_t n_settles;
	bool confirmable;
	int64_t carried; /* fen, paid in all under what it replaces */
	struct hj_carried *carry;
	size_t n_carry;
	struct hj_sealed reason;
};

struct hj_performed {
	struct hj_performance *performance;
	int64_t paid;   /* of the term, with this one; fen */
	int term_state; /* enum hj_term_state */
	bool cured;     /* the term had been in default */
	const char *by_outside;
	struct hj_sealed text;
};

struct hj_issue_set {
	struct hj_point *issue;
	struct hj_sealed text;
};

/* What a term stands at, of an agreement whose payments are `carried`. */
struct hj_standing {
	int64_t agreement, term;
	int64_t paid;    /* fen */
	int64_t carried; /* fen */
	int state;       /* enum hj_term_state */
};

/* A term's day became known or unknown, or an occurrence was opened. */
struct hj_term_set {
	int64_t agreement;
	struct hj_term *term;
	struct hj_sealed text;
};

/* Somebody was urged to perform (催告履行). */
struct hj_urged {
	int64_t agreement, term;
	int64_t party;
	int manner;    /* enum hj_manner */
	int32_t until; /* the day that was set */
	struct hj_sealed text;
};

extern const struct hj_fields hj_point_fields;
extern const struct hj_fields hj_share_fields;
extern const struct hj_fields hj_term_fields;
extern const struct hj_fields hj_signature_fields;
extern const struct hj_fields hj_agreement_fields;
extern const struct hj_fields hj_performance_fields;
extern const struct hj_fields hj_standing_fields;

#endif
