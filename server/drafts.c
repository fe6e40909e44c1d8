/*
 * What somebody has begun to write, kept for him.
 *
 *	PUT    /api/v1/drafts/{form}/{matter}   {"box"}
 *	DELETE /api/v1/drafts/{form}/{matter}
 *
 * A draft is one's own, and is read back by queries/draft.sql.  The browser
 * seals it with the key that it is given with the sign-in; here it is a text
 * like any other, kept for fourteen days.
 */
#include "server/call.h"
#include "server/route_says.h"

#include <ctype.h>
#include <string.h>

static const enum hj_pg_type keep_types[] = { HJ_PG_UUID, HJ_PG_TEXT,
	HJ_PG_TEXT, HJ_PG_TEXT };
static const struct hj_stmt keep_stmt = {
	.name = "draft_keep",
	.sql = "SELECT hejie.draft_keep($1, $2, $3, $4, hejie.moment())::text",
	.n_params = 4,
	.types = keep_types,
};
static const struct hj_stmt drop_stmt = {
	.name = "draft_drop",
	.sql = "SELECT hejie.draft_drop($1, $2, $3)::text",
	.n_params = 3,
	.types = keep_types,
};
const struct hj_stmt *const hj_draft_stmts[] = { &keep_stmt, &drop_stmt };
const size_t hj_n_draft_stmts =
    sizeof(hj_draft_stmts) / sizeof(hj_draft_stmts[0]);

struct draft {
	const char *box;
};
static const struct hj_field draft_rows[] = {
	HJ_TEXT(draft, box, HJ_REQUIRED, 65536,
	    "在浏览器里封存的草稿|what was begun, sealed in the browser"),
};
const struct hj_fields hj_draft_fields = HJ_FIELDS(draft, draft_rows);

/* As the table has it. */
static bool
name_fits(const char *text, size_t most, bool form)
{
	size_t n = strlen(text);

	for (size_t i = 0; i < n; i++) {
		bool plain = islower((unsigned char)text[i]) ||
			     isdigit((unsigned char)text[i]);
		bool more = form && (isupper((unsigned char)text[i]) ||
					(i > 0 && text[i] == '-'));

		if (!plain && !more)
			return false;
	}
	return n > 0 && n <= most && (!form || isalpha((unsigned char)text[0]));
}

static void
on_done(struct hj_query *q)
{
	struct hj_call *call = HJ_CONTAINER(struct hj_call, query, q);

	if (hj_call_failed(call))
		return;
	hj_reply_empty(call->req, 204);
	hj_call_end(call);
}

/* Begin with whose and which; NULL: there is none such, and it is answered. */
static struct hj_call *
begin(struct hj_req *req)
{
	struct hj_call *call = HJ_NEW(req->arena, struct hj_call);
	const char *form = hj_req_param(req, "form");
	const char *matter = hj_req_param(req, "matter");
	unsigned char person[16];
	struct hj_params *p;

	hj_call_begin(call, req);
	if (!name_fits(form, 64, true) || !name_fits(matter, 32, false)) {
		hj_call_refuse(call, HJ_PROBLEM_ABSENT, NULL);
		return NULL;
	}
	(void)hj_unhex(person, req->actor->person, sizeof(person));
	p = hj_call_params(call);
	hj_param_uuid(p, person);
	hj_param_text(p, form);
	hj_param_text(p, matter);
	return call;
}

void
hj_draft_keep_handler(struct hj_req *req)
{
	struct draft draft;
	struct hj_call *call = begin(req);

	if (call == NULL)
		return;
	if (!hj_call_body(req, &hj_draft_fields, &draft)) {
		hj_call_end(call);
		return;
	}
	hj_param_text(&call->step.params, draft.box);
	hj_call_write(call, &keep_stmt, on_done);
}

void
hj_draft_drop_handler(struct hj_req *req)
{
	struct hj_call *call = begin(req);

	if (call != NULL)
		hj_call_write(call, &drop_stmt, on_done);
}
