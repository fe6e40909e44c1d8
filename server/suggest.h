/*
 * Suggesting a body for a matter, with reasons (lib/policy/suggest.h).
 *
 *	GET /api/v1/disputes/{id}/suggestions
 *	GET /api/v1/imports/{id}              of a list that is only looked at
 *	POST /api/v1/referrals/batch?dry=1
 *
 * Each body comes with its points, part by part, and why.  None is chosen.
 */
#ifndef HJ_SERVER_SUGGEST_H
#define HJ_SERVER_SUGGEST_H

#include "server/call.h"
#include "server/http/json_out.h"

#include "lib/policy/suggest.h"

#define HJ_SUGGEST_MOST 5

/* What suggestions of one request rest on. */
struct hj_suggester {
	struct hj_req *req;
	struct hj_world_ref *world; /* held */
	const struct hj_org *asker;
	int64_t *open; /* procedures, in order of the world's bodies */
};

/*
 * Hold the world and ask what the bodies of the asker's county have open;
 * `call` goes on in `on_done`, which calls hj_suggest_take() if nothing failed.
 * hj_suggest_end() lets go in any case, before the call ends.
 */
void hj_suggest_ask(
    struct hj_suggester *s, struct hj_call *call, hj_query_fn *on_done);
void hj_suggest_take(struct hj_suggester *s, PGresult *result);
void hj_suggest_end(struct hj_suggester *s);

/*
 * Write the best `most` (at most HJ_SUGGEST_MOST) for `w` as a list: bodies of
 * the asker's county, fit for what the asker hands on.
 */
void hj_suggest_put(const struct hj_suggester *s, struct hj_out *j,
    struct hj_wish w, size_t most);

/* Ask what is known of these disputes, as far as the asker may see them. */
void hj_suggest_wishes(struct hj_call *call, const struct hj_bytes *disputes,
    size_t n, hj_query_fn *on_done);

/* Read one of them, as far as it lies in the dispute; its id, in hex. */
struct hj_wish hj_suggest_wish(
    const struct hj_suggester *s, struct hj_row *row, const char **ret_dispute);

#endif
