/*
 * What may stand behind the "?" of a route that is no query file.
 *
 * A name that nobody reads is refused: who writes "?dry_run=1" where "dry" is
 * meant would otherwise store what he wanted to look at.
 */
#include "server/route_says.h"

#include <string.h>

static bool
known(const struct hj_req *req, const char *name)
{
	const struct hj_route_says *says = hj_route_says(req->route->handler);

	for (size_t k = 0; says != NULL && k < HJ_SAYS_NAMES; k++)
		if (says->names[k] != NULL && strcmp(says->names[k], name) == 0)
			return true;
	return false;
}

static bool
wrong(struct hj_req *req, const char *name, const char *msg)
{
	struct hj_error err;

	hj_fail(&err, HJ_ERR_INPUT, name, msg, NULL);
	hj_reply_error(req, &err);
	return false;
}

bool
hj_query_known(struct hj_req *req)
{
	/* A query file knows its own; a page is the same with any. */
	if (req->route->handler == hj_query_handler ||
	    strncmp(req->route->pattern, "/api/", 5) != 0)
		return true;
	for (size_t i = 0; i < req->n_query; i++) {
		const char *name = req->query[i].name;

		if (!known(req, name))
			return wrong(req, name, "not a parameter of this");
	}
	return true;
}

bool
hj_query_flag(struct hj_req *req, const char *name, bool *ret)
{
	const char *text = hj_req_query(req, name);

	*ret = text != NULL &&
	       (strcmp(text, "1") == 0 || strcmp(text, "true") == 0);
	return text == NULL || *ret || strcmp(text, "0") == 0 ||
	       strcmp(text, "false") == 0 ||
	       wrong(req, name, "1 or 0, true or false");
}
