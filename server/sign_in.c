/*
 * Signing in and out.
 *
 *	POST /api/v1/sign-in    {"login", "password"} -> cookie, who, csrf
 *	POST /api/v1/sign-out
 *	GET  /api/v1/me
 *
 * A wrong login and a wrong password take as long and are answered alike.  Who
 * asks on any other request is found out in admit.c.
 */
#include "server/signing.h"

#include "server/admit.h"
#include "server/auth/login.h"
#include "server/auth/password.h"
#include "server/auth/session.h"
#include "server/auth/throttle.h"
#include "server/base/now.h"
#include "server/call.h"
#include "server/http/json_out.h"
#include "server/keys.h"
#include "server/open_session.h"
#include "server/route_says.h"

#include <string.h>

static const enum hj_pg_type find_types[] = { HJ_PG_TEXT };
static const struct hj_stmt find_stmt = {
	.name = "sign_in_find",
	.sql = "SELECT person, phc, must_change FROM hejie.sign_in_find($1)",
	.n_params = 1,
	.types = find_types,
};
static const enum hj_pg_type end_types[] = { HJ_PG_BYTEA };
static const struct hj_stmt end_stmt = {
	.name = "session_end",
	.sql = "SELECT hejie.session_end($1)::text",
	.n_params = 1,
	.types = end_types,
};
const struct hj_stmt *const hj_sign_in_stmts[] = { &find_stmt,
	&hj_stmt_session_open, &end_stmt };
const size_t hj_n_sign_in_stmts =
    sizeof(hj_sign_in_stmts) / sizeof(hj_sign_in_stmts[0]);

/* What the bodies hold. */
struct sign_in {
	const char *login;
	const char *password;
};
static const struct hj_field sign_in_rows[] = {
	HJ_TEXT(sign_in, login, HJ_REQUIRED, HJ_LOGIN_MOST, "账号|login"),
	HJ_TEXT(
	    sign_in, password, HJ_REQUIRED, HJ_PASSWORD_MOST, "密码|password"),
};
const struct hj_fields hj_sign_in_fields = HJ_FIELDS(sign_in, sign_in_rows);

/* A sign-in or sign-out under way. */
struct signing {
	struct hj_opening open;
	struct hj_password_job job;
	struct sign_in in;
	const char *phc;
	bool known;
};

/* ---- sign in ---- */

static void on_found(struct hj_query *q);
static void on_verified(struct hj_password_job *job);

void
hj_sign_in_handler(struct hj_req *req)
{
	struct signing *s = HJ_NEW(req->arena, struct signing);
	struct hj_call *call = &s->open.call;

	hj_call_begin(call, req);
	if (!hj_admit_own_page(req)) {
		hj_call_refuse(
		    call, HJ_PROBLEM_FORBIDDEN, "sent by another site");
		return;
	}
	if (!hj_call_body(req, &hj_sign_in_fields, &s->in)) {
		hj_call_end(call);
		return;
	}
	if (hj_call_throttled(call, s->in.login))
		return;
	hj_param_text(hj_call_params(call), s->in.login);
	hj_call_read(call, &find_stmt, on_found);
}

static void
on_found(struct hj_query *q)
{
	struct signing *s = HJ_CONTAINER(struct signing, open.call.query, q);
	struct hj_call *call = &s->open.call;

	if (hj_call_failed(call))
		return;
	if (hj_row_count(call->step.result) == 1) {
		struct hj_row row = hj_row(call->step.result, 0);

		s->known = true;
		hj_row_uuid(&row, 0, s->open.person);
		s->phc = hj_row_text(&row, 1, call->req->arena, NULL);
		s->open.must_change = hj_row_bool(&row, 2);
	}
	s->job.on_done = on_verified;
	hj_password_verify(hj_sign_in_passwords(call->req->service->sign_in),
	    &s->job, s->in.password, s->phc);
}

static void
on_verified(struct hj_password_job *job)
{
	struct signing *s = HJ_CONTAINER(struct signing, job, job);
	struct hj_req *req = s->open.call.req;
	struct hj_throttle *throttle = req->service->throttle;

	if (job->err.code != HJ_OK) {
		hj_reply_error(req, &job->err);
		hj_call_end(&s->open.call);
	} else if (s->known && job->right && hj_session_open(&s->open)) {
		hj_throttle_succeeded(throttle, s->in.login, req->peer);
	} else {
		hj_throttle_failed(
		    throttle, s->in.login, req->peer, hj_mono_ms());
		hj_call_refuse(&s->open.call, HJ_PROBLEM_WRONG_PASSWORD, NULL);
	}
}

/* ---- sign out ---- */

static void
on_ended(struct hj_query *q)
{
	struct signing *s = HJ_CONTAINER(struct signing, open.call.query, q);
	struct hj_req *req = s->open.call.req;
	struct hj_buf b;

	if (hj_call_failed(&s->open.call))
		return;
	hj_buf_init(&b, 1024);
	hj_cookie_clear(&b, req->tls);
	hj_req_add_header(req, "Set-Cookie", hj_buf_text(&b));
	hj_req_add_header(req, "Clear-Site-Data", "\"cache\", \"storage\"");
	hj_buf_release(&b);
	hj_reply_empty(req, 204);
	hj_call_end(&s->open.call);
}

void
hj_sign_out_handler(struct hj_req *req)
{
	struct signing *s = HJ_NEW(req->arena, struct signing);
	unsigned char hash[HJ_DIGEST_SIZE];

	hj_call_begin(&s->open.call, req);
	if (!hj_admit_token(req, hash)) {
		hj_call_refuse(&s->open.call, HJ_PROBLEM_UNAUTHENTICATED, NULL);
		return;
	}
	hj_admit_forget(req->service->sign_in, hash);
	hj_param_bytes(hj_call_params(&s->open.call), hash, sizeof(hash));
	hj_call_write(&s->open.call, &end_stmt, on_ended);
}

/* ---- who am I ---- */

/*
 * What a page of ours needs to know of the session it is in: its id, what its
 * writes must repeat, and the key of the person's drafts in that browser.
 */
static void
put_session(struct hj_req *req, const unsigned char hash[HJ_DIGEST_SIZE],
    struct hj_out *j)
{
	struct hj_service *s = req->service;
	char token[HJ_TOKEN_ROOM], csrf[HJ_TOKEN_ROOM];
	struct hj_key key;
	struct hj_buf b;

	hj_buf_init(&b, 256);
	hj_buf_hex(&b, hash, 16);
	hj_out_put_str(j, "session", hj_buf_text(&b));
	if (hj_cookie_find(token, hj_req_header(req, "cookie"), req->tls)) {
		hj_session_csrf(hj_keys_crypto(s->keys), csrf, token);
		hj_out_put_str(j, "csrf", csrf);
	}
	hj_keys_derive(s->keys, &key,
	    hj_concat(req->arena, "hejie drafts ", req->actor->person, NULL));
	hj_buf_clear(&b);
	hj_buf_hex(&b, key.bytes, sizeof(key.bytes));
	hj_wipe(&key, sizeof(key));
	hj_out_put_str(j, "drafts_key", hj_buf_text(&b));
	hj_buf_release(&b);
}

void
hj_who_handler(struct hj_req *req)
{
	struct hj_world_ref *w = hj_world_hold(req->service->worlds);
	const struct hj_person *person =
	    hj_person_find(&w->directory, req->actor->person);
	const struct hj_org *org = hj_org_find(&w->directory, req->actor->org);
	unsigned char hash[HJ_DIGEST_SIZE];
	struct hj_buf b;
	struct hj_out j;

	hj_buf_init(&b, 65536);
	hj_out_init(&j, &b);
	hj_out_open(&j);
	hj_out_put_str(&j, "person", req->actor->person);
	if (hj_admit_token(req, hash))
		put_session(req, hash, &j);
	hj_out_put_some(&j, "name", person == NULL ? NULL : person->name);
	hj_out_put_some(&j, "organisation", req->actor->org);
	hj_out_put_some(
	    &j, "organisation_name", org == NULL ? NULL : org->name);
	hj_out_put_some(&j, "kind", org == NULL ? NULL : org->kind->name);
	hj_out_put_some(&j, "county", org == NULL ? NULL : org->county);
	hj_out_put_some(&j, "place", org == NULL ? NULL : org->place);
	hj_out_key(&j, "roles");
	hj_out_open_array(&j);
	for (size_t i = 1; i < hj_role_words.n; i++)
		if (req->actor->roles & 1u << i)
			hj_out_str(&j, hj_role_words.word[i].name);
	hj_out_close(&j);
	hj_out_put_bool(&j, "demonstration", w->demonstration);
	hj_out_close(&j);
	hj_world_drop(w);
	hj_reply_buf(req, 200, HJ_TYPE_JSON, &b);
	hj_buf_release(&b);
}
