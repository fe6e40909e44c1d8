/*
 * The derived rows of a dispute: work lists, clocks, hand-overs, notices, who
 * may see it.
 *
 * Rows are computed here, in C, from the state; SQL only writes them.  A write
 * takes the rows before and after and sends what differs; a rebuild takes the
 * rows of the folded timeline and compares them with those in the database.
 * Both use this one function, so they cannot disagree.
 *
 * To add a derived table: a function here that renders its rows, its columns
 * in migrations/, and its upsert in hejie.write_rows.
 */
#ifndef HJ_SERVER_PROJECT_H
#define HJ_SERVER_PROJECT_H

#include "lib/dispute/dispute.h"
#include "server/project_rows.h"

/* All derived rows of `d`, made in `a`, in a fixed order. */
void hj_project(
    struct hj_arena *a, const struct hj_dispute *d, struct hj_rows *ret);

/*
 * What is new or different in `after`, as {"table": [row ...]} for
 * hejie.append(), and under "gone", in the same form, the rows of links,
 * bundles, boards and access that are true no more; NULL if nothing is.
 */
const char *hj_rows_changed(struct hj_arena *a, const struct hj_rows *before,
    const struct hj_rows *after);

#endif
