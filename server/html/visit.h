/*
 * A party comes with its slip: code and second secret, or the note of a door
 * that they opened.
 *
 * What was shown is digested whole and looked up once; wrong code, wrong secret
 * and a dispute that is not there take the same road and give the same bytes.
 * Then something may be asked in the party's name, and the page shows how the
 * matter stands.  The party sees and asks as nobody's staff: an actor without a
 * body, with the role of a party and the door.
 */
#ifndef HJ_SERVER_HTML_VISIT_H
#define HJ_SERVER_HTML_VISIT_H

#include "server/call.h"
#include "server/html/page.h"

struct hj_visit {
	struct hj_call call;
	struct hj_page page;
	struct hj_actor actor;
	struct hj_ask ask;
	const char *code;   /* as it was typed; NULL: a note was shown */
	const char *stream; /* found */
	/* What is asked before looking, by name; NULL: nothing. */
	const char *command;
	const char *body;
	const char *done_zh, *done_en; /* what is said when it was done */
	bool refused;
	hj_look_fn *look; /* writes the page */
};

/* Begin to answer `req`, whose form goes to `again` if it fails; NULL if it is
 * answered already. */
struct hj_visit *hj_visit_begin(struct hj_req *req, const char *again);

/*
 * Open the door that the form shows, ask what v->command says, and answer with
 * what v->look writes.
 */
void hj_visit_go(struct hj_visit *v);

/* The visit of which `ask` is part. */
struct hj_visit *hj_visit_of(struct hj_ask *ask);

/* How a matter stands, for the party that came; progress_page.c. */
hj_look_fn hj_progress_look;

#endif
