/*
 * How long a file is kept (保管期限): classes are rows of rule sets, the last
 * day is counted from the day on which it was put away.
 */
#ifndef HJ_LIB_COMMANDS_DOSSIER_RETENTION_H
#define HJ_LIB_COMMANDS_DOSSIER_RETENTION_H

#include "lib/commands/turn.h"

/*
 * The body of the event: the file of t->p is put away today under the class
 * `name`, for `years` if the class leaves them open (0: not said).  NULL and a
 * refusal if there is no such class in force, or it says other years.
 */
struct hj_archived *hj_put_away(
    struct hj_turn *t, const char *name, int64_t years);

#endif
