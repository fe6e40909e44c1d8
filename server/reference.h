/* Reference data: from migrations/reference/ into its tables. */
#ifndef HJ_SERVER_REFERENCE_H
#define HJ_SERVER_REFERENCE_H

#include "server/base/config.h"
#include "server/db/sync.h"

/*
 * Load divisions, categories and plain words where their tables are empty, in
 * one transaction.  False with the reason.
 */
bool hj_reference_load(struct hj_arena *a, const struct hj_config *cfg,
    struct hj_sync *db, struct hj_error *err);

/* What the counties of a demonstration are called, which no list has. */
enum hj_err hj_reference_name_counties(
    struct hj_sync *db, struct hj_error *err);

#endif
