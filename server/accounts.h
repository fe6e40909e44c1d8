/* Accounts: what somebody signs in with; made by init and by administrators. */
#ifndef HJ_SERVER_ACCOUNTS_H
#define HJ_SERVER_ACCOUNTS_H

#include "server/base/config.h"
#include "server/db/sync.h"
#include "server/keys.h"

/*
 * Give `person` the account `login` with a random password, which is returned;
 * NULL if the account is there already, or with `err` set if it cannot be.
 * With `once` the password must be changed at the first sign-in.
 */
const char *hj_account_make(struct hj_arena *a, struct hj_sync *db,
    struct hj_keys *keys, const struct hj_config *cfg, const char *login,
    const char *person, bool once, struct hj_error *err);

#endif
