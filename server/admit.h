/*
 * Who asks: a session's cookie or a machine's key, looked up before a handler
 * runs.
 *
 * What was found is remembered in this process for a second, so that a busy
 * session costs no look-up each time; a sign-out is felt elsewhere within that
 * second.  Rights are never remembered: roles and organisation come from the
 * directory at each request, and a session whose post has changed is over.
 */
#ifndef HJ_SERVER_ADMIT_H
#define HJ_SERVER_ADMIT_H

#include "lib/integrity/crypto.h"
#include "server/keys.h"
#include "server/signing.h"

struct hj_passwords;

/* The threads that hash passwords for this worker. */
struct hj_passwords *hj_sign_in_passwords(struct hj_sign_in *in);

/* The digest of the request's session token; false if it has none. */
bool hj_admit_token(struct hj_req *req, unsigned char hash[HJ_DIGEST_SIZE]);

/*
 * What the asker shows: a machine's key, then *ret_id is the key's id, made in
 * the request's arena, or a session's token, then it is NULL; with the digest
 * of its secret.  False if he shows neither.
 */
bool hj_admit_mark(struct hj_req *req, unsigned char hash[HJ_DIGEST_SIZE],
    const char **ret_id);

/*
 * The actor that a person is by the directory, made in `a`; NULL if the person
 * is not there any more.
 */
struct hj_actor *hj_actor_of(
    struct hj_arena *a, const struct hj_directory *dir, const char *person);

/*
 * Was it sent by a page of ours?  For what signs in, where there is no session
 * yet; a program sends no Origin.
 */
bool hj_admit_own_page(struct hj_req *req);

/* The digest of the token of the device that asks; false if it has none. */
bool hj_admit_device(struct hj_req *req, unsigned char hash[HJ_DIGEST_SIZE]);

/*
 * For an act of weight: did the asker prove lately who he is?  If not it is
 * answered with 403 "ask-again".
 */
bool hj_admit_sure(struct hj_req *req);

/* The session is over: do not remember it. */
void hj_admit_forget(
    struct hj_sign_in *in, const unsigned char hash[HJ_DIGEST_SIZE]);

/* Something was taken back: remember nobody. */
void hj_admit_forget_all(struct hj_sign_in *in);

/* How many passwords are being looked at or wait for it. */
unsigned hj_sign_in_waiting(const struct hj_sign_in *in);

/* 16 bytes as 32 hex digits. */
void hj_hex_id(const unsigned char bytes[16], char out[33]);

/* The statements of sign_in.c. */
extern const struct hj_stmt *const hj_sign_in_stmts[];
extern const size_t hj_n_sign_in_stmts;

/* And of credentials.c. */
extern const struct hj_stmt *const hj_credential_stmts[];
extern const size_t hj_n_credential_stmts;

/* And of revoke.c. */
extern const struct hj_stmt *const hj_revoke_stmts[];
extern const size_t hj_n_revoke_stmts;

/* And of device.c and pin.c. */
extern const struct hj_stmt *const hj_device_stmts[];
extern const size_t hj_n_device_stmts;
extern const struct hj_stmt *const hj_pin_stmts[];
extern const size_t hj_n_pin_stmts;

/* And of drafts.c. */
extern const struct hj_stmt *const hj_draft_stmts[];
extern const size_t hj_n_draft_stmts;

/*
 * Of credentials.c: the login and stored password of a person; an account with
 * a one-time password for a person, false if the login is somebody else's; of a
 * list of ids those who cannot sign in yet, with their logins.
 */
extern const struct hj_stmt hj_stmt_login_of;
extern const struct hj_stmt hj_stmt_credential_set;
extern const struct hj_stmt hj_stmt_accounts_wanting;

#endif
