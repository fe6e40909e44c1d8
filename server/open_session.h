/*
 * A session is opened: by the password (sign_in.c) or by a PIN (pin.c).
 */
#ifndef HJ_SERVER_OPEN_SESSION_H
#define HJ_SERVER_OPEN_SESSION_H

#include "lib/integrity/crypto.h"
#include "server/auth/session.h"
#include "server/call.h"

/* Somebody who has shown who he is; embed it in what the handler keeps. */
struct hj_opening {
	struct hj_call call;
	unsigned char person[16];
	char person_id[33];
	bool must_change;
	bool by_pin;
	unsigned char device[HJ_DIGEST_SIZE]; /* if by a PIN */
	char token[HJ_TOKEN_ROOM];
};

/*
 * Open the session of o->person, answer {person, csrf, must_change} with the
 * cookie, and end the call.  False, and nothing done, if nobody serves by that
 * id.
 */
bool hj_session_open(struct hj_opening *o);

/*
 * Answer 200 with the cookie of `token` and its csrf; `o` says whose session it
 * is, NULL: the page knows.
 */
void hj_session_answer(
    struct hj_req *req, const char *token, const struct hj_opening *o);

/* The statement, for admit.c. */
extern const struct hj_stmt hj_stmt_session_open;

#endif
