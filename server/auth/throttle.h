/*
 * How often somebody may try to sign in.
 *
 * Three things are counted, none locks anybody out for good:
 *
 *  - attempts on one account: a bucket of `account_per_minute` that fills again
 *    at that pace;
 *  - attempts from one address: the same with `address_per_minute`;
 *  - failures on one account from one address: when there were as many as the
 *    account has attempts in a minute, each further one has to wait, 1 s, 2 s,
 *    4 s ... up to a minute; success forgets.
 *
 * The wait belongs to the pair: who guesses from one place empties the
 * account's bucket once and is soon slower than it fills, so the owner,
 * elsewhere, has to wait for seconds and is never kept out.  A login that does
 * not exist is counted like one that does.
 *
 * The table is shared memory: made before the workers are forked, it is one for
 * all of them, so a limit is a limit however many there are.  (Several machines
 * have a table each.)  It is bounded: what is forgotten first when a place is
 * needed is what was used longest ago among eight.  Names are not in it, only a
 * keyed digest of them, so nobody can aim at a place.
 *
 * Times are milliseconds of CLOCK_MONOTONIC.
 */
#ifndef HJ_SERVER_AUTH_THROTTLE_H
#define HJ_SERVER_AUTH_THROTTLE_H

#include "lib/base/error.h"

#include <stddef.h>
#include <stdint.h>

struct hj_throttle;

struct hj_throttle_config {
	int64_t account_per_minute;
	int64_t address_per_minute;
	size_t places; /* to remember; 0: 65536, which takes 3 MiB */
};

/*
 * NULL and `err` if there is no memory.  Yours until hj_throttle_free(), in
 * each process that has it.
 */
struct hj_throttle *hj_throttle_new(
    const struct hj_throttle_config *config, struct hj_error *err) HJ_CHECK;
void hj_throttle_free(struct hj_throttle *t);

/*
 * May `login` be tried from `address` now?  0 counts the attempt; otherwise it
 * is not counted, and the answer is how many milliseconds to wait.
 */
int64_t hj_throttle_ask(struct hj_throttle *t, const char *login,
    const char *address, int64_t now_ms);

/* How the attempt went. */
void hj_throttle_failed(struct hj_throttle *t, const char *login,
    const char *address, int64_t now_ms);
void hj_throttle_succeeded(
    struct hj_throttle *t, const char *login, const char *address);

/*
 * It went well and shall not count at all: who only ever brings what fits is
 * never slowed down.
 */
void hj_throttle_give_back(
    struct hj_throttle *t, const char *login, const char *address);

#endif
