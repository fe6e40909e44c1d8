/*
 * Passwords of people and keys of machines.
 *
 *	POST /api/v1/password   {"old", "fresh"}
 *	POST /api/v1/accounts   {"login", "person"} -> a one-time password
 *	POST /api/v1/api-keys   {"name", "person", "days"} -> the key, shown
 *	                        once, and when it ends
 */
#include "server/admit.h"
#include "server/auth/login.h"
#include "server/auth/password.h"
#include "server/auth/session.h"
#include "server/base/now.h"
#include "server/call.h"
#include "server/route_says.h"
#include "server/http/json_out.h"
#include "server/signing.h"

static const enum hj_pg_type login_types[] = { HJ_PG_UUID };
const struct hj_stmt hj_stmt_login_of = {
	.name = "login_of",
	.sql = "SELECT c.login, f.phc FROM hejie.credential_of($1) c,"
	       " LATERAL hejie.sign_in_find(c.login) f",
	.n_params = 1,
	.types = login_types,
};
static const enum hj_pg_type set_types[] = { HJ_PG_UUID, HJ_PG_TEXT,
	HJ_PG_BYTEA };
static const struct hj_stmt set_stmt = {
	.name = "password_set",
	.sql = "SELECT hejie.password_set($1, $2, $3, hejie.moment())",
	.n_params = 3,
	.types = set_types,
};
static const enum hj_pg_type key_types[] = { HJ_PG_TEXT, HJ_PG_BYTEA,
	HJ_PG_UUID, HJ_PG_TEXT, HJ_PG_UUID, HJ_PG_INT8 };
static const struct hj_stmt key_stmt = {
	.name = "api_key_create",
	.sql = "WITH made AS MATERIALIZED ("
	       "  SELECT m AS at, m + $6 * interval '1 ms' AS ends"
	       "    FROM hejie.moment() m)"
	       "SELECT made.ends,"
	       "       hejie.api_key_create($1, $2, $3, $4, $5, made.at,"
	       "           made.ends)::text"
	       "  FROM made",
	.n_params = 6,
	.types = key_types,
};
static const enum hj_pg_type account_types[] = { HJ_PG_UUID, HJ_PG_TEXT,
	HJ_PG_TEXT };
const struct hj_stmt hj_stmt_credential_set = {
	.name = "credential_set",
	.sql = "SELECT hejie.credential_set($1, $2, $3, true, hejie.moment())",
	.n_params = 3,
	.types = account_types,
};
static const enum hj_pg_type wanting_types[] = { HJ_PG_TEXTS };
const struct hj_stmt hj_stmt_accounts_wanting = {
	.name = "accounts_wanting",
	.sql = "SELECT replace(person::text, '-', ''), login"
	       "  FROM hejie.accounts_wanting($1)",
	.n_params = 1,
	.types = wanting_types,
};
const struct hj_stmt *const hj_credential_stmts[] = { &hj_stmt_login_of,
	&set_stmt, &hj_stmt_credential_set, &key_stmt,
	&hj_stmt_accounts_wanting };
const size_t hj_n_credential_stmts =
    sizeof(hj_credential_stmts) / sizeof(hj_credential_stmts[0]);

struct change {
	const char *fresh;
	const char *old;
};
static const struct hj_field change_rows[] = {
	HJ_TEXT(change, fresh, HJ_REQUIRED, HJ_PASSWORD_MOST,
	    "新密码|new password"),
	HJ_TEXT(
	    change, old, HJ_REQUIRED, HJ_PASSWORD_MOST, "原密码|old password"),
};
const struct hj_fields hj_password_fields = HJ_FIELDS(change, change_rows);

struct machine {
	const char *name;
	const char *person;
	int64_t days;
};
static const struct hj_field machine_rows[] = {
	HJ_INT(machine, days, 0, 1, 3650,
	    "几天后到期,不填则按设置|days until it ends; absent: as is set"),
	HJ_TEXT(machine, name, HJ_REQUIRED, 100, "用途|what it is for"),
	HJ_ID(machine, person, HJ_REQUIRED, "代表谁|with whose rights"),
};
const struct hj_fields hj_api_key_fields = HJ_FIELDS(machine, machine_rows);

struct account {
	const char *login;
	const char *person;
};
static const struct hj_field account_rows[] = {
	HJ_TEXT(account, login, HJ_REQUIRED, HJ_LOGIN_MOST, "账号|login"),
	HJ_ID(account, person, HJ_REQUIRED, "谁的|whose"),
};
const struct hj_fields hj_account_fields = HJ_FIELDS(account, account_rows);

/* A change under way. */
struct credential {
	struct hj_call call;
	struct hj_password_job job;
	struct change change;
	struct account account;
	char drawn[HJ_DRAWN_ROOM]; /* one-time password */
	const char *phc;
	unsigned char person[16];
	char key[HJ_API_KEY_ROOM];
};

/* ---- another password ---- */

static void on_login(struct hj_query *q);
static void on_old_verified(struct hj_password_job *job);
static void on_hashed(struct hj_password_job *job);
static void on_set(struct hj_query *q);

void
hj_password_handler(struct hj_req *req)
{
	struct credential *s = HJ_NEW(req->arena, struct credential);

	hj_call_begin(&s->call, req);
	if (!hj_call_body(req, &hj_password_fields, &s->change)) {
		hj_call_end(&s->call);
		return;
	}
	(void)hj_unhex(s->person, req->actor->person, 16);
	hj_param_uuid(hj_call_params(&s->call), s->person);
	hj_call_read(&s->call, &hj_stmt_login_of, on_login);
}

static void
on_login(struct hj_query *q)
{
	struct credential *s = HJ_CONTAINER(struct credential, call.query, q);
	struct hj_row row = hj_row(s->call.step.result, 0);
	const char *login;
	struct hj_error err;

	if (hj_call_failed(&s->call))
		return;
	login = hj_row_text(&row, 0, s->call.req->arena, NULL);
	s->phc = hj_row_text(&row, 1, s->call.req->arena, NULL);
	if (login == NULL ||
	    hj_password_fits(s->change.fresh, login, &err) != HJ_OK) {
		if (login == NULL)
			hj_reply_kind(s->call.req, HJ_PROBLEM_ABSENT, NULL);
		else
			hj_reply_error(s->call.req, &err);
		hj_call_end(&s->call);
		return;
	}
	s->job.on_done = on_old_verified;
	hj_password_verify(hj_sign_in_passwords(s->call.req->service->sign_in),
	    &s->job, s->change.old, s->phc);
}

static void
on_old_verified(struct hj_password_job *job)
{
	struct credential *s = HJ_CONTAINER(struct credential, job, job);

	if (job->err.code != HJ_OK || !job->right) {
		if (job->err.code != HJ_OK)
			hj_reply_error(s->call.req, &job->err);
		else
			hj_reply_kind(s->call.req, HJ_PROBLEM_FORBIDDEN,
			    "the old password is wrong");
		hj_call_end(&s->call);
		return;
	}
	s->job = (struct hj_password_job){ .on_done = on_hashed };
	hj_password_hash(hj_sign_in_passwords(s->call.req->service->sign_in),
	    &s->job, s->change.fresh);
}

static void
on_hashed(struct hj_password_job *job)
{
	struct credential *s = HJ_CONTAINER(struct credential, job, job);
	unsigned char hash[HJ_DIGEST_SIZE];
	bool token = hj_admit_token(s->call.req, hash);
	struct hj_params *p;

	if (job->err.code != HJ_OK) {
		hj_reply_error(s->call.req, &job->err);
		hj_call_end(&s->call);
		return;
	}
	p = hj_call_params(&s->call);
	hj_param_uuid(p, s->person);
	hj_param_text(p, job->phc);
	hj_param_bytes(p, token ? hash : NULL, sizeof(hash));
	if (token)
		hj_admit_forget(s->call.req->service->sign_in, hash);
	hj_call_write(&s->call, &set_stmt, on_set);
}

static void
on_set(struct hj_query *q)
{
	struct credential *s = HJ_CONTAINER(struct credential, call.query, q);

	if (hj_call_failed(&s->call))
		return;
	hj_reply_empty(s->call.req, 204);
	hj_call_end(&s->call);
}

/* ---- an account for somebody ---- */

static void on_drawn(struct hj_password_job *job);
static void on_account(struct hj_query *q);

void
hj_account_handler(struct hj_req *req)
{
	struct credential *s = HJ_NEW(req->arena, struct credential);
	struct hj_world_ref *w = hj_world_hold(req->service->worlds);
	bool known;

	hj_call_begin(&s->call, req);
	if (!hj_may(HJ_MAY_ADMIT, req->actor->roles, HJ_REL_NONE)) {
		hj_world_drop(w);
		hj_call_refuse(&s->call, HJ_PROBLEM_FORBIDDEN, NULL);
		return;
	}
	if (!hj_call_body(req, &hj_account_fields, &s->account)) {
		hj_world_drop(w);
		hj_call_end(&s->call);
		return;
	}
	known = hj_person_find(&w->directory, s->account.person) != NULL;
	hj_world_drop(w);
	if (!known || !hj_login_ok(s->account.login)) {
		struct hj_error err;

		hj_fail(&err, HJ_ERR_INPUT, known ? "login" : "person",
		    known ? "2 to 32 of a-z 0-9 . _ -" : "no such person",
		    NULL);
		hj_reply_error(req, &err);
		hj_call_end(&s->call);
		return;
	}
	hj_password_draw(s->drawn);
	s->job.on_done = on_drawn;
	hj_password_hash(
	    hj_sign_in_passwords(req->service->sign_in), &s->job, s->drawn);
}

static void
on_drawn(struct hj_password_job *job)
{
	struct credential *s = HJ_CONTAINER(struct credential, job, job);
	struct hj_params *p;

	if (job->err.code != HJ_OK) {
		hj_reply_error(s->call.req, &job->err);
		hj_call_end(&s->call);
		return;
	}
	(void)hj_unhex(s->person, s->account.person, 16);
	p = hj_call_params(&s->call);
	hj_param_uuid(p, s->person);
	hj_param_text(p, s->account.login);
	hj_param_text(p, job->phc);
	hj_call_write(&s->call, &hj_stmt_credential_set, on_account);
}

static void
on_account(struct hj_query *q)
{
	struct credential *s = HJ_CONTAINER(struct credential, call.query, q);
	struct hj_row row = hj_row(s->call.step.result, 0);
	struct hj_buf b;
	struct hj_out j;

	if (hj_call_failed(&s->call))
		return;
	if (!hj_row_bool(&row, 0)) {
		struct hj_error err;

		hj_fail(&err, HJ_ERR_INPUT, "login", "somebody has it", NULL);
		hj_reply_error(s->call.req, &err);
		hj_call_end(&s->call);
		return;
	}
	hj_buf_init(&b, 1024);
	hj_out_init(&j, &b);
	hj_out_open(&j);
	hj_out_put_str(&j, "login", s->account.login);
	hj_out_put_str(&j, "password", s->drawn);
	hj_out_close(&j);
	hj_reply_buf(s->call.req, 201, HJ_TYPE_JSON, &b);
	hj_buf_release(&b);
	hj_call_end(&s->call);
}

/* ---- a key for a machine ---- */

static void
on_key(struct hj_query *q)
{
	struct credential *s = HJ_CONTAINER(struct credential, call.query, q);
	struct hj_row row = hj_row(s->call.step.result, 0);
	char ends[HJ_TIME_TEXT];
	struct hj_buf b;
	struct hj_out j;

	if (hj_call_failed(&s->call))
		return;
	hj_buf_init(&b, 4096);
	hj_out_init(&j, &b);
	hj_out_open(&j);
	hj_out_put_str(&j, "key", s->key);
	hj_out_put_str(&j, "expires", hj_time_text(hj_row_ms(&row, 0), ends));
	hj_out_close(&j);
	hj_reply_buf(s->call.req, 201, HJ_TYPE_JSON, &b);
	hj_buf_release(&b);
	hj_call_end(&s->call);
}

void
hj_api_key_handler(struct hj_req *req)
{
	struct credential *s = HJ_NEW(req->arena, struct credential);
	struct machine m;
	char id[HJ_API_ID_ROOM];
	unsigned char hash[HJ_DIGEST_SIZE], person[16], by[16];
	struct hj_params *p;
	int64_t life;

	hj_call_begin(&s->call, req);
	if (!hj_may(HJ_MAY_ADMIT, req->actor->roles, HJ_REL_NONE)) {
		hj_reply_kind(req, HJ_PROBLEM_FORBIDDEN, NULL);
		hj_call_end(&s->call);
		return;
	}
	if (!hj_call_body(req, &hj_api_key_fields, &m)) {
		hj_call_end(&s->call);
		return;
	}
	life =
	    m.days == 0 ? req->service->cfg->key_life_ms : m.days * HJ_DAY_MS;
	if (life > req->service->cfg->key_life_ms) {
		struct hj_error err;

		hj_fail(&err, HJ_ERR_INPUT, "days",
		    "longer than this site lets a key live", NULL);
		hj_reply_error(req, &err);
		hj_call_end(&s->call);
		return;
	}
	hj_api_key_draw(hj_keys_crypto(req->service->keys), s->key, id, hash);
	(void)hj_unhex(person, m.person, 16);
	(void)hj_unhex(by, req->actor->person, 16);
	p = hj_call_params(&s->call);
	hj_param_text(p, id);
	hj_param_bytes(p, hash, sizeof(hash));
	hj_param_uuid(p, person);
	hj_param_text(p, m.name);
	hj_param_uuid(p, by);
	hj_param_int8(p, life);
	hj_call_write(&s->call, &key_stmt, on_key);
}
