/*
 * Coming in with a PIN, and proving once more who one is.
 *
 *	POST /api/v1/quick-sign-in   {"person", "pin"} on a bound device
 *	POST /api/v1/proof           {"password"} or {"pin"}: acts of weight are
 *	                             open for ten minutes
 *
 * A PIN is tried against one device and person; each try is counted before it
 * is looked at, so five are five however many come at once, and then only the
 * password helps.  What a PIN opened is a session like any other, but proves
 * nothing yet: an act of weight (HJ_ASKS_AGAIN of a command, HJ_WEIGHTY of a
 * route) asks for the password or the PIN again.  A proof gives the session
 * another token; the old one is over.
 */
#include "server/admit.h"
#include "server/auth/login.h"
#include "server/auth/password.h"
#include "server/auth/throttle.h"
#include "server/base/now.h"
#include "server/open_session.h"
#include "server/route_says.h"

#include <string.h>

static const enum hj_pg_type try_types[] = { HJ_PG_BYTEA, HJ_PG_UUID };
static const struct hj_stmt try_stmt = {
	.name = "pin_try",
	.sql = "SELECT phc, remain"
	       "  FROM hejie.pin_try($1, $2, hejie.moment())",
	.n_params = 2,
	.types = try_types,
};
static const enum hj_pg_type prove_types[] = { HJ_PG_BYTEA, HJ_PG_BYTEA,
	HJ_PG_BYTEA };
static const struct hj_stmt prove_stmt = {
	.name = "session_prove",
	.sql = "SELECT hejie.session_prove($1, $2, $3, hejie.moment())",
	.n_params = 3,
	.types = prove_types,
};
const struct hj_stmt *const hj_pin_stmts[] = { &try_stmt, &prove_stmt };
const size_t hj_n_pin_stmts = sizeof(hj_pin_stmts) / sizeof(hj_pin_stmts[0]);

struct pin {
	const char *person;
	const char *pin;
};
static const struct hj_field pin_rows[] = {
	HJ_ID(pin, person, HJ_REQUIRED, "谁|who"),
	HJ_TEXT(pin, pin, HJ_REQUIRED, HJ_PIN_DIGITS, "六位数字PIN|six digits"),
};
const struct hj_fields hj_quick_fields = HJ_FIELDS(pin, pin_rows);

struct proof {
	const char *password;
	const char *pin;
};
static const struct hj_field proof_rows[] = {
	HJ_TEXT(proof, password, 0, HJ_PASSWORD_MOST, "密码|password"),
	HJ_TEXT(proof, pin, 0, HJ_PIN_DIGITS, "六位数字PIN|six digits"),
};
const struct hj_fields hj_proof_fields = HJ_FIELDS(proof, proof_rows);

/* Somebody who shows who he is. */
struct showing {
	struct hj_opening open;
	struct hj_password_job job;
	const char *secret; /* a PIN or the password */
	const char *who;    /* whom the throttle counts */
	bool comes_in;      /* or is in already, and proves it */
	bool found;         /* there is something to compare with */
	int64_t remain;     /* tries of the PIN */
};

static void on_found(struct hj_query *q);
static void on_verified(struct hj_password_job *job);
static void on_proved(struct hj_query *q);

static void
try_pin(struct showing *s, const char *person)
{
	struct hj_call *call = &s->open.call;
	struct hj_params *p;

	s->open.by_pin = true;
	if (!hj_admit_device(call->req, s->open.device)) {
		hj_call_refuse(call, HJ_PROBLEM_PIN_OVER, NULL);
		return;
	}
	(void)hj_unhex(s->open.person, person, sizeof(s->open.person));
	p = hj_call_params(call);
	hj_param_bytes(p, s->open.device, sizeof(s->open.device));
	hj_param_uuid(p, s->open.person);
	hj_call_write(call, &try_stmt, on_found);
}

void
hj_pin_handler(struct hj_req *req)
{
	struct showing *s = HJ_NEW(req->arena, struct showing);
	struct hj_call *call = &s->open.call;
	struct pin in;

	hj_call_begin(call, req);
	if (!hj_admit_own_page(req)) {
		hj_call_refuse(
		    call, HJ_PROBLEM_FORBIDDEN, "sent by another site");
		return;
	}
	if (!hj_call_body(req, &hj_quick_fields, &in)) {
		hj_call_end(call);
		return;
	}
	if (hj_call_throttled(call, in.person))
		return;
	s->comes_in = true;
	s->secret = in.pin;
	s->who = in.person;
	try_pin(s, in.person);
}

void
hj_proof_handler(struct hj_req *req)
{
	struct showing *s = HJ_NEW(req->arena, struct showing);
	struct hj_call *call = &s->open.call;
	const char *person = req->actor->person;
	struct proof in;

	hj_call_begin(call, req);
	if (!hj_call_body(req, &hj_proof_fields, &in)) {
		hj_call_end(call);
		return;
	}
	if ((in.password == NULL) == (in.pin == NULL)) {
		struct hj_error err;

		hj_fail(&err, HJ_ERR_INPUT, "password",
		    "either the password or the PIN", NULL);
		hj_reply_error(req, &err);
		hj_call_end(call);
		return;
	}
	if (hj_call_throttled(call, person))
		return;
	s->who = person;
	s->secret = in.pin != NULL ? in.pin : in.password;
	if (in.pin != NULL) {
		try_pin(s, person);
		return;
	}
	(void)hj_unhex(s->open.person, person, sizeof(s->open.person));
	hj_param_uuid(hj_call_params(call), s->open.person);
	hj_call_read(call, &hj_stmt_login_of, on_found);
}

/* The PIN's hash and what is left of its tries; or login and password. */
static void
on_found(struct hj_query *q)
{
	struct showing *s = HJ_CONTAINER(struct showing, open.call.query, q);
	struct hj_call *call = &s->open.call;
	const char *phc = NULL;

	if (hj_call_failed(call))
		return;
	s->found = hj_row_count(call->step.result) == 1;
	if (s->found) {
		struct hj_row row = hj_row(call->step.result, 0);

		phc = hj_row_text(
		    &row, s->open.by_pin ? 0 : 1, call->req->arena, NULL);
		if (s->open.by_pin)
			s->remain = hj_row_int(&row, 1);
	}
	s->job.on_done = on_verified;
	hj_password_verify(hj_sign_in_passwords(call->req->service->sign_in),
	    &s->job, s->secret, phc);
}

/* It was not right, or there was nothing that could have been. */
static void
refuse(struct showing *s)
{
	struct hj_req *req = s->open.call.req;
	enum hj_problem_kind kind = HJ_PROBLEM_WRONG_PASSWORD;

	if (s->open.by_pin)
		kind = s->found && s->remain > 0 ? HJ_PROBLEM_WRONG_PIN
						 : HJ_PROBLEM_PIN_OVER;
	hj_throttle_failed(
	    req->service->throttle, s->who, req->peer, hj_mono_ms());
	hj_call_refuse(&s->open.call, kind, NULL);
}

/* The session goes on under another token. */
static void
prove(struct showing *s)
{
	struct hj_req *req = s->open.call.req;
	unsigned char hash[HJ_DIGEST_SIZE], fresh[HJ_DIGEST_SIZE];
	struct hj_params *p = hj_call_params(&s->open.call);

	(void)hj_admit_token(req, hash);
	hj_admit_forget(req->service->sign_in, hash);
	hj_session_token(s->open.token);
	(void)hj_session_hash(
	    hj_keys_crypto(req->service->keys), fresh, s->open.token);
	hj_param_bytes(p, hash, sizeof(hash));
	hj_param_bytes(p, fresh, sizeof(fresh));
	hj_param_bytes(
	    p, s->open.by_pin ? s->open.device : NULL, sizeof(s->open.device));
	hj_call_write(&s->open.call, &prove_stmt, on_proved);
}

static void
on_verified(struct hj_password_job *job)
{
	struct showing *s = HJ_CONTAINER(struct showing, job, job);
	struct hj_req *req = s->open.call.req;
	struct hj_throttle *throttle = req->service->throttle;

	if (job->err.code != HJ_OK) {
		hj_reply_error(req, &job->err);
		hj_call_end(&s->open.call);
	} else if (!s->found || !job->right ||
		   (s->comes_in && !hj_session_open(&s->open))) {
		refuse(s);
	} else {
		hj_throttle_succeeded(throttle, s->who, req->peer);
		if (!s->comes_in)
			prove(s);
	}
}

static void
on_proved(struct hj_query *q)
{
	struct showing *s = HJ_CONTAINER(struct showing, open.call.query, q);
	struct hj_row row = hj_row(s->open.call.step.result, 0);

	if (hj_call_failed(&s->open.call))
		return;
	if (!hj_row_bool(&row, 0)) {
		hj_call_refuse(&s->open.call, HJ_PROBLEM_UNAUTHENTICATED, NULL);
		return;
	}
	hj_session_answer(s->open.call.req, s->open.token, NULL);
	hj_call_end(&s->open.call);
}
