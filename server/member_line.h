/*
 * A member's own line of a group, found by code and secret; see member_line.c.
 */
#ifndef HJ_SERVER_MEMBER_LINE_H
#define HJ_SERVER_MEMBER_LINE_H

#include "server/call.h"

/* What concerns him; words as on the wire, days as texts, NULL if absent. */
struct hj_own_line {
	const char *stream; /* the roll */
	const char *body;   /* one that keeps it */
	int64_t no;
	const char *name; /* NULL: erased */
	const char *status;
	int64_t amount; /* fen */
	const char *consent;
	const char *offer;
	bool representative;
	const char *signed_on;
	int64_t paid; /* fen */
	bool missing; /* he says that it did not arrive */
	const char *routes_on;
	int64_t members;       /* of his group */
	int64_t answered;      /* the offer, so far */
	const char *next_on;   /* the next day that concerns him, and what is */
	const char *next_what; /* then: sitting, payment, limit */
	const char *next_set;  /* of a limit: its rule */
	const char *next_rule;
};

/* Ask for the line that `door` (32 hex) opens. */
void hj_own_line_ask(
    struct hj_call *call, const char *door, hj_query_fn *on_done);

/* The line that came; false if the door is nobody's. */
bool hj_own_line_take(struct hj_call *call, struct hj_own_line *ret);

#endif
