/*
 * Who may see a stream that names its readers itself: the bodies in the list
 * `seen_by` of its state.
 */
#ifndef HJ_SERVER_PROJECT_BODIES_H
#define HJ_SERVER_PROJECT_BODIES_H

#include "lib/commands/command.h"
#include "server/project.h"

/*
 * Add the rows of access of `state` to `rows`, in `a`; none if the kind is seen
 * by everybody signed in.
 */
void hj_project_bodies(struct hj_arena *a, const struct hj_stream_kind *kind,
    const void *state, struct hj_rows *rows);

#endif
