/* The database as its owner, for the subcommands that look at all of it. */
#ifndef HJ_SERVER_OWNER_H
#define HJ_SERVER_OWNER_H

#include "server/base/config.h"
#include "server/db/sync.h"

/*
 * Open `database_admin`.  NULL with what to do if it is not to be had, or if
 * its role does not pass row-level security: it would see nothing and call that
 * whole.
 */
struct hj_sync *hj_owner_open(
    const struct hj_config *cfg, struct hj_error *err) HJ_CHECK;

#endif
