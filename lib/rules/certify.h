/*
 * Does every matter on a ladder reach an end, and when at the latest?
 *
 * The course of a matter (graph.h) is a finite graph.  If no move can be made
 * for ever, each state has a rank, the moves that can still follow at most, and
 * every move lowers it.  Nothing is assumed of people but what is written down:
 * each state waits, and what bounds the wait is named.
 *
 *  step     the step's own time; if it moves the matter by itself nobody is
 *           needed, else somebody has to act within it
 *  accept   the time to accept what is offered; without one, handing up takes
 *           no time of its own and is part of the step above
 *  limit    else, at a held step, the limit of law (of the sets of statute or
 *           of this one) for mediation by a body of its kinds: the longest
 *           that starts when the procedure is opened or accepted and that its
 *           end meets.  It blocks nothing; when it is over it is shown, or, if
 *           the law ends the mediation then, moves the matter by itself
 *  right    the limit within which a party may act, the longest if there are
 *           several
 *  open     nothing: the source leaves it open, and so the latest end is not
 *           known; a right that one exit gives without a limit, too
 *
 * The certificate is `time` if time alone ends every wait, `duty` if bodies
 * have to keep to a limit, `open` if a wait is open.  It is refused
 * (`rejected`), with a trace, if the matter can go round for ever, if a party
 * at a held step has no way out, or if there are too many states to look at.
 *
 * The latest end is the longest path from the first day of a year to the last,
 * counted with the calendar: every wait is left on its last day (hj_falls_at);
 * open waits count as no days, and then the end is only that of the others.
 *
 * A certificate is written by the table below; tests/rules/certificate.mjs is a
 * checker that shares nothing with this.
 */
#ifndef HJ_LIB_RULES_CERTIFY_H
#define HJ_LIB_RULES_CERTIFY_H

#include "lib/policy/directory.h"
#include "lib/rules/rules.h"
#include "lib/time/calendar.h"

enum hj_cert_grade {
	HJ_CG_TIME = 1,
	HJ_CG_DUTY,
	HJ_CG_OPEN,
	HJ_CG_REJECTED,
};
extern const struct hj_words hj_cert_grade_words;

enum hj_cert_reason {
	HJ_CR_LOOP = 1,
	HJ_CR_NO_WAY_OUT,
	HJ_CR_TOO_LARGE,
};
extern const struct hj_words hj_cert_reason_words;

enum hj_cert_bound {
	HJ_CB_STEP = 1,
	HJ_CB_ACCEPT,
	HJ_CB_LIMIT,
	HJ_CB_RIGHT,
	HJ_CB_AT_ONCE,
	HJ_CB_OPEN,
};
extern const struct hj_words hj_cert_bound_words;

/* What had to be assumed. */
enum hj_cert_assumption {
	HJ_CA_ACCEPTED = 1, /* the body accepts within the time to accept */
	HJ_CA_NO_TIME,      /* handing up takes no time of its own */
	HJ_CA_KEPT,         /* the limit is kept */
	HJ_CA_EXTENSIONS,   /* it is not extended; agreed extensions are
			     * without bound */
	HJ_CA_OPEN,         /* somebody ends the step, some day */
	HJ_CA_RIGHT,        /* the party uses the right or gives it up, some
			     * day */
};
extern const struct hj_words hj_cert_assumption_words;

/* What bounds the wait at a step in a phase. */
struct hj_cert_wait {
	int64_t ladder; /* 0: `ladder`, else the n-th of `ladders` */
	int64_t step;   /* from 1 */
	int phase;      /* enum hj_graph_phase */
	int by;         /* enum hj_cert_bound */
	bool itself;    /* the end of this time moves the matter */
	const char *rule;
	const char *article;
	int64_t length;
	int unit; /* enum hj_unit */
};

struct hj_cert_assumed {
	int what; /* enum hj_cert_assumption */
	int64_t ladder;
	int64_t step;
	const char *rule;
};

/* A state, and how many moves can follow at most. */
struct hj_cert_state {
	int64_t ladder;
	int64_t step;
	int phase;
	struct hj_no *used; /* one more than how often each exit was taken */
	size_t n_used;
	int64_t rank;
};

/* One move of a path: where the matter stands, and since when; what happens. */
struct hj_cert_hop {
	int64_t ladder;
	int64_t step; /* 0: at its end */
	int phase;
	const char *on; /* what happens there next; absent at the end */
	int32_t day;    /* absent in a trace */
};

struct hj_cert_worst {
	int64_t days;
	int32_t starts;
	int32_t ends;
	bool provisional; /* a day is not in the calendar */
	struct hj_cert_hop *path;
	size_t n_path;
};

struct hj_certificate {
	const char *set; /* id */
	const char *name;
	struct hj_name *law; /* ids of the sets whose limits were looked at */
	size_t n_law;
	int64_t year;
	int grade;  /* enum hj_cert_grade */
	int reason; /* enum hj_cert_reason, of a rejection */
	struct hj_cert_state *states;
	size_t n_states;
	struct hj_cert_wait *waits;
	size_t n_waits;
	struct hj_cert_assumed *assumed;
	size_t n_assumed;
	struct hj_cert_worst *worst; /* NULL if rejected, or without ladder */
	struct hj_cert_hop *trace;   /* of a rejection; a loop ends where it
				      * began */
	size_t n_trace;
};
extern const struct hj_fields hj_certificate_fields;

/* What a certificate rests on beside the set. */
struct hj_cert_ground {
	const struct hj_directory *bodies; /* kinds */
	const struct hj_rules *law;        /* shipped sets; those of statute
					    * that are on by default count */
	const struct hj_calendar *calendar;
	int64_t year; /* in which matters begin */
};

/* The last year that the newest version knows whole. */
int64_t hj_cert_year(const struct hj_calendar *cal);

/* Certify `set`; everything in `ret` lives in `a` or is the set's. */
void hj_rule_certify(struct hj_arena *a, const struct hj_rule_set *set,
    const struct hj_cert_ground *ground, struct hj_certificate *ret);

#endif
