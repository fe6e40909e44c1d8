/*
 * A party's slip; see door.h.
 *
 *	POST /api/v1/doors    {"code", "secret"} -> {"id"} of the dispute
 */
#include "server/door.h"

#include "server/admit.h"
#include "server/auth/throttle.h"
#include "server/base/now.h"
#include "server/call.h"
#include "server/http/json_out.h"
#include "server/keys.h"
#include "server/statements.h"

#include <stdlib.h>
#include <string.h>

static const enum hj_pg_type door_types[] = { HJ_PG_UUID };
const struct hj_stmt hj_stmt_door = {
	.name = "door",
	.sql = "SELECT a.stream FROM hejie.access a"
	       " WHERE a.body = $1 AND a.capacity = 'door'"
	       "   AND a.until IS NULL",
	.n_params = 1,
	.types = door_types,
};

static const struct hj_field slip_rows[] = {
	HJ_TEXT(hj_shown_slip, code, HJ_REQUIRED, 64,
	    "纠纷编号|code of the dispute"),
	HJ_TEXT(hj_shown_slip, secret, HJ_REQUIRED, 64, "校验码|second secret"),
};
const struct hj_fields hj_shown_slip_fields =
    HJ_FIELDS(hj_shown_slip, slip_rows);

/* A slip being looked up. */
struct knock {
	struct hj_call call;
	struct hj_shown_slip slip;
};

/* Beside sign-ins: who guesses at doors does not keep people from those. */
static void
names(struct hj_req *req, const char *code, const char **what,
    const char **address)
{
	*what = hj_concat(req->arena, "door ", code, NULL);
	*address = hj_concat(req->arena, "door ", req->peer, NULL);
}

int64_t
hj_door_ask(
    struct hj_req *req, const char *code, const char *secret, const char **door)
{
	const char *what, *address;
	char digest[33];
	int64_t wait;

	names(req, code, &what, &address);
	wait = hj_throttle_ask(
	    req->service->throttle, what, address, hj_mono_ms());
	if (wait > 0)
		return wait;
	hj_keys_door(req->service->keys, digest, code, secret);
	*door = hj_strdup(req->arena, digest);
	return 0;
}

bool
hj_door_try(
    struct hj_req *req, const char *code, const char *secret, const char **door)
{
	int64_t wait = hj_door_ask(req, code, secret, door);

	if (wait > 0)
		hj_reply_too_often(req, wait);
	return wait == 0;
}

bool
hj_door_of(struct hj_req *req, const char **door)
{
	const char *code = hj_req_header(req, "dispute-code");
	const char *secret = hj_req_header(req, "dispute-secret");
	const char *entry = hj_req_header(req, "dispute-entry");
	unsigned char id[16];

	*door = NULL;
	if (entry != NULL) {
		if (hj_id_bytes(id, entry))
			*door = hj_strdup(req->arena, entry);
		return true;
	}
	if (code == NULL || secret == NULL)
		return true;
	return hj_door_try(req, code, secret, door);
}

void
hj_door_tried(struct hj_req *req, const char *code, bool fitted)
{
	const char *what, *address;

	names(req, code, &what, &address);
	if (fitted)
		hj_throttle_give_back(req->service->throttle, what, address);
	else
		hj_throttle_failed(
		    req->service->throttle, what, address, hj_mono_ms());
}

static void
on_found(struct hj_query *q)
{
	struct knock *k = HJ_CONTAINER(struct knock, call.query, q);
	struct hj_req *req = k->call.req;
	struct hj_row row = hj_row(k->call.step.result, 0);
	unsigned char stream[16];
	char id[33];
	struct hj_buf b;
	struct hj_out j;

	if (hj_call_failed(&k->call))
		return;
	if (hj_row_count(k->call.step.result) != 1) {
		hj_door_tried(req, k->slip.code, false);
		hj_call_refuse(&k->call, HJ_PROBLEM_ABSENT, NULL);
		return;
	}
	hj_door_tried(req, k->slip.code, true);
	hj_row_uuid(&row, 0, stream);
	hj_hex_id(stream, id);
	hj_buf_init(&b, 256);
	hj_out_init(&j, &b);
	hj_out_open(&j);
	hj_out_put_str(&j, "id", id);
	hj_out_close(&j);
	hj_reply_buf(req, 200, HJ_TYPE_JSON, &b);
	hj_buf_release(&b);
	hj_call_end(&k->call);
}

void
hj_door_handler(struct hj_req *req)
{
	struct knock *k = HJ_NEW(req->arena, struct knock);
	struct hj_actor *actor = HJ_NEW(req->arena, struct hj_actor);
	unsigned char door[16];

	if (!hj_may(HJ_MAY_READ, req->actor->roles, HJ_REL_PART)) {
		hj_reply_kind(req, HJ_PROBLEM_FORBIDDEN, NULL);
		return;
	}
	*actor = *req->actor;
	if (!hj_call_body(req, &hj_shown_slip_fields, &k->slip) ||
	    !hj_door_try(req, k->slip.code, k->slip.secret, &actor->door))
		return;
	req->actor = actor;
	hj_call_begin(&k->call, req);
	(void)hj_unhex(door, actor->door, 16);
	hj_param_uuid(hj_call_params(&k->call), door);
	hj_call_read_as_asker(&k->call, &hj_stmt_door, on_found);
}
