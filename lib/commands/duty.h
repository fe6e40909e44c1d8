/*
 * Separation of duty (职责分离), as data: the duties of the rule sets say, by
 * the source of a matter, who for having had one part in it may not have
 * another.
 *
 * They bind as they are in force when somebody acts, in old disputes too.  What
 * no row names is free: a village with one mediator carries what a party
 * brought to its close.  Persons of staff are compared, not accounts; whoever
 * acts for another counts as both.
 */
#ifndef HJ_LIB_COMMANDS_DUTY_H
#define HJ_LIB_COMMANDS_DUTY_H

#include "lib/commands/turn.h"

/*
 * May the actor not do `act` in the procedure in question (t->p)?  Refuses, by
 * the first row that says so, if he may not.  `who` 0: any row; else only rows
 * about that part.
 */
bool hj_duty_bars(
    struct hj_turn *t, enum hj_duty_act act, enum hj_duty_who who);

/*
 * Refuses about `field` if a row keeps who has the part `who` from `act` in
 * this matter; for parts that the caller has found out.
 */
void hj_duty_refuse(struct hj_turn *t, enum hj_duty_act act,
    enum hj_duty_who who, const char *field);

/* The same as hj_duty_bars, refusing nothing. */
bool hj_duty_would_bar(const struct hj_turn *t, enum hj_duty_act act);

/* Is the finder of a matter from `source` kept from anything? */
bool hj_finder_barred(const struct hj_turn *t, int source);

#endif
