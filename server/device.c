/*
 * Bound devices: a telephone of one's own, a machine that several share.
 *
 *	POST   /api/v1/devices         {"password", "pin", "name"} binds this
 *one DELETE /api/v1/devices/{id}    unbinds one of one's own, and what was
 *	                               opened there ends
 *	GET    /api/v1/quick-sign-in   who can come in here with a PIN
 *
 * A device is a random token in a cookie; several people may have a PIN on one.
 * The list of who they are is told to whoever holds the device: names of staff
 * are no secret.  Coming in is in pin.c.
 */
#include "server/admit.h"
#include "server/auth/login.h"
#include "server/auth/password.h"
#include "server/auth/session.h"
#include "server/auth/throttle.h"
#include "server/base/log.h"
#include "server/base/now.h"
#include "server/call.h"
#include "server/http/json_out.h"
#include "server/route_says.h"

static const enum hj_pg_type bind_types[] = { HJ_PG_BYTEA, HJ_PG_UUID,
	HJ_PG_TEXT, HJ_PG_TEXT, HJ_PG_BYTEA, HJ_PG_INT4 };
static const struct hj_stmt bind_stmt = {
	.name = "device_bind",
	.sql = "SELECT hejie.device_bind($1, $2, $3, $4, $5, hejie.moment(),"
	       " hejie.moment() + $6 * interval '1 day')::text",
	.n_params = 6,
	.types = bind_types,
};
static const enum hj_pg_type unbind_types[] = { HJ_PG_UUID, HJ_PG_TEXT };
static const struct hj_stmt unbind_stmt = {
	.name = "device_unbind",
	.sql = "SELECT hejie.device_unbind($1, $2)",
	.n_params = 2,
	.types = unbind_types,
};
static const enum hj_pg_type people_types[] = { HJ_PG_BYTEA };
static const struct hj_stmt people_stmt = {
	.name = "device_people",
	.sql = "SELECT person FROM hejie.device_people($1, hejie.moment())",
	.n_params = 1,
	.types = people_types,
};
const struct hj_stmt *const hj_device_stmts[] = { &bind_stmt, &unbind_stmt,
	&people_stmt };
const size_t hj_n_device_stmts =
    sizeof(hj_device_stmts) / sizeof(hj_device_stmts[0]);

struct wish {
	const char *name;
	const char *password;
	const char *pin;
};
static const struct hj_field wish_rows[] = {
	HJ_TEXT(wish, name, 0, 60, "设备名称|what the device is called"),
	HJ_TEXT(wish, password, HJ_REQUIRED, HJ_PASSWORD_MOST, "密码|password"),
	HJ_TEXT(
	    wish, pin, HJ_REQUIRED, HJ_PIN_DIGITS, "六位数字PIN|six digits"),
};
const struct hj_fields hj_device_fields = HJ_FIELDS(wish, wish_rows);

/* A device being bound, unbound or looked at. */
struct binding {
	struct hj_call call;
	struct hj_password_job job;
	struct wish wish;
	unsigned char person[16];
	const char *login;
	char token[HJ_TOKEN_ROOM];
};

/* ---- bind ---- */

static void on_login(struct hj_query *q);
static void on_verified(struct hj_password_job *job);
static void on_hashed(struct hj_password_job *job);
static void on_bound(struct hj_query *q);

void
hj_device_bind_handler(struct hj_req *req)
{
	struct binding *d = HJ_NEW(req->arena, struct binding);
	struct hj_error err;

	hj_call_begin(&d->call, req);
	if (!hj_call_body(req, &hj_device_fields, &d->wish)) {
		hj_call_end(&d->call);
		return;
	}
	if (hj_pin_fits(d->wish.pin, &err) != HJ_OK) {
		hj_reply_error(req, &err);
		hj_call_end(&d->call);
		return;
	}
	(void)hj_unhex(d->person, req->actor->person, sizeof(d->person));
	hj_param_uuid(hj_call_params(&d->call), d->person);
	hj_call_read(&d->call, &hj_stmt_login_of, on_login);
}

static void
on_login(struct hj_query *q)
{
	struct binding *d = HJ_CONTAINER(struct binding, call.query, q);
	struct hj_req *req = d->call.req;
	struct hj_row row = hj_row(d->call.step.result, 0);

	if (hj_call_failed(&d->call))
		return;
	d->login = hj_row_text(&row, 0, req->arena, NULL);
	if (hj_call_throttled(&d->call, d->login))
		return;
	d->job.on_done = on_verified;
	hj_password_verify(hj_sign_in_passwords(req->service->sign_in), &d->job,
	    d->wish.password, hj_row_text(&row, 1, req->arena, NULL));
}

static void
on_verified(struct hj_password_job *job)
{
	struct binding *d = HJ_CONTAINER(struct binding, job, job);
	struct hj_req *req = d->call.req;
	struct hj_throttle *throttle = req->service->throttle;

	if (job->err.code != HJ_OK) {
		hj_reply_error(req, &job->err);
		hj_call_end(&d->call);
		return;
	}
	if (!job->right) {
		hj_throttle_failed(throttle, d->login, req->peer, hj_mono_ms());
		hj_call_refuse(&d->call, HJ_PROBLEM_WRONG_PASSWORD, NULL);
		return;
	}
	hj_throttle_succeeded(throttle, d->login, req->peer);
	d->job = (struct hj_password_job){ .on_done = on_hashed };
	hj_password_hash(
	    hj_sign_in_passwords(req->service->sign_in), &d->job, d->wish.pin);
}

static void
on_hashed(struct hj_password_job *job)
{
	struct binding *d = HJ_CONTAINER(struct binding, job, job);
	struct hj_req *req = d->call.req;
	unsigned char device[HJ_DIGEST_SIZE], session[HJ_DIGEST_SIZE];
	struct hj_params *p;

	if (job->err.code != HJ_OK) {
		hj_reply_error(req, &job->err);
		hj_call_end(&d->call);
		return;
	}
	/* Bound already, to somebody else perhaps: it stays the same device. */
	if (!hj_device_cookie_find(
		d->token, hj_req_header(req, "cookie"), req->tls))
		hj_session_token(d->token);
	(void)hj_session_hash(
	    hj_keys_crypto(req->service->keys), device, d->token);
	p = hj_call_params(&d->call);
	hj_param_bytes(p, device, sizeof(device));
	hj_param_uuid(p, d->person);
	hj_param_text(p, job->phc);
	hj_param_text(p, d->wish.name == NULL ? "" : d->wish.name);
	hj_param_bytes(
	    p, hj_admit_token(req, session) ? session : NULL, sizeof(session));
	hj_param_int4(p, HJ_DEVICE_DAYS);
	hj_call_write(&d->call, &bind_stmt, on_bound);
}

static void
on_bound(struct hj_query *q)
{
	struct binding *d = HJ_CONTAINER(struct binding, call.query, q);
	struct hj_req *req = d->call.req;
	struct hj_buf b;

	if (hj_call_failed(&d->call))
		return;
	hj_buf_init(&b, 1024);
	hj_device_cookie_set(&b, d->token, req->tls);
	hj_req_add_header(req, "Set-Cookie", hj_buf_text(&b));
	hj_buf_release(&b);
	hj_log(HJ_LOG_INFO, "device_bound",
	    HJ_LOG_ID("person", req->actor->person));
	hj_reply_empty(req, 204);
	hj_call_end(&d->call);
}

/* ---- unbind ---- */

static void
on_unbound(struct hj_query *q)
{
	struct binding *d = HJ_CONTAINER(struct binding, call.query, q);
	struct hj_req *req = d->call.req;
	struct hj_row row = hj_row(d->call.step.result, 0);

	if (hj_call_failed(&d->call))
		return;
	if (hj_row_int(&row, 0) == 0) {
		hj_call_refuse(&d->call, HJ_PROBLEM_ABSENT, NULL);
		return;
	}
	hj_admit_forget_all(req->service->sign_in);
	hj_log(HJ_LOG_INFO, "device_unbound",
	    HJ_LOG_ID("person", req->actor->person));
	hj_reply_empty(req, 204);
	hj_call_end(&d->call);
}

void
hj_device_unbind_handler(struct hj_req *req)
{
	struct binding *d = HJ_NEW(req->arena, struct binding);
	struct hj_params *p;

	hj_call_begin(&d->call, req);
	(void)hj_unhex(d->person, req->actor->person, sizeof(d->person));
	p = hj_call_params(&d->call);
	hj_param_uuid(p, d->person);
	hj_param_text(p, hj_req_param(req, "id"));
	hj_call_write(&d->call, &unbind_stmt, on_unbound);
}

/* ---- who can come in here ---- */

static void
put_person(
    struct hj_out *j, const struct hj_directory *dir, const char *person_id)
{
	const struct hj_person *p = hj_person_find(dir, person_id);
	const struct hj_org *org = p == NULL ? NULL : hj_org_find(dir, p->org);

	if (org == NULL || p->left)
		return;
	hj_out_open(j);
	hj_out_put_str(j, "person", p->id);
	hj_out_put_str(j, "name", p->name);
	hj_out_put_str(j, "organisation_name", org->name);
	hj_out_close(j);
}

static void
answer_people(struct binding *d, PGresult *result)
{
	struct hj_req *req = d->call.req;
	struct hj_world_ref *w = hj_world_hold(req->service->worlds);
	int n = result == NULL || w == NULL ? 0 : hj_row_count(result);
	struct hj_buf b;
	struct hj_out j;

	hj_buf_init(&b, 16384);
	hj_out_init(&j, &b);
	hj_out_open_list(&j);
	for (int i = 0; i < n; i++) {
		struct hj_row row = hj_row(result, i);
		unsigned char id[16];
		char hex[33];

		hj_row_uuid(&row, 0, id);
		hj_hex_id(id, hex);
		put_person(&j, &w->directory, hex);
	}
	hj_out_close(&j);
	hj_out_close(&j);
	hj_world_drop(w);
	hj_reply_buf(req, 200, HJ_TYPE_JSON, &b);
	hj_buf_release(&b);
	hj_call_end(&d->call);
}

static void
on_people(struct hj_query *q)
{
	struct binding *d = HJ_CONTAINER(struct binding, call.query, q);

	if (!hj_call_failed(&d->call))
		answer_people(d, d->call.step.result);
}

void
hj_device_people_handler(struct hj_req *req)
{
	struct binding *d = HJ_NEW(req->arena, struct binding);
	unsigned char device[HJ_DIGEST_SIZE];

	hj_call_begin(&d->call, req);
	if (!hj_admit_device(req, device)) {
		answer_people(d, NULL);
		return;
	}
	hj_param_bytes(hj_call_params(&d->call), device, sizeof(device));
	hj_call_read(&d->call, &people_stmt, on_people);
}
