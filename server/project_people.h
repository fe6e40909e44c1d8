/*
 * Who is in a stream that is no dispute, to be found by an identity number; and
 * of people of staff, when they are away and who stands in.
 */
#ifndef HJ_SERVER_PROJECT_PEOPLE_H
#define HJ_SERVER_PROJECT_PEOPLE_H

#include "server/project_rows.h"

#include "lib/commands/people/people.h"

/*
 * Add the row of person_index of record `no` in `stream`, in `a`; `index` is
 * the keyed index of the number, NULL: none, or erased.
 */
void hj_put_person(struct hj_arena *a, struct hj_rows *rows,
    const struct hj_stream_kind *kind, const char *stream, int64_t no,
    const char *index);

/*
 * Those of a compact or of help, the absences of a person of staff; members of
 * groups are put one by one.
 */
void hj_project_people(struct hj_arena *a, const struct hj_stream_kind *kind,
    const void *state, struct hj_rows *rows);

#endif
