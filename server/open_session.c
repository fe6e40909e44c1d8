/* A session is opened; see open_session.h. */
#include "server/open_session.h"

#include "server/admit.h"
#include "server/http/json_out.h"

static const enum hj_pg_type open_types[] = { HJ_PG_BYTEA, HJ_PG_UUID,
	HJ_PG_UUID, HJ_PG_INT4, HJ_PG_INT8, HJ_PG_BYTEA, HJ_PG_BYTEA };
const struct hj_stmt hj_stmt_session_open = {
	.name = "session_open",
	.sql = "SELECT hejie.session_open($1, $2, $3, $4, hejie.moment(),"
	       " hejie.moment() + $5 * interval '1 ms', $6, $7)::text",
	.n_params = 7,
	.types = open_types,
};

static void on_opened(struct hj_query *q);

bool
hj_session_open(struct hj_opening *o)
{
	struct hj_req *req = o->call.req;
	struct hj_service *service = req->service;
	struct hj_world_ref *w = hj_world_hold(service->worlds);
	const struct hj_person *person;
	unsigned char hash[HJ_DIGEST_SIZE], org[16], before[HJ_DIGEST_SIZE];
	struct hj_params *p;

	hj_hex_id(o->person, o->person_id);
	person = w == NULL ? NULL : hj_person_find(&w->directory, o->person_id);
	if (person == NULL || person->left) {
		hj_world_drop(w);
		return false;
	}
	hj_session_token(o->token);
	(void)hj_session_hash(hj_keys_crypto(service->keys), hash, o->token);
	(void)hj_unhex(org, person->org, 16);
	p = hj_call_params(&o->call);
	hj_param_bytes(p, hash, sizeof(hash));
	hj_param_uuid(p, o->person);
	hj_param_uuid(p, org);
	hj_param_int4(p, (int32_t)person->roles);
	hj_param_int8(p, service->cfg->session_life_ms);
	hj_param_bytes(p, o->by_pin ? o->device : NULL, sizeof(o->device));
	hj_param_bytes(
	    p, hj_admit_token(req, before) ? before : NULL, sizeof(before));
	hj_world_drop(w);
	hj_call_write(&o->call, &hj_stmt_session_open, on_opened);
	return true;
}

static void
on_opened(struct hj_query *q)
{
	struct hj_opening *o = HJ_CONTAINER(struct hj_opening, call.query, q);

	if (hj_call_failed(&o->call))
		return;
	hj_session_answer(o->call.req, o->token, o);
	hj_call_end(&o->call);
}

void
hj_session_answer(
    struct hj_req *req, const char *token, const struct hj_opening *o)
{
	char csrf[HJ_TOKEN_ROOM];
	struct hj_buf b;
	struct hj_out j;

	hj_session_csrf(hj_keys_crypto(req->service->keys), csrf, token);
	hj_buf_init(&b, 4096);
	hj_cookie_set(&b, token, req->tls);
	hj_req_add_header(req, "Set-Cookie", hj_buf_text(&b));
	hj_buf_clear(&b);
	hj_out_init(&j, &b);
	hj_out_open(&j);
	if (o != NULL)
		hj_out_put_str(&j, "person", o->person_id);
	hj_out_put_str(&j, "csrf", csrf);
	if (o != NULL)
		hj_out_put_bool(&j, "must_change", o->must_change);
	hj_out_close(&j);
	hj_reply_buf(req, 200, HJ_TYPE_JSON, &b);
	hj_buf_release(&b);
}
