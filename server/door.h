/*
 * A party's slip, brought to a counter: code and second secret of a dispute.
 *
 * Together they open a door: the body that the party came to may ask a few
 * commands although it has no part yet.  Wrong code, wrong secret, a foreign
 * dispute and one that is not there are one and the same: what was shown is
 * digested whole and looked up once.  Attempts are counted for the code and for
 * the address (auth/throttle.h); what fits is not counted.
 */
#ifndef HJ_SERVER_DOOR_H
#define HJ_SERVER_DOOR_H

#include "lib/base/field.h"
#include "server/http/req.h"

/* A slip as the body of a request. */
struct hj_shown_slip {
	const char *code;
	const char *secret;
};
extern const struct hj_fields hj_shown_slip_fields;

/*
 * What the headers Dispute-Code and Dispute-Secret open, into `*door`; or the
 * id in Dispute-Entry, by which a body that refused an offer comes to take that
 * back; NULL if there are none.  False if it is tried too often, and answered.
 */
bool hj_door_of(struct hj_req *req, const char **door);

/*
 * The door that code and secret open, into `*door`; otherwise how many
 * milliseconds to wait before the next try.  How it went is then to be told.
 */
int64_t hj_door_ask(struct hj_req *req, const char *code, const char *secret,
    const char **door);

/* The same; false if it is tried too often, and answered. */
bool hj_door_try(struct hj_req *req, const char *code, const char *secret,
    const char **door);

/* How the attempt with `code` went. */
void hj_door_tried(struct hj_req *req, const char *code, bool fitted);

#endif
