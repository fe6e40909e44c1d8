/*
 * The derived rows of a group: who may see it, and one line a member.
 */
#ifndef HJ_SERVER_PROJECT_GROUP_H
#define HJ_SERVER_PROJECT_GROUP_H

#include "lib/commands/group/group.h"
#include "server/project.h"

/*
 * The rows of `g`, in `a`: of the members that `event` touched, or of all if
 * that is NULL.
 */
void hj_project_group(struct hj_arena *a, const struct hj_group *g,
    const struct hj_event *event, size_t n_event, struct hj_rows *ret);

#endif
