/*
 * The divisions that a command names: are there such?
 *
 * Members with HJ_DIVISION hold the code of a division (migrations/reference,
 * hejie import-divisions).  What cannot be judged is taken: where the table has
 * nothing below a division, as villages before they were imported, and of a
 * county what its own body says, as long as nothing contradicts.
 */
#ifndef HJ_SERVER_DIVISION_NAMED_H
#define HJ_SERVER_DIVISION_NAMED_H

#include "lib/commands/turn.h"
#include "server/db/pg.h"

/*
 * Ask for those that `cmd` (the struct of `fields`) names, for a body in
 * `county`, or in the county that the command names; false if it names no
 * division, and nothing is to be asked.
 */
bool hj_divisions_ask(struct hj_step *step, struct hj_arena *a,
    const struct hj_fields *fields, const void *cmd, const char *county);

/* What came back: the first that is not there goes into `unfit`. */
void hj_divisions_take(struct hj_unfit *unfit, struct hj_arena *a,
    const struct hj_fields *fields, const void *cmd, PGresult *result);

#endif
