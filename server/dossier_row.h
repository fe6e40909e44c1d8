/*
 * What the file of one procedure has and lacks, in a list of files: the count
 * that the dispute's own page shows (dossier.c), and the papers that are not
 * there: that must be, and that may be.
 */
#ifndef HJ_SERVER_DOSSIER_ROW_H
#define HJ_SERVER_DOSSIER_ROW_H

#include "lib/commands/dossier/papers.h"
#include "server/http/json_out.h"

/*
 * Write {have, all, missing: [{paper, zh, en}], optional: [...]} for the row:
 * the dispute's snapshot, and the number of the procedure.  False, and nothing
 * written, if they are not read.
 */
bool hj_dossier_row(struct hj_arena *a, const char *const *row,
    const struct hj_papers *papers, struct hj_out *j);

#endif
