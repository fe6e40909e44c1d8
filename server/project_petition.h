/*
 * The rows of the petition board (GET /api/v1/petitions).
 */
#ifndef HJ_SERVER_PROJECT_PETITION_H
#define HJ_SERVER_PROJECT_PETITION_H

struct render; /* server/project_render.h */

/* Append one row for each petition of the dispute. */
void hj_project_petitions(struct render *r);

#endif
