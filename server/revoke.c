/*
 * Taking back what lets people and machines in.
 *
 *	DELETE /api/v1/accounts/{person}            the account and all of it
 *	DELETE /api/v1/accounts/{person}/sessions   every sign-in of a person
 *	DELETE /api/v1/api-keys/{id}
 *	DELETE /api/v1/sessions/{id}                one of one's own
 *
 * All but the last are the security administrator's.  Another worker may know a
 *session for one second more (admit.c).
 */
#include "server/admit.h"
#include "server/base/log.h"
#include "server/call.h"

#include <string.h>

static const enum hj_pg_type person_types[] = { HJ_PG_UUID };
static const enum hj_pg_type key_types[] = { HJ_PG_TEXT };
static const enum hj_pg_type session_types[] = { HJ_PG_UUID, HJ_PG_TEXT };
static const struct hj_stmt account_stmt = {
	.name = "drop_account",
	.sql = "SELECT hejie.drop_account($1)",
	.n_params = 1,
	.types = person_types,
};
static const struct hj_stmt sessions_stmt = {
	.name = "end_sessions",
	.sql = "SELECT hejie.end_sessions($1, NULL)",
	.n_params = 1,
	.types = person_types,
};
static const struct hj_stmt key_stmt = {
	.name = "api_key_end",
	.sql = "SELECT hejie.api_key_end($1)::integer::bigint",
	.n_params = 1,
	.types = key_types,
};
static const struct hj_stmt session_stmt = {
	.name = "end_session",
	.sql = "SELECT hejie.end_sessions($1, $2)",
	.n_params = 2,
	.types = session_types,
};
const struct hj_stmt *const hj_revoke_stmts[] = { &account_stmt, &sessions_stmt,
	&key_stmt, &session_stmt };
const size_t hj_n_revoke_stmts =
    sizeof(hj_revoke_stmts) / sizeof(hj_revoke_stmts[0]);

/* Something being taken back. */
struct revoking {
	struct hj_call call;
	const char *what; /* for the log */
};

static void
on_gone(struct hj_query *q)
{
	struct revoking *r = HJ_CONTAINER(struct revoking, call.query, q);
	struct hj_req *req = r->call.req;
	struct hj_row row = hj_row(r->call.step.result, 0);

	if (hj_call_failed(&r->call))
		return;
	if (hj_row_int(&row, 0) == 0) {
		hj_call_refuse(&r->call, HJ_PROBLEM_ABSENT, NULL);
		return;
	}
	hj_admit_forget_all(req->service->sign_in);
	hj_log(HJ_LOG_INFO, "taken_back", HJ_LOG_WORD("what", r->what),
	    HJ_LOG_ID("by", req->actor->person));
	hj_reply_empty(req, 204);
	hj_call_end(&r->call);
}

/* Begin; false if the asker may not, and it is answered. */
static struct revoking *
begin(struct hj_req *req, const char *what)
{
	struct revoking *r;

	if (!hj_may(HJ_MAY_ADMIT, req->actor->roles, HJ_REL_NONE)) {
		hj_reply_kind(req, HJ_PROBLEM_FORBIDDEN, NULL);
		return NULL;
	}
	r = HJ_NEW(req->arena, struct revoking);
	r->what = what;
	hj_call_begin(&r->call, req);
	return r;
}

/* Of the person in the path; a malformed id names nobody. */
static void
revoke_of_person(
    struct hj_req *req, const char *what, const struct hj_stmt *stmt)
{
	struct revoking *r = begin(req, what);
	const char *id = hj_req_param(req, "person");
	unsigned char person[16];

	if (r == NULL)
		return;
	if (!hj_id_bytes(person, id)) {
		hj_call_refuse(&r->call, HJ_PROBLEM_ABSENT, NULL);
		return;
	}
	hj_param_uuid(hj_call_params(&r->call), person);
	hj_call_write(&r->call, stmt, on_gone);
}

void
hj_account_drop_handler(struct hj_req *req)
{
	/* Or nobody might be left who can make one. */
	if (strcmp(hj_req_param(req, "person"), req->actor->person) == 0)
		hj_reply_kind(req, HJ_PROBLEM_FORBIDDEN,
		    "somebody else takes back one's own account");
	else
		revoke_of_person(req, "account", &account_stmt);
}

void
hj_account_sessions_handler(struct hj_req *req)
{
	revoke_of_person(req, "sessions", &sessions_stmt);
}

void
hj_api_key_end_handler(struct hj_req *req)
{
	struct revoking *r = begin(req, "api_key");

	if (r == NULL)
		return;
	hj_param_text(hj_call_params(&r->call), hj_req_param(req, "id"));
	hj_call_write(&r->call, &key_stmt, on_gone);
}

void
hj_session_end_handler(struct hj_req *req)
{
	struct revoking *r = HJ_NEW(req->arena, struct revoking);
	unsigned char person[16];
	struct hj_params *p;

	r->what = "session";
	hj_call_begin(&r->call, req);
	(void)hj_unhex(person, req->actor->person, sizeof(person));
	p = hj_call_params(&r->call);
	hj_param_uuid(p, person);
	hj_param_text(p, hj_req_param(req, "id"));
	hj_call_write(&r->call, &session_stmt, on_gone);
}
