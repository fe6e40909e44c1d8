/*
 * What rules of the dispute look back at (往前查看): events of the kinds that
 * they count, or that a time may run from though it began later.
 *
 * Which kinds these are the rule sets say; each such event is noted when it
 * happens, and only then, so that the state holds no more than is looked at.
 */
#ifndef HJ_LIB_DISPUTE_NOTED_H
#define HJ_LIB_DISPUTE_NOTED_H

#include "lib/base/field.h"

#define HJ_NOTED_MOST 200 /* the oldest gives its place to one more */

struct hj_noted {
	int64_t no;
	const char *kind;  /* of the event */
	const char *event; /* its id */
	int64_t from, to;  /* when it occurred; 0: not known */
	int64_t step;      /* of the ladder then; 0: of none */
	bool beside;       /* in another procedure than the step's */
	bool voided;       /* it was taken back */
};

/* An event was noted. */
struct hj_past_noted {
	struct hj_noted *noted;
};

extern const struct hj_fields hj_noted_fields;

#endif
