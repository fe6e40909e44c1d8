/*
 * What a party owed, was owed and claimed goes over to who steps in, exactly:
 * parts of a sum come to the sum to the fen.
 */
#ifndef HJ_LIB_COMMANDS_PARTY_PASS_ON_H
#define HJ_LIB_COMMANDS_PARTY_PASS_ON_H

#include "lib/commands/agreement/agreement.h"

/*
 * Terms of agreements that are open, or drafted, in which s->party owes or is
 * owed something, and issues it claims, name s->heir instead.  What it paid or
 * got itself stays its own part.  Several heirs have each his part, or all the
 * whole if it is undivided or no sum; refuses if an undivided part of several
 * cannot be written.
 */
void hj_pass_on(struct hj_turn *t, const struct hj_succession *s);

#endif
