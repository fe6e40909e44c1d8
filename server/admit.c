/* Who asks; see admit.h. */
#include "server/admit.h"

#include "server/auth/password.h"
#include "server/auth/session.h"
#include "server/base/now.h"
#include "server/db/row.h"
#include "server/keys.h"
#include "server/proxy.h"

#include <stdlib.h>
#include <string.h>

#define REMEMBERED 1024 /* sessions a worker; a power of two */
#define REMEMBER_MS 1000
#define SURE_MS 600000 /* for which a proof holds */

/* Somebody who was looked up. */
struct known {
	unsigned char hash[HJ_DIGEST_SIZE];
	int64_t until_ms; /* 0: nothing is here */
	char person[33];
	char org[33]; /* at sign-in; "" for a machine */
	unsigned roles;
	bool must_change;
	bool sure;       /* proved lately who he is; of a machine nobody asks */
	int64_t ends_ms; /* a machine's key ends soon, then; otherwise 0 */
};

struct hj_sign_in {
	struct hj_service *s;
	struct hj_passwords *passwords;
	struct known known[REMEMBERED];
};

static const enum hj_pg_type session_types[] = { HJ_PG_BYTEA, HJ_PG_INT8,
	HJ_PG_INT8 };
static const struct hj_stmt session_stmt = {
	.name = "session_find",
	.sql = "SELECT person, org, roles, must_change,"
	       " last_seen < hejie.moment() - interval '1 minute',"
	       " hejie.session_sure($1, hejie.moment(), $3)"
	       "  FROM hejie.session_find($1, hejie.moment(), $2)",
	.n_params = 3,
	.types = session_types,
};
static const enum hj_pg_type touch_types[] = { HJ_PG_BYTEA };
static const struct hj_stmt touch_stmt = {
	.name = "session_touch",
	.sql = "SELECT hejie.session_touch($1, hejie.moment())::text",
	.n_params = 1,
	.types = touch_types,
};
static const enum hj_pg_type machine_types[] = { HJ_PG_TEXT, HJ_PG_BYTEA };
static const struct hj_stmt machine_stmt = {
	.name = "api_key_look",
	.sql = "SELECT person, expires <= hejie.moment(),"
	       "       CASE WHEN expires < hejie.moment() + interval '30 days'"
	       "            THEN expires END"
	       "  FROM hejie.api_key_look($1, $2)",
	.n_params = 2,
	.types = machine_types,
};

/* A request whose asker is being looked up. */
struct admission {
	struct hj_req *req;
	unsigned char hash[HJ_DIGEST_SIZE];
	struct known found;
	struct hj_query query;
	struct hj_step step;
};

static void on_session(struct hj_query *q);
static void on_machine(struct hj_query *q);
static void on_touched(struct hj_query *q);

struct hj_sign_in *
hj_sign_in_new(struct hj_service *s, struct hj_error *err)
{
	struct hj_sign_in *in = calloc(1, sizeof(*in));
	const struct hj_passwords_config config = { .base = s->base,
		.keys = hj_keys_file(s->keys),
		.cost_kib = s->cfg->password_cost };

	if (in == NULL)
		abort();
	in->s = s;
	in->passwords = hj_passwords_new(&config, err);
	if (in->passwords == NULL) {
		free(in);
		return NULL;
	}
	return in;
}

void
hj_sign_in_free(struct hj_sign_in *in)
{
	if (in == NULL)
		return;
	hj_passwords_free(in->passwords);
	free(in);
}

struct hj_passwords *
hj_sign_in_passwords(struct hj_sign_in *in)
{
	hj_keys_refresh(in->s->keys);
	return in->passwords;
}

enum hj_err
hj_sign_in_attach(struct hj_sign_in *in, struct hj_pg *pg, struct hj_error *err)
{
	static const struct hj_stmt *const own[] = { &session_stmt, &touch_stmt,
		&machine_stmt };
	enum hj_err code = HJ_OK;

	(void)in;
	for (size_t i = 0; code == HJ_OK && i < 3; i++)
		code = hj_pg_register(pg, own[i], 1, err);
	for (size_t i = 0; code == HJ_OK && i < hj_n_sign_in_stmts; i++)
		code = hj_pg_register(pg, hj_sign_in_stmts[i], 1, err);
	for (size_t i = 0; code == HJ_OK && i < hj_n_credential_stmts; i++)
		code = hj_pg_register(pg, hj_credential_stmts[i], 1, err);
	for (size_t i = 0; code == HJ_OK && i < hj_n_revoke_stmts; i++)
		code = hj_pg_register(pg, hj_revoke_stmts[i], 1, err);
	for (size_t i = 0; code == HJ_OK && i < hj_n_device_stmts; i++)
		code = hj_pg_register(pg, hj_device_stmts[i], 1, err);
	for (size_t i = 0; code == HJ_OK && i < hj_n_draft_stmts; i++)
		code = hj_pg_register(pg, hj_draft_stmts[i], 1, err);
	for (size_t i = 0; code == HJ_OK && i < hj_n_pin_stmts; i++)
		code = hj_pg_register(pg, hj_pin_stmts[i], 1, err);
	return code;
}

unsigned
hj_sign_in_waiting(const struct hj_sign_in *in)
{
	return hj_passwords_waiting(in->passwords);
}

void
hj_hex_id(const unsigned char bytes[16], char out[33])
{
	struct hj_buf b;

	hj_buf_init(&b, 64);
	hj_buf_hex(&b, bytes, 16);
	memcpy(out, hj_buf_text(&b), 33);
	hj_buf_release(&b);
}

/* ---- what is remembered ---- */

static struct known *
place(struct hj_sign_in *in, const unsigned char *hash)
{
	size_t at;

	memcpy(&at, hash, sizeof(at));
	return &in->known[at & (REMEMBERED - 1)];
}

static struct known *
remembered(struct hj_sign_in *in, const unsigned char *hash)
{
	struct known *k = place(in, hash);

	return k->until_ms > hj_mono_ms() &&
		       memcmp(k->hash, hash, HJ_DIGEST_SIZE) == 0
		   ? k
		   : NULL;
}

void
hj_admit_forget(struct hj_sign_in *in, const unsigned char hash[HJ_DIGEST_SIZE])
{
	struct known *k = remembered(in, hash);

	if (k != NULL)
		k->until_ms = 0;
}

void
hj_admit_forget_all(struct hj_sign_in *in)
{
	for (size_t i = 0; i < REMEMBERED; i++)
		in->known[i].until_ms = 0;
}

bool
hj_admit_token(struct hj_req *req, unsigned char hash[HJ_DIGEST_SIZE])
{
	char token[HJ_TOKEN_ROOM];

	return hj_cookie_find(token, hj_req_header(req, "cookie"), req->tls) &&
	       hj_session_hash(hj_keys_crypto(req->service->keys), hash, token);
}

bool
hj_admit_mark(
    struct hj_req *req, unsigned char hash[HJ_DIGEST_SIZE], const char **ret_id)
{
	const char *authorization = hj_req_header(req, "authorization");
	char id[HJ_API_ID_ROOM];

	*ret_id = NULL;
	if (authorization == NULL ||
	    !hj_api_key_read(
		hj_keys_crypto(req->service->keys), authorization, id, hash))
		return hj_admit_token(req, hash);
	*ret_id = hj_strdup(req->arena, id);
	return true;
}

bool
hj_admit_device(struct hj_req *req, unsigned char hash[HJ_DIGEST_SIZE])
{
	char token[HJ_TOKEN_ROOM];

	return hj_device_cookie_find(
		   token, hj_req_header(req, "cookie"), req->tls) &&
	       hj_session_hash(hj_keys_crypto(req->service->keys), hash, token);
}

bool
hj_admit_own_page(struct hj_req *req)
{
	const struct hj_write_marks marks = {
		.host = hj_req_header(req, "host"),
		.origin = hj_req_header(req, "origin"),
		.fetch_site = hj_req_header(req, "sec-fetch-site"),
		.tls = req->tls,
	};

	return marks.origin == NULL || hj_sign_in_marks_fit(&marks);
}

bool
hj_admit_sure(struct hj_req *req)
{
	if (!req->sure)
		hj_reply_kind(req, HJ_PROBLEM_ASK_AGAIN, NULL);
	return req->sure;
}

/* ---- admitted ---- */

/* A supervisor sees what is below his body, and never acts in it. */
static const char *
below(struct hj_arena *a, const struct hj_directory *dir,
    const struct hj_person *p)
{
	const struct hj_org *org = hj_org_find(dir, p->org);

	if (org == NULL || (p->roles & HJ_RO(SUPERVISOR)) == 0)
		return NULL;
	return hj_strdup(a, org->below);
}

struct hj_actor *
hj_actor_of(
    struct hj_arena *a, const struct hj_directory *dir, const char *person)
{
	const struct hj_person *p = hj_person_find(dir, person);
	struct hj_actor *actor;

	if (p == NULL || p->left)
		return NULL;
	actor = HJ_NEW(a, struct hj_actor);
	actor->person = hj_strdup(a, p->id);
	actor->org = hj_strdup(a, p->org);
	actor->roles = p->roles;
	actor->below = below(a, dir, p);
	return actor;
}

/*
 * Go on as this person, with the rights that the directory gives now; a
 * session whose post has changed since is over.
 */
static void
admit(struct hj_req *req, const struct known *k)
{
	struct hj_world_ref *w = hj_world_hold(req->service->worlds);
	struct hj_actor *actor =
	    w == NULL ? NULL
		      : hj_actor_of(req->arena, &w->directory, k->person);
	struct hj_error err;
	bool session = *k->org != '\0';
	char ends[HJ_TIME_TEXT];

	/* A worker that has just begun does not know yet who is there. */
	if (w == NULL) {
		hj_fail(&err, HJ_ERR_BUSY, "", "the directory is not read yet",
		    NULL);
		hj_reply_error(req, &err);
		return;
	}
	hj_world_drop(w);
	if (actor == NULL || (session && (strcmp(actor->org, k->org) != 0 ||
					     actor->roles != k->roles))) {
		hj_reply_kind(req, HJ_PROBLEM_UNAUTHENTICATED, NULL);
		return;
	}
	req->actor = actor;
	req->sure = k->sure;
	if (k->ends_ms != 0)
		hj_req_add_header(
		    req, "Api-Key-Expires", hj_time_text(k->ends_ms, ends));
	if (k->must_change && (req->route->flags & HJ_SESSION) == 0)
		hj_reply_kind(req, HJ_PROBLEM_FORBIDDEN,
		    "choose a password of your own first");
	else if (!session && req->route->flags & HJ_SESSION)
		hj_reply_kind(req, HJ_PROBLEM_FORBIDDEN,
		    "a machine's key does not do this");
	else if (((req->route->flags & HJ_WEIGHTY) == 0 ||
		     hj_admit_sure(req)) &&
		 hj_query_known(req))
		req->route->handler(req);
}

static void
submit(struct admission *ad, const struct hj_stmt *stmt, hj_query_fn *on_done,
    bool write)
{
	ad->step.stmt = stmt;
	ad->query = (struct hj_query){ .steps = &ad->step,
		.n_steps = 1,
		.deadline_ms = ad->req->deadline_ms,
		.on_done = on_done };
	if (write)
		hj_pg_write(ad->req->service->pg, &ad->query);
	else
		hj_pg_read(ad->req->service->pg, &ad->query);
}

/* The asker is known: remember and go on. */
static void
enter(struct admission *ad)
{
	struct known *k = place(ad->req->service->sign_in, ad->hash);

	memcpy(ad->found.hash, ad->hash, sizeof(ad->hash));
	ad->found.until_ms = hj_mono_ms() + REMEMBER_MS;
	*k = ad->found;
	admit(ad->req, &ad->found);
	hj_req_unref(ad->req);
}

static bool
nobody(struct admission *ad, const struct hj_error *err)
{
	if (err->code == HJ_OK && hj_row_count(ad->step.result) == 1)
		return false;
	if (err->code != HJ_OK)
		hj_reply_error(ad->req, err);
	else
		hj_reply_kind(ad->req, HJ_PROBLEM_UNAUTHENTICATED, NULL);
	hj_req_unref(ad->req);
	return true;
}

static void
on_session(struct hj_query *q)
{
	struct admission *ad = HJ_CONTAINER(struct admission, query, q);
	struct hj_row row = hj_row(ad->step.result, 0);
	unsigned char id[16];
	bool touch;

	if (nobody(ad, &q->err))
		return;
	hj_row_uuid(&row, 0, id);
	hj_hex_id(id, ad->found.person);
	hj_row_uuid(&row, 1, id);
	hj_hex_id(id, ad->found.org);
	ad->found.roles = (unsigned)hj_row_int(&row, 2);
	ad->found.must_change = hj_row_bool(&row, 3);
	touch = hj_row_bool(&row, 4);
	ad->found.sure = hj_row_bool(&row, 5);
	if (!touch) {
		enter(ad);
		return;
	}
	hj_params_init(&ad->step.params, ad->req->arena);
	hj_param_bytes(&ad->step.params, ad->hash, sizeof(ad->hash));
	submit(ad, &touch_stmt, on_touched, true);
}

/* Whether the last use could be written down does not matter to the asker. */
static void
on_touched(struct hj_query *q)
{
	enter(HJ_CONTAINER(struct admission, query, q));
}

static void
on_machine(struct hj_query *q)
{
	struct admission *ad = HJ_CONTAINER(struct admission, query, q);
	struct hj_row row = hj_row(ad->step.result, 0);
	unsigned char id[16];

	if (nobody(ad, &q->err))
		return;
	if (hj_row_bool(&row, 1)) {
		hj_reply_kind(ad->req, HJ_PROBLEM_KEY_OVER, NULL);
		hj_req_unref(ad->req);
		return;
	}
	hj_row_uuid(&row, 0, id);
	hj_hex_id(id, ad->found.person);
	ad->found.sure = true;
	ad->found.ends_ms = hj_row_ms_or(&row, 2, 0);
	enter(ad);
}

/* A write with a cookie must come from a page of ours. */
static bool
marks_fit(struct hj_req *req)
{
	const struct hj_write_marks marks = {
		.host = hj_req_header(req, "host"),
		.origin = hj_req_header(req, "origin"),
		.fetch_site = hj_req_header(req, "sec-fetch-site"),
		.csrf = hj_req_header(req, "x-csrf-token"),
		.tls = req->tls,
	};
	char token[HJ_TOKEN_ROOM];

	if (req->method == HJ_GET || req->method == HJ_HEAD)
		return true;
	return hj_cookie_find(token, hj_req_header(req, "cookie"), req->tls) &&
	       hj_write_marks_fit(
		   hj_keys_crypto(req->service->keys), &marks, token);
}

void
hj_admit(struct hj_req *req)
{
	struct hj_sign_in *in = req->service->sign_in;
	struct admission *ad;
	const struct known *k;
	const char *id;

	hj_proxies_apply(in->s->proxies, req);
	if (req->route->flags & HJ_ANYONE) {
		if (hj_query_known(req))
			req->route->handler(req);
		return;
	}
	ad = HJ_NEW(req->arena, struct admission);
	if (!hj_admit_mark(req, ad->hash, &id)) {
		hj_reply_kind(req, HJ_PROBLEM_UNAUTHENTICATED, NULL);
		return;
	}
	if (id == NULL && !marks_fit(req)) {
		hj_reply_kind(req, HJ_PROBLEM_FORBIDDEN,
		    "X-CSRF-Token or Origin does not fit the session");
		return;
	}
	k = remembered(in, ad->hash);
	if (k != NULL) {
		admit(req, k);
		return;
	}
	ad->req = hj_req_ref(req);
	hj_params_init(&ad->step.params, req->arena);
	if (id != NULL) {
		hj_param_text(&ad->step.params, id);
		hj_param_bytes(&ad->step.params, ad->hash, sizeof(ad->hash));
		submit(ad, &machine_stmt, on_machine, false);
	} else {
		hj_param_bytes(&ad->step.params, ad->hash, sizeof(ad->hash));
		hj_param_int8(&ad->step.params, in->s->cfg->session_idle_ms);
		hj_param_int8(&ad->step.params, SURE_MS);
		submit(ad, &session_stmt, on_session, false);
	}
}
