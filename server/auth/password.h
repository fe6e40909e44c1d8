/*
 * Passwords: hashing and comparing, beside the loop.
 *
 * A password is hashed by argon2id (libargon2) in one of two threads of this
 * process, because it takes some 50 ms and 19 MiB on purpose.  A job completes
 * exactly once: from the loop, never before the function that submitted it has
 * returned.  At most `queue_most` jobs wait; the next one is refused with
 * HJ_ERR_BUSY, so a flood of sign-ins costs bounded time and memory.
 *
 * What is stored is
 *
 *	<key id: 8 hex digits>$argon2id$v=19$m=19456,t=2,p=1$<salt>$<hash>
 *
 * that is, the id of a master key and a PHC string of HMAC-SHA-256(pepper,
 * password), the pepper being the key derived from that master key for
 * "hejie pepper".  Without the key file a copy of the database cannot be
 * guessed at.  A hash made under another key or at another cost still verifies,
 * and `again` says that it should be made anew.
 *
 * To verify with no hash takes as long as with one, so that nobody learns from
 * the time which logins there are.
 */
#ifndef HJ_SERVER_AUTH_PASSWORD_H
#define HJ_SERVER_AUTH_PASSWORD_H

#include "lib/base/error.h"
#include "lib/integrity/crypto.h"
#include "server/auth/keyfile.h"

#include <stdbool.h>
#include <stdint.h>
#include <sys/queue.h>

#define HJ_PHC_ROOM 300

struct event_base;
struct hj_passwords; /* threads, queue, peppers */
struct hj_password_job;

typedef void hj_password_fn(struct hj_password_job *job);

struct hj_passwords_config {
	struct event_base *base;
	const struct hj_keyfile *keys; /* borrowed until hj_passwords_free() */
	int64_t cost_kib;              /* memory for one hash; 8 at least */
	unsigned queue_most;           /* jobs that may wait; 0: 64 */
};

/* Embed one in whatever waits; HJ_CONTAINER() finds it again. */
struct hj_password_job {
	hj_password_fn *on_done; /* may free what the job is embedded in */

	/* For on_done. */
	struct hj_error err;   /* code 0 means it worked */
	bool right;            /* verify: it is the password */
	bool again;            /* verify: right, but to be hashed anew */
	char phc[HJ_PHC_ROOM]; /* hash: what to store */

	/* Private. */
	TAILQ_ENTRY(hj_password_job) link;
	unsigned char peppered[HJ_DIGEST_SIZE];
	unsigned char salt[16];
	uint32_t key; /* whose pepper */
	bool verify;
	bool nobody; /* there is no hash to compare with */
};

/*
 * Two threads, waiting.  Call it after the process has forked.  NULL and `err`
 * if the system gives no threads.  Yours until hj_passwords_free().
 */
struct hj_passwords *hj_passwords_new(
    const struct hj_passwords_config *config, struct hj_error *err) HJ_CHECK;

/*
 * Complete what is left with HJ_ERR_BUSY, on the spot, after at most one hash's
 * time, and free.  Not from within an on_done.  NULL is fine.
 */
void hj_passwords_free(struct hj_passwords *p);

/* Hash `password` for storing; it need not outlive the call. */
void hj_password_hash(
    struct hj_passwords *p, struct hj_password_job *job, const char *password);

/* Compare `password` with the stored `phc`; NULL if nobody has this login. */
void hj_password_verify(struct hj_passwords *p, struct hj_password_job *job,
    const char *password, const char *phc);

/*
 * Hash `password` at once, where there is no loop to wait for (init).
 * HJ_ERR_BUSY if there is no memory for it.
 */
enum hj_err hj_password_hash_now(struct hj_crypto *c,
    const struct hj_keyfile *keys, int64_t cost_kib, const char *password,
    char phc[HJ_PHC_ROOM], struct hj_error *err) HJ_CHECK;

/* How many jobs wait or are at work; for /metrics. */
unsigned hj_passwords_waiting(const struct hj_passwords *p);

#endif
