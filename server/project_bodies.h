/*
 * A stream that names its readers itself: who may see it, the bodies in the
 * list `seen_by` of its state, and what lists show of it.
 */
#ifndef HJ_SERVER_PROJECT_BODIES_H
#define HJ_SERVER_PROJECT_BODIES_H

#include "lib/commands/command.h"
#include "server/project.h"

/*
 * Add the rows of access and listed of `state` to `rows`, in `a`; none if the
 * kind is seen by everybody signed in.
 */
void hj_project_bodies(struct hj_arena *a, const struct hj_stream_kind *kind,
    const void *state, struct hj_rows *rows);

#endif
