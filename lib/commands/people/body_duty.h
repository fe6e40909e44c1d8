/*
 * What a body owes by the calendar, whatever disputes there are (单位职责): a
 * weekly meeting, the monthly screening, the figures at month's end.
 *
 * The rule sets in force in its county say what (tasks of an organisation that
 * begin with time alone), and which kinds of bodies owe it.  Nothing is started
 * and nothing falls: a period is of the calendar (a week from Monday, a month,
 * a quarter, a year), the body says when it did it, and what it did last is its
 * state.  So a duty is owed, done or late whenever somebody looks.  A body is
 * behind from the day after the first last day that passed without it; who
 * never said that it did it is not known to be behind with former periods.
 */
#ifndef HJ_LIB_COMMANDS_PEOPLE_BODY_DUTY_H
#define HJ_LIB_COMMANDS_PEOPLE_BODY_DUTY_H

#include "lib/commands/people/people.h"

enum hj_duty_state {
	HJ_DS_OWED = 1, /* not done in this period yet */
	HJ_DS_DONE,
	HJ_DS_LATE, /* its day is over */
	HJ_DS_OPEN, /* the source does not say who owes it */
};
extern const struct hj_words hj_duty_state_words;

/* A duty of a body as it stands today. */
struct hj_owed_duty {
	const struct hj_rule_set *set;
	const struct hj_rule_task *task;
	int state;    /* enum hj_duty_state */
	int32_t from; /* first day of the period; 0: it has none */
	int32_t due;  /* the last day on which it is in time; 0: none is said */
	int32_t since;  /* the first day on which the body was behind; 0: is not
			 */
	int64_t missed; /* periods that passed without it since then */
	const struct hj_body_duty *last; /* NULL: it was never reported */
};

/*
 * The duties of organisation `o` today, in the order of the sets; `n` of them,
 * made in t->a.
 */
const struct hj_owed_duty *hj_body_duties(
    struct hj_turn *t, const struct hj_organisation *o, size_t *n);

#endif
