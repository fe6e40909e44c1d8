/*
 * What an event is about, as clocks see it: the procedure, agreement,
 * referral, notice and party that its body names.
 *
 * To let clocks start at a new body: its lines in the table of mark.c.
 */
#ifndef HJ_LIB_COMMANDS_MARK_H
#define HJ_LIB_COMMANDS_MARK_H

#include "lib/dispute/event.h"
#include "lib/rules/rules.h"

struct hj_mark {
	int64_t procedure, agreement, referral, notice, party, term;
	const char *after; /* the limit that expired; NULL: none did */
	int32_t day; /* that it sets somebody to be done by; 0: it sets none */
};

/* Numbers that the body does not name are 0; an agreement tells its procedure.
 */
struct hj_mark hj_mark_of(
    const struct hj_dispute *d, const struct hj_event *ev);

/* What the limit `c` of `rule` is about. */
struct hj_mark hj_mark_of_clock(
    const struct hj_rule_clock *rule, const struct hj_clock *c);

/* The same when it has expired. */
struct hj_mark hj_mark_of_expiry(
    const struct hj_rule_clock *rule, const struct hj_clock *c);

#endif
