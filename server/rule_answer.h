/*
 * Answers about one rule set, whichever it is: one that ships or was published
 * (by its id, 64 hex digits), or the document of a stream (32) as it is now.
 *
 *	static void say(struct hj_req *req, const struct hj_rule_about *x,
 *	    struct hj_buf *b) { ... }
 *
 *	void hj_rule_..._handler(struct hj_req *req)
 *	{
 *		hj_rule_answer(req, say);
 *	}
 *
 * Rule sets and drafts are known to everybody who is signed in.
 */
#ifndef HJ_SERVER_RULE_ANSWER_H
#define HJ_SERVER_RULE_ANSWER_H

#include "lib/commands/ruleset/ruleset.h"
#include "server/service.h"

struct hj_rule_about {
	const struct hj_world *world;
	const struct hj_rule_set *set;
	const struct hj_ruleset *draft; /* the stream; NULL: named by its id */
};

/* Writes the answer, which is JSON. */
typedef void hj_rule_say_fn(
    struct hj_req *req, const struct hj_rule_about *about, struct hj_buf *b);

/* Find the set that the path's {id} names and answer with `say`, or 404. */
void hj_rule_answer(struct hj_req *req, hj_rule_say_fn *say);

#endif
